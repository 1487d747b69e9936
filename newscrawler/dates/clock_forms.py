"""Times of day in numbers: 9:05:30, 10h30, 10時30分, and 10.30 where a word or a date says that it is a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.dates.atoms import Atom, is_glued, is_number, sense
from newscrawler.dates.hours import LAST_MINUTE, MIDNIGHT, Clock

if TYPE_CHECKING:
    from collections.abc import Sequence


def _sixty(atoms: Sequence[Atom], at: int) -> bool:
    """Return whether minutes or seconds stand at `at`: two digits, up to 59."""
    return is_number(atoms, at, 0, LAST_MINUTE) and len(atoms[at].text) == 2  # noqa: PLR2004


def with_colons(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
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


def with_marks(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
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


def with_dot(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
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
