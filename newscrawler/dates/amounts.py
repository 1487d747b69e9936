"""Amounts of time in words that count back: "3 hours 20 minutes ago", منذ ساعتين, and whether a line is about them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newscrawler.dates.atoms import Atom, sense

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MOST_WORDS = 4
_MOST_DIGITS = 4
_MOST_UNKNOWN_BEFORE = 4
_MOST_UNKNOWN_AFTER = 2
_PARTING = "|-/(•·"
"""Marks after which something else is said."""
_COARSE_UNITS = frozenset({"week", "month", "year"})
"""Units that running text counts back in as often as a date line does."""
_SINCE = "منذ"
"""The preposition whose units are looked up after an amount that carries none of its own: منذ ساعة و20 دقيقة."""
_Amounts: TypeAlias = tuple[tuple[int, str], ...]


class Span(NamedTuple):
    """Time counted back, and where it is printed."""

    amounts: _Amounts
    start: int
    stop: int


def spans(atoms: Sequence[Atom], ago: Mapping[tuple[str, str], str]) -> Iterator[Span]:
    for at, atom in enumerate(atoms):
        if atom.kind != "number" and not atom.senses:
            continue
        fixed = atom.senses.get("ago")
        if fixed:
            number, unit = fixed.split()
            stop = at + 1 + (_number_at(atoms, at + 1) == 1)  # ساعة واحدة
            more, stop = _more(atoms, stop, ago, _SINCE)
            yield Span(((int(number), unit), *more), at, stop)
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


def _counted(atoms: Sequence[Atom], at: int, number: int, ago: Mapping[tuple[str, str], str]) -> Span | None:
    """Return the span of the longest pattern whose number stands at `at`."""
    befores, afters = _words(atoms, at, -1), _words(atoms, at, 1)
    for after, stop in reversed(afters):
        for before, start in reversed(befores):
            unit = ago.get((before, after))
            if unit is None:
                continue
            if after and before:
                more, end = _more(atoms, stop + 1, ago, before)
                return Span(((number, unit), *more), start, end)
            return _with_greater(atoms, at, Span(((number, unit),), start, stop + 1), ago)
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


def _with_greater(atoms: Sequence[Atom], at: int, span: Span, ago: Mapping[tuple[str, str], str]) -> Span:
    """Return the span with the greater amount that goes before: the hour of "1 hour 20 minutes ago"."""
    after = "".join(atom.text for atom in atoms[at + 1 : span.stop] if atom.kind == "word")
    for unit_at in (at - 1, at - 2):
        if unit_at < 1 or atoms[unit_at].kind != "word":
            continue
        units = (ago.get(("", atoms[unit_at].text + after[cut:])) for cut in range(1, len(after)))
        number, unit = _number_at(atoms, unit_at - 1), next(filter(None, units), None)
        if number is not None and unit:
            return Span(((number, unit), *span.amounts), unit_at - 1, span.stop)
    return span


def is_date_line(atoms: Sequence[Atom], span: Span) -> bool:
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
