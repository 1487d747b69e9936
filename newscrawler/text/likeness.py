"""Which paragraphs of two texts are the same ones, reworded: those that share enough of their words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newscrawler.text.matching import rising
from newscrawler.text.tokens import is_word, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

LIKE = 0.4
"""Paragraphs that share at least this part of their words (Dice's coefficient) are one, reworded."""
_TELLING_IN = 20
"""A word that stands in more paragraphs than this tells none of them apart."""
_CANDIDATES = 3


def alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of places, rising in both, of paragraphs that are alike.

    Only those are compared that share a word which few others have: the cost grows with the text, not with its square.

    >>> alike(["one two three", "four five six"], ["quite new", "four five seven"])
    [(1, 1)]
    """
    words, new_words = [Counter(_words(text)) for text in old], [Counter(_words(text)) for text in new]
    standing: dict[str, list[int]] = {}
    for place, bag in enumerate(new_words):
        for word in bag:
            standing.setdefault(word, []).append(place)
    scored = []
    for place, bag in enumerate(words):
        for other in _candidates(bag, standing):
            likeness = _dice(bag, new_words[other])
            if likeness >= LIKE:
                scored.append((likeness, -abs(place - other), place, other))
    taken: dict[int, int] = {}
    for _, _, place, other in sorted(scored, reverse=True):
        if place not in taken and other not in taken.values():
            taken[place] = other
    return rising(sorted(taken.items()))


def _candidates(bag: Counter[str], standing: dict[str, list[int]]) -> list[int]:
    votes = Counter[int]()
    for word in bag:
        places = standing.get(word, ())
        if len(places) <= _TELLING_IN:
            votes.update(places)
    return [place for place, _ in votes.most_common(_CANDIDATES)]


def _dice(bag: Counter[str], other: Counter[str]) -> float:
    small, large = sorted((bag, other), key=len)
    shared = sum(min(count, large[word]) for word, count in small.items() if word in large)
    return 2 * shared / max(bag.total() + other.total(), 1)


def _words(text: str) -> list[str]:
    return [token.casefold() for token in tokens_of(text) if is_word(token)]
