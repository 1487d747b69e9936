"""Telling a page's clock from an article's own date line, over all visits of a site; and dating articles by it.

    printed = printed_on(db, visit)          # the lines of a visit, before it is stored
    judge_visit(article, printed)            # the article with what is known of these lines by now
    learn(db, visit, printed)                # after it is stored: what the lines tell of their places
    settle(db)                               # some articles whose lines turned out to be something else

A place is where a site prints a line: the evidence's place and path, without the numbers in it. Each article has one
vote on a place, so that the order in which articles are visited does not matter.
"""

from __future__ import annotations

from newscrawler.archive.dating.judging import add_evidence, identity_of, judge_visit, judge_with, stored_evidence
from newscrawler.archive.dating.learning import LATER, Printed, learn, printed_on
from newscrawler.archive.dating.settling import settle, settle_all

__all__ = [
    "LATER",
    "Printed",
    "add_evidence",
    "identity_of",
    "judge_visit",
    "judge_with",
    "learn",
    "printed_on",
    "settle",
    "settle_all",
    "stored_evidence",
]
