"""Where a version of an article belongs among its revisions: by the moment it was seen, whenever that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive.history.filling import recount

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from newscrawler.archive.connection import Connection

COLUMNS = ("url", "title", "lead", "body", "published_at", "modified_at", "text_hash", "extractor_version")
"""What a version is, beside its number and its moment."""
_REVISIONS = "SELECT id, number, seen_at, text_hash FROM revisions WHERE article_id = ? ORDER BY number"


def place_version(db: Connection, article_id: int, version: Mapping[str, Any], owners: Mapping[str, Any]) -> bool:
    """Put a version, which has `COLUMNS` and `seen_at`, in its place; return whether the article gained a revision.

    A revision is new words: where the one before has the same, nothing is gained; where the one after has, that was
    seen earlier than we knew. Words that came between two sightings of the present ones are a revision, and the
    present ones after them another. `owners` are the run and the snapshot.
    """
    seen_at, words = version["seen_at"], version["text_hash"]
    revisions = db.rows(_REVISIONS, (article_id,))
    before = [one for one in revisions if one["seen_at"] <= seen_at]
    after = [one for one in revisions if one["seen_at"] > seen_at]
    if before and before[-1]["text_hash"] == words:
        return False
    if after and after[0]["text_hash"] == words:
        db.update("revisions", after[0]["id"], {"seen_at": seen_at})
        return False
    number = before[-1]["number"] + 1 if before else 1
    _make_room(db, number, after)
    row = {name: version[name] for name in (*COLUMNS, "seen_at")}
    db.insert("revisions", {"article_id": article_id, "number": number, **owners, **row})
    if before and not after:
        _see_again(db, article_id, before[-1], seen_at)
    for changed in (number, number + 1):
        recount(db, article_id, changed)
    return True


def _make_room(db: Connection, number: int, after: Sequence[sqlite3.Row]) -> None:
    """Free a number by counting all later revisions one up, the last first: numbers are unique."""
    if after and after[0]["number"] == number:
        for one in reversed(after):
            db.update("revisions", one["id"], {"number": one["number"] + 1})


def _see_again(db: Connection, article_id: int, present: sqlite3.Row, since: str) -> None:
    """Where the present words were last seen after the placed ones, write that they came back."""
    last_seen_at = db.value("SELECT last_seen_at FROM articles WHERE id = ?", (article_id,))
    if last_seen_at is None or last_seen_at <= since:
        return
    row = dict(db.rows("SELECT * FROM revisions WHERE id = ?", (present["id"],))[0])
    kept = {name: row[name] for name in (*COLUMNS, "article_id", "run_id", "snapshot_id")}
    db.insert("revisions", kept | {"number": row["number"] + 2, "seen_at": last_seen_at})


def widen_sightings(db: Connection, article_id: int, first_seen_at: str, last_seen_at: str) -> None:
    """Let the time in which the article was seen hold these two moments."""
    db.run(
        """UPDATE articles SET first_seen_at = min(first_seen_at, :first), last_seen_at = max(last_seen_at, :last)
        WHERE id = :id AND (first_seen_at > :first OR last_seen_at < :last)""",
        {"id": article_id, "first": first_seen_at, "last": last_seen_at},
    )
