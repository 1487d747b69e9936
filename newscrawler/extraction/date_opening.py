"""The date that a text opens with, as press releases and agencies do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscrawler.dates import PrintedDate
    from newscrawler.extraction.date_reader import DateReader

OPENING_LETTERS = 80
MOST_PLACE_WORDS = 3
_PARTING = re.compile(r"\s*(?:[()\[\]\-–—:|/•·„“\"«.,،]|[A-ZÀ-ÞА-Я\u0590-\u07ff])")
"""What may follow: a mark, or the first word of a sentence."""
_PLACE_ENDS = tuple(",،-–—/:")
_CASED = re.compile(r"[^\W\d_\u0590-\u07ff]")
_NO_PLACE = frozenset(["في", "منذ", "يوم", "من", "حتى", "قبل", "بعد", "خلال", "در", "از", "تا"])
"""Words of scripts without capitals that tell of a day in a sentence."""


def read_opening(text: str, reader: DateReader) -> PrintedDate | None:
    """Return the date that a text opens with: in brackets or behind a place, and parted from what follows.

    "(18.01.2018) Farmers fear ...", "Berlin, 12. Januar 2020 - Der ...", "الرياض 11 أغسطس 2015 م واس".
    """
    line = " ".join(text[:OPENING_LETTERS].split())
    date = reader.printed(line)
    if date is None or date.precision == "month" or date.text not in line:
        return None
    before, _, after = line.partition(date.text)
    return date if _is_place(before.strip(" ([")) and _PARTING.match(after) else None


def _is_place(words: str) -> bool:
    """Could these words before a date be a place: none, or a few with a mark behind them?"""
    if not words:
        return True
    if len(words.split()) > MOST_PLACE_WORDS:
        return False
    return words.endswith(_PLACE_ENDS) or not (_CASED.search(words) or _NO_PLACE & set(words.split()))
