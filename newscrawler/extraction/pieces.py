"""The pieces of text that a walk finds in one line: how they are joined, and which at its head are no part of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newscrawler.extraction.blocks import WIDE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KICKER = re.compile(
    r"(?<![a-z])(?:kicker|eyebrow|overline|roofline|dachzeile|surtitre|volanta)(?![a-z])", re.IGNORECASE
)
"""What newspapers call the word or two over a headline, or at the head of a standfirst: report, interview, a series."""
LONGEST_KICKER = 40
LONGEST_DATELINE = 40
DATELINE_PIECES = 6
DASHES = ("-", "–", "—", "ـ")
"""What place and paper end with before the text that they open."""


@lru_cache(maxsize=4096)
def names_kicker(classes: str) -> bool:
    """Do class names call an inline element a kicker?"""
    return _KICKER.search(classes) is not None


def opens_paragraph(element: HtmlElement) -> bool:
    """Is an inline element what a paragraph begins with?"""
    parent = element.getparent()
    if parent is None or parent.tag != "p" or (parent.text or "").strip():
        return False
    return element.getprevious() is None


def is_kicker(pieces: list[str], end: int) -> bool:
    """Are the first pieces, up to `end`, a few words over a sentence that stands behind them?"""
    behind = joined(pieces[end:])
    return bool(behind) and not behind[0].islower() and len(joined(pieces[:end])) <= LONGEST_KICKER


def is_dateline(pieces: list[str]) -> bool:
    """Are these a few words with a dash behind them: the place that opens a text, "<b>Place</b> - <p>..."?"""
    if not 0 < len(pieces) <= DATELINE_PIECES:
        return False
    text = joined(pieces)
    return 0 < len(text) <= LONGEST_DATELINE and text[0].isalpha() and text.endswith(DASHES)


def part(pieces: list[str], seams: list[int], *, in_text: bool) -> None:
    """Put a space where a styled inline element ends and another word begins: styles part what is printed in a row."""
    for seam in seams:
        start = pieces[seam][:2] if seam < len(pieces) else ""
        if (start[:1].isupper() or start[:1].isdigit()) and _are_words(pieces[seam - 1][-2:], start, in_text=in_text):
            pieces[seam - 1] += " "


def _are_words(end: str, start: str, *, in_text: bool) -> bool:
    """Are these the end of a word and the start of another: "ne" and "Th"; outside the text, a date too?

    What starts is a capital letter or a digit.
    """
    is_word_end = len(end) > 1 and end.isalpha() and not end[-1].isupper() and WIDE.search(end) is None
    if start[0].isdigit():
        return not in_text and is_word_end
    return start[-1].islower() and ((is_word_end and end.islower()) or (not in_text and end[-1:].isdigit()))


def joined(pieces: list[str]) -> str:
    """Return pieces of text on one line."""
    text = (pieces[0] if len(pieces) == 1 else "".join(pieces)).strip()
    if text.isprintable() and "  " not in text:  # of all white space, only the plain space can be printed
        return text
    return " ".join(text.split())
