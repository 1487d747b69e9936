"""Search words -> an FTS5 query. Any input is safe: every word becomes a quoted token, nothing else reaches FTS5."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from newscrawler.errors import BadQuery
from newscrawler.text import clean_text, fold, language_of, search_text

_MAX_TERMS = 64
_MAX_LENGTH = 2000
_COLUMNS = "{title_folded body_folded}"
_QUOTES = str.maketrans("“”„«»", '"""""')
_PART = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Query:
    """Search words, as they are looked for."""

    terms: tuple[tuple[str, ...], ...]
    """For each word or phrase the forms that count as it: folded and stemmed, and folded alone."""
    language: str | None
    """What the words are taken for."""

    @property
    def all_words(self) -> str:
        """The FTS5 query for articles that hold every word."""
        return f"{_COLUMNS} : ({' AND '.join(self._groups())})"

    @property
    def any_word(self) -> str:
        """The FTS5 query for articles that hold one of the words."""
        return f"{_COLUMNS} : ({' OR '.join(self._groups())})"

    def _groups(self) -> list[str]:
        return [f"({' OR '.join(_quoted(form) for form in forms)})" for forms in self.terms]


def read_query(words: str) -> Query:
    """Return the query; raise `BadQuery` where there is no word in it.

    >>> read_query('oil "crude price"').all_words
    '{title_folded body_folded} : (("oil") AND ("crude price"))'
    """
    text = clean_text(words[:_MAX_LENGTH]).translate(_QUOTES)
    language = language_of(text)
    parts = (phrase or word for phrase, word in _PART.findall(text))
    terms = [forms for forms in (_forms(part, language) for part in parts) if forms]
    if not terms:
        raise BadQuery(f"there is no word to search for in {words[:80]!r}; expected one or more words")
    return Query(tuple(dict.fromkeys(terms))[:_MAX_TERMS], language)


def _forms(part: str, language: str | None) -> tuple[str, ...]:
    forms = dict.fromkeys((search_text(part, language), fold(part)))
    return tuple(form for form in forms if _has_token(form))


def _has_token(text: str) -> bool:
    # unicode61 keeps letters, numbers and private use characters. A phrase without any matches nothing.
    return any(unicodedata.category(letter)[0] in "LN" or unicodedata.category(letter) == "Co" for letter in text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
