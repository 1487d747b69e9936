"""What belongs to a date in a line: the weekday, time, zone and other calendar's date that stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.dates.atoms import Atom

_JOINING = frozenset(
    {
        "weekday",
        "meridiem",
        "era",
        "inside",
        "joining",
        "clock",
        "day_mark",
        "year_mark",
        "hour_mark",
        "month",
        "hijri",
        "jalali",
    }
)
"""What a word must be able to mean to stand within the run of a date."""
_QUIET = frozenset(
    {"weekday", "meridiem", "inside", "joining", "clock", "zone", "hour_mark", "label", "updated", "filler"}
)
"""What a word must be able to mean to say nothing beside a date."""
_CORE_KINDS = frozenset({"date", "clock", "zone"})
_LABEL_REACH = 6
_FAR_CLOCK_WORDS = 2


def with_true_weekdays(atoms: Sequence[Atom]) -> list[Atom]:
    """Return the atoms without the weekdays that are none: the minutes of "3 min", the day of 掲載日."""
    return [
        atom._replace(senses={kind: value for kind, value in atom.senses.items() if kind != "weekday"})
        if "weekday" in atom.senses and _is_counted(atoms, at)
        else atom
        for at, atom in enumerate(atoms)
    ]


def _is_counted(atoms: Sequence[Atom], at: int) -> bool:
    """Return whether the word stands after a number that it counts, or is the sign of a day or month."""
    senses, before = atoms[at].senses, atoms[at - 1] if at else None
    if "day_mark" in senses or "month_mark" in senses:
        return before is None or not before.is_mark("(")
    return "minute_mark" in senses and before is not None and before.kind == "number"


def is_core(atom: Atom) -> bool:
    """Return whether the atom says something itself: a date, a time, a zone, a weekday."""
    return atom.kind in _CORE_KINDS or "weekday" in atom.senses


def is_joining(atom: Atom) -> bool:
    """Return whether a date's run may go on over the atom."""
    return atom.kind in _CORE_KINDS or atom.kind == "mark" or not _JOINING.isdisjoint(atom.senses)


def run_of(atoms: Sequence[Atom], place: int) -> tuple[int, int]:
    """Return where the run round the date at `place` begins and ends: before another date of its calendar."""
    left = right = place
    for at in range(place - 1, -1, -1):
        if not is_joining(atoms[at]) or _is_rival(atoms[at], atoms[place]):
            break
        left = at if is_core(atoms[at]) else left
    for at in range(place + 1, len(atoms)):
        if not is_joining(atoms[at]) or _is_rival(atoms[at], atoms[place]):
            break
        right = at if is_core(atoms[at]) else right
    return left, right + 1


def _is_rival(atom: Atom, own: Atom) -> bool:
    return atom.kind == "date" and calendar_of(atom) == calendar_of(own)


def calendar_of(atom: Atom) -> str:
    """Return the calendar that the date is likeliest of."""
    calendar: str = atom.value.candidates[0].calendar
    return calendar


def clock_beside(atoms: Sequence[Atom], left: int, right: int, place: int) -> int | None:
    """Return the place of the time that belongs to a date: one of its run, else the line's only one, not far off."""
    near = [at for at in range(left, right) if atoms[at].kind == "clock"]
    if near:
        return min(near, key=lambda at: (abs(at - place), at < place))
    clocks = [at for at, atom in enumerate(atoms) if atom.kind == "clock"]
    if len(clocks) != 1 or sum(_is_rival(atom, atoms[place]) for atom in atoms) > 1:
        return None
    between = atoms[min(clocks[0], place) : max(clocks[0], place)]
    unknown = sum(not is_joining(atom) and "label" not in atom.senses for atom in between)
    return clocks[0] if unknown <= _FAR_CLOCK_WORDS else None


def past_zone(atoms: Sequence[Atom], at: int) -> int:
    """Return the place past the zone that stands at `at`, perhaps in brackets; `at` when there is none."""
    place = at + (at < len(atoms) and atoms[at].is_mark("("))
    return place + 1 if place < len(atoms) and atoms[place].kind == "zone" else at


def is_update(atoms: Sequence[Atom], place: int) -> bool:
    """Return whether a word before the date says that it is the date of a change."""
    for before in reversed(atoms[max(place - _LABEL_REACH, 0) : place]):
        if before.kind == "date":
            return False
        if "updated" in before.senses:
            return True
        if "label" in before.senses and not is_joining(before):
            return False
    return False


def says_nothing_else(atoms: Sequence[Atom], left: int, right: int) -> bool:
    """Return whether all of the line but `atoms[left:right]` is marks, labels, and words that go with dates."""
    return all(_is_quiet(atom) for atom in (*atoms[:left], *atoms[right:]))


def has_company(run: Sequence[Atom]) -> bool:
    """Return whether a time or a weekday stands beside the date in its run."""
    return any(atom.kind == "clock" or "weekday" in atom.senses for atom in run)


def says_only_dates(atoms: Sequence[Atom]) -> bool:
    """Return whether nothing stands in the line but dates and what goes with them."""
    return all(atom.kind == "date" or _is_quiet(atom) for atom in atoms)


def _is_quiet(atom: Atom) -> bool:
    return atom.kind in {"mark", "clock", "zone"} or not _QUIET.isdisjoint(atom.senses)
