"""Deleting contents that no snapshot has any more; what was packed against them stands alone from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive.snapshots.compacting import repack
from newscrawler.archive.snapshots.keeping import Keeper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.archive.connection import Connection

_UNUSED = """SELECT id FROM contents WHERE id = ? AND NOT EXISTS (
    SELECT 1 FROM snapshots WHERE content_id = contents.id)"""


def contents_of(db: Connection, article_id: int) -> list[int]:
    """Return the contents of an article's snapshots: to be asked before these are deleted, for `delete_unused`."""
    return [row[0] for row in db.rows("SELECT DISTINCT content_id FROM snapshots WHERE article_id = ?", (article_id,))]


def delete_unused(db: Connection, content_ids: Iterable[int]) -> None:
    """Delete those contents that no snapshot has any more, inside `writing()`.

    A base is needed by others where a page of another article was the same; these are packed anew first. It stays
    where they are damaged, for then nobody knows what they were.
    """
    unused = [content_id for content_id in content_ids if db.value(_UNUSED, (content_id,)) is not None]
    for content_id in unused:
        db.run("DELETE FROM contents WHERE id = ? AND base_id IS NOT NULL", (content_id,))
    keeper = Keeper(db)
    for content_id in unused:
        needing = db.rows("SELECT id, site FROM contents WHERE base_id = ?", (content_id,))
        done = sum(repack(db, keeper, row["id"], row["site"] or "", alone=True) for row in needing)
        if done == len(needing):
            db.run("DELETE FROM contents WHERE id = ?", (content_id,))
