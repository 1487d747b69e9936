"""The words that open a byline: "By ", "كتب - ", "Von "."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newscrawler.extraction.tables import names
from newscrawler.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

LABEL_WORDS = 4
"""The most words that open a byline."""
LONGEST_NAME = 60
EDGES = " \t（）「」:：՝|-–—ـ•·,،;؛/()[]\"'“”«»*.@"


def unlabelled(text: str) -> str:
    """Return the text without the words that open a byline: "By ", "كتب - ", "بقلم: "."""
    words = text.strip(EDGES).split()
    return " ".join(words[_label_words(words) :])


def opens_byline(text: str) -> bool:
    """Does the text begin like a byline?

    >>> opens_byline("By Ann Example"), opens_byline("Bygones are over")
    (True, False)
    """
    return _label_words(text.strip(EDGES).split(None, LABEL_WORDS)) > 0


def _label_words(words: Sequence[str]) -> int:
    """Return how many of the first words are those that open a byline; words of a name follow them."""
    longest = min(len(words) - 1, LABEL_WORDS)
    if longest < 1 or (len(words[0]) <= LONGEST_NAME and not _may_open(words[0])):
        return 0
    labels = names("byline_words")
    for length in range(longest, 0, -1):
        if fold(" ".join(words[:length])).strip(EDGES) in labels:
            return length
    return 0


@lru_cache(maxsize=4096)
def _may_open(word: str) -> bool:
    """Is a word the first of those that open a byline, or nothing that can be told from them?"""
    first = fold(word).strip(EDGES).partition(" ")[0]
    return not first or first.rstrip(EDGES) in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(label.partition(" ")[0].rstrip(EDGES) for label in names("byline_words"))
