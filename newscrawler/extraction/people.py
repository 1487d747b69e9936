"""Names of people in bylines: without "By", without agencies, desks and the site itself."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from newscrawler.extraction.tables import names
from newscrawler.text import agency_names, clean_text, fold
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

MAX_PEOPLE = 12
MAX_WORDS = 6
LABEL_WORDS = 4
"""The most words that open a byline."""
LONGEST_NAME = 60
_EDGES = " \t（）「」:：|-–—ـ•·,،;؛/()[]\"'“”«»*.@"
_SPLIT = re.compile(
    r"\s*(?:[,،;؛|/•·\n]|\s[-–—]\s|\s(?:and|und|et|y|og|och|en|i|ja|oraz|et|&|и|та|ve|και)\s|＆|、|・)\s*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\d|https?:|www\.|@|\.(?:com|net|org|de|ir)\b|[<>{}=]", re.IGNORECASE)
_SITE_METAS = ("og:site_name", "application-name", "publisher")
_WORD = re.compile(r"[^\W\d_]+(?:['’.\-‌][^\W\d_]*)*")


_NO_WORD = re.compile(r"\W+")


class People:
    """Tells the people of one page's bylines from its own names."""

    def __init__(self, markup: Markup, facts: SiteFacts) -> None:
        self._markup = markup
        self._facts = facts

    @cached_property
    def _own(self) -> set[str]:
        """The site's names."""
        declared = self._markup.declared
        shown = [self._facts.name, *(declared.first_meta(name) or "" for name in _SITE_METAS)]
        publishers = [thing.get("publisher") for thing in declared.json_ld]
        shown += [name for one in publishers if isinstance(one, dict) and isinstance(name := one.get("name"), str)]
        return {fold(name).strip(_EDGES) for name in shown} - {""}

    @cached_property
    def _domain(self) -> str:
        return site_of(self._markup.url).partition(".")[0]

    def named_in(self, texts: Iterable[str], *, declared: bool = False) -> list[str]:
        """Return the people named in byline texts, once each, in order; `declared` names may be of one word."""
        found: dict[str, str] = {}
        for text in texts:
            for part in _SPLIT.split(_unlabelled(clean_text(text))):
                name = _unlabelled(part).strip(_EDGES)
                if self._is_person(name, declared=declared):
                    found.setdefault(fold(name), name)
        return list(found.values())[:MAX_PEOPLE]

    def is_place_line(self, text: str) -> bool:
        """Is a byline made of a place or agency and the paper, as in "Abu Dhabi - The Paper"?"""
        parts = [fold(part.strip(_EDGES)) for part in _SPLIT.split(text)]
        return len(parts) > 1 and any(part in names("places") or part in agency_names() for part in parts)

    def _is_person(self, name: str, *, declared: bool) -> bool:
        words = _WORD.findall(name)
        if not words or len(name) > LONGEST_NAME or len(words) > MAX_WORDS or _NO_NAME.search(name):
            return False
        if len(words) == 1 and not (declared or sum("\u3040" <= letter <= "\ud7af" for letter in name) > 1):
            return False
        if name == name.lower() and name != name.upper():
            return False
        return not self._is_own(fold(name)) and not _is_office(name)

    def _is_own(self, folded: str) -> bool:
        """Is this the site: its name, a part of it, or its domain?"""
        joined = _NO_WORD.sub("", folded)
        if joined in (self._domain, _NO_WORD.sub("", self._domain)):
            return True
        return any(folded == own or folded in own.split() or own in folded for own in self._own)


def _is_office(name: str) -> bool:
    folded = fold(name)
    if folded in agency_names() or folded in names("places"):
        return True
    parts = folded.split()
    return any(
        " ".join(parts[start:end]) in names("no_persons")
        for start in range(len(parts))
        for end in (start + 1, start + 2)
    )


def _unlabelled(text: str) -> str:
    """The text without the words that open a byline: "By ", "كتب - ", "بقلم: "."""
    words = text.strip(_EDGES).split()
    return " ".join(words[_label_words(words) :])


def opens_byline(text: str) -> bool:
    """Does the text begin like a byline?

    >>> opens_byline("By Ann Example"), opens_byline("Bygones are over")
    (True, False)
    """
    return _label_words(text.strip(_EDGES).split(None, LABEL_WORDS)) > 0


def _label_words(words: Sequence[str]) -> int:
    """Return how many of the first words are those that open a byline; words of a name follow them."""
    longest = min(len(words) - 1, LABEL_WORDS)
    if longest < 1 or (len(words[0]) <= LONGEST_NAME and not _may_open(words[0])):
        return 0
    labels = names("byline_words")
    for length in range(longest, 0, -1):
        if fold(" ".join(words[:length])).strip(_EDGES) in labels:
            return length
    return 0


@lru_cache(maxsize=4096)
def _may_open(word: str) -> bool:
    """Is a word the first of those that open a byline, or nothing that can be told from them?"""
    first = fold(word).strip(_EDGES).partition(" ")[0]
    return not first or first.rstrip(_EDGES) in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(label.partition(" ")[0].rstrip(_EDGES) for label in names("byline_words"))
