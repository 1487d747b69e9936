"""What became of the words of a text that is taken as one: a headline, a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from newscrawler.text.matching import matches
from newscrawler.text.tokens import is_word, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SLIGHT = 7
"""Tokens: more of them, kept between two changes, always stand for themselves."""


class Kind(StrEnum):
    """What became of a paragraph, or of a run of words within it."""

    EQUAL = "equal"
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with the white space round them: `equal`, `added` or `removed`."""

    kind: Kind
    text: str


def word_pieces(old: str, new: str) -> list[Piece]:
    """Return what became of the words, white space included.

    >>> [(piece.kind.value, piece.text) for piece in word_pieces("Harbour closed", "Harbour open")]
    [('equal', 'Harbour '), ('removed', 'closed'), ('added', 'open')]
    """
    before, after = tokens_of(old), tokens_of(new)
    runs: list[_Run] = []
    at = to = 0
    for one, other in [*matches(before, after), (len(before), len(after))]:
        if not runs or at < one or to < other:
            runs.append(_Run(before[at:one], after[to:other], []))
        runs[-1].kept += before[one : one + 1]
        at, to = one + 1, other + 1
    return [piece for run in _joined(runs) for piece in run.pieces()]


@dataclass(slots=True)
class _Run:
    """Tokens that went, tokens that came in their place, and those after them that stayed."""

    gone: list[str]
    come: list[str]
    kept: list[str]
    words: int = 0
    """How many words changed, of the longer side."""

    def __post_init__(self) -> None:
        self.words = max(sum(map(is_word, self.gone)), sum(map(is_word, self.come)))

    def takes_in(self, later: _Run) -> bool:
        """Return True where what is kept between two changes is too little to make either easier to read."""
        if not (self.gone or self.come) or len(self.kept) > _SLIGHT:
            return False
        kept = sum(map(is_word, self.kept))
        return 2 * kept <= min(self.words, later.words) if kept else all(map(str.isspace, self.kept))

    def take_in(self, later: _Run) -> None:
        """Let what is kept between them go and come too."""
        self.gone += self.kept + later.gone
        self.come += self.kept + later.come
        self.kept = later.kept
        self.words += later.words

    def give_back(self) -> None:
        """Let a tail that went and came alike, mostly a space, be kept."""
        size = 0
        while size < min(len(self.gone), len(self.come)) and self.gone[-1 - size] == self.come[-1 - size]:
            size += 1
        if size:
            self.kept = self.gone[-size:] + self.kept
            del self.gone[-size:], self.come[-size:]

    def pieces(self) -> Iterator[Piece]:
        for kind, tokens in ((Kind.REMOVED, self.gone), (Kind.ADDED, self.come), (Kind.EQUAL, self.kept)):
            if tokens:
                yield Piece(kind, "".join(tokens))


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1].takes_in(run):
            joined[-1].take_in(run)
        else:
            joined.append(run)
    for run in joined:
        run.give_back()
    return joined
