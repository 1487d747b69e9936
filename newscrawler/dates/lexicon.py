"""All names of dates in one look-up: what a word, or a row of words, can mean."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from newscrawler.dates.atoms import NO_SENSES, Atom, holds
from newscrawler.dates.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST_NAME_WORDS = 6
_MOST_REMEMBERED = 1024
"""Words of lines that a vocabulary remembers: what most of them mean is asked again on the next page."""
_INSIDE_NAMES = frozenset("-.'")
"""Marks that may stand between the words of a name: a.m., avant-hier, aujourd'hui."""


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
        self._known = lru_cache(maxsize=_MOST_REMEMBERED)(self._looked_up)

    @cached_property
    def ago(self) -> dict[tuple[str, str], str]:
        """As in `Lexicon`."""
        patterns: dict[tuple[str, str], str] = {}
        for lexicon in reversed(self._lexicons):
            patterns |= lexicon.ago
        return patterns

    def atoms_of(self, line: str) -> list[Atom]:
        """Return the atoms of a line, names of several words in one: the longest that begins with a word."""
        tokens = tokens_of(line)
        atoms: list[Atom] = []
        at = 0
        while at < len(tokens):
            atom, stop = tokens[at], at + 1
            if atom.kind == "word":
                senses, most_words = self._known(atom.text)
                if senses:
                    atom = Atom("word", atom.text, atom.start, atom.end, senses, None)
                if most_words > 1:
                    atom, stop = self._longer_name(atom, tokens, at, most_words)
            atoms.append(atom)
            at = stop
        return atoms

    def _longer_name(self, first: Atom, tokens: Sequence[Atom], at: int, most_words: int) -> tuple[Atom, int]:
        """Return the longest name that begins with the word `first` at `at`, and the place past it."""
        found, stop, joined, place = first, at + 1, first.text, at
        for _ in range(most_words - 1):
            place += 1
            if place < len(tokens) and tokens[place].text in _INSIDE_NAMES:
                place += 1
            if place >= len(tokens) or tokens[place].kind != "word":
                break
            joined += tokens[place].text
            senses, _most = self._known(joined)
            if senses:
                found, stop = Atom("word", joined, first.start, tokens[place].end, senses), place + 1
        return found, stop

    def _looked_up(self, words: str) -> tuple[Mapping[str, Any], int]:
        """Return what words in one can mean, kind of name -> value, and how many words a name beginning so has."""
        known, most_words = [], 1
        for lexicon in self._lexicons:
            senses = lexicon.senses.get(words)
            if senses is not None:
                known.append(senses)
            most_words = max(most_words, lexicon.most_words.get(words, 1))
        if len(known) <= 1:
            return known[0] if known else NO_SENSES, most_words
        return {kind: value for senses in reversed(known) for kind, value in senses.items()}, most_words


@cache
def words_of_name(name: str) -> tuple[str, ...]:
    """Return the folded words of a name in a table; none for a name with digits in it, which no name look-up finds."""
    tokens = tokens_of(name)
    if holds(tokens, "number"):
        return ()
    return tuple([token.text for token in tokens if token.kind == "word"])[:_LONGEST_NAME_WORDS]
