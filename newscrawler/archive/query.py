"""What a user types into search -> a `Query`: words, phrases, alternatives, exclusions and fields. No input is an error
but one that holds no word and no field, or a date that is none.

    crude oil               articles with both words
    "price of crude"        the words one after the other
    moscow OR damascus      one of them; OR joins what stands on its two sides
    (a b) OR c              parentheses hold words together
    -gas  -"natural gas"    nowhere in the article
    econom*                 words that begin so
    site:example.org        a field, see `FIELDS`; -site:example.org leaves it out
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newscrawler.errors import BadQuery
from newscrawler.text import clean_text, fold, search_text

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = ("site", "section", "author", "agency", "lang", "since", "until")
"""The words that name a field when a colon follows them at once; before any other word a colon is punctuation."""

MOST_TERMS = 64
"""Words and phrases of a query that are looked for; what stands behind them is left out."""
_MAX_LENGTH = 2000
_MOST_LEVELS = 16
_SHORTEST_PREFIX = 2
_QUOTES = str.maketrans("“”„«»", '"""""')
_TOKEN = re.compile(
    rf"""(?P<without>-)?(?:(?P<field>{"|".join(FIELDS)}):(?=[^\s()]))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"()]+))
    | (?P<bracket>[()])""",
    re.VERBOSE | re.IGNORECASE,
)
_JOINS = frozenset({"OR", "AND", "NOT"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word, the beginning of a word, or a phrase, as it was typed."""

    text: str
    is_prefix: bool = False
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Terms and groups of which all must be there, or any."""

    parts: tuple[Term | Group, ...]
    is_any: bool = False

    def terms(self) -> Iterator[Term]:
        """Yield the terms, also those of the groups inside."""
        for part in self.parts:
            yield from (part,) if isinstance(part, Term) else part.terms()


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    wanted: Group
    """Empty when only fields are asked for."""
    without: tuple[Term, ...] = ()
    """What may stand nowhere in the article."""
    fields: dict[str, list[str]] = field(default_factory=dict)
    """Field -> values, of which an article has one."""
    without_fields: dict[str, list[str]] = field(default_factory=dict)
    """Field -> values, of which it has none."""

    @property
    def is_plain(self) -> bool:
        """True for words and phrases only: where none has them all, articles with some of them are of use."""
        return not any(isinstance(part, Group) or part.is_prefix for part in self.wanted.parts)


def read_query(text: str) -> Query:
    """Return the query; raise `BadQuery` where it holds neither a word nor a field, or only says what not to find.

    >>> read_query('oil "crude price" site:example.org').fields
    {'site': ['example.org']}
    """
    reader = _Reader(clean_text(text[:_MAX_LENGTH]).translate(_QUOTES))
    wanted = reader.group()
    query = Query(_telling(wanted), tuple(reader.without), reader.fields, reader.without_fields)
    if not wanted.parts and not query.fields:
        raise BadQuery(_nothing_to_find(query, text))
    return query


def _nothing_to_find(query: Query, text: str) -> str:
    if query.without or query.without_fields:
        return f"{text[:80]!r} only says what not to find; expected a word, or a field such as site:, beside it"
    return f"there is no word to search for in {text[:80]!r}; expected one or more words"


class _Reader:
    """Reads the tokens of a query from left to right."""

    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.finditer(text)
        self._level = 0
        self._count = 0
        self.without: list[Term] = []
        self.fields: dict[str, list[str]] = {}
        self.without_fields: dict[str, list[str]] = {}

    def group(self) -> Group:
        """Return what stands up to the closing parenthesis, or to the end."""
        parts: list[Term | Group] = []
        joins = negates = False
        for token in self._tokens:
            if token["word"] in _JOINS and not token["without"] and not token["field"]:
                joins, negates = token["word"] == "OR" and bool(parts), token["word"] == "NOT"
                continue
            if token["bracket"] == ")" and self._level:
                break
            part = self._part(token, negates=negates)
            if part is not None:
                _add(parts, part, joins=joins)
                joins = False
            negates = False
        return Group(tuple(_flat(parts)))

    def _part(self, token: re.Match[str], *, negates: bool) -> Term | Group | None:
        if token["bracket"]:
            return self._inside(token["bracket"])
        term = _term(token)
        is_without = bool(token["without"]) or negates
        if token["field"]:
            self._note_field(token["field"].lower(), term.text.strip(), is_without=is_without)
            return None
        self._count += 1
        if self._count > MOST_TERMS or not has_token(term.text):
            return None
        if is_without:
            self.without.append(term)
            return None
        return term

    def _inside(self, bracket: str) -> Term | Group | None:
        """Return the group that the parenthesis opens; those too deep, or without their other half, do not count."""
        if bracket == ")" or self._level >= _MOST_LEVELS:
            return None
        self._level += 1
        group = self.group()
        self._level -= 1
        if not group.parts:
            return None
        return group if len(group.parts) > 1 else group.parts[0]

    def _note_field(self, name: str, value: str, *, is_without: bool) -> None:
        fields = self.without_fields if is_without else self.fields
        if value and len(fields.get(name, ())) < MOST_TERMS:
            fields[name] = list(dict.fromkeys([*fields.get(name, ()), value]))


def _term(token: re.Match[str]) -> Term:
    if token["phrase"] is not None:
        return Term(token["phrase"], is_phrase=True)
    word = token["word"]
    begins = word.rstrip("*")
    is_prefix = begins != word and len(search_text(begins)) >= _SHORTEST_PREFIX
    return Term(begins if is_prefix else word, is_prefix=is_prefix)


def _add(parts: list[Term | Group], part: Term | Group, *, joins: bool) -> None:
    if joins:
        before = parts.pop()
        known = before.parts if isinstance(before, Group) and before.is_any else (before,)
        parts.append(Group((*known, part), is_any=True))
    elif part not in parts:
        parts.append(part)


def _flat(parts: list[Term | Group]) -> Iterator[Term | Group]:
    """Yield the parts; of a parenthesis that no OR stands beside, what it holds."""
    for part in parts:
        yield from part.parts if isinstance(part, Group) and not part.is_any else (part,)


def _telling(wanted: Group) -> Group:
    """Return the group without words that say nothing alone, unless it has no others."""
    telling = tuple(part for part in wanted.parts if not _is_stop_word(part))
    return Group(telling) if telling else wanted


def _is_stop_word(part: Term | Group) -> bool:
    # The word itself, not its stem: that may be the stem of a telling word too.
    return isinstance(part, Term) and not part.is_phrase and not part.is_prefix and _bare(part.text) in _stop_words()


def _bare(word: str) -> str:
    return re.sub(r"\W+", "", fold(word))


@cache
def _stop_words() -> frozenset[str]:
    lines = files("newscrawler.archive").joinpath("stop_words.txt").read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#"))
    return frozenset(fold(word) for word in words.split())


def has_token(text: str) -> bool:
    """Return whether the index can hold anything of it: letters, numbers, private use. A phrase without has no hits."""
    found = search_text(text)
    return any(unicodedata.category(letter)[0] in "LN" or unicodedata.category(letter) == "Co" for letter in found)
