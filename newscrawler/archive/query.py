"""Search words -> an FTS5 query. Any input is safe: every word becomes a quoted token, nothing else reaches FTS5."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from newscrawler.errors import BadQuery
from newscrawler.text import clean_text, search_text

_MAX_TERMS = 64
_MAX_LENGTH = 2000
_COLUMNS = "{title_folded body_folded}"
_QUOTES = str.maketrans("“”„«»", '"""""')
_PART = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Query:
    """Search words, as they are looked for."""

    terms: tuple[str, ...]
    """Words and phrases, folded and stemmed as the index is."""

    @property
    def all_words(self) -> str:
        """The FTS5 query for articles that hold every word."""
        return self._joined(" AND ")

    @property
    def any_word(self) -> str:
        """The FTS5 query for articles that hold one of the words."""
        return self._joined(" OR ")

    def _joined(self, operator: str) -> str:
        return f"{_COLUMNS} : ({operator.join(_quoted(term) for term in self.terms)})"


def read_query(words: str) -> Query:
    """Return the query; raise `BadQuery` where there is no word in it.

    >>> read_query('oil "crude price"').all_words
    '{title_folded body_folded} : ("oil" AND "crude price")'
    """
    text = clean_text(words[:_MAX_LENGTH]).translate(_QUOTES)
    parts = (search_text(phrase or word, None) for phrase, word in _PART.findall(text))
    terms = list(dict.fromkeys(part for part in parts if _has_token(part)))
    if not terms:
        raise BadQuery(f"there is no word to search for in {words[:80]!r}; expected one or more words")
    telling = [term for term in terms if term not in _stop_words()]
    return Query(tuple(telling or terms)[:_MAX_TERMS])


@cache
def _stop_words() -> frozenset[str]:
    lines = files("newscrawler.archive").joinpath("stop_words.txt").read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#"))
    return frozenset(search_text(word, None) for word in words.split())


def _has_token(text: str) -> bool:
    # unicode61 keeps letters, numbers and private use characters. A phrase without any matches nothing.
    return any(unicodedata.category(letter)[0] in "LN" or unicodedata.category(letter) == "Co" for letter in text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
