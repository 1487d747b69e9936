"""Clock times among the atoms of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.dates.atoms import is_number, merged, sense
from newscrawler.dates.clock_forms import with_colons, with_dot, with_marks
from newscrawler.dates.hours import (
    MIDNIGHT,
    NOON,
    Clock,
    four_digits,
    hour_after_noun,
    hour_and_minutes,
    hour_before_meridiem,
    hour_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.dates.atoms import Atom

_SMALL_HOURS = 5
_READERS = {
    "mark": (with_colons, with_dot, hour_after_noun),
    "word": (with_marks, hour_before_meridiem, hour_and_minutes, hour_after_noun),
}
"""Kind of the atom after the hour -> what may be read of both."""
_READERS_OF_HOUR_ALONE = (hour_after_noun,)


def with_clocks(atoms: Sequence[Atom]) -> list[Atom]:
    """Return the atoms with clock times, and the words that tell morning from evening, made one atom each."""
    result: list[Atom] = []
    at = 0
    while at < len(atoms):
        clock, stop = _clock_at(atoms, at)
        if clock is None:
            result.append(atoms[at])
            at += 1
            continue
        start = at
        clock, stop = _with_meridiem(clock, atoms, stop)
        if result and _is_leading_meridiem(result, stop, atoms):
            before = result.pop()
            clock = _shifted(clock, before.senses["meridiem"])
            start -= 1
        result.append(merged(atoms, start, stop, "clock", clock))
        at = stop
    return result


def _clock_at(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
    atom = atoms[at]
    if atom.kind == "word":
        return hour_in_words(atoms, at) if "hour_name" in atom.senses else (None, at)
    if not is_number(atoms, at, 0, MIDNIGHT):
        return four_digits(atoms, at) if atom.kind == "number" else (None, at)
    after = atoms[at + 1].kind if at + 1 < len(atoms) else ""
    for read in _READERS.get(after, _READERS_OF_HOUR_ALONE):
        found, stop = read(atoms, at)
        if found is not None:
            return found, stop
    return None, at


def _with_meridiem(clock: Clock, atoms: Sequence[Atom], stop: int) -> tuple[Clock, int]:
    """Return the clock shifted by the words after it, past which the reading goes on."""
    if sense(atoms, stop, "hour_mark") is not None:
        stop += 1
    if sense(atoms, stop, "meridiem") is None:
        return clock, stop
    return _shifted(clock, atoms[stop].senses["meridiem"]), stop + 1


def _is_leading_meridiem(before: Sequence[Atom], stop: int, atoms: Sequence[Atom]) -> bool:
    """Return whether the atom before a clock is its meridiem, not the mark of a year, and none followed the clock."""
    if sense(before, len(before) - 1, "meridiem") is None or sense(atoms, stop - 1, "meridiem") is not None:
        return False
    return not (
        sense(before, len(before) - 1, "era") is not None and len(before) > 1 and before[-2].kind in {"number", "date"}
    )


def _shifted(clock: Clock, meridiem: Any) -> Clock:
    """Return the clock on twenty-four hours; as it is where the hour leaves nothing to tell."""
    if clock.hour > NOON:
        return clock
    hour = clock.hour % NOON
    if (
        meridiem == "pm"
        or (meridiem == "noon" and hour < _SMALL_HOURS)
        or (meridiem == "night" and hour > _SMALL_HOURS)
    ):
        hour += NOON
    return clock._replace(hour=hour)
