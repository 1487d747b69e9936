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
_OTHER_DIGITS = re.compile(b"\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xe0[\xa5\xa7][\xa6-\xaf]")
"""Those of Arabic, Persian, Devanagari and Bengali in UTF-8."""
_LONGEST_CHARACTER = 4
"""Bytes in UTF-8."""
_TIME = re.compile(r"(?<!\d)\d{1,2}(?:[:.h時时点시]|\s?Uhr\s?)\s?([0-5]\d)(?!\d)")


def may_print_other_day(html: bytes | str, moment: datetime) -> bool:
    """Could the page print a moment in UTC with another day: that of the zone it is read in?

    Then the number of that day stands near the year with a time of day that is quarters of an hour off; or the page has
    digits of its own, which are not looked for.
    """
    if moment.utcoffset() != timedelta(0) or moment.hour in _SAME_DAY_HOURS:
        return False
    source = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    if _has_other_digits(source):
        return True
    other = moment + timedelta(days=1 if moment.hour >= _NOON else -1)
    day, year = re.compile(rf"(?<!\d)0?{other.day}(?!\d)", re.ASCII), str(other.year).encode()
    place = source.find(year)
    for _ in range(MOST_YEARS):
        if place < 0:
            return False
        if day.search(_near(source, place, NEAR)) and _tells_time(_near(source, place, BESIDE), moment):
            return True
        place = source.find(year, place + 1)
    return True


def _has_other_digits(source: bytes) -> bool:
    """Does a digit that is not ASCII stand in it? Most pages have not even the bytes that these begin with."""
    return (b"\xd9" in source or b"\xdb" in source or b"\xe0" in source) and _OTHER_DIGITS.search(source) is not None


def _near(source: bytes, place: int, characters: int) -> str:
    """Return so many characters on both sides of a place: those round it alone are decoded."""
    reach = _LONGEST_CHARACTER * (characters + 1)
    before = source[max(place - reach, 0) : place].decode("utf-8", "replace")
    return before[-characters:] + source[place : place + reach].decode("utf-8", "replace")[:characters]


def _tells_time(words: str, moment: datetime) -> bool:
    """Does a time of day stand in these words that may be the moment in another zone?"""
    return any(int(minute) % _QUARTER == moment.minute % _QUARTER for minute in _TIME.findall(words))
