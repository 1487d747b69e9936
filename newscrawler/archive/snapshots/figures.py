"""What the snapshots of a site take, and what they would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive.snapshots.packing import AGAINST_PREVIOUS, PLAIN, WITH_DICTIONARY

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection

_SERVED = """SELECT count(*), coalesce(sum(size_bytes), 0), coalesce(sum(EXISTS (
    SELECT 1 FROM snapshots AS earlier
    WHERE earlier.content_id = snapshots.content_id AND earlier.id < snapshots.id)), 0)
FROM snapshots JOIN articles ON articles.id = snapshots.article_id WHERE site = ?"""
_STORED = "SELECT compression, count(*), sum(stored_bytes) FROM contents WHERE site = ? GROUP BY compression"
_DICTIONARIES = "SELECT count(*), coalesce(sum(stored_bytes), 0) FROM dictionaries WHERE site = ?"
_KINDS = {"plain": PLAIN, "with_dictionary": WITH_DICTIONARY, "against_previous": AGAINST_PREVIOUS}
FIGURES = ("count", "bytes", "stored_bytes", "identical", *_KINDS, "dictionaries", "dictionary_bytes")
"""The keys of what `snapshot_figures` returns."""


def snapshot_figures(db: Connection, site: str) -> dict[str, int]:
    """Return how many snapshots there are, their bytes as served and as stored, and how they are packed.

    `identical` ones had the bytes of an earlier snapshot and take none. Bytes that sites share count for the first.
    """
    served = db.rows(_SERVED, (site,))[0]
    stored = {row[0]: (row[1], row[2]) for row in db.rows(_STORED, (site,))}
    dictionaries = db.rows(_DICTIONARIES, (site,))[0]
    kinds = {name: stored.get(compression, (0, 0))[0] for name, compression in _KINDS.items()}
    return {
        "count": served[0],
        "bytes": served[1],
        "stored_bytes": sum(size for _, size in stored.values()),
        "identical": served[2],
        **kinds,
        "dictionaries": dictionaries[0],
        "dictionary_bytes": dictionaries[1],
    }
