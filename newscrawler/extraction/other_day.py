"""Whether a page could print another day than a moment in UTC falls on, told from its source without parsing it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

NEAR = 60
"""Characters beside a year in which the number of the day stands, tags included."""
BESIDE = 200
"""Characters beside a year in which the time of day stands, tags included."""
MOST_YEARS = 1_000
"""So often the year may stand on a page before it is parsed to be sure."""
_NOON = 12
_QUARTER = 15
"""Every offset in use is a multiple of so many minutes."""
_SAME_DAY_HOURS = range(7, 17)
"""Hours of UTC at which it is the same day from California to Thailand, and in China but for its midnight."""
_OTHER_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]")
_TIME = re.compile(r"(?<!\d)\d{1,2}(?:[:.h時时点시]|\s?Uhr\s?)\s?([0-5]\d)(?!\d)")


def may_print_other_day(html: bytes | str, moment: datetime) -> bool:
    """Could the page print a moment in UTC with another day: that of the zone it is read in?

    Then the number of that day stands near the year with a time of day that is quarters of an hour off; or the page has
    digits of its own, which are not looked for.
    """
    if moment.utcoffset() != timedelta(0) or moment.hour in _SAME_DAY_HOURS:
        return False
    text = html.decode("utf-8", "replace") if isinstance(html, bytes) else html
    if _OTHER_DIGITS.search(text):
        return True
    other = moment + timedelta(days=1 if moment.hour >= _NOON else -1)
    day, year = re.compile(rf"(?<!\d)0?{other.day}(?!\d)", re.ASCII), str(other.year)
    place = text.find(year)
    for _ in range(MOST_YEARS):
        if place < 0:
            return False
        near = text[max(place - NEAR, 0) : place + NEAR]
        if day.search(near) and _tells_time(text[max(place - BESIDE, 0) : place + BESIDE], moment):
            return True
        place = text.find(year, place + 1)
    return True


def _tells_time(words: str, moment: datetime) -> bool:
    """Does a time of day stand in these words that may be the moment in another zone?"""
    return any(int(minute) % _QUARTER == moment.minute % _QUARTER for minute in _TIME.findall(words))
