"""Places that no table knows, in capitals before a dash, as in "PORT ELLEN — The boats": evidence instead of names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.extraction.origin_segments import Kind
from newscrawler.extraction.tables import names
from newscrawler.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.extraction.origin_segments import Segment

LEAST_LETTERS = 4
PLACE_AND_PAPER = 2
"""Segments of "PLACE (Paper) - "."""
PLACE_AND_REGION = 2
REGION_WORDS = 2
_DASH = re.compile(r"\.?\s+[-–—―]+\s+|\s*—\s*")
_SENTENCE = re.compile(r"[\"'“”„«»‘’(\[]*\w.*[^\W\d_]")


def names_place(text: str, segments: Sequence[Segment]) -> bool:
    """Is the opening of a text a place in capitals: with a day, a paper in brackets, its region, or alone?"""
    first, last = segments[0], segments[-1]
    if first.kind is not Kind.SHORT or not first.text.isupper() or len(first.text) < LEAST_LETTERS:
        return False
    if any(segment.kind is Kind.DATE for segment in segments):
        return True
    if last.closer != "dash":
        return first.closer == "bracket" and len(segments) == PLACE_AND_PAPER
    before_last = segments[-2] if len(segments) > 1 else last
    if before_last.closer == "bracket":
        return len(segments) == PLACE_AND_PAPER or (
            len(segments) == PLACE_AND_PAPER + 1 and _is_region(text, first, before_last)
        )
    if len(segments) == PLACE_AND_REGION:
        return _is_region(text, first, last)
    return len(segments) == 1 and _stands_alone(text, first)


def _is_region(text: str, place: Segment, region: Segment) -> bool:
    """Is it a state behind its place, "MARLOW, Neb.": abbreviated, or in capitals too?"""
    if place.closer != "comma" or len(region.text.split()) > REGION_WORDS:
        return False
    return region.text.endswith(".") or text[region.end : region.end + 1] == "."


def _stands_alone(text: str, place: Segment) -> bool:
    """Is it a name, no word or abbreviation that the text uses again, and does a sentence in small letters follow?"""
    if not _DASH.fullmatch(text, place.end, place.after) or any(map(str.isdigit, place.text)):
        return False
    rest = text[place.after :]
    opening = _SENTENCE.match(rest[:40])
    if opening is None or opening.group().isupper() or fold(place.text).split()[0] in names("no_places"):
        return False
    word = re.escape(place.text)
    return not re.search(rf"\b(?:{word}|{re.escape(place.text.lower())})\b", rest)
