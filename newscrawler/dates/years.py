"""The year of a date, with the mark of its calendar, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newscrawler.dates.atoms import is_glued, sense
from newscrawler.dates.calendars import GREGORIAN_YEARS, LUNAR_AND_SOLAR_YEARS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.dates.atoms import Atom

_BETWEEN = "-/.,'()«»\""
_MOST_BETWEEN = 4
_CENTURIES = {"gregorian": (70, 2000), "hijri": (60, 1400), "jalali": (50, 1400)}
"""Calendar -> the two digits from which a year is of the last century, and this century."""


class Year(NamedTuple):
    """A year as printed."""

    value: int
    era: str | None
    """The calendar that the mark after it names."""
    stop: int
    """Where the line goes on."""


def past(atoms: Sequence[Atom], at: int, also: tuple[str, ...] = ()) -> int:
    """Return the place past what may stand between the parts of a date: marks, "of", atoms of the kinds `also`."""
    end = min(at + _MOST_BETWEEN, len(atoms))
    while at < end and (atoms[at].is_mark(_BETWEEN) or _is_inside(atoms[at]) or atoms[at].kind in also):
        at += 1
    return at


def _is_inside(atom: Atom) -> bool:
    return "inside" in atom.senses and "month" not in atom.senses


def era_at(atoms: Sequence[Atom], at: int) -> tuple[str | None, int]:
    """Return the calendar that the word at `at`, perhaps in brackets, names, and the place past it."""
    bracket = at < len(atoms) and atoms[at].is_mark("(")
    era = sense(atoms, at + bracket, "era")
    return (era, at + 1 + 2 * bracket) if era else (None, at)


def year_at(atoms: Sequence[Atom], at: int) -> Year | None:
    """Return the year of four digits at `at`."""
    if not (at < len(atoms) and atoms[at].is_year_long):
        return None
    value = atoms[at].value
    if value not in GREGORIAN_YEARS and value not in LUNAR_AND_SOLAR_YEARS:
        return None
    stop = at + 1
    mark = stop + (stop < len(atoms) and atoms[stop].is_mark("."))
    if sense(atoms, mark, "year_mark") is not None:
        stop = mark + 1
    era, stop = era_at(atoms, stop)
    return Year(value, era, min(stop, len(atoms)))


def full_year(short: int, calendar: str = "gregorian") -> int:
    """Return the year that two digits mean: none is far in the future.

    >>> full_year(17), full_year(98), full_year(98, "jalali"), full_year(39, "hijri")
    (2017, 1998, 1398, 1439)
    """
    last_century_from, century = _CENTURIES[calendar]
    return short + century - (100 if short >= last_century_from else 0)


def short_year_at(atoms: Sequence[Atom], at: int, *, calendar: str = "gregorian") -> Year | None:
    """Return the year of two digits at `at`: after an apostrophe or between hyphens, of a Jalali month in any case."""
    if not (0 < at < len(atoms) and atoms[at].is_short and len(atoms[at].text) == 2):  # noqa: PLR2004
        return None
    if calendar == "jalali":
        return Year(full_year(atoms[at].value, calendar), None, at + 1)
    if not (atoms[at - 1].is_mark("'-/") and is_glued(atoms, at)):
        return None
    return Year(full_year(atoms[at].value), None, at + 1)
