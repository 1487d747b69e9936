"""The part of an article that shows why it was found: its original words, the found ones marked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newscrawler.text import fold, search_text
from newscrawler.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SNIPPET_WORDS = 32
_MAX_WORDS = 5000
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is marked in a text."""

    forms: frozenset[str] = frozenset()
    """Words as the index holds them."""
    beginnings: tuple[str, ...] = ()
    """How folded words begin."""

    def is_in(self, word: str, language: str | None) -> bool:
        """Return whether a printed word is one of them, in the spelling and form of its language."""
        forms = _forms(word, language)
        if any(form in self.forms for form in forms):
            return True
        begins = self.beginnings
        return bool(begins) and any(form.startswith(begins) for form in (*forms, *_folded(word)))


def snippet(text: str, language: str | None, sought: Sought, marks: tuple[str, str]) -> str:
    """Return about 32 words of `text` round the densest place of what is sought, marked; `...` for what is cut."""
    words = _WORD.findall(text[: _MAX_WORDS * 20])[:_MAX_WORDS]
    hits = [sought.is_in(word, language) for word in words]
    start = _densest(hits)
    shown = [_marked(word, marks) if hit else word for word, hit in zip(words, hits, strict=True)][
        start : start + SNIPPET_WORDS
    ]
    before, after = ("... " if start else ""), (" ..." if start + SNIPPET_WORDS < len(words) else "")
    return before + " ".join(shown) + after


@lru_cache(maxsize=50_000)
def _forms(word: str, language: str | None) -> tuple[str, ...]:
    return tuple(search_text(word, language).split())


@lru_cache(maxsize=50_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(words_of(fold(word)))


def _densest(hits: Sequence[bool]) -> int:
    """Return where the window with the most hits begins, a few words before its first hit."""
    best, best_count, count = 0, 0, 0
    for position, hit in enumerate(hits):
        count += hit - (hits[position - SNIPPET_WORDS] if position >= SNIPPET_WORDS else False)
        if count > best_count:
            best, best_count = max(position - SNIPPET_WORDS + 1, 0), count
    first = next((position for position in range(best, len(hits)) if hits[position]), 0)
    return max(min(first - 4, len(hits) - SNIPPET_WORDS), 0)


def printed_words(text: str) -> list[str]:
    """Return the words of a text as they are printed, vowel signs and all, without the punctuation round them.

    >>> printed_words('In "المَمْلَكةِ", he said')
    ['In', 'المَمْلَكةِ', 'he', 'said']
    """
    return [word[slice(*_inner(word))] for word in _WORD.findall(text[: _MAX_WORDS * 20])]


def _marked(word: str, marks: tuple[str, str]) -> str:
    """Return the word marked, the punctuation round it outside."""
    start, end = _inner(word)
    return word[:start] + marks[0] + word[start:end] + marks[1] + word[end:] if end else word


def _inner(word: str) -> tuple[int, int]:
    """Return where the first letter, digit or mark of a word is, and where the last one ends; zeros without any."""
    inner = [position for position, letter in enumerate(word) if unicodedata.category(letter)[0] in "LMN"]
    return (inner[0], inner[-1] + 1) if inner else (0, 0)
