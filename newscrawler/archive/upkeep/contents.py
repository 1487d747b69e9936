"""Whether what the archive keeps is what was put in: texts by their fingerprint, pages by their SHA-256."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive.snapshots import snapshot_of
from newscrawler.archive.snapshots.unpacking import Unpacker
from newscrawler.errors import NotAnArchive
from newscrawler.text.wording import wording_hash

if TYPE_CHECKING:
    from collections.abc import Callable

    from newscrawler.archive.connection import Connection

_MOST_NAMED = 20
_AT_ONCE = 500


def wrong_texts(db: Connection, progress: Callable[[int, int], None]) -> list[str]:
    """Return articles whose words are not those of their fingerprint."""
    whole = int(db.value("SELECT count(*) FROM articles"))
    wrong: list[str] = []
    last, done = 0, 0
    while rows := db.rows(
        "SELECT id, title, lead, body, text_hash FROM articles WHERE id > ? ORDER BY id LIMIT ?", (last, _AT_ONCE)
    ):
        others = [row for row in rows if wording_hash(row["title"], row["lead"] or "", row["body"]) != row["text_hash"]]
        wrong += [f"article {row['id']} has other words than its fingerprint says" for row in others]
        last, done = rows[-1]["id"], done + len(rows)
        progress(done, whole)
    return _named(wrong)


def wrong_snapshots(db: Connection, progress: Callable[[int, int], None]) -> list[str]:
    """Return snapshots that cannot be read, or whose SHA-256 is another."""
    whole = int(db.value("SELECT count(*) FROM snapshots"))
    wrong: list[str] = []
    last, done = 0, 0
    unpacker = Unpacker(db)
    while rows := db.rows("SELECT id FROM snapshots WHERE id > ? ORDER BY id LIMIT ?", (last, _AT_ONCE)):
        for row in rows:
            try:
                snapshot_of(db, unpacker, row["id"])
            except NotAnArchive as error:
                wrong.append(str(error))
        last, done = rows[-1]["id"], done + len(rows)
        progress(done, whole)
    return _named(wrong)


def _named(wrong: list[str]) -> list[str]:
    rest = len(wrong) - _MOST_NAMED
    return wrong[:_MOST_NAMED] + ([f"and {rest:,} more"] if rest > 0 else [])
