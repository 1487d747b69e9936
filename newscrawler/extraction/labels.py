"""What the heading of a block says the block offers: related texts, or something else."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newscrawler.extraction.tables import names
from newscrawler.text import fold

RELATED = "related"
OTHER = "other"
LONGEST = 60
"""Longer texts are no labels."""
_KINDS = ((RELATED, "related_labels"), (OTHER, "other_labels"))
_EDGES = " \t:：|-–—=>»«›‹→←▶►•·*#.…!؟?()[]【】「」『』〈〉《》“”\"'،,◆■□▼▽☆★/\\"
_BRACKETED = re.compile(r"(?<=\S)\s*[(（\[][^()（）\[\]]{1,15}[)）\]]\s*:?\s*$")
"""A remark behind a label: how many there are, how they were chosen."""
_ENDS = frozenset(")）]:")
"""What a text with such a remark ends with."""
MOST_WORDS = 5
"""A heading of more words is one over a text."""
STEM_LETTERS = 3
"""Letters by which the beginnings of words are looked up; none is shorter."""
_TOPIC_WORDS = 7
"""Words of a label with a topic at most: "More on ..."."""


@cache
def _table(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole labels, then the openings of labels that name a topic."""
    rows = names(name)
    whole = frozenset(row.rstrip("*").strip(_EDGES) for row in rows)
    return whole, tuple(row.rstrip("*").strip() + " " for row in rows if row.endswith("*"))


@cache
def _first_words() -> frozenset[str]:
    """The words that listed labels begin with: most texts begin with another, and are in no table."""
    tables = [_table(name) for _, name in _KINDS]
    return frozenset(label.partition(" ")[0] for labels in tables for part in labels for label in part)


@lru_cache(maxsize=8192)
def label_kind(text: str) -> str:
    """Return `related`, `other`, or nothing where the text is no label.

    >>> label_kind("مقالات ذات صلة"), label_kind("【関連記事】"), label_kind("Most read"), label_kind("More on Iran")
    ('related', 'related', 'other', 'related')
    >>> label_kind("Ähnliche Neuigkeiten"), label_kind("Lue seuraavaksi:"), label_kind("The bank will not move")
    ('related', 'related', '')
    """
    if len(text) > LONGEST:
        return ""
    label = fold(text)
    if label[-1:] in _ENDS:
        label = _BRACKETED.sub("", label)
    label = label.strip(_EDGES)
    words = label.split()
    if words and words[0] in _first_words():
        for kind, table in _KINDS:
            whole, openings = _table(table)
            if label in whole or (len(words) <= _TOPIC_WORDS and label.startswith(openings)):
                return kind
    return RELATED if _speaks_of_related(words) else ""


def is_listed(text: str) -> bool:
    """Is a label for related texts one that the table lists, to the letter?"""
    return fold(text).strip(_EDGES) in _table("related_labels")[0]


def speaks_of_related(text: str) -> bool:
    """Is it a label for what is related, be it texts or topics?

    >>> speaks_of_related("Related topics"), speaks_of_related("مواضيع ذات صلة"), speaks_of_related("Topics")
    (True, True, False)
    """
    return label_kind(text) == RELATED or (
        len(words := fold(text).strip(_EDGES).split()) <= MOST_WORDS and _are_related(words)
    )


def _speaks_of_related(words: list[str]) -> bool:
    """Is it a label that no table lists, by its words: "Similar news from the port", "See this too"?"""
    if not 1 < len(words) <= MOST_WORDS:
        return False
    if not _are_related(words) and (
        words[0] not in names("reading_words") or names("more_words").isdisjoint(words[1:])
    ):
        return False
    return names("topic_words").isdisjoint(words)


def _are_related(words: list[str]) -> bool:
    """Is one of these words a table's, or does it begin like one?"""
    if not names("related_words").isdisjoint(words):
        return True
    stems = _related_stems()
    for word in words:
        stem = word[:STEM_LETTERS]
        if stem in stems and word.startswith(stems[stem]):
            return True
    return False


@cache
def _related_stems() -> dict[str, tuple[str, ...]]:
    """First letters -> the beginnings of words that start with them."""
    stems: dict[str, tuple[str, ...]] = {}
    for word in names("related_words"):
        if word.endswith("*"):
            stem = word.removesuffix("*")
            stems[stem[:STEM_LETTERS]] = (*stems.get(stem[:STEM_LETTERS], ()), stem)
    return stems
