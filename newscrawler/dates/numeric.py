"""Dates in numbers: 17/03/2020, 1437-10-11, 98/11/29, 2020年3月17日."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.dates.atoms import is_glued, is_number, sense
from newscrawler.dates.calendars import GREGORIAN_YEARS, Candidate, Reading
from newscrawler.dates.years import era_at, full_year, year_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newscrawler.dates.atoms import Atom
    from newscrawler.dates.context import Context

_MARKS = "/-."
_MONTHS = range(1, 13)
_DAYS = range(1, 32)
_FULL = 2
_LONGEST_YEAR_OF_ERA = 3


def in_numbers(atoms: Sequence[Atom], at: int, context: Context) -> tuple[Reading | None, int]:
    """Read three numbers parted by the same mark; the languages decide the order where the numbers do not."""
    if not _is_triple(atoms, at):
        return None, at
    parts = atoms[at], atoms[at + 2], atoms[at + 4]
    era, stop = era_at(atoms, at + 5)
    is_short = False
    if parts[0].is_year_long:
        candidates = _of_long_year(parts[0].value, context.calendars(parts[0].value, era), ("ymd", "ydm"), parts)
    elif parts[2].is_year_long:
        orders = [order for order in context.orders(atoms[at + 1].text) if order != "ymd"]
        candidates = _of_long_year(parts[2].value, context.calendars(parts[2].value, era), orders, parts)
    else:
        is_short = era is None and (atoms[at + 1].text == "-" or any(len(part.text) < _FULL for part in parts[1:]))
        candidates = _of_short_year(parts, atoms[at + 1].text, era, context)
        if is_short and is_glued(atoms, at) and atoms[at - 1].kind == "word":  # v10.1.17
            return None, at
    found = tuple(dict.fromkeys(candidates))
    return (Reading(found, is_short=is_short), min(stop, len(atoms))) if found else (None, at)


def _is_triple(atoms: Sequence[Atom], at: int) -> bool:
    """Return whether three numbers of a date's length are parted alike, and no fourth follows or goes before."""
    if at + 4 >= len(atoms) or not atoms[at + 1].is_mark(_MARKS) or atoms[at + 3].text != atoms[at + 1].text:
        return False
    for part in (atoms[at], atoms[at + 2], atoms[at + 4]):
        if not (part.is_short or part.is_year_long):
            return False
    mark = atoms[at + 1].text
    is_even = is_glued(atoms, at + 2) == is_glued(atoms, at + 4) or (mark != "-" and atoms[at + 4].is_year_long)
    if atoms[at + 2].is_year_long or not is_even:
        return False
    if mark == "/" and at and atoms[at - 1].is_mark("/") and at + 5 < len(atoms) and atoms[at + 5].is_mark("/"):
        return False  # the path of an address
    if at > 1 and atoms[at - 1].is_mark(mark) and is_glued(atoms, at) and atoms[at - 2].kind == "number":
        return False
    after = at + 5
    return not (  # a fourth number: an IP address, a telephone number
        after + 1 < len(atoms) and atoms[after].is_mark(mark) and is_glued(atoms, after) and is_glued(atoms, after + 1)
                and atoms[after + 1].kind == "number")  # fmt: skip


def _of_long_year(
    year: int, calendars: Sequence[str], orders: Sequence[str], parts: Sequence[Atom]
) -> Iterator[Candidate]:
    for calendar in calendars:
        for order in orders:
            month, day = parts[order.index("m")].value, parts[order.index("d")].value
            if month in _MONTHS and day in _DAYS:
                yield Candidate(calendar, year, month, day)


def _of_short_year(parts: Sequence[Atom], mark: str, era: str | None, context: Context) -> Iterator[Candidate]:
    """Yield readings of 17/03/20, whose year has two digits."""
    is_tiny = any(len(part.text) < _FULL for part in parts[1:])
    for order in context.orders(mark, is_short=is_tiny):
        year, month, day = (parts[order.index(letter)] for letter in "ymd")
        if month.value in _MONTHS and day.value in _DAYS and len(year.text) == _FULL:
            calendar = _of_short(order, era, context)
            yield Candidate(calendar, full_year(year.value, calendar), month.value, day.value)


def _of_short(order: str, era: str | None, context: Context) -> str:
    if era in {"hijri", "jalali"}:
        return era
    return "jalali" if context.counts_solar and order == "ymd" else "gregorian"


def in_signs(atoms: Sequence[Atom], at: int) -> tuple[Reading | None, int]:
    """Read a year, a month and a day each followed by its sign, as in Chinese, Japanese and Korean."""
    if sense(atoms, at + 1, "year_mark") is None or not is_number(atoms, at + 2, 1, 12):
        return None, at
    if sense(atoms, at + 3, "month_mark") is None:
        return None, at
    offset = sense(atoms, at - 1, "year_offset")
    year = atoms[at].value + (offset or 0)
    if year not in GREGORIAN_YEARS or (offset and len(atoms[at].text) > _LONGEST_YEAR_OF_ERA):
        return None, at
    if is_number(atoms, at + 4, 1, 31) and sense(atoms, at + 5, "day_mark") is not None:
        return Reading((Candidate("gregorian", year, atoms[at + 2].value, atoms[at + 4].value),)), at + 6
    if is_number(atoms, at + 4, 1, 31) and not _goes_on_in_words(atoms, at + 5):
        return Reading((Candidate("gregorian", year, atoms[at + 2].value, atoms[at + 4].value),)), at + 5
    return Reading((Candidate("gregorian", year, atoms[at + 2].value),)), at + 4


def _goes_on_in_words(atoms: Sequence[Atom], at: int) -> bool:
    """Return whether a word is joined to the number before `at`: a count of something, no day."""
    return at < len(atoms) and is_glued(atoms, at) and atoms[at].kind == "word"


def year_apart(atoms: Sequence[Atom], at: int, context: Context) -> tuple[Reading | None, int]:
    """Read "25/3 2017": day and month parted by a mark, the year by a space."""
    is_pair = is_number(atoms, at, 1, 31) and is_number(atoms, at + 2, 1, 12) and atoms[at + 1].is_mark("/.")
    if not (is_pair and is_glued(atoms, at + 1) and is_glued(atoms, at + 2)) or is_glued(atoms, at):
        return None, at
    place = at + 3 + (at + 3 < len(atoms) and atoms[at + 3].is_mark(".") and is_glued(atoms, at + 3))
    year = year_at(atoms, place)
    if year is None or is_glued(atoms, place):
        return None, at
    calendars = context.calendars(year.value, year.era)
    candidates = (Candidate(name, year.value, atoms[at + 2].value, atoms[at].value) for name in calendars)
    return Reading(tuple(candidates)), year.stop


def spaced(atoms: Sequence[Atom], at: int, context: Context) -> tuple[Reading | None, int]:
    """Read "17 03 2020": day and month of two digits, and no other number beside."""
    year = year_at(atoms, at + 2)
    if year is None or not (is_number(atoms, at, 1, 31) and is_number(atoms, at + 1, 1, 12)):
        return None, at
    if any(len(atoms[place].text) != _FULL for place in (at, at + 1)) or (at and atoms[at - 1].kind == "number"):
        return None, at
    if year.stop < len(atoms) and atoms[year.stop].kind == "number":
        return None, at
    calendars = context.calendars(year.value, year.era)
    return Reading(
        tuple(Candidate(name, year.value, atoms[at + 1].value, atoms[at].value) for name in calendars)
    ), year.stop
