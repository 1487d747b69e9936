"""The words that open a byline: "By ", "كتب - ", "Von "."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newscrawler.extraction.tables import names
from newscrawler.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

LABEL_WORDS = 4
"""The most words that open a byline."""
LONGEST_NAME = 60
BEGINNING = 2
"""Letters of a word that are looked at first."""
CHANGING = ("", "ء")
"""What becomes of letters that folding leaves out inside a word."""
_JOINING = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]")
"""Korean letters, which make one syllable with the next."""
_GLUES = frozenset(":：●")
_GLUED = re.compile(r"(?<=[^\W\d])[:：●](?=[^\W\d])")
EDGES = " \t（）「」●:：՝|-–—ـ•·,،;؛/()[]\"'“”«»*.@"


def unlabelled(text: str) -> str:
    """Return the text without the words that open a byline: "By ", "كتب - ", "بقلم: "."""
    words = _spaced(text).strip(EDGES).split()
    return " ".join(words[_label_words(words) :])


def opens_byline(text: str) -> bool:
    """Does the text begin like a byline?

    >>> opens_byline("By Ann Example"), opens_byline("Bygones are over")
    (True, False)
    """
    text = _spaced(text)
    first = text.split(None, 1)
    if not first or not _may_open(first[0]):  # most texts
        return False
    return _label_words(text.strip(EDGES).split(None, LABEL_WORDS)) > 0


def _spaced(text: str) -> str:
    """Return the text with a space behind each colon that parts words: labels are printed without one too."""
    return _GLUED.sub(r"\g<0> ", text) if not _GLUES.isdisjoint(text) else text


def _label_words(words: Sequence[str]) -> int:
    """Return how many of the first words are those that open a byline; words of a name follow them."""
    longest = min(len(words) - 1, LABEL_WORDS)
    if longest < 1 or not _may_open(words[0]):
        return 0
    labels = names("byline_words")
    for length in range(longest, 0, -1):
        if fold(" ".join(words[:length])).strip(EDGES) in labels:
            return length
    return 0


def _may_open(word: str) -> bool:
    """Is a word the first of those that open a byline, or nothing that can be told from them?"""
    return _may_begin(word[:BEGINNING]) and (len(word) > LONGEST_NAME or _opens_label(word))


@lru_cache(maxsize=4096)
def _may_begin(start: str) -> bool:
    """May the first word of a label begin with these letters? Most words are told by them, and few are new."""
    if start.isascii():
        return start.lower() in _beginnings() or not start.isalnum()
    return not start.isalpha() or _letter_opens(start[0])


def _letter_opens(letter: str) -> bool:
    """May a label begin with a letter? One that folding may change by what stands beside it may always do."""
    folded = fold(letter)[:1]
    return folded in _first_letters() or folded in CHANGING or _JOINING.match(letter) is not None


@lru_cache(maxsize=4096)
def _opens_label(word: str) -> bool:
    first = fold(word).strip(EDGES).partition(" ")[0]
    return not first or first.rstrip(EDGES) in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(label.partition(" ")[0].rstrip(EDGES) for label in names("byline_words"))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[:BEGINNING] for word in _first_words())


@cache
def _first_letters() -> frozenset[str]:
    return frozenset(word[:1] for word in _first_words())
