"""Moments counted from now: منذ ساعتين, 3 أيام مضت, 5 minutes ago, just now."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from newscrawler.dates.amounts import is_date_line, spans
from newscrawler.dates.atoms import Atom, sense
from newscrawler.dates.calendars import GREGORIAN_YEARS
from newscrawler.dates.printed import PrintedDate
from newscrawler.dates.runs import says_nothing_else

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newscrawler.dates.context import Context

_STEPS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
"""Unit -> seconds."""
_MONTHS = {"month": 1, "year": 12}
_PRECISIONS = {"week": "day", "year": "month"}
_FINEST_FIRST = (*_STEPS, *_MONTHS)


def counted_back(atoms: Sequence[Atom], context: Context, ago: Mapping[tuple[str, str], str]) -> PrintedDate | None:
    """Return the moment of "n units ago".

    `atoms` are those before clock times were looked for, `ago` the patterns of the lexicon.
    """
    span = next(spans(atoms, ago), None)
    if span is None or not is_date_line(atoms, span):
        return None
    value: datetime | None = context.now
    for number, unit in span.amounts:
        value = _earlier(value, number, unit) if value else None
    if value is None or value.year not in GREGORIAN_YEARS:
        return None
    finest = min((unit for _, unit in span.amounts), key=_FINEST_FIRST.index)
    precision = _PRECISIONS.get(finest, finest)
    return PrintedDate(
        _rounded(value, precision, context), precision, "gregorian", _text(atoms, span.start, span.stop, context)
    )


def _text(atoms: Sequence[Atom], start: int, stop: int, context: Context) -> str:
    return context.line[atoms[start].start : atoms[stop - 1].end]


def _earlier(moment: datetime, number: int, unit: str) -> datetime | None:
    try:
        if unit in _STEPS:
            return moment - timedelta(seconds=number * _STEPS[unit])
        months = moment.year * 12 + moment.month - 1 - number * _MONTHS[unit]
        first = moment.replace(year=months // 12, month=months % 12 + 1, day=1)
        return first + timedelta(days=min(moment.day, _days_in(first)) - 1)
    except (OverflowError, ValueError):
        return None


def _days_in(first: datetime) -> int:
    return ((first + timedelta(days=31)).replace(day=1) - first).days


def _rounded(value: datetime, precision: str, context: Context) -> datetime:
    """Return the moment without what cannot be known; hours counted back keep the minutes, the best guess there is."""
    if precision in {"day", "month"}:
        return datetime.combine(value.date(), time(), context.timezone)
    return value.replace(microsecond=0) if precision == "second" else value.replace(second=0, microsecond=0)


def just_now(atoms: Sequence[Atom], context: Context) -> PrintedDate | None:
    """Return now for "just now", "minutes ago" and their like, in a line that says nothing else, no time either."""
    if any(atom.kind in {"number", "clock"} for atom in atoms):
        return None
    for at in range(len(atoms)):
        precision = sense(atoms, at, "now") or sense(atoms, at, "now_about")
        if precision and says_nothing_else(atoms, at, at + 1):
            return PrintedDate(
                _rounded(context.now, precision, context), precision, "gregorian", _text(atoms, at, at + 1, context)
            )
    return None
