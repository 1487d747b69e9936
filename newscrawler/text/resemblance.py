"""How alike two texts are, and what that makes of them: copies, one within the other, or texts that share a quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from newscrawler.text.shingles import shingle_words, shingles

CopyKind = Literal["copy", "excerpt", "overlap"]

# Chosen on generated pairs of one seed, and measured on those of another: benchmarks/copies.py.
SHARE_OF_SHORTER = 0.36
"""How much of the shorter text has to stand in the longer: quotes reach 0.32, edits of every sixth word leave 0.45."""
SHARE_OF_LONGER = 0.2
"""How much of the longer text has to stand in the shorter: a digest of ten texts is no copy of each."""
WHOLE = 0.6
"""From here on a text stands in the other as a whole; what is missing are edits."""

LEAST_WORDS = 12
"""Shorter texts are all alike: "watch the video"."""
SHORT_WORDS = 30
SHORT_RESEMBLANCE = 0.7
"""A short text copies another when hardly anything is different."""
SHORT_FIGURES = 0.9

# Weather, markets, matches: when every fifth run holds a figure, and the figures differ more than the words do, then
# the same sentences say something else.
MANY_FIGURES = 0.15
SAME_FIGURES = 0.6

_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text, ready to be compared with others."""

    count: int
    runs: frozenset[str]
    figures: frozenset[str]
    """Runs that hold a figure."""

    @property
    def is_comparable(self) -> bool:
        """Whether the text has enough words to be told from others."""
        return self.count >= LEAST_WORDS


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are; every share is of the different runs of three words."""

    resemblance: float
    """What both have, of what either has."""
    of_first: float
    """How much of the first stands in the second."""
    of_second: float
    figures: float
    """How much of the shorter one's runs with a figure stand in the other."""
    figure_share: float
    """How many of the shorter one's runs hold a figure."""
    words: int
    """Of the shorter text."""

    @property
    def kind(self) -> CopyKind | None:
        """What the two texts are to each other; None where they are different texts.

        "copy": each stands in the other as a whole; "excerpt": one does; "overlap": they share much, as a follow-up
        that repeats what was known.
        """
        if self._is_other_text():
            return None
        whole = [share >= WHOLE for share in (self.of_first, self.of_second)]
        return "copy" if all(whole) else "excerpt" if any(whole) else "overlap"

    def _is_other_text(self) -> bool:
        if self.words < SHORT_WORDS:
            return self.resemblance < SHORT_RESEMBLANCE or self.figures < SHORT_FIGURES
        shares = sorted((self.of_first, self.of_second))
        return shares[0] < SHARE_OF_LONGER or shares[1] < SHARE_OF_SHORTER or self._has_other_figures(shares[1])

    def _has_other_figures(self, share: float) -> bool:
        return self.figure_share >= MANY_FIGURES and self.figures < SAME_FIGURES * share


def wording(text: str) -> Wording:
    """Return what is compared of a text."""
    words = shingle_words(text)
    runs = shingles(words)
    return Wording(len(words), runs, frozenset(filter(_FIGURE.search, runs)))


def likeness(first: Wording, second: Wording) -> Likeness:
    """Return how alike two texts are.

    >>> one = wording("The port was closed on Monday after the storm had torn two cranes from their rails.")
    >>> likeness(one, one).kind, likeness(one, wording("the port was open")).kind
    ('copy', None)
    """
    shorter, longer = sorted((first, second), key=lambda text: len(text.runs))
    shared = len(first.runs & second.runs)
    either = len(first.runs) + len(second.runs) - shared
    return Likeness(
        resemblance=_share(shared, either),
        of_first=_share(shared, len(first.runs)),
        of_second=_share(shared, len(second.runs)),
        figures=len(shorter.figures & longer.figures) / len(shorter.figures) if shorter.figures else 1.0,
        figure_share=_share(len(shorter.figures), len(shorter.runs)),
        words=min(first.count, second.count),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
