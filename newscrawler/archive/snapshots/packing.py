"""Pages packed for the archive."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import zstandard

if TYPE_CHECKING:
    from newscrawler.items import Snapshot

_LEVEL = 10


def snapshot_row(snapshot: Snapshot) -> dict[str, Any]:
    """Return the columns of `snapshots` that the page itself fills."""
    packed = zstandard.ZstdCompressor(level=_LEVEL).compress(snapshot.body)
    return {
        "url": snapshot.url,
        "status": snapshot.status,
        "headers": [list(header) for header in snapshot.headers],
        "fetched_at": snapshot.fetched_at,
        "sha256": body_sha256(snapshot),
        "size_bytes": len(snapshot.body),
        "stored_bytes": len(packed),
        "compression": "zstd",
        "body": packed,
    }


def body_sha256(snapshot: Snapshot) -> str:
    """Return the SHA-256 of the body, in hex."""
    return hashlib.sha256(snapshot.body).hexdigest()
