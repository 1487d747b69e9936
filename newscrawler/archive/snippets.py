"""The part of an article that shows why it was found: its original words, the found ones marked."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from newscrawler.text import search_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SNIPPET_WORDS = 32
_MAX_WORDS = 5000
_WORD = re.compile(r"\S+")


def snippet(text: str, language: str | None, wanted: Collection[str], marks: tuple[str, str]) -> str:
    """Return about 32 words of `text` round the densest place of wanted forms, each marked; `...` for what is cut."""
    words = _WORD.findall(text[: _MAX_WORDS * 20])[:_MAX_WORDS]
    hits = [_is_wanted(word, language, wanted) for word in words]
    start = _densest(hits)
    shown = [_marked(word, marks) if hit else word for word, hit in zip(words, hits, strict=True)][
        start : start + SNIPPET_WORDS
    ]
    before, after = ("... " if start else ""), (" ..." if start + SNIPPET_WORDS < len(words) else "")
    return before + " ".join(shown) + after


def wanted_forms(terms: Sequence[str]) -> set[str]:
    """Return the single words of the query's words and phrases.

    >>> sorted(wanted_forms(["crude price", "oil"]))
    ['crude', 'oil', 'price']
    """
    return {word for term in terms for word in term.split()}


def _is_wanted(word: str, language: str | None, wanted: Collection[str]) -> bool:
    return any(form in wanted for form in _forms(word, language))


@lru_cache(maxsize=50_000)
def _forms(word: str, language: str | None) -> tuple[str, ...]:
    return tuple(search_text(word, language).split())


def _densest(hits: Sequence[bool]) -> int:
    """Return where the window with the most hits begins, a few words before its first hit."""
    best, best_count, count = 0, 0, 0
    for position, hit in enumerate(hits):
        count += hit - (hits[position - SNIPPET_WORDS] if position >= SNIPPET_WORDS else False)
        if count > best_count:
            best, best_count = max(position - SNIPPET_WORDS + 1, 0), count
    first = next((position for position in range(best, len(hits)) if hits[position]), 0)
    return max(min(first - 4, len(hits) - SNIPPET_WORDS), 0)


def _marked(word: str, marks: tuple[str, str]) -> str:
    """Return the word marked, the punctuation round it outside."""
    inner = [position for position, letter in enumerate(word) if unicodedata.category(letter)[0] in "LMN"]
    if not inner:
        return word
    start, end = inner[0], inner[-1] + 1
    return word[:start] + marks[0] + word[start:end] + marks[1] + word[end:]
