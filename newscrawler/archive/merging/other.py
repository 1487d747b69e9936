"""The other archive: read alone, never altered; of one of an earlier schema a copy is brought up to date."""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from newscrawler.archive import health, opening
from newscrawler.archive.connection import Connection, spoken_errors
from newscrawler.archive.schema import SCHEMA_VERSION
from newscrawler.errors import ArchiveError, NotAnArchive

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def open_other(path: Path, into: Path) -> Iterator[Connection]:
    """Give the archive at `path`, as it is at this moment.

    Raises `ArchiveError` where it is the archive it would be merged into, and what `Archive` raises for its file.
    """
    with spoken_errors(path):
        opening.check_file(path, read_only=True)
        if path.samefile(into):
            raise ArchiveError(f"cannot merge {path} into itself")
    with TemporaryDirectory(prefix="newscrawler-merge-") as folder:
        readable = _readable(path, Path(folder))
        with closing(Connection(readable, read_only=True)) as db:
            damage = health.find_damage(db)
            if damage:
                raise NotAnArchive(f"{path} is damaged ({damage}); restore it from a copy")
            with db.steady():
                yield db


def _readable(path: Path, folder: Path) -> Path:
    """Return the path of a file of this schema that holds what the archive holds, its log included."""
    log = path.with_name(path.name + "-wal")
    source = path
    if log.exists() and log.stat().st_size and not _can_read_log(path):
        source = folder / path.name
        for file in (path, log):
            shutil.copyfile(file, folder / file.name)
    with spoken_errors(path), closing(opening.connect(source, read_only=source == path)) as sql:
        version = opening.check_identity(sql, path)
        if version == SCHEMA_VERSION:
            return source
        if version == 0:
            raise NotAnArchive(f"{path} is empty; expected a newscrawler archive")
        copy = folder / f"{path.name}.copy"
        opening.back_up(sql, copy)
    Connection(copy, read_only=False).close()
    return copy


def _can_read_log(path: Path) -> bool:
    """Can SQLite read the log where it is? It cannot where it may not make its index beside it."""
    with spoken_errors(path), closing(opening.connect(path, read_only=True)) as sql:
        (file,) = (row[2] for row in sql.execute("PRAGMA database_list").fetchall())
        return Path(f"{file}-shm").exists()
