"""What to try when nothing was found: near words of the index in place of those it does not have, fewer filters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscrawler.archive.query import Term
from newscrawler.archive.snippets import Sought
from newscrawler.text import fold
from newscrawler.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscrawler.archive.search import Search

COUNTED = 1000
"""Articles beyond so many are not counted for a hint."""

_SHORTEST, _LONGEST = 3, 30
_MOST_WORDS = 8
# Folded letters, by script: what may stand where a letter was mistyped.
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ",
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
)


@dataclass(frozen=True, slots=True)
class Advice:
    """What may help."""

    words: dict[str, str]
    """Word that no article has -> the nearest that some have, as it is printed there."""
    without: dict[str, int]
    """Filter -> how many articles have all the words without it, at most `COUNTED`."""

    def corrected(self, query: str) -> str | None:
        """Return the query with the near words; None where there are none.

        >>> Advice({"oyl": "oil"}, {}).corrected('oyl "price of oyl" foyle')
        'oil "price of oil" foyle'
        """
        for word, near in self.words.items():
            query = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: near, query)  # noqa: B023 - used at once
        return query if self.words else None


def advise(search: Search) -> Advice:
    """Return what may help a search that found no article with all its words."""
    words = {}
    for term in _words(search):
        if not search.knows(term) and (near := _near(search, term)):
            words[term.text] = near
    return Advice(words, _hindering(search))


def _words(search: Search) -> list[Term]:
    found = [Term(word) for term in search.query.wanted.terms() if not term.is_prefix for word in words_of(term.text)]
    return list(dict.fromkeys(found))[:_MOST_WORDS]


def _hindering(search: Search) -> dict[str, int]:
    counts = {
        written: search.count(search.conditions.without(written), COUNTED) for written in search.conditions.groups
    }
    return {written: count for written, count in counts.items() if count}


def _near(search: Search, term: Term) -> str | None:
    """Return the printed word of the form that most articles have among those one letter away."""
    forms = [form for form in (fold(term.text), *search.matcher.forms(term)) if _SHORTEST <= len(form) <= _LONGEST]
    counts: dict[str, int] = {}
    for form in dict.fromkeys(forms):
        counts |= search.frequencies(edited(form))
    best = max(counts, key=lambda form: (counts[form], form), default=None)
    return search.printed(Sought(frozenset((best,)))) if best else None


def edited(word: str) -> Iterator[str]:
    """Yield the words one letter away: left out, doubled, exchanged for its neighbour or another, or put between.

    They are looked up one by one, which costs the same however large the archive is.

    >>> {"oil", "soil", "il", "iol"} <= set(edited("oil")) | {"oil"}
    True
    """
    letters = next((letters for letters in _ALPHABETS if any(letter in letters for letter in word)), "")
    letters = "".join(dict.fromkeys(letters + word))
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in letters)
        if not after:
            return
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        yield from (before + letter + after[1:] for letter in letters)
