"""The part of an article that shows why it was found: its original words, the found ones marked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from newscrawler.text import fold
from newscrawler.text.search import terms_of
from newscrawler.text.stemmers import keeps_first_letter, stemmer_key
from newscrawler.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SNIPPET_WORDS = 32
_MAX_WORDS = 5000
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Sought:
    """What is marked in a text."""

    forms: frozenset[str] = frozenset()
    """Words as the index holds them."""
    beginnings: tuple[str, ...] = ()
    """How folded words begin."""

    @cached_property
    def initials(self) -> frozenset[str]:
        """The letters that they begin with."""
        return frozenset(sought[0] for sought in (*self.forms, *self.beginnings) if sought)

    def are_in(self, words: Sequence[str], language: str | None) -> list[bool]:
        """Return for each printed word whether it is one of them, in the spelling and form of its language."""
        key = stemmer_key(language)
        known = {word: any(self._is(folded, key) for folded in _folded(word)) for word in dict.fromkeys(words)}
        return [known[word] for word in words]

    def _is(self, folded: str, key: str) -> bool:
        # Stemming is what costs: most words differ in their first letter, and are told by it.
        if folded[0] not in self.initials and keeps_first_letter(folded, key):
            return False
        terms = terms_of(folded, key)
        if any(term in self.forms for term in terms):
            return True
        return bool(self.beginnings) and any(form.startswith(self.beginnings) for form in (folded, *terms))


def snippet(text: str, language: str | None, sought: Sought, marks: tuple[str, str]) -> str:
    """Return about 32 words of `text` round the densest place of what is sought, marked; `...` for what is cut."""
    words = _WORD.findall(text[: _MAX_WORDS * 20])[:_MAX_WORDS]
    hits = sought.are_in(words, language)
    start = _densest(hits)
    shown = [_marked(word, marks) if hit else word for word, hit in zip(words, hits, strict=True)][
        start : start + SNIPPET_WORDS
    ]
    before, after = ("... " if start else ""), (" ..." if start + SNIPPET_WORDS < len(words) else "")
    return before + " ".join(shown) + after


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
