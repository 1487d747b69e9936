"""Pages as they were served: packed small, kept exactly, and checked by their SHA-256 when they are read back.

Identical bytes are stored once. A page that is seen again is packed against the earlier one where that saves a third;
what it is packed against always stands alone, so that reading takes two steps at most. Every other page is packed with
the newest dictionary of its site.
"""

from __future__ import annotations

from newscrawler.archive.snapshots.compacting import compact, compact_after_run
from newscrawler.archive.snapshots.figures import FIGURES, snapshot_figures
from newscrawler.archive.snapshots.forgetting import contents_of, delete_unused
from newscrawler.archive.snapshots.keeping import Keeper
from newscrawler.archive.snapshots.packing import body_sha256
from newscrawler.archive.snapshots.reading import (
    KeptSnapshot,
    every_snapshot,
    snapshot_of,
    snapshot_of_revision,
    snapshots_of,
)

__all__ = [
    "FIGURES",
    "Keeper",
    "KeptSnapshot",
    "body_sha256",
    "compact",
    "compact_after_run",
    "contents_of",
    "delete_unused",
    "every_snapshot",
    "snapshot_figures",
    "snapshot_of",
    "snapshot_of_revision",
    "snapshots_of",
]
