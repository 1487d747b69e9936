"""Dates counted from now: منذ ساعتين, 3 أيام مضت, أمس الأول, 5 minutes ago, gestern 14:30."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newscrawler.dates.atoms import Atom, merged, sense
from newscrawler.dates.calendars import GREGORIAN_YEARS, Candidate, Reading
from newscrawler.dates.checks import weekday_off
from newscrawler.dates.printed import PrintedDate
from newscrawler.dates.runs import says_nothing_else, says_only_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newscrawler.dates.context import Context

_MOST_WORDS = 4
_MOST_DIGITS = 4
_MOST_UNKNOWN_BEFORE = 4
_MOST_UNKNOWN_AFTER = 2
_PARTING = "|-/(•·"
"""Marks after which something else is said."""
_STEPS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
"""Unit -> seconds."""
_MONTHS = {"month": 1, "year": 12}
_PRECISIONS = {"week": "day", "year": "month"}
_COARSE_UNITS = frozenset({"week", "month", "year"})
"""Units that running text counts back in as often as a date line does."""
_FINEST_FIRST = (*_STEPS, *_MONTHS)
_WEEK_DAYS = 7
_SINCE = "منذ"
"""The preposition whose units are looked up after an amount that carries none of its own: منذ ساعة و20 دقيقة."""
_Amounts: TypeAlias = tuple[tuple[int, str], ...]


class _Span(NamedTuple):
    """Time counted back, and where it is printed."""

    amounts: _Amounts
    start: int
    stop: int


def counted_back(atoms: Sequence[Atom], context: Context, ago: Mapping[tuple[str, str], str]) -> PrintedDate | None:
    """Return the moment of "n units ago".

    `atoms` are those before clock times were looked for, `ago` the patterns of the lexicon.
    """
    span = next(_spans(atoms, ago), None)
    if span is None or not _is_date_line(atoms, span):
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


def _spans(atoms: Sequence[Atom], ago: Mapping[tuple[str, str], str]) -> Iterator[_Span]:
    for at in range(len(atoms)):
        fixed = sense(atoms, at, "ago")
        if fixed:
            number, unit = fixed.split()
            stop = at + 1 + (_number_at(atoms, at + 1) == 1)  # ساعة واحدة
            more, stop = _more(atoms, stop, ago, _SINCE)
            yield _Span(((int(number), unit), *more), at, stop)
        number = _number_at(atoms, at)
        span = _counted(atoms, at, number, ago) if number is not None else None
        if span:
            yield span


def _number_at(atoms: Sequence[Atom], at: int) -> int | None:
    if at >= len(atoms):
        return None
    atom = atoms[at]
    if atom.kind == "number":
        return atom.value if len(atom.text) <= _MOST_DIGITS else None
    number: int | None = sense(atoms, at, "number")
    return number


def _counted(atoms: Sequence[Atom], at: int, number: int, ago: Mapping[tuple[str, str], str]) -> _Span | None:
    """Return the span of the longest pattern whose number stands at `at`."""
    befores, afters = _words(atoms, at, -1), _words(atoms, at, 1)
    for after, stop in reversed(afters):
        for before, start in reversed(befores):
            unit = ago.get((before, after))
            if unit is None:
                continue
            if after and before:
                more, end = _more(atoms, stop + 1, ago, before)
                return _Span(((number, unit), *more), start, end)
            return _with_greater(atoms, at, _Span(((number, unit),), start, stop + 1), ago)
    return None


def _words(atoms: Sequence[Atom], at: int, step: int) -> list[tuple[str, int]]:
    """Return the words on one side of `at`, joined one by one, with the place of the farthest; without "about"."""
    found, joined, place = [("", at)], "", at + step
    while 0 <= place < len(atoms) and abs(place - at) <= _MOST_WORDS + 1:
        atom = atoms[place]
        if atom.kind == "word" and "filler" not in atom.senses:
            joined = joined + atom.text if step > 0 else atom.text + joined
            found.append((joined, place))
        elif atom.kind != "word" and not atom.is_mark("."):
            break
        place += step
    return found


def _more(atoms: Sequence[Atom], at: int, ago: Mapping[tuple[str, str], str], before: str) -> tuple[_Amounts, int]:
    """Return the smaller amount that follows, "and 20 minutes", and the place past it."""
    place = _number_place(atoms, at)
    if place is None or place + 1 >= len(atoms):
        return (), at
    unit = ago.get((before, atoms[place + 1].text))
    return (((atoms[place].value, unit),), place + 2) if unit else ((), at)


def _number_place(atoms: Sequence[Atom], at: int) -> int | None:
    """Return the place of a number at `at` or past one "and" or comma."""
    for place in (at, at + 1):
        if place < len(atoms) and atoms[place].kind == "number" and len(atoms[place].text) <= _MOST_DIGITS:
            return place
    return None


def _with_greater(atoms: Sequence[Atom], at: int, span: _Span, ago: Mapping[tuple[str, str], str]) -> _Span:
    """Return the span with the greater amount that goes before: the hour of "1 hour 20 minutes ago"."""
    after = "".join(atom.text for atom in atoms[at + 1 : span.stop] if atom.kind == "word")
    for unit_at in (at - 1, at - 2):
        if unit_at < 1 or atoms[unit_at].kind != "word":
            continue
        units = (ago.get(("", atoms[unit_at].text + after[cut:])) for cut in range(1, len(after)))
        number, unit = _number_at(atoms, unit_at - 1), next(filter(None, units), None)
        if number is not None and unit:
            return _Span(((number, unit), *span.amounts), unit_at - 1, span.stop)
    return span


def _is_date_line(atoms: Sequence[Atom], span: _Span) -> bool:
    """Return whether the span stands as a date does: at the end of what is said, with little before it."""
    if _goes_on(atoms, span.stop):
        return False
    unknown = sum(map(_is_unknown, atoms[: span.start]))
    return unknown <= (0 if any(unit in _COARSE_UNITS for _, unit in span.amounts) else _MOST_UNKNOWN_BEFORE)


def _goes_on(atoms: Sequence[Atom], stop: int) -> bool:
    """Return whether the sentence goes on at `stop`: with a word, with "of", or after a comma with many words."""
    if stop >= len(atoms):
        return False
    if _is_unknown(atoms[stop]) or "inside" in atoms[stop].senses:
        return True
    rest = list(takewhile(lambda atom: not atom.is_mark(_PARTING), atoms[stop:]))
    return sum(map(_is_unknown, rest)) > _MOST_UNKNOWN_AFTER


def _is_unknown(atom: Atom) -> bool:
    return atom.kind == "number" or (atom.kind == "word" and not atom.senses)


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
