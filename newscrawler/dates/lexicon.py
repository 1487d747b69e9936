"""All names of dates in one look-up: what a word, or a row of words, can mean."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newscrawler.dates.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newscrawler.dates.tokens import Token

_LONGEST_NAME_WORDS = 6
_INSIDE_NAMES = frozenset("-.'")
"""Marks that may stand between the words of a name: a.m., avant-hier, aujourd'hui."""


class Meaning(NamedTuple):
    """What the words at some place of a line can mean."""

    text: str
    """The words in one, folded."""
    senses: Mapping[str, Any]
    """Kind of name -> value."""
    tokens: int
    """How many tokens the name takes."""


class Lexicon:
    """Names by their folded words. What is added first has precedence over what is added later."""

    def __init__(self) -> None:
        self.senses: dict[str, dict[str, Any]] = defaultdict(dict)
        """Words of a name in one -> kind of name -> value."""
        self.most_words: dict[str, int] = {}
        """First word of names -> words of the longest."""
        self.ago: dict[tuple[str, str], str] = {}
        """Words before and words after a number -> the unit that was counted back."""

    def add(self, kind: str, value: Any, names: str) -> None:
        """Add `names`, parted by `|`, as meaning `value` when a name of this kind is looked for."""
        for name in names.split("|"):
            words = words_of_name(name)
            if words:
                self.senses["".join(words)].setdefault(kind, value)
                self.most_words[words[0]] = max(len(words), self.most_words.get(words[0], 1))

    def add_months(self, kind: str, months: Sequence[str]) -> None:
        """Add the names of the twelve months of a calendar."""
        for number, names in enumerate(months, start=1):
            self.add(kind, number, names)

    def add_ago(self, before: str, after: str, unit: str) -> None:
        """Add words that stand before and after a number when `unit` is counted back from now."""
        words = "".join(words_of_name(before)), "".join(words_of_name(after))
        if any(words) and not any(map(str.isdigit, before + after)):
            self.ago.setdefault(words, unit)


class Vocabulary:
    """Several lexicons as one, the first having precedence."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self._lexicons = tuple(lexicons)
        self.ago: dict[tuple[str, str], str] = {}
        """As in `Lexicon`."""
        for lexicon in reversed(self._lexicons):
            self.ago |= lexicon.ago

    def meaning_at(self, tokens: Sequence[Token], at: int) -> Meaning:
        """Return what the longest name that begins at `tokens[at]`, a word, can mean; no senses when it is unknown."""
        first = tokens[at].text
        found = Meaning(first, self._senses_of(first) or {}, 1)
        most = 1
        for lexicon in self._lexicons:
            most = max(most, lexicon.most_words.get(first, 1))
        joined, words, place = first, 1, at
        while words < most:
            place += 1
            if place < len(tokens) and tokens[place].text in _INSIDE_NAMES:
                place += 1
            if place >= len(tokens) or tokens[place].kind != "word":
                break
            joined, words = joined + tokens[place].text, words + 1
            senses = self._senses_of(joined)
            if senses:
                found = Meaning(joined, senses, place + 1 - at)
        return found

    def _senses_of(self, joined: str) -> Mapping[str, Any] | None:
        known = [lexicon.senses[joined] for lexicon in self._lexicons if joined in lexicon.senses]
        if len(known) < 2:  # noqa: PLR2004 - nothing to merge
            return known[0] if known else None
        return {kind: value for senses in reversed(known) for kind, value in senses.items()}


@cache
def words_of_name(name: str) -> tuple[str, ...]:
    """Return the folded words of a name in a table; none for a name with digits in it, which no name look-up finds."""
    tokens = tokens_of(name)
    if any(token.kind == "number" for token in tokens):
        return ()
    return tuple(token.text for token in tokens if token.kind == "word")[:_LONGEST_NAME_WORDS]
