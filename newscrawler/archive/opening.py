"""Opening the file: what is refused, the pragmas, and the one moment when tables are made or migrated."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlite_utils import Database

from newscrawler.archive.copies.tables import make_copy_triggers
from newscrawler.archive.schema import APPLICATION_ID, SCHEMA_VERSION, migrations
from newscrawler.archive.search_index import make_search_triggers
from newscrawler.errors import ArchiveError, NewerArchive, NotAnArchive

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS = 30.0
"""How long a writer waits for another before it gives up."""
WAL_LIMIT_BYTES = 64 * 2**20
"""To what size the write-ahead log is cut back after a checkpoint."""
_CHECKED_WHOLE_BYTES = 64 * 2**20


def check_file(path: Path, *, read_only: bool) -> None:
    """Raise `ArchiveError` or `NotAnArchive` where `path` cannot be an archive, before SQLite touches it."""
    if path.is_dir():
        raise NotAnArchive(f"{path} is a folder; expected the path of an archive file")
    if not path.exists():
        if read_only:
            raise ArchiveError(f"there is no archive at {path}; a crawl makes one")
        if not path.parent.is_dir():
            raise ArchiveError(f"cannot make {path}: there is no folder {path.parent}")
        return
    if not path.is_file():
        raise NotAnArchive(f"{path} is no regular file; expected an archive")
    # SQLite looks at the head, not we: whoever closes the file by other means takes away the locks of every connection
    # that this process has to it (https://www.sqlite.org/howtocorrupt.html, 2.2).
    try:
        _reading(path.as_uri() + "?mode=ro").close()
    except sqlite3.OperationalError:
        return  # another way of opening may do, or say more
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise NotAnArchive(f"{path} is no SQLite file; expected a newscrawler archive") from error
        raise


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return a connection with the archive's pragmas set; read-only media are opened as immutable."""
    if not read_only:
        return _with_pragmas(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False))
    uri = path.as_uri() + "?mode=ro"
    try:
        return _reading(uri)
    except sqlite3.OperationalError:
        # A WAL file cannot be read where no -shm file can be made. Immutable skips the log: right on read-only media.
        return _reading(uri + "&immutable=1")


def _reading(uri: str) -> sqlite3.Connection:
    sql = sqlite3.connect(uri, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True)
    try:
        sql.execute("SELECT count(*) FROM sqlite_master").fetchone()
        sql.execute("PRAGMA query_only = ON")
    except sqlite3.Error:
        sql.close()
        raise
    return sql


def _with_pragmas(sql: sqlite3.Connection) -> sqlite3.Connection:
    sql.execute("PRAGMA foreign_keys = ON")
    sql.execute("PRAGMA synchronous = FULL")
    sql.execute(f"PRAGMA journal_size_limit = {WAL_LIMIT_BYTES}")
    return sql


def check_identity(sql: sqlite3.Connection, path: Path) -> int:
    """Return the schema's version, 0 for a file without tables; raise for another application's or a later one's."""
    (application,) = sql.execute("PRAGMA application_id").fetchone()
    (version,) = sql.execute("PRAGMA user_version").fetchone()
    tables = [name for (name,) in sql.execute("SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 4")]
    if not tables and application in (0, APPLICATION_ID):
        return 0
    if application != APPLICATION_ID:
        raise NotAnArchive(
            f"{path} belongs to another application (tables: {', '.join(tables)}); expected a newscrawler archive"
        )
    if version > SCHEMA_VERSION:
        raise NewerArchive(
            f"{path} was written by a later newscrawler (schema {version}, expected {SCHEMA_VERSION} or less); update"
        )
    return int(version)


def check_readable(sql: sqlite3.Connection, path: Path) -> None:
    """Raise `ArchiveError` for a file that only a writer can make readable: without tables, or of an earlier schema."""
    if check_identity(sql, path) < SCHEMA_VERSION:
        raise ArchiveError(
            f"{path} is empty or of an earlier schema; "
            "the next crawl into it, or newscrawler reindex, brings it up to date"
        )


def check_health(sql: sqlite3.Connection, path: Path) -> None:
    """Raise `NotAnArchive` for a damaged file. Large files are only checked at their head; see `Archive.problems`."""
    if path.exists() and path.stat().st_size > _CHECKED_WHOLE_BYTES:
        return
    (verdict,) = sql.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise NotAnArchive(f"{path} is damaged ({verdict.splitlines()[-1]}); restore it from a copy")


def prepare(sql: sqlite3.Connection, path: Path) -> None:
    """Make the tables, migrate an older file after a backup, mend lost triggers; the caller holds the write lock."""
    version = check_identity(sql, path)
    check_health(sql, path)
    sql.execute("PRAGMA journal_mode = WAL")
    if 0 < version < SCHEMA_VERSION:
        back_up(sql, path.with_name(f"{path.name}.schema-{version}.backup"))
    # IMMEDIATE: sqlite-utils would begin deferred, and the second of two openers could not become a writer.
    sql.execute("BEGIN IMMEDIATE")
    try:
        if check_identity(sql, path) < SCHEMA_VERSION:
            migrations.apply(Database(sql, execute_plugins=False))
            sql.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            sql.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        make_search_triggers(sql)
        make_copy_triggers(sql)
        sql.execute("COMMIT")
    except BaseException:
        if sql.in_transaction:
            sql.execute("ROLLBACK")
        raise


def back_up(sql: sqlite3.Connection, target: Path) -> None:
    """Copy the whole archive to `target`, atomically; an earlier backup of the same version is replaced."""
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    copy = sqlite3.connect(unfinished)
    try:
        sql.backup(copy)
    finally:
        copy.close()
    unfinished.replace(target)
