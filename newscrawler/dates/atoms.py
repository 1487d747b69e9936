"""The atoms of a line: numbers, marks, and names with all they can mean, each with the place it was printed at.

Later passes put clock times and dates in their place.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NO_SENSES: Mapping[str, Any] = MappingProxyType({})
_YEAR_DIGITS = 4
_SHORT_DIGITS = 2


class Atom(NamedTuple):
    """The smallest part of a line that means something."""

    kind: str
    """`number`, `word`, `mark`; `zone`, `clock` and `date` once those passes have found them."""
    text: str
    """Digits in ASCII; a word folded as for search, the words of a name in one; a mark in its ASCII form."""
    start: int
    end: int
    """Where it was printed: `line[start:end]`."""
    senses: Mapping[str, Any] = NO_SENSES
    """Of a word: kind of name -> value; empty when it is unknown."""
    value: Any = None
    """Of a number its value, of `zone`, `clock` and `date` what was read."""

    @property
    def is_short(self) -> bool:
        """True for a number of one or two digits."""
        return self.kind == "number" and len(self.text) <= _SHORT_DIGITS

    @property
    def is_year_long(self) -> bool:
        """True for a number of four digits."""
        return self.kind == "number" and len(self.text) == _YEAR_DIGITS

    def is_mark(self, marks: str) -> bool:
        """Return whether it is one of `marks`."""
        return self.kind == "mark" and self.text in marks


def kinds_among(atoms: Sequence[Atom]) -> set[str]:
    """Return every kind of name that one of the words can be."""
    kinds: set[str] = set()
    for atom in atoms:
        if atom.senses:
            kinds.update(atom.senses)
    return kinds


def holds(atoms: Sequence[Atom], kind: str) -> bool:
    """Return whether one of the atoms is of this kind."""
    for atom in atoms:  # noqa: SIM110 - any() over a generator costs more than all the rest
        if atom.kind == kind:
            return True
    return False


def is_glued(atoms: Sequence[Atom], at: int) -> bool:
    """Return whether nothing is printed between `atoms[at]` and the atom before."""
    return 0 < at < len(atoms) and atoms[at - 1].end == atoms[at].start


def sense(atoms: Sequence[Atom], at: int, kind: str) -> Any:
    """Return the value the word at `at` has as a name of this kind; None when it has none or there is no such atom."""
    return atoms[at].senses.get(kind) if 0 <= at < len(atoms) else None


def is_number(atoms: Sequence[Atom], at: int, low: int, high: int, digits: int = 2) -> bool:
    """Return whether there is a number of at most `digits` digits from `low` to `high` at `at`."""
    if not 0 <= at < len(atoms):
        return False
    atom = atoms[at]
    return atom.kind == "number" and len(atom.text) <= digits and low <= atom.value <= high


def merged(atoms: Sequence[Atom], start: int, stop: int, kind: str, value: Any) -> Atom:
    """Return one atom in place of `atoms[start:stop]`."""
    return Atom(kind, "", atoms[start].start, atoms[stop - 1].end, NO_SENSES, value)
