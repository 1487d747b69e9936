"""Snapshots given back: byte for byte, their SHA-256 checked; one, or all of a site one by one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import zstandard

from newscrawler.archive.values import from_json
from newscrawler.errors import NotAnArchive
from newscrawler.items import Snapshot

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from newscrawler.archive.connection import Connection

_BATCH = 50
_KEPT = """SELECT snapshots.*, (SELECT min(number) FROM revisions WHERE snapshot_id = snapshots.id) AS revision
FROM snapshots"""
_OF_SITE = """coalesce(
    (SELECT site FROM articles WHERE id = article_id), (SELECT site FROM pages WHERE id = page_id)) = :site"""


@dataclass(frozen=True, slots=True)
class KeptSnapshot:
    """A snapshot with its place in the archive."""

    id: int
    article_id: int | None
    page_id: int | None
    revision: int | None
    """The number of the article's revision that was read from it."""
    snapshot: Snapshot


def newest_snapshot(db: Connection, article_id: int) -> Snapshot | None:
    """Return the newest snapshot of an article; None where none was kept."""
    row = db.row("SELECT * FROM snapshots WHERE article_id = ? ORDER BY id DESC LIMIT 1", (article_id,))
    return _unpacked(db, row) if row else None


def snapshot_of_revision(db: Connection, article_id: int, number: int) -> KeptSnapshot | None:
    """Return the snapshot from which an article's revision was read; None where there is none."""
    condition = "WHERE id = (SELECT snapshot_id FROM revisions WHERE article_id = ? AND number = ?)"
    row = db.row(f"{_KEPT} {condition}", (article_id, number))
    return _kept(db, row) if row else None


def every_snapshot(db: Connection, site: str | None, after_id: int) -> Iterator[KeptSnapshot]:
    """Yield snapshots in the order of their ids, one in memory at a time; writers may work meanwhile."""
    narrowing = f" AND {_OF_SITE}" if site else ""
    statement = f"{_KEPT} WHERE id > :after{narrowing} ORDER BY id LIMIT {_BATCH}"
    while rows := db.rows(statement, {"after": after_id, "site": site}):
        for row in rows:
            yield _kept(db, row)
        after_id = rows[-1]["id"]


def _kept(db: Connection, row: sqlite3.Row) -> KeptSnapshot:
    return KeptSnapshot(row["id"], row["article_id"], row["page_id"], row["revision"], _unpacked(db, row))


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
