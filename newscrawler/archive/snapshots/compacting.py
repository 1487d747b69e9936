"""Packing again what was stored before its site had a dictionary: bounded, and checked before the old is replaced."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from newscrawler.archive.snapshots.packing import PLAIN
from newscrawler.errors import ArchiveError, DiskFull, NotAnArchive

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection
    from newscrawler.archive.snapshots.keeping import Keeper

AFTER_RUN_SECONDS = 5.0
"""How long the end of a run may take to pack older contents again; what is left is done after the next run."""
BATCH = 20
"""Contents in one transaction: other writers wait for a tenth of a second at most."""

_log = logging.getLogger(__name__)

# The page before, of the article that had the content first; what is the base of others stands alone itself.
_BASE = """SELECT coalesce(base_id, contents.id) FROM snapshots JOIN contents ON contents.id = snapshots.content_id
WHERE article_id = :article AND snapshots.id < :snapshot AND NOT EXISTS (SELECT 1 FROM contents WHERE base_id = :id)
ORDER BY snapshots.id DESC LIMIT 1"""


def compact(db: Connection, keeper: Keeper, site: str, seconds: float) -> int:
    """Make the site a dictionary where it pays, and pack with it what is packed without; return how many contents.

    Stops after so many seconds; what is left is done by the next call. Damaged contents stay as they are.
    """
    keeper.look(site, after=0)
    deadline = time.monotonic() + seconds
    left = [row[0] for row in db.rows("SELECT id FROM contents WHERE site = ? AND compression = ?", (site, PLAIN))]
    left.sort()
    done = 0
    while left and keeper.has_dictionary(site) and time.monotonic() < deadline:
        with db.writing():
            done += sum(repack(db, keeper, content_id, site) for content_id in left[:BATCH])
        del left[:BATCH]
    return done


def compact_after_run(db: Connection, keeper: Keeper, site: str) -> None:
    """Do what `compact` does; a full disk or a busy archive is logged alone, for the run has its verdict already."""
    try:
        compact(db, keeper, site, AFTER_RUN_SECONDS)
    except (ArchiveError, DiskFull) as error:
        _log.warning("snapshots of %s stay as they are packed until after the next run: %s", site, error)


def repack(db: Connection, keeper: Keeper, content_id: int, site: str, *, alone: bool = False) -> bool:
    """Pack one content anew, `alone` without a base, inside `writing()`; return False where it is damaged.

    Raises `NotAnArchive`, and with it undoes the transaction, where the new packing does not give back the old bytes.
    """
    try:
        body = keeper.unpacker.body(content_id)
    except NotAnArchive:
        return False
    packed = keeper.packed(body, site, None if alone else _base(db, content_id))
    db.update("contents", content_id, packed.row())
    keeper.unpacker.body(content_id)
    return True


def _base(db: Connection, content_id: int) -> int | None:
    first = db.row("SELECT id, article_id FROM snapshots WHERE content_id = ? ORDER BY id LIMIT 1", (content_id,))
    if first is None:
        return None
    found: int | None = db.value(_BASE, {"article": first["article_id"], "snapshot": first["id"], "id": content_id})
    return found if found != content_id else None
