"""What the heading of a block says the block offers: related texts, or something else."""

from __future__ import annotations

from functools import cache, lru_cache

from newscrawler.extraction.tables import names
from newscrawler.text import fold

RELATED = "related"
OTHER = "other"
LONGEST = 60
"""Longer texts are no labels."""
_EDGES = " \t:：|-–—=>»«›‹→←▶►•·*#.…!؟?()[]【】「」『』〈〉《》“”\"'،,◆■□▼▽☆★/\\"
BEGINNING = 5
"""Letters of a word that are looked at first."""
MOST_WORDS = 5
"""A heading of more words is one over a text."""
_TOPIC_LONGEST = 5
"""Words that may follow the opening of a label with a topic: "More on ..."."""


@cache
def _table(name: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Whole labels, then the openings of labels that name a topic: their first words, and all of them."""
    rows = names(name)
    whole = frozenset(row.rstrip("*").strip(_EDGES) for row in rows)
    openings = tuple(row.rstrip("*").strip() + " " for row in rows if row.endswith("*"))
    return whole, frozenset(opening.partition(" ")[0] for opening in openings), openings


@lru_cache(maxsize=8192)
def label_kind(text: str) -> str:
    """Return `related`, `other`, or nothing where the text is no label.

    >>> label_kind("مقالات ذات صلة"), label_kind("【関連記事】"), label_kind("Most read"), label_kind("More on Iran")
    ('related', 'related', 'other', 'related')
    >>> label_kind("Ähnliche Neuigkeiten"), label_kind("Lue seuraavaksi:"), label_kind("The bank will not move")
    ('related', 'related', '')
    """
    if len(text) > LONGEST or not _may_be_label(text):
        return ""
    label = fold(text).strip(_EDGES)
    first = label.partition(" ")[0]
    for kind, table in ((RELATED, "related_labels"), (OTHER, "other_labels")):
        whole, firsts, openings = _table(table)
        if label in whole or (first in firsts and _names_topic(label, openings)):
            return kind
    return RELATED if _speaks_of_related(label) else ""


def _may_be_label(text: str) -> bool:
    """Return False, cheaply, for most of the texts that are none: no word of theirs begins like one of a label."""
    if not text.isascii():
        return True
    return any(word.strip(_EDGES)[:BEGINNING] in _beginnings() for word in text.lower().split())


@cache
def _beginnings() -> frozenset[str]:
    tables = ("related_labels", "other_labels", "related_words", "reading_words")
    words = (word.strip(_EDGES) for table in tables for row in names(table) for word in row.split())
    return frozenset(word[:BEGINNING] for word in words if word)


def is_listed(text: str) -> bool:
    """Is a label for related texts one that the table lists, to the letter?"""
    return fold(text).strip(_EDGES) in _table("related_labels")[0]


def _speaks_of_related(label: str) -> bool:
    """Is the label one that no table lists, by its words: "Similar news from the port", "See this too"?"""
    words = label.split()
    if not 1 < len(words) <= MOST_WORDS or not names("topic_words").isdisjoint(words):
        return False
    if any(word in names("related_words") or word.startswith(_related_stems()) for word in words):
        return True
    return words[0] in names("reading_words") and not names("more_words").isdisjoint(words[1:])


@cache
def _related_stems() -> tuple[str, ...]:
    return tuple(word.removesuffix("*") for word in names("related_words") if word.endswith("*"))


def _names_topic(label: str, openings: tuple[str, ...]) -> bool:
    return label.startswith(openings) and len(label.split()) <= _TOPIC_LONGEST + 2
