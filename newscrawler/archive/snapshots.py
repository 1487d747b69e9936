"""Pages as they were served: compressed, and checked by their SHA-256 when they are read back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import zstandard

from newscrawler.archive.values import from_json
from newscrawler.errors import NotAnArchive
from newscrawler.items import Snapshot

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from newscrawler.archive.connection import Connection

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


def newest_snapshot(db: Connection, article_id: int) -> Snapshot | None:
    """Return the newest snapshot of an article; None where none was kept."""
    # By the moment, not the number: an import brings older ones later.
    newest = "SELECT * FROM snapshots WHERE article_id = ? ORDER BY fetched_at DESC, id DESC LIMIT 1"
    row = db.row(newest, (article_id,))
    return _unpacked(db, row) if row else None


def _unpacked(db: Connection, row: sqlite3.Row) -> Snapshot:
    try:
        body = zstandard.ZstdDecompressor().decompress(row["body"], max_output_size=row["size_bytes"])
    except zstandard.ZstdError as error:
        raise NotAnArchive(f"snapshot {row['id']} in {db.path} cannot be unpacked: {error}") from error
    found = hashlib.sha256(body).hexdigest()
    if found != row["sha256"]:
        raise NotAnArchive(f"snapshot {row['id']} in {db.path} is damaged: SHA-256 {found}, expected {row['sha256']}")
    headers = tuple((str(name), str(value)) for name, value in from_json(row["headers"], []))
    return Snapshot(row["url"], row["status"], headers, body, row["fetched_at"])


def snapshots_of(db: Connection, article_ids: Sequence[int]) -> Iterator[tuple[int, Snapshot]]:
    """Yield the snapshots of articles with the article's number, by article and then in the order they were fetched."""
    # The numbers are sorted first: sorting the rows would hold all their bodies.
    numbers = """SELECT id FROM snapshots WHERE article_id IN (SELECT value FROM json_each(?))
        ORDER BY article_id, fetched_at, id"""
    for (number,) in db.rows(numbers, (json.dumps(list(article_ids)),)):
        row = db.rows("SELECT * FROM snapshots WHERE id = ?", (number,))[0]
        yield row["article_id"], _unpacked(db, row)
