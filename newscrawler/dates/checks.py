"""Weekday and other calendars, held against a date; and, where a date can be read in several ways, deciding the way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from newscrawler.dates.printed import Check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newscrawler.dates.atoms import Atom
    from newscrawler.dates.calendars import Candidate, Reading
    from newscrawler.dates.context import Context

_TOLERANCE_DAYS = {"hijri": 1}
"""Oman, Morocco and others sight the moon themselves."""
_WEEK_DAYS = 7
_HALF_WEEK_DAYS = 3


class Day(NamedTuple):
    """A way to read a date, with the Gregorian day it means; of a month, the first."""

    candidate: Candidate
    day: date


def possible_days(reading: Reading, context: Context) -> tuple[list[Day], str]:
    """Return the ways to read a date that can be true, and why the first of the others cannot."""
    if reading.contradiction:
        return [], reading.contradiction
    days, reason = [], ""
    for candidate in reading.candidates:
        day = candidate.first_day()
        refusal = "there is no such day" if day is None else context.refusal(day)
        if day is not None and not refusal:
            days.append(Day(candidate, day))
        reason = reason or refusal
    return days, reason


def likeliest(days: Sequence[Day], run: Sequence[Atom], own: Atom) -> Day:
    """Return the way to read a date that agrees best with the rest of its run; the first of equals."""
    if len(days) == 1:
        return days[0]
    return max(days, key=lambda day: sum(check.agrees for check in checks_of(day, run, own)))


def checks_of(day: Day, run: Sequence[Atom], own: Atom, line: str = "") -> tuple[Check, ...]:
    """Return what the run of the date `own` says beside it, in the order printed."""
    if day.candidate.day is None or len(run) == 1:
        return ()
    return tuple(_checks(day, run, own, line))


def _checks(day: Day, run: Sequence[Atom], own: Atom, line: str) -> Iterator[Check]:
    tolerance = _TOLERANCE_DAYS.get(day.candidate.calendar, 0)
    for atom in run:
        text = line[atom.start : atom.end]
        if atom.kind == "date" and atom is not own:
            twin = _twin(day, atom)
            if twin is not None:
                off, kind = (twin.day - day.day).days, twin.candidate.calendar
                yield Check(kind, text, abs(off) <= max(tolerance, _TOLERANCE_DAYS.get(kind, 0)), off)
        elif "weekday" in atom.senses:
            off = weekday_off(day.day, atom.senses["weekday"])
            yield Check("weekday", text, abs(off) <= tolerance, off)


def _twin(day: Day, atom: Atom) -> Day | None:
    """Return what the date of another calendar means, the nearest where it can be read in several ways."""
    readings = ((candidate, candidate.first_day()) for candidate in atom.value.candidates if candidate.day is not None)
    days = [Day(candidate, found) for candidate, found in readings if found is not None]
    return min(days, key=lambda found: abs((found.day - day.day).days), default=None)


def weekday_off(day: date, weekday: int) -> int:
    """Return how many days after `day` (before it, when negative) the nearest such weekday is.

    >>> weekday_off(date(2017, 3, 25), 4)
    -1
    """
    return (weekday - day.weekday() + _HALF_WEEK_DAYS) % _WEEK_DAYS - _HALF_WEEK_DAYS


def settled(day: Day, run: Sequence[Atom]) -> tuple[Day, Check | None]:
    """Return a Hijri day moved to the weekday beside it when that is a day away: there the moon was sighted."""
    if day.candidate.calendar != "hijri":
        return day, None
    for atom in run:
        off = weekday_off(day.day, atom.senses["weekday"]) if "weekday" in atom.senses else 0
        if abs(off) == 1:
            return Day(day.candidate, day.day + timedelta(days=off)), Check("hijri", "", True, -off)
    return day, None
