"""Days by name: أمس الأول, yesterday, last Thursday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from newscrawler.dates.atoms import Atom, merged, sense
from newscrawler.dates.calendars import Candidate, Reading
from newscrawler.dates.checks import weekday_off
from newscrawler.dates.runs import says_only_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.dates.context import Context

_WEEK_DAYS = 7


def with_days_ago(atoms: Sequence[Atom], context: Context) -> list[Atom]:
    """Return the atoms with "yesterday" or "last Thursday" made a date, when the line says nothing else."""
    has_clock = any(atom.kind == "clock" for atom in atoms)
    for at, atom in enumerate(atoms):
        days, stop = _days_ago_at(atoms, at, context.today, has_clock=has_clock) if atom.senses else (None, at)
        if days is not None:
            day = context.today - timedelta(days=days)
            reading = Reading((Candidate("gregorian", day.year, day.month, day.day),))
            found = [*atoms[:at], merged(atoms, at, stop, "date", reading), *atoms[stop:]]
            found = _without_repetition(found, day)
            return found if says_only_dates(found) else list(atoms)
    return list(atoms)


def _without_repetition(atoms: Sequence[Atom], day: date) -> list[Atom]:
    """Return the atoms without day and month of the same day: those of "yesterday, 24 March"."""
    for at in range(len(atoms) - 1):
        number, month = (at, at + 1) if atoms[at].kind == "number" else (at + 1, at)
        if atoms[number].value == day.day and sense(atoms, month, "month") == day.month:
            return [*atoms[:at], *atoms[at + 2 :]]
    return list(atoms)


def _days_ago_at(atoms: Sequence[Atom], at: int, today: date, *, has_clock: bool) -> tuple[int | None, int]:
    days = sense(atoms, at, "days_ago")
    if days is None and has_clock:
        days = sense(atoms, at, "days_ago_elsewhere")
    if days is not None:
        return days, at + 1
    for weekday_at, last_at in ((at, at + 1), (at + 1, at)):
        weekday = sense(atoms, weekday_at, "weekday")
        if weekday is not None and sense(atoms, last_at, "last") is not None:
            return -weekday_off(today, weekday) % _WEEK_DAYS or _WEEK_DAYS, at + 2
    return None, at
