"""Clock times among the atoms of a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newscrawler.dates.atoms import Atom, is_glued, is_number, sense
from newscrawler.dates.hours import (
    LAST_MINUTE,
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

_SMALL_HOURS = 5


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
        result.append(Atom("clock", "", atoms[start].start, atoms[stop - 1].end, value=clock))
        at = stop
    return result


def _clock_at(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
    if atoms[at].kind == "word":
        return hour_in_words(atoms, at)
    if not is_number(atoms, at, 0, MIDNIGHT):
        return four_digits(atoms, at) if atoms[at].kind == "number" else (None, at)
    for read in (_with_colons, _with_marks, _with_dot, hour_before_meridiem, hour_and_minutes, hour_after_noun):
        found, stop = read(atoms, at)
        if found is not None:
            return found, stop
    return None, at


def _sixty(atoms: Sequence[Atom], at: int) -> bool:
    """Return whether minutes or seconds stand at `at`: two digits, up to 59."""
    return is_number(atoms, at, 0, LAST_MINUTE) and len(atoms[at].text) == 2  # noqa: PLR2004


def _with_colons(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
    """Read 9:05, 09:05:30, 09:05:30.250."""
    if not (_sixty(atoms, at + 2) and atoms[at + 1].is_mark(":")):
        return None, at
    hour, minute, stop = atoms[at].value, atoms[at + 2].value, at + 3
    if hour == MIDNIGHT and minute:
        return None, at
    if not (_sixty(atoms, stop + 1) and atoms[stop].is_mark(":")):
        return Clock(hour, minute), stop
    second, stop = atoms[stop + 1].value, stop + 2
    if (
        stop + 1 < len(atoms)
        and atoms[stop].is_mark(".")
        and is_glued(atoms, stop + 1)
        and atoms[stop + 1].kind == "number"
    ):
        stop += 2
    return Clock(hour, minute, second, "second"), stop


def _with_marks(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
    """Read 10h30, 10 h, 10時30分, 14 Uhr 30."""
    if sense(atoms, at + 1, "hour_mark") is None:
        return None, at
    hour, stop = atoms[at].value, at + 2
    is_marked = is_number(atoms, stop, 0, LAST_MINUTE) and sense(atoms, stop + 1, "minute_mark") is not None
    if not (_sixty(atoms, stop) or is_marked):
        return Clock(hour, precision="hour"), stop
    minute, stop = atoms[stop].value, stop + 1
    if sense(atoms, stop, "minute_mark") is None:
        return Clock(hour, minute), stop
    stop += 1
    if is_number(atoms, stop, 0, LAST_MINUTE) and sense(atoms, stop + 1, "second_mark") is not None:
        return Clock(hour, minute, atoms[stop].value, "second"), stop + 2
    return Clock(hour, minute), stop


def _with_dot(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
    """Read 10.30 where a word says that it is a time, or where it follows a date."""
    if not (
        _sixty(atoms, at + 2) and atoms[at + 1].is_mark(".") and is_glued(atoms, at + 1) and is_glued(atoms, at + 2)
    ):
        return None, at
    second, stop = _dotted_second(atoms, at + 3)
    if _goes_on(atoms, at, stop):
        return None, at
    if not _is_told(atoms, at, stop, "clock" if second is None else "hour_noun"):
        return None, at
    precision = "minute" if second is None else "second"
    clock = Clock(atoms[at].value, atoms[at + 2].value, second or 0, precision)
    return clock, stop + (sense(atoms, stop, "hour_mark") is not None)


def _is_told(atoms: Sequence[Atom], at: int, stop: int, word: str) -> bool:
    """Return whether what stands round `atoms[at:stop]` says that it is a time: `word` is what may go before."""
    before = at - 1
    while before >= 0 and atoms[before].is_mark(",-|(:."):
        before -= 1
    if sense(atoms, before, word) is not None or (before >= 0 and atoms[before].kind == "date"):
        return True
    if sense(atoms, stop, "hour_mark") is not None or sense(atoms, stop, "meridiem") is not None:
        return True
    return word == "clock" and stop < len(atoms) and atoms[stop].kind == "zone"


def _dotted_second(atoms: Sequence[Atom], at: int) -> tuple[int | None, int]:
    """Return the second of 14.15.33, whose full stop is at `at`, and the place past it."""
    if _sixty(atoms, at + 1) and atoms[at].is_mark(".") and is_glued(atoms, at) and is_glued(atoms, at + 1):
        return atoms[at + 1].value, at + 2
    return None, at


def _goes_on(atoms: Sequence[Atom], at: int, stop: int) -> bool:
    """Return whether more numbers are joined to those of `atoms[at:stop]`: a date, a version."""
    if at > 1 and atoms[at - 1].is_mark(".") and is_glued(atoms, at) and is_glued(atoms, at - 1):
        return True
    return stop < len(atoms) and atoms[stop].is_mark("./-") and is_glued(atoms, stop) and is_glued(atoms, stop + 1)


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
    return replace(clock, hour=hour)
