"""Pages as they were served: compressed, and checked by their SHA-256 when they are read back."""

from __future__ import annotations

from newscrawler.archive.snapshots.packing import body_sha256, snapshot_row
from newscrawler.archive.snapshots.reading import KeptSnapshot, every_snapshot, newest_snapshot, snapshot_of_revision

__all__ = [
    "KeptSnapshot",
    "body_sha256",
    "every_snapshot",
    "newest_snapshot",
    "snapshot_of_revision",
    "snapshot_row",
]
