"""The measures of the annotated page sets: 4-gram shingles for bodies, folded equality for titles, days for dates.

Bodies are scored as the public article-extraction-benchmark does (Zyte 2020).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

SHINGLE_WORDS = 4
WORD = re.compile(r"\w+")
QUOTES = str.maketrans(dict.fromkeys("“”„«»″‟‘’‚‛′`´", '"') | {"'": '"'})
ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c\u00ad]")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the multiset of 4-word shingles; a shorter text is one shingle."""
    words = WORD.findall(text or "")
    if not words:
        return Counter()
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    return Counter(tuple(words[start : start + SHINGLE_WORDS]) for start in range(last))


@dataclass(slots=True)
class Overlap:
    """What two texts share, page by page; F1 of the mean precision and the mean recall."""

    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)

    def add(self, predicted: str, true: str, optional: str | list[str] = "") -> float:
        """Score one page and return its F1; shingles of `optional` count neither way."""
        found, wanted = shingles(predicted), shingles(true)
        if optional:
            found -= shingles("\n".join(optional) if isinstance(optional, list) else optional) - wanted
        shared = sum((found & wanted).values())
        precision = shared / found.total() if found else 0.0
        recall = shared / wanted.total() if wanted else 0.0
        if found:
            self.precisions.append(precision)
        if wanted:
            self.recalls.append(recall)
        return harmonic(precision, recall)

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1 of the set."""
        precision, recall = mean(self.precisions), mean(self.recalls)
        return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}


@dataclass(slots=True)
class Counts:
    """True and false, found and missed."""

    true_positive: int = 0
    false_positive: int = 0
    false_negative: int = 0
    true_negative: int = 0

    def figures(self) -> dict[str, float]:
        """Return precision, recall, F1 and accuracy."""
        found, wanted = self.true_positive + self.false_positive, self.true_positive + self.false_negative
        precision = self.true_positive / found if found else 0.0
        recall = self.true_positive / wanted if wanted else 0.0
        total = found + self.false_negative + self.true_negative
        accuracy = (self.true_positive + self.true_negative) / total if total else 0.0
        return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall), "accuracy": accuracy}


def count_segments(counts: Counts, body: str, wanted: list[str], unwanted: list[str]) -> None:
    """Count the strings that must and must not stand in a body."""
    for segment in wanted:
        if segment in body:
            counts.true_positive += 1
        else:
            counts.false_negative += 1
    for segment in unwanted:
        if segment in body:
            counts.false_positive += 1
        else:
            counts.true_negative += 1


def folded(title: str) -> str:
    """Return a title for comparison: NFKC, white space, quotes and zero-width characters folded."""
    return " ".join(
        ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", title)).translate(QUOTES).replace('""', '"').split()
    )


def bare_url(url: str) -> str:
    """Return an address for comparison: percent-decoded, without scheme and fragment."""
    parts = urlsplit(unquote(url))
    return f"{parts.netloc}{parts.path}{'?' + parts.query if parts.query else ''}"


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean of two shares."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values: list[float]) -> float:
    """Return the mean; nothing for an empty list."""
    return sum(values) / len(values) if values else 0.0
