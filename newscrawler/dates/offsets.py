"""Time zones among the atoms of a line: in words, as abbreviations, as offsets."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from newscrawler.dates.atoms import Atom, is_glued, is_number, merged, sense
from newscrawler.dates.names.zones import ABBREVIATIONS, OF_REGION, SAME_NAME
from newscrawler.dates.zones import zone_named

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LAST_MINUTE = 59
_FARTHEST_MINUTES = 14 * 60
_SIGNS = frozenset("+-")
_GREENWICH = frozenset({0, "UTC"})
_MEANT_IN_CAPITALS = frozenset(
    name.lower()
    for names in ABBREVIATIONS
    for name in names.split("|")
    if name.isascii() and name not in {"UTC", "GMT"}
)
"""Abbreviations that are words of some language in small letters: ET and et."""


def with_zones(atoms: Sequence[Atom], line: str, regions: Collection[str]) -> list[Atom]:
    """Return the atoms with zones, in words or as an offset, made one atom each."""
    result: list[Atom] = []
    at = 0
    while at < len(atoms):
        atom, stop = atoms[at], at + 1
        if "zone" in atom.senses or atom.text in _SIGNS:
            zone, end = _zone_at(atoms, at, line, regions)
            if zone:
                atom, stop = merged(atoms, at, end, "zone", zone), end
        result.append(atom)
        at = stop
    return result


def _zone_at(atoms: Sequence[Atom], at: int, line: str, regions: Collection[str]) -> tuple[tzinfo | None, int]:
    value = sense(atoms, at, "zone")
    if value is None:
        return _offset_after_time(atoms, at)
    if not _is_meant(atoms, at, line):
        return None, at
    if value in _GREENWICH:
        offset, stop = _offset_after_zone(atoms, at + 1)
        if offset is not None:
            return offset, stop
    of_region = OF_REGION.get(atoms[at].text.upper(), {})
    of_region = of_region or SAME_NAME.get(value, {})
    name = next((of_region[region] for region in regions if region in of_region), value)
    return zone_named(name) if isinstance(name, str) else _fixed(name), at + 1


def _is_meant(atoms: Sequence[Atom], at: int, line: str) -> bool:
    atom = atoms[at]
    if atom.text == "z":  # of 10:30Z, not a word of Polish
        return is_glued(atoms, at) and atoms[at - 1].kind == "number"
    return atom.text not in _MEANT_IN_CAPITALS or line[atom.start : atom.end].isupper()


def _offset_after_zone(atoms: Sequence[Atom], at: int) -> tuple[tzinfo | None, int]:
    """Return the offset of GMT+3, GMT-05:00, UTC +0300, and the place past it."""
    if not (at + 1 < len(atoms) and atoms[at].is_mark("+-")):
        return None, at
    if atoms[at].text == "-" and not is_glued(atoms, at + 1):  # "GMT - 17 March"
        return None, at
    minutes, stop = _minutes_at(atoms, at + 1)
    if minutes is None and atoms[at + 1].is_short:
        minutes, stop = atoms[at + 1].value * 60, at + 2
    return _signed(atoms, at, minutes, stop)


def _offset_after_time(atoms: Sequence[Atom], at: int) -> tuple[tzinfo | None, int]:
    """Return the offset of 10:30+03:00, 10:30 -0500, 10:30:00-05:00 and the place past it; 10:30-11:45 has none."""
    if not (at and atoms[at - 1].kind in {"number", "word"} and is_glued(atoms, at + 1)):
        return None, at
    minutes, stop = _minutes_at(atoms, at + 1)
    has_seconds = at > 4 and atoms[at - 2].is_mark(":") and atoms[at - 4].is_mark(":")  # noqa: PLR2004
    if minutes is None and has_seconds and is_number(atoms, at + 1, 0, _FARTHEST_MINUTES // 60):
        minutes, stop = atoms[at + 1].value * 60, at + 2  # 10:30:00+03
    if atoms[at].text == "-" and stop > at + 2 and not has_seconds:
        return None, at
    return _signed(atoms, at, minutes, stop)


def _minutes_at(atoms: Sequence[Atom], at: int) -> tuple[int | None, int]:
    """Return the minutes of 03:00 or 0300 at `at`, and the place past them."""
    if not (at < len(atoms) and atoms[at].kind == "number"):
        return None, at
    if atoms[at].is_year_long:
        return atoms[at].value // 100 * 60 + atoms[at].value % 100, at + 1
    if atoms[at].is_short and is_number(atoms, at + 2, 0, _LAST_MINUTE) and atoms[at + 1].is_mark(":"):
        return atoms[at].value * 60 + atoms[at + 2].value, at + 3
    return None, at


def _signed(atoms: Sequence[Atom], at: int, minutes: int | None, stop: int) -> tuple[tzinfo | None, int]:
    if minutes is None or minutes > _FARTHEST_MINUTES or minutes % 15:
        return None, at
    return _fixed(minutes if atoms[at].text == "+" else -minutes), stop


def _fixed(minutes: int) -> tzinfo:
    return timezone(timedelta(minutes=minutes)) if minutes else UTC
