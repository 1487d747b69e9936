"""Which archived articles may share a text: a few look-ups, whose number does not depend on how many there are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection

BUCKET = 24
"""So many of the newest articles with a run of words are looked at. A wire text is printed within days, and its copies
are linked with each other; a phrase that stands under every article of a site is in more, and tells nothing."""
CANDIDATES = 8
"""So many are compared word by word."""
LEAST_SHARED = 2
"""Runs in common from which on two articles are compared; of texts that share a quarter it is six of 24."""

_NEWEST = "SELECT article_id FROM copy_shingles WHERE shingle = ? AND article_id <> ? ORDER BY article_id DESC LIMIT ?"


def candidates(db: Connection, article_id: int, sketch: list[int]) -> list[int]:
    """Return the articles that share most of the sketch, the likeliest first.

    A run counts for as much as it is rare: among a thousand weather reports from one template, today's at another paper
    is told by the few runs that only the two have.
    """
    weights: dict[int, float] = defaultdict(float)
    shared: dict[int, int] = defaultdict(int)
    for shingle in sketch:
        found = db.rows(_NEWEST, (shingle, article_id, BUCKET))
        for (other,) in found:
            weights[other] += 1 / len(found)
            shared[other] += 1
    likely = [other for other, count in shared.items() if count >= min(LEAST_SHARED, len(sketch))]
    return sorted(likely, key=lambda other: (-weights[other], -other))[:CANDIDATES]
