"""Dates with a year, found among the atoms of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.dates.atoms import is_number, merged
from newscrawler.dates.named import MONTH_KINDS, day_first, month_first, year_first
from newscrawler.dates.numeric import in_numbers, in_signs, spaced, year_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.dates.atoms import Atom
    from newscrawler.dates.calendars import Reading
    from newscrawler.dates.context import Context

_MONTHS = frozenset({*MONTH_KINDS, "month_mark"})
_LEAST_NUMBERS = 3
"""In a date without a name."""


def may_hold_date(atoms: Sequence[Atom], kinds: set[str]) -> bool:
    """Could there be a date with a year: a number beside the name or sign of a month, or three? `kinds` are theirs."""
    numbers = 0
    for atom in atoms:
        numbers += atom.kind == "number"
    return numbers >= _LEAST_NUMBERS or (numbers > 0 and not _MONTHS.isdisjoint(kinds))


def with_dates(atoms: Sequence[Atom], context: Context, kinds: set[str]) -> list[Atom]:
    """Return the atoms with every date made one atom, whose value is a `Reading`; `kinds` are those of their names."""
    has_month = not MONTH_KINDS.isdisjoint(kinds)
    result: list[Atom] = []
    at = 0
    while at < len(atoms):
        reading, stop = None, at
        if atoms[at].kind == "number":
            if not _is_time(result, atoms, at):
                reading, stop = _from_number(atoms, at, context, has_month=has_month)
        elif has_month:
            reading, stop = _from_word(atoms, at)
        if reading:  # "Mar 25 10:30:00 UTC 2017": the time is not the date's
            result += (inner for inner in atoms[at:stop] if inner.kind in {"clock", "zone"})
        result.append(merged(atoms, at, stop, "date", reading) if reading else atoms[at])
        at = max(stop, at + 1)
    return result


def _is_time(before: Sequence[Atom], atoms: Sequence[Atom], at: int) -> bool:
    """Return whether three numbers with dots at `at` are the time that follows a whole date: 25.3.2017 14.15.33."""
    place = len(before) - 1
    while place >= 0 and before[place].is_mark(",-|"):
        place -= 1
    if place < 0 or before[place].kind != "date" or not atoms[at - (len(before) - place)].is_year_long:
        return False
    return all(is_number(atoms, part, 0, 59) for part in (at, at + 2, at + 4)) and atoms[at + 1].is_mark(".")


def _from_number(atoms: Sequence[Atom], at: int, context: Context, *, has_month: bool) -> tuple[Reading | None, int]:
    """Return the date that begins with a number, and the place past it; what is behind the number tells its form."""
    after = atoms[at + 1].kind if at + 1 < len(atoms) else ""
    reading, stop = None, at
    if after == "mark":
        reading, stop = in_numbers(atoms, at, context)
    elif after == "word":
        reading, stop = in_signs(atoms, at)
    if reading is None and has_month:
        reading, stop = day_first(atoms, at)
        if reading is None:
            reading, stop = year_first(atoms, at)
    if reading is None and after == "mark":
        reading, stop = year_apart(atoms, at, context)
    elif reading is None and after == "number":
        reading, stop = spaced(atoms, at, context)
    return reading, stop


def _from_word(atoms: Sequence[Atom], at: int) -> tuple[Reading | None, int]:
    senses = atoms[at].senses
    if "day_name" in senses:
        return day_first(atoms, at)
    return (None, at) if MONTH_KINDS.isdisjoint(senses) else month_first(atoms, at)
