"""Days of the calendars news is dated by, as Gregorian days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Hijri
from jdatetime import date as jalali_date

GREGORIAN_YEARS = range(1900, 2101)
LUNAR_AND_SOLAR_YEARS = range(1300, 1501)
_HIJRI_YEARS = range(1343, 1501)
"""What the Umm al-Qura tables of hijridate cover."""
_THIRTIETH = 30


class Candidate(NamedTuple):
    """One way to read a date."""

    calendar: str
    """`gregorian`, `hijri` or `jalali`."""
    year: int
    month: int
    day: int | None = None
    """None where only the month is printed."""

    def first_day(self) -> date | None:
        """Return the Gregorian day, of a month the first; None when there is no such day."""
        try:
            return _FIRST_DAYS[self.calendar](self.year, self.month, self.day or 1)
        except (ValueError, OverflowError):
            return None


class Reading(NamedTuple):
    """A date of a line with the ways to read it, likeliest first."""

    candidates: tuple[Candidate, ...]
    contradiction: str = ""
    """How the date contradicts itself, in words."""
    is_short: bool = False
    """True for one so short that it is a date only in a line that says nothing else: 5/3/17, 25 مارس 17."""


def _gregorian(year: int, month: int, day: int) -> date:
    return date(year, month, day)


def _hijri(year: int, month: int, day: int) -> date:
    """Return the day by Umm al-Qura.

    Where the moon was sighted otherwise, a month may have a 30th that the table lacks.
    """
    if year not in _HIJRI_YEARS:
        raise ValueError(f"Hijri year outside {_HIJRI_YEARS}: {year}")
    if day == _THIRTIETH and Hijri(year, month, 1).month_length() < _THIRTIETH:
        return _hijri(year, month, day - 1) + timedelta(days=1)
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def _jalali(year: int, month: int, day: int) -> date:
    if year not in LUNAR_AND_SOLAR_YEARS:
        raise ValueError(f"Jalali year outside {LUNAR_AND_SOLAR_YEARS}: {year}")
    found: date = jalali_date(year, month, day).togregorian()
    return found


_FIRST_DAYS = {"gregorian": _gregorian, "hijri": _hijri, "jalali": _jalali}
