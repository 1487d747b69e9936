"""Text for the search index, and queries in the same form."""

from __future__ import annotations

import re

from newscrawler.text.folding import fold
from newscrawler.text.stemming import stem
from newscrawler.text.words import IDEOGRAPHS, words_of

_ARABIC_WORD = re.compile("[\u0621-\u064a\u0671-\u06d3]+")
_IDEOGRAPHS = re.compile(f"([{IDEOGRAPHS}]+)")


def _pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of ideographs, the customary index of scripts without spaces."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _terms(word: str) -> list[str]:
    if _ARABIC_WORD.fullmatch(word):
        return [stem(word)]
    if word.isascii() or not _IDEOGRAPHS.search(word):
        return [word]
    parts = _IDEOGRAPHS.split(word)
    return [term for at, part in enumerate(parts) if part for term in (_pairs(part) if at % 2 else [part])]


def search_text(text: str, language: str | None = None) -> str:  # noqa: ARG001 - see the docstring
    """Return the words of `text` folded and lightly stemmed, space-separated, for index and query alike.

    The script of each word decides how it is stemmed, not `language`: a query does not say its language, and what index
    and query do differently is never found.

    >>> search_text("الوزارة في المملكةِ، 2017", "ar")
    'وزار في مملك 2017'
    """
    return " ".join(term for word in words_of(fold(text)) for term in _terms(word))
