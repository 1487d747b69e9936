"""What an archive learned of a printed line: that it is the page's clock, or that it is the article's own after all."""

from __future__ import annotations

import re
from dataclasses import replace

from newscrawler.dates.doubts import BESIDE, as_read, with_doubt
from newscrawler.items import DateEvidence, Place, Role

LEARNED = "the page's clock: "
"""How the doubt about a line begins that other visits showed to be a clock; why, in words, stands behind it."""

_NUMBERS = re.compile("[0-9]+")


def place_path(path: str) -> str:
    """Return the path of an element without the numbers in it, which differ from article to article.

    >>> place_path("article.post-4711 > div.info > span")
    'article.post- > div.info > span'
    """
    return _NUMBERS.sub("", path)


def is_line(one: DateEvidence) -> bool:
    """Is this a line that people read as the page's date: the article's own as far as one page tells, or its clock?

    >>> is_line(DateEvidence("1 March", Place.MASTHEAD, Role.CLOCK)), is_line(DateEvidence("1", Place.URL, "published"))
    (True, False)
    """
    return one.place in (Place.VISIBLE, Place.MASTHEAD) and one.role in (Role.PUBLISHED, Role.CLOCK)


def as_clock(one: DateEvidence, why: str) -> DateEvidence:
    """Return the line as the page's clock."""
    return with_doubt(replace(unlearned(one), role=Role.CLOCK), LEARNED + why)


def as_own(one: DateEvidence) -> DateEvidence:
    """Return the line as the article's date of publication."""
    return replace(unlearned(one), role=Role.PUBLISHED)


def unlearned(one: DateEvidence) -> DateEvidence:
    """Return the line as its page alone tells it, before anything was judged."""
    one = as_read(one)
    if one.place == Place.MASTHEAD:
        return replace(one, role=Role.CLOCK, doubt=_without_learned(one.doubt))
    return replace(one, role=Role.PUBLISHED, doubt=_without_learned(one.doubt)) if is_learned_clock(one) else one


def is_learned_clock(one: DateEvidence) -> bool:
    """Did other visits show that this line is a clock?"""
    return any(part.startswith(LEARNED) for part in one.doubt.split(BESIDE))


def _without_learned(doubt: str) -> str:
    return BESIDE.join(part for part in doubt.split(BESIDE) if not part.startswith(LEARNED))
