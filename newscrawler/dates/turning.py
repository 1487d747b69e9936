"""Numeric dates read the wrong way round: 05/04/2021 is the fourth of May where the page says so elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from newscrawler.dates.doubts import agree, day_of

if TYPE_CHECKING:
    from newscrawler.items import DateEvidence

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY = len("2016-07-16")
_SHORT = len("16")


def turned(one: DateEvidence, published: DateEvidence | None) -> DateEvidence:
    """Return the evidence with day and month exchanged, where it is in numbers and agrees with `published` only so."""
    day = day_of(one)
    if published is None or day is None or one.calendar != "gregorian" or agree(one, published):
        return one
    numbers = _NUMERIC.search(one.text)
    if (
        numbers is None
        or {int(numbers[1]), int(numbers[3])} != {day.day, day.month}
        or not _is_year(numbers[4], day.year)
    ):
        return one
    try:
        other = date(day.year, day.day, day.month).isoformat()
    except ValueError:
        return one
    again = replace(one, value=other + (one.value or "")[_DAY:])
    return again if agree(again, published) else one


def _is_year(digits: str, year: int) -> bool:
    """Do four digits say a year, or two its end?"""
    return int(digits) == (year if len(digits) > _SHORT else year % 100)
