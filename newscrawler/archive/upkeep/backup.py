"""A copy of the archive that is right, also while a crawl writes, or that is not there at all."""

# ruff: noqa: S608 - names of tables come from the file's own list

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import zstandard

from newscrawler.archive.connection import spoken_errors
from newscrawler.errors import ArchiveError, DiskFull

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from newscrawler.archive.connection import Connection

STEP_PAGES = 2048
"""Pages copied between two calls of `progress`: 8 MB."""
ZST = ".zst"
_CHUNK = 2**20
_ROOM = 2**20
"""Bytes that stay free on the disk beside the copy."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and checked."""

    path: str
    bytes: int
    """Of the file that was written."""
    archive_bytes: int
    """Of the archive in it: the same, unless it is compressed."""
    articles: int
    rows: int
    """Of all tables."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def backup_name(archive: Path, day: date) -> Path:
    """Return the backup's name where none is given: beside the archive, with the day.

    >>> from datetime import date
    >>> from pathlib import Path
    >>> str(backup_name(Path("/srv/news.db"), date(2026, 3, 1)))
    '/srv/news.backup-2026-03-01.db'
    """
    return archive.with_name(f"{archive.stem}.backup-{day.isoformat()}{archive.suffix}")


def back_up(
    db: Connection, target: Path, *, force: bool, compress: bool, progress: Callable[[int, int], None]
) -> Backup:
    """Copy the archive under a temporary name, compare and check the copy, then give it its name."""
    target = target.with_name(target.name + ZST) if compress and target.suffix != ZST else target
    _check_target(db, target, force=force)
    with _unfinished(target) as copy:
        counts = _copied(db, copy, progress)
        size = copy.stat().st_size
        ready = _compressed(copy) if compress else copy
        written = ready.stat().st_size
        _sync(ready)
        ready.replace(target)
        _sync(target.parent)
    return Backup(str(target), written, size, counts["articles"], sum(counts.values()))


def _check_target(db: Connection, target: Path, *, force: bool) -> None:
    if target.is_dir():
        raise ArchiveError(f"cannot write a backup to {target}: it is a folder; expected the path of a file")
    if not target.parent.is_dir():
        raise ArchiveError(f"cannot write a backup to {target}: there is no folder {target.parent}")
    if target.exists() and target.samefile(db.path):
        raise ArchiveError(f"cannot write a backup to {target}: it is the archive itself")
    if target.exists() and not force:
        raise ArchiveError(f"cannot write a backup to {target}: there is a file; name another with -o, or use --force")
    needed = int(db.value("PRAGMA page_count")) * int(db.value("PRAGMA page_size")) + _ROOM
    free = shutil.disk_usage(target.parent).free
    if free < needed:
        raise DiskFull(f"no room for a backup in {target.parent}: it needs {needed:,} bytes, {free:,} are free")


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """Give a name beside the target; whatever bears it, or begins with it, is gone in the end."""
    name = f"{target.name}.{os.getpid()}.unfinished"
    try:
        with spoken_errors(target):
            yield target.with_name(name)
    finally:
        for left in target.parent.glob(f"{name.replace('[', '[[]')}*"):
            left.unlink(missing_ok=True)


def _copied(db: Connection, copy: Path, progress: Callable[[int, int], None]) -> dict[str, int]:
    """Copy the file as it is at one moment; return table -> rows, the same in both. A damaged copy is an error."""
    with closing(sqlite3.connect(copy)) as sql:
        with db.steady():
            counts = _counts(db.value)
            db.copy_into(sql, pages=STEP_PAGES, progress=lambda _, left, whole: progress(whole - left, whole))
        # One file, that can be read where nothing can be written; the archive makes its log again when it is opened.
        sql.execute("PRAGMA journal_mode = DELETE").fetchone()
        (verdict,) = sql.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise ArchiveError(f"the backup of {db.path} is damaged ({verdict.splitlines()[-1]}); is the archive?")
        found = _counts(lambda statement: sql.execute(statement).fetchone()[0])
    if found != counts:
        raise ArchiveError(f"the backup of {db.path} holds other rows than the archive: {found}, expected {counts}")
    return counts


def _counts(ask: Callable[[str], Any]) -> dict[str, int]:
    tables = "SELECT group_concat(name, ' ') FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    return {name: int(ask(f'SELECT count(*) FROM "{name}"')) for name in str(ask(tables)).split()}


def _compressed(copy: Path) -> Path:
    """Return the copy as a zstd file; read once more, to be sure."""
    packed = copy.with_name(copy.name + ZST)
    with copy.open("rb") as source, packed.open("wb") as target:
        zstandard.ZstdCompressor(level=6, write_checksum=True).copy_stream(source, target)
    with copy.open("rb") as one, packed.open("rb") as other:
        unpacked = zstandard.ZstdDecompressor().stream_reader(other)
        if _digest(one.read) != _digest(unpacked.read):
            raise ArchiveError(f"the backup {packed} cannot be read back as it was written; is the disk sound?")
    return packed


def _digest(read: Callable[[int], bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
