"""Of all dates and times of a line, the one it says, with what else it says held against it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from newscrawler.dates.checks import Day, checks_of, likeliest, possible_days, settled
from newscrawler.dates.printed import PrintedDate
from newscrawler.dates.runs import (
    calendar_of,
    clock_beside,
    has_company,
    is_update,
    past_zone,
    run_of,
    says_nothing_else,
    says_only_dates,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

    from newscrawler.dates.atoms import Atom
    from newscrawler.dates.context import Context
    from newscrawler.dates.hours import Clock

_END_OF_DAY_HOUR = 24


@dataclass(frozen=True, slots=True)
class Refusal:
    """A date that was printed and cannot be true."""

    text: str
    """As printed."""
    reason: str
    """Why, in words."""


def chosen(atoms: Sequence[Atom], context: Context) -> PrintedDate | Refusal | None:
    """Return the date that `atoms` say, why it is refused when it cannot be true, or None when there is none."""
    dates = [place for place, atom in enumerate(atoms) if atom.kind == "date"]
    refusal = None
    for place in sorted(dates, key=lambda place: _rank(atoms, place)) if len(dates) > 1 else dates:
        found = _read(atoms, place, context)
        if isinstance(found, PrintedDate):
            return found
        refusal = refusal or found
    return refusal


def _rank(atoms: Sequence[Atom], place: int) -> tuple[bool, bool, bool, int]:
    """Return what is preferred, lowest first: a day before a month, Gregorian, not called an update, the first."""
    day = atoms[place].value.candidates[0].day
    return day is None, calendar_of(atoms[place]) != "gregorian", is_update(atoms, place), place


def _read(atoms: Sequence[Atom], place: int, context: Context) -> PrintedDate | Refusal | None:
    own = atoms[place]
    days, reason = possible_days(own.value, context)
    if not days:
        return Refusal(context.line[own.start : own.end], reason)
    left, right = run_of(atoms, place)
    if own.value.is_short and not (says_only_dates(atoms) or has_company(atoms[left:right])):
        return None
    if own.value.candidates[0].day is not None:
        return _read_day(atoms, place, days, (left, right), context)
    if not says_nothing_else(atoms, left, right):
        return None
    value = datetime.combine(days[0].day, time(), context.timezone)
    return PrintedDate(value, "month", days[0].candidate.calendar, context.line[own.start : own.end])


def _read_day(
    atoms: Sequence[Atom], place: int, days: Sequence[Day], span: tuple[int, int], context: Context
) -> PrintedDate:
    """Return the date at `place`, likeliest of `days`, with what stands beside it in its run, `span`."""
    left, right = span
    own, run = atoms[place], atoms[left:right]
    day, moved = settled(likeliest(days, run, own), run)
    checks = checks_of(day, run, own, context.line)
    if moved:
        checks = (*checks, replace(moved, text=context.line[own.start : own.end]))
    at = clock_beside(atoms, left, right, place)
    if at is not None:
        run = atoms[min(left, at) : max(right, past_zone(atoms, at + 1))]
    clock = None if at is None else atoms[at].value
    value, precision = moment(day.day, clock, zone_in(run) or context.timezone)
    return PrintedDate(value, precision, day.candidate.calendar, _text(run, context.line), checks)


def _text(run: Sequence[Atom], line: str) -> str:
    """Return the run as printed, with the bracket that closes one it opens."""
    start, stop = min([atom.start for atom in run]), max([atom.end for atom in run])
    text = line[start:stop]
    closes = "(" in text and text.count("(") > text.count(")") and line[stop : stop + 1] == ")"
    return text + ")" if closes else text


def zone_in(run: Sequence[Atom]) -> tzinfo | None:
    """Return the first zone printed in a run; None when there is none."""
    return next((atom.value for atom in run if atom.kind == "zone"), None)


def moment(day: date, clock: Clock | None, zone: tzinfo | None) -> tuple[datetime, str]:
    """Return day and time of day as a moment with its precision; hour 24 is the end of the day."""
    if clock is None:
        return datetime.combine(day, time(), zone), "day"
    if clock.hour == _END_OF_DAY_HOUR:
        day += timedelta(days=1)
    return datetime.combine(day, time(clock.hour % _END_OF_DAY_HOUR, clock.minute, clock.second), zone), clock.precision
