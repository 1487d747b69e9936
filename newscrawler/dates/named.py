"""Dates whose month is named: 25 مارس 2017, March 25th, 2017, 2017. március 25., كانون الثاني/يناير 2017."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newscrawler.dates.atoms import NO_SENSES, is_glued, is_number, sense
from newscrawler.dates.calendars import GREGORIAN_YEARS, Candidate, Reading
from newscrawler.dates.years import Year, full_year, past, short_year_at, year_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newscrawler.dates.atoms import Atom

_CALENDARS = {"weak_month": "gregorian", "month": "gregorian", "hijri": "hijri", "jalali": "jalali"}
_NUMBERED = {"numbered_month": "gregorian", "numbered_hijri": "hijri"}
MONTH_KINDS = frozenset((*_CALENDARS, *_NUMBERED))
"""Kinds of names of months."""
_BETWEEN_TWO_NAMES = "/-(),"


class _Month(NamedTuple):
    numbers: Mapping[str, int]
    """Calendar -> number of the month in it."""
    is_weak: bool
    """True for a name that is an everyday word, and a month only between a day and a year."""
    contradiction: str
    stop: int


def _month_at(atoms: Sequence[Atom], at: int) -> _Month | None:
    """Return the month named at `at`, with the name of the other system that may follow it."""
    numbers, stop = _name_at(atoms, at)
    if not numbers:
        return None
    is_weak, second = _is_weak(atoms[at]), stop
    while second < len(atoms) and second < stop + 2 and atoms[second].is_mark(_BETWEEN_TWO_NAMES):
        second += 1
    again, end = _name_at(atoms, second)
    if not again:
        return _Month(numbers, is_weak, "", stop)
    shared = numbers.keys() & again.keys()
    agrees = any(numbers[calendar] == again[calendar] for calendar in shared)
    if not shared or (_is_weak(atoms[second]) and not agrees):
        return _Month(numbers, is_weak, "", stop)
    return _Month(numbers, False, "" if agrees else "it names two months", end)


def _is_weak(atom: Atom) -> bool:
    return "weak_month" in atom.senses and "month" not in atom.senses


def _name_at(atoms: Sequence[Atom], at: int) -> tuple[Mapping[str, int], int]:
    senses = atoms[at].senses if at < len(atoms) else NO_SENSES
    if MONTH_KINDS.isdisjoint(senses):
        return {}, at
    if is_number(atoms, at + 1, 1, 12):
        for kind, calendar in _NUMBERED.items():
            numbered = senses.get(kind)
            if numbered and atoms[at + 1].value in numbered:
                return {calendar: numbered[atoms[at + 1].value]}, at + 2
    return {calendar: senses[kind] for kind, calendar in _CALENDARS.items() if kind in senses}, at + 1


def _reading(month: _Month, year: Year, day: int | None, *, is_short: bool = False) -> Reading | None:
    """Return the date in the calendar that both month and year are of."""
    is_gregorian = year.value in GREGORIAN_YEARS
    candidates = [
        Candidate(calendar, year.value, number, day)
        for calendar, number in month.numbers.items()
        if (calendar == "gregorian") == is_gregorian
    ]
    return Reading(tuple(candidates), month.contradiction, is_short) if candidates else None


def _past_day(atoms: Sequence[Atom], at: int, *, before_month: bool = False) -> int:
    """Return the place past the day at `at` and the letters of its ordinal, which before a month are not its name."""
    place = at + 1
    if place < len(atoms) and atoms[place].is_mark("-") and is_glued(atoms, place):
        place += 1
    if sense(atoms, place, "day_mark") is None or (before_month and sense(atoms, place, "month") is not None):
        return at + 1
    return place + 1


def day_first(atoms: Sequence[Atom], at: int) -> tuple[Reading | None, int]:
    """Read day, month, year; the day in words, too."""
    day = atoms[at].value if is_number(atoms, at, 1, 31) else sense(atoms, at, "day_name")
    if day is None:
        return None, at
    begin = past(atoms, _past_day(atoms, at, before_month=True))
    month = _month_at(atoms, begin)
    if month is None:
        return None, at
    place = past(atoms, month.stop)
    if month.is_weak and not (place == month.stop and (begin == at + 1 or sense(atoms, begin - 1, "month_word"))):
        return None, at
    calendar = "jalali" if set(month.numbers) == {"jalali"} else "gregorian"
    year = year_at(atoms, place) or short_year_at(atoms, place, calendar=calendar)
    if year is None and not month.is_weak and calendar == "gregorian":
        return _with_bare_year(atoms, at, month, day)
    reading = _reading(month, year, day) if year else None
    return (reading, year.stop) if year and reading else (None, at)


def _with_bare_year(atoms: Sequence[Atom], at: int, month: _Month, day: int) -> tuple[Reading | None, int]:
    """Read "25 مارس 17", which is a date only where the line says nothing else."""
    place = month.stop + (month.stop < len(atoms) and atoms[month.stop].is_mark(".,"))
    if not (is_number(atoms, place, 0, 99) and len(atoms[place].text) == 2):  # noqa: PLR2004
        return None, at
    year = Year(full_year(atoms[place].value), None, place + 1)
    return _reading(month, year, day, is_short=True), year.stop


def month_first(atoms: Sequence[Atom], at: int) -> tuple[Reading | None, int]:
    """Read month, day, year, with a time perhaps before the year; or month and year."""
    month = _month_at(atoms, at)
    if month is None or month.is_weak:
        return None, at
    place = past(atoms, month.stop)
    if is_number(atoms, place, 1, 31):
        after = past(atoms, _past_day(atoms, place), also=("clock", "zone"))
        year = year_at(atoms, after) or (short_year_at(atoms, after) if atoms[after - 1].is_mark("'") else None)
        reading = _reading(month, year, atoms[place].value) if year else None
        return (reading, year.stop) if year and reading else (None, at)
    year = year_at(atoms, place)
    if year is None or year.value not in GREGORIAN_YEARS or _follows_number(atoms, at):
        return None, at
    return _reading(month, year, None), year.stop


def _follows_number(atoms: Sequence[Atom], at: int) -> bool:
    """Return whether a number goes before: a day that is none, which must not become a month."""
    while at > 0 and (
        atoms[at - 1].kind == "mark" or "inside" in atoms[at - 1].senses or "day_mark" in atoms[at - 1].senses
    ):
        at -= 1
    return at > 0 and atoms[at - 1].kind == "number"


def year_first(atoms: Sequence[Atom], at: int) -> tuple[Reading | None, int]:
    """Read year, month, day; or, after a word for "of the year" or with the weekday between, year, day, month."""
    year = year_at(atoms, at)
    if year is None:
        return None, at
    begin = past(atoms, year.stop)
    has_weekday = sense(atoms, begin, "weekday") is not None and sense(atoms, begin, "month") is None
    if has_weekday or sense(atoms, year.stop - 1, "leading_year_mark"):
        return _day_and_month(atoms, at, year, begin + has_weekday)
    month = _month_at(atoms, begin)
    if month is None or month.is_weak:
        return None, at
    place = past(atoms, month.stop)
    if not is_number(atoms, place, 1, 31):
        return None, at
    stop = _past_day(atoms, place)
    reading = None if year_at(atoms, past(atoms, stop)) else _reading(month, year, atoms[place].value)
    return (reading, stop) if reading else (None, at)


def _day_and_month(atoms: Sequence[Atom], at: int, year: Year, begin: int) -> tuple[Reading | None, int]:
    """Read the day and month of 2017. gada 25. marts and 2017 السبت 25 مارس, where no year follows."""
    month = _month_at(atoms, past(atoms, begin + 1)) if is_number(atoms, begin, 1, 31) else None
    if month is None or month.is_weak or year_at(atoms, past(atoms, month.stop)):
        return None, at
    reading = _reading(month, year, atoms[begin].value)
    return (reading, month.stop) if reading else (None, at)
