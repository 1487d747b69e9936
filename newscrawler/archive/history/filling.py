"""Filling the columns that say what a revision changed: of one revision, or of all those of an older archive."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from newscrawler.archive.history.changes import changes_between
from newscrawler.text.wording import wording_hash

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from newscrawler.archive.connection import Connection

_VERSION = "SELECT id, title, lead, body FROM revisions WHERE article_id = ? AND number"
_WITHOUT_REVISION = "SELECT id, title, lead, body FROM articles WHERE id NOT IN (SELECT article_id FROM revisions)"
_ALL = "SELECT id, article_id, title, lead, body FROM revisions ORDER BY article_id, number"


def recount(db: Connection, article_id: int, number: int) -> None:
    """Write what a revision of an article changed in the one before."""
    after = db.row(f"{_VERSION} = ?", (article_id, number))
    before = db.row(f"{_VERSION} < ? ORDER BY number DESC LIMIT 1", (article_id, number))
    if after is not None:
        db.update("revisions", after["id"], changes_between(dict(before) if before else None, dict(after)))


def fill_history(sql: sqlite3.Connection) -> None:
    """Fill the columns of every revision, and tell texts by the words that count by now; two texts are held at a time.

    Nothing is removed: a revision that says the same as the one before is one of `same words`.
    """
    reading = sql.cursor()
    reading.row_factory = None
    names = ("id", "article_id", "title", "lead", "body")
    rows = (dict(zip(names, row, strict=True)) for row in reading.execute(_ALL))
    for article_id, versions in groupby(rows, key=itemgetter("article_id")):
        found = ""
        for before, after in _pairs(versions):
            found = wording_hash(after["title"], after["lead"] or "", after["body"])
            row = changes_between(before, after) | {"text_hash": found}
            settings = ", ".join(f"{name} = :{name}" for name in row)
            sql.execute(f"UPDATE revisions SET {settings} WHERE id = :id", row | {"id": after["id"]})  # noqa: S608 - ours
        sql.execute("UPDATE articles SET text_hash = ? WHERE id = ?", (found, article_id))
    for article_id, title, lead, body in reading.execute(_WITHOUT_REVISION):
        found = wording_hash(title, lead or "", body)
        sql.execute("UPDATE articles SET text_hash = ? WHERE id = ?", (found, article_id))


def _pairs(versions: Iterator[dict[str, Any]]) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any]]]:
    before = None
    for after in versions:
        yield before, after
        before = after
