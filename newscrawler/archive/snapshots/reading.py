"""Snapshots given back, byte for byte: the newest, that of a revision, or all of a site one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscrawler.archive.snapshots.unpacking import Unpacker
from newscrawler.archive.values import from_json, json_text
from newscrawler.errors import NotAnArchive
from newscrawler.items import Snapshot

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from newscrawler.archive.connection import Connection

_BATCH = 50
_KEPT = """SELECT snapshots.*, (SELECT min(number) FROM revisions WHERE snapshot_id = snapshots.id) AS revision
FROM snapshots"""
# By the moment, not the number: an import brings older ones later.
_NEWEST = "WHERE article_id = ? ORDER BY fetched_at DESC, id DESC LIMIT 1"
_OF_ARTICLES = """SELECT id FROM snapshots WHERE article_id IN (SELECT value FROM json_each(?))
ORDER BY article_id, fetched_at, id"""
_OF_REVISION = "WHERE id = (SELECT snapshot_id FROM revisions WHERE article_id = ? AND number = ?)"
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
    sha256: str
    """Of the body, in hex; it was checked."""


def snapshot_of_revision(
    db: Connection, unpacker: Unpacker, article_id: int, number: int | None = None
) -> KeptSnapshot | None:
    """Return the snapshot from which an article's revision was read, without a number the newest; None without one."""
    if number is None:
        row = db.row(f"{_KEPT} {_NEWEST}", (article_id,))
    else:
        row = db.row(f"{_KEPT} {_OF_REVISION}", (article_id, number))
    return _kept(db, unpacker, row) if row else None


def snapshot_of(db: Connection, unpacker: Unpacker, snapshot_id: int) -> KeptSnapshot:
    """Return the snapshot of that number; raise `NotAnArchive` where there is none, or it is damaged."""
    row = db.row(f"{_KEPT} WHERE id = ?", (snapshot_id,))
    if row is None:
        raise NotAnArchive(f"there is no snapshot {snapshot_id} in {db.path}")
    return _kept(db, unpacker, row)


def every_snapshot(db: Connection, site: str | None, after_id: int) -> Iterator[KeptSnapshot]:
    """Yield snapshots in the order of their ids, one in memory at a time; writers may work meanwhile."""
    unpacker = Unpacker(db)
    narrowing = f" AND {_OF_SITE}" if site else ""
    statement = f"{_KEPT} WHERE id > :after{narrowing} ORDER BY id LIMIT {_BATCH}"
    while rows := db.rows(statement, {"after": after_id, "site": site}):
        for row in rows:
            yield _kept(db, unpacker, row)
        after_id = rows[-1]["id"]


def snapshots_of(db: Connection, unpacker: Unpacker, article_ids: Sequence[int]) -> Iterator[tuple[int, Snapshot]]:
    """Yield the snapshots of articles with the article's number, by article and then in the order they were fetched."""
    # The numbers are sorted first: sorting the rows would hold all their headers.
    for (number,) in db.rows(_OF_ARTICLES, (json_text(list(article_ids)),)):
        kept = _kept(db, unpacker, db.rows(f"{_KEPT} WHERE id = ?", (number,))[0])
        yield kept.article_id or 0, kept.snapshot


def _kept(db: Connection, unpacker: Unpacker, row: sqlite3.Row) -> KeptSnapshot:
    try:
        body = unpacker.body(row["content_id"])
    except NotAnArchive as error:
        raise NotAnArchive(f"snapshot {row['id']} in {db.path} cannot be read: {error}") from error
    headers = tuple((str(name), str(value)) for name, value in from_json(row["headers"], []))
    snapshot = Snapshot(row["url"], row["status"], headers, body, row["fetched_at"])
    return KeptSnapshot(row["id"], row["article_id"], row["page_id"], row["revision"], snapshot, row["sha256"])
