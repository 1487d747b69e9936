"""Text for the search index, and queries in the same form."""

from __future__ import annotations

import re

from newscrawler.text.folding import fold
from newscrawler.text.stemmers import stem_of, stemmer_key
from newscrawler.text.words import IDEOGRAPHS, words_of

_IDEOGRAPHS = re.compile(f"([{IDEOGRAPHS}]+)")


def search_text(text: str, language: str | None = None) -> str:
    """Return the words of `text` folded and stemmed as its language is, space-separated, for index and query alike.

    A query does not say its language: what it looks for is this text in every language that the archive holds.

    >>> search_text("الوزارة في المملكةِ، 2017", "ar"), search_text("Elections delayed", "en")
    ('وزار في مملك 2017', 'elect delay')
    """
    key = stemmer_key(language)
    return " ".join(term for word in words_of(fold(text)) for term in terms_of(word, key))


def terms_of(word: str, key: str) -> list[str]:
    """Return what the index holds of a folded word, by the stemmer of that key (`stemmer_key`)."""
    if word.isascii() or not _IDEOGRAPHS.search(word):
        return [stem_of(word, key)]
    parts = _IDEOGRAPHS.split(word)
    return [term for at, part in enumerate(parts) if part for term in (_pairs(part) if at % 2 else [part])]


def _pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of ideographs, the customary index of scripts without spaces."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
