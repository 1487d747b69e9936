"""What changed between two versions of a text: paragraph by paragraph, and word by word within those reworded.

A difference holds both texts whole, white space included: `apply(changes, old)` is the new text, letter by letter, and
`reverse(changes)` leads back. Paragraphs are aligned first, by being equal, then by sharing words; so a paragraph that
was moved or put in between does not make the rest look new.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscrawler.text.likeness import alike
from newscrawler.text.matching import matches
from newscrawler.text.rewording import Kind, Piece, word_pieces
from newscrawler.text.tokens import is_word, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Change", "Kind", "Piece", "Summary", "apply", "differences", "reverse", "summary", "word_pieces"]

_PARTING = re.compile(r"(\n\s*\n\s*)")


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph in both texts. A moved one comes twice: without `new` where it left, without `old` where it came."""

    kind: Kind
    old: str
    """As it stood, with the empty line after it; "" where it did not."""
    new: str
    """As it stands."""
    pieces: tuple[Piece, ...]
    """The removed and equal ones make up `old`, the added and equal ones `new`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A difference in figures."""

    paragraphs_added: int = 0
    paragraphs_removed: int = 0
    paragraphs_reworded: int = 0
    paragraphs_moved: int = 0
    words_added: int = 0
    words_removed: int = 0


def differences(old: str, new: str) -> list[Change]:
    """Return the changes that lead from the old text to the new one, unchanged paragraphs included.

    >>> [(change.kind.value, change.old.strip(), change.new.strip()) for change in differences("A b c\\n\\nD", "A b x")]
    [('reworded', 'A b c', 'A b x'), ('removed', 'D', '')]
    """
    before, after = _paragraphs(old), _paragraphs(new)
    keys, new_keys = [one.strip() for one in before], [one.strip() for one in after]
    kept = matches(keys, new_keys)
    pairs = sorted([*kept, *_reworded(keys, new_keys, kept)])
    moved = _moved(keys, new_keys, pairs)
    changes: list[Change] = []
    at = to = 0
    for one, other in [*pairs, (len(before), len(after))]:
        changes += [_lone(text, "", moved) for text in before[at:one]]
        changes += [_lone("", text, moved) for text in after[to:other]]
        if one < len(before):
            kind = Kind.EQUAL if keys[one] == new_keys[other] else Kind.REWORDED
            changes.append(Change(kind, before[one], after[other], tuple(word_pieces(before[one], after[other]))))
        at, to = one + 1, other + 1
    return changes


def apply(changes: Iterable[Change], old: str) -> str:
    """Return the new text; raises ValueError where the old one is not that from which the changes were taken."""
    made, at = [], 0
    for piece in (piece for change in changes for piece in change.pieces):
        if piece.kind is not Kind.ADDED:
            if not old.startswith(piece.text, at):
                raise ValueError(f"expected {piece.text[:40]!r} at character {at}, got {old[at : at + 40]!r}")
            at += len(piece.text)
        if piece.kind is not Kind.REMOVED:
            made.append(piece.text)
    if at != len(old):
        raise ValueError(f"expected a text of {at} characters, got one of {len(old)}")
    return "".join(made)


def reverse(changes: Iterable[Change]) -> list[Change]:
    """Return the changes that lead back from the new text to the old one."""
    return [
        Change(
            _REVERSED.get(change.kind, change.kind),
            change.new,
            change.old,
            tuple(Piece(_REVERSED.get(piece.kind, piece.kind), piece.text) for piece in change.pieces),
        )
        for change in changes
    ]


_REVERSED = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}


def summary(changes: Sequence[Change]) -> Summary:
    """Return how many paragraphs and words were added, removed, reworded and moved; words that moved are neither."""
    paragraphs = Counter(change.kind for change in changes if change.kind is not Kind.MOVED or change.new)
    words = Counter[Kind]()
    for change in changes:
        if change.kind is not Kind.MOVED:
            for piece in change.pieces:
                words[piece.kind] += 0 if piece.kind is Kind.EQUAL else _words_in(piece.text)
    return Summary(
        paragraphs_added=paragraphs[Kind.ADDED],
        paragraphs_removed=paragraphs[Kind.REMOVED],
        paragraphs_reworded=paragraphs[Kind.REWORDED],
        paragraphs_moved=paragraphs[Kind.MOVED],
        words_added=words[Kind.ADDED],
        words_removed=words[Kind.REMOVED],
    )


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs with what parts them from the next: joined they are the text."""
    parts = _PARTING.split(text)
    texts, partings = parts[::2], [*parts[1::2], ""]
    return [text + parting for text, parting in zip(texts, partings, strict=True) if text or parting]


def _lone(old: str, new: str, moved: frozenset[str]) -> Change:
    kind = Kind.REMOVED if old else Kind.ADDED
    piece = Piece(kind, old or new)
    return Change(Kind.MOVED if (old or new).strip() in moved else kind, old, new, (piece,))


def _moved(keys: Sequence[str], new_keys: Sequence[str], pairs: Iterable[tuple[int, int]]) -> frozenset[str]:
    """Return the paragraphs that both texts have once among those without a partner."""
    taken = list(pairs)
    gone = _left(keys, {one for one, _ in taken})
    come = _left(new_keys, {other for _, other in taken})
    return frozenset(key for key, count in gone.items() if key and count == come[key] == 1)


def _left(keys: Sequence[str], taken: set[int]) -> Counter[str]:
    return Counter(key for place, key in enumerate(keys) if place not in taken)


def _reworded(
    keys: Sequence[str], new_keys: Sequence[str], kept: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield, gap by gap between the equal paragraphs, the pairs of those that share enough of their words."""
    elsewhere = set(keys) & set(new_keys)
    at = to = 0
    for one, other in [*kept, (len(keys), len(new_keys))]:
        gone = [place for place in range(at, one) if keys[place] not in elsewhere]
        come = [place for place in range(to, other) if new_keys[place] not in elsewhere]
        if gone and come:
            for here, there in alike([keys[place] for place in gone], [new_keys[place] for place in come]):
                yield gone[here], come[there]
        at, to = one + 1, other + 1


def _words_in(text: str) -> int:
    return sum(map(is_word, tokens_of(text)))
