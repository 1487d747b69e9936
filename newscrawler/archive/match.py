"""A query's words -> what FTS5 is asked: every word becomes a quoted string, and nothing else of it reaches FTS5."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscrawler.archive.query import Term, has_token
from newscrawler.text import clean_text, fold, search_text
from newscrawler.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.archive.query import Group, Query

_FOLDED = "{title_folded body_folded}"
_ORIGINAL = "{title body}"
_NOTHING = '""'
"""A phrase without tokens: beside others FTS5 leaves it out, alone it has no hits."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Makes queries for an index whose texts are in these languages, one for each way of stemming."""

    languages: tuple[str | None, ...] = (None,)

    def all_words(self, query: Query) -> str:
        """Return what finds the articles that hold all that is wanted; "" for a query without words."""
        return self._without(query, self._group(query.wanted))

    def any_word(self, query: Query) -> str:
        """Return what finds the articles that hold one of the words; "e-mail" is two then, a phrase stays whole."""
        parts = [self._part(part) for part in query.wanted.parts]
        parts += [self._part(Term(word)) for term in query.wanted.terms() for word in _parts_of(term)]
        return self._without(query, _joined(parts, "OR"))

    def word(self, term: Term) -> str:
        """Return what finds the articles that hold the term."""
        return self._part(term)

    def forms(self, term: Term) -> list[str]:
        """Return what the index holds in place of the term, once for every way of stemming."""
        found = (search_text(term.text, language) for language in self.languages)
        return [form for form in dict.fromkeys(found) if has_token(form)]

    def beginnings(self, term: Term) -> list[str]:
        """Return how folded words begin that the prefix stands for, with the Arabic article and without."""
        words = fold(term.text).split()
        return list(dict.fromkeys([*words[-1:], *self.forms(term)[:1]])) if term.is_prefix else []

    def _group(self, group: Group) -> str:
        return _joined([self._part(part) for part in group.parts], "OR" if group.is_any else "AND")

    def _part(self, part: Term | Group) -> str:
        if not isinstance(part, Term):
            return self._group(part)
        forms = [f"{_FOLDED} : {quoted(form)}" for form in self.forms(part)]
        if part.is_prefix:
            # The index of stems has lost the ends of words; the originals have them, as they were printed.
            forms += [f"{_FOLDED} : {quoted(form)} *" for form in self.beginnings(part)]
            forms.append(f"{_ORIGINAL} : {quoted(clean_text(part.text))} *")
        return _joined(forms, "OR") or _NOTHING

    def _without(self, query: Query, wanted: str) -> str:
        if not query.without or not wanted:
            return wanted
        return f"{wanted} NOT {_joined([self._part(term) for term in query.without], 'OR')}"


def _parts_of(term: Term) -> list[str]:
    words = words_of(clean_text(term.text))
    return words if len(words) > 1 and not term.is_phrase else []


def quoted(text: str) -> str:
    """Return the text as an FTS5 string (https://www.sqlite.org/fts5.html#fts5_strings)."""
    return '"' + text.replace('"', '""') + '"'


def _joined(parts: Sequence[str], operator: str) -> str:
    return f"({f' {operator} '.join(parts)})" if parts else ""
