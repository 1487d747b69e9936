"""Giving back to the disk what the archive does not need, while nobody crawls."""

from __future__ import annotations

import math
import resource
import shutil
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from newscrawler.archive.locks import SiteLock
from newscrawler.archive.sites import site_names
from newscrawler.archive.snapshots import Keeper, compact
from newscrawler.errors import ArchiveError, DiskFull, Locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newscrawler.archive.connection import Connection

_OTHER_FILES = 64
_COPIES = 2
"""VACUUM writes the file anew twice: to a temporary one, and from there to the log (https://www.sqlite.org/lang_vacuum.html)."""


@dataclass(frozen=True, slots=True)
class Vacuumed:
    """Bytes of the archive with its log."""

    path: str
    bytes_before: int
    bytes_after: int
    packed: int
    """Pages that were stored before their site had a dictionary, and are packed with it now."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def vacuum(db: Connection, progress: Callable[[int, int], None]) -> Vacuumed:
    """Pack pages anew, merge the search index, write the file without its free pages, and note what helps queries.

    `progress` is called with the sites whose pages are packed, and with how many there are. Raises `Locked` while a
    crawl runs, `DiskFull` where there is no room, `ArchiveError` while a reader is in the way.
    """
    sites = site_names(db)
    with ExitStack() as held:
        _allow_files(len(sites) + _OTHER_FILES)
        for site in sites:
            held.callback(_hold(db, site).release)
        before = _bytes(db.path)
        _check_room(db)
        packed = 0
        keeper = Keeper(db)
        for number, site in enumerate(sites, 1):
            packed += compact(db, keeper, site, math.inf)
            progress(number, len(sites))
        with db.writing():
            db.run("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')")
        for statement in ("VACUUM", "ANALYZE", "PRAGMA optimize"):
            db.run_alone(statement)
        busy = db.run_alone("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
    if busy:
        raise ArchiveError(f"{db.path} is vacuumed, but a reader keeps its log open; close it and run this again")
    return Vacuumed(str(db.path), before, _bytes(db.path), packed)


def _allow_files(count: int) -> None:
    """Let this process hold so many files at once, as far as it may: each site's lock is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (count if hard == resource.RLIM_INFINITY else min(count, hard), hard)
        )


def _hold(db: Connection, site: str) -> SiteLock:
    try:
        return SiteLock(db.path, site, db.now_text)
    except Locked as error:
        raise Locked(f"cannot vacuum while a crawl runs: {error}") from error


def _check_room(db: Connection) -> None:
    used = int(db.value("PRAGMA page_count")) - int(db.value("PRAGMA freelist_count"))
    needed = used * int(db.value("PRAGMA page_size")) * _COPIES
    free = shutil.disk_usage(db.path.parent).free
    if free < needed:
        raise DiskFull(f"no room to vacuum {db.path}: it needs {needed:,} bytes for a while, {free:,} are free")


def _bytes(path: Path) -> int:
    files = (path, path.with_name(path.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
