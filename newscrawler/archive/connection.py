"""One connection to the archive: reads, and write transactions that hold all or nothing."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

import errno
import sqlite3
import threading
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from newscrawler.archive import opening
from newscrawler.archive.locks import WRITE_LOCK, FileLock, locks_folder
from newscrawler.archive.moments import utc_text
from newscrawler.archive.values import storable_row
from newscrawler.errors import ArchiveError, DiskFull, NewscrawlerError, NotAnArchive
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    Parameters = Mapping[str, Any] | Sequence[Any]

# Before it, writers and checkpoints that meet can damage the file: https://www.sqlite.org/wal.html#walresetbug
_NEEDS_WRITE_LOCK = sqlite3.sqlite_version_info < (3, 51, 3)
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_TRUNCATE}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def spoken_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into the errors of `newscrawler.errors`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _spoken(error, path) from error
    except OSError as error:
        if error.errno in _FULL_DISK:
            raise DiskFull(f"no room to write {path}: {error.strerror}; what was committed stands") from error
        raise ArchiveError(f"cannot use {path}: {error.strerror or error}") from error


def _spoken(error: sqlite3.Error, path: Path) -> NewscrawlerError:
    code = getattr(error, "sqlite_errorcode", None) or 0
    if code in _FULL:
        return DiskFull(f"no room to write {path}: {error}; what was committed stands")
    if code & 0xFF in _DAMAGED:
        return NotAnArchive(f"{path} is damaged ({error}); restore it from a copy")
    if code & 0xFF in _BUSY:
        return ArchiveError(f"{path} is busy: another program has been writing for {opening.BUSY_SECONDS:g} seconds")
    return ArchiveError(f"cannot use {path}: {error}")


class Connection:
    """The archive's connection; threads may share it, their writes take turns."""

    def __init__(self, path: Path, *, read_only: bool, now: Callable[[], datetime] = now_utc) -> None:
        self.path = path
        self.read_only = read_only
        self.now = now
        self._turn = threading.RLock()
        self._write_lock: FileLock | None = None
        with spoken_errors(path):
            opening.check_file(path, read_only=read_only)
            self._sql = self._open()
        self._sql.row_factory = sqlite3.Row

    def _open(self) -> sqlite3.Connection:
        with ExitStack() as undo:
            if not self.read_only:
                lock = FileLock(locks_folder(self.path) / WRITE_LOCK)
                undo.callback(lock.close)
                lock.wait(opening.BUSY_SECONDS)
            sql = opening.connect(self.path, read_only=self.read_only)
            undo.callback(sql.close)
            if self.read_only:
                opening.check_readable(sql, self.path)
            else:
                opening.prepare(sql, self.path)
                lock.free()
                self._write_lock = lock
            undo.pop_all()
        return sql

    @property
    def now_text(self) -> str:
        """The present moment as the archive writes it."""
        return utc_text(self.now())

    def rows(self, statement: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Return all rows."""
        with self._turn, spoken_errors(self.path):
            return self._sql.execute(statement, parameters).fetchall()

    def row(self, statement: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """Return the first row, or None."""
        rows = self.rows(statement, parameters)
        return rows[0] if rows else None

    def value(self, statement: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row, or None."""
        row = self.row(statement, parameters)
        return row[0] if row else None

    def stream(self, statement: str, parameters: Parameters = ()) -> Iterator[sqlite3.Row]:
        """Yield the rows one by one, for answers that do not fit in memory."""
        with spoken_errors(self.path):
            yield from self._sql.execute(statement, parameters)

    def run(self, statement: str, parameters: Parameters = ()) -> int:
        """Run one writing statement inside `writing()`; return how many rows it touched."""
        return self._sql.execute(statement, parameters).rowcount

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """Insert the row, its values made storable; return its id."""
        names, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
        cursor = self._sql.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", storable_row(row))
        return int(cursor.lastrowid or 0)

    def update(self, table: str, row_id: int, row: Mapping[str, Any]) -> None:
        """Set the row's columns, their values made storable."""
        settings = ", ".join(f"{column} = :{column}" for column in row)
        self._sql.execute(f"UPDATE {table} SET {settings} WHERE id = :row_id", {**storable_row(row), "row_id": row_id})

    def update_where(self, table: str, key: Mapping[str, Any], row: Mapping[str, Any]) -> None:
        """Set columns of the row with that key, for tables without a number; their values are made storable."""
        settings = ", ".join(f"{column} = :{column}" for column in row)
        condition = " AND ".join(f"{column} = :{column}" for column in key)
        self._sql.execute(f"UPDATE {table} SET {settings} WHERE {condition}", storable_row({**row, **key}))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold one write transaction: all of it is committed, or none. Inside another it is part of that one."""
        with self._turn:
            if self._sql.in_transaction:
                yield
                return
            with spoken_errors(self.path), self._alone():
                self._sql.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    self._sql.execute("COMMIT")
                except BaseException:
                    if self._sql.in_transaction:
                        self._sql.execute("ROLLBACK")
                    raise

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._write_lock is None:
            raise ArchiveError(f"{self.path} was opened for reading only")
        if not _NEEDS_WRITE_LOCK:
            yield
            return
        self._write_lock.wait(opening.BUSY_SECONDS)
        try:
            yield
        finally:
            self._write_lock.free()

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Read the file as it is at this moment, whatever others write meanwhile; for readers."""
        with self._turn, spoken_errors(self.path):
            self._sql.execute("BEGIN")
            try:
                self._sql.execute("SELECT count(*) FROM sqlite_master").fetchone()
                yield
            finally:
                self._sql.execute("ROLLBACK")

    def copy_into(self, target: sqlite3.Connection, *, pages: int, progress: Callable[[int, int, int], None]) -> None:
        """Copy the whole file, so many pages a step; `progress` is called with SQLite's status, pages left and all."""
        with self._turn, spoken_errors(self.path):
            self._sql.backup(target, pages=pages, progress=progress)

    def run_alone(self, statement: str) -> list[sqlite3.Row]:
        """Run one statement that can be no part of a transaction (VACUUM, a checkpoint); return its rows."""
        with self._turn, spoken_errors(self.path), self._alone():
            return self._sql.execute(statement).fetchall()

    def teach(self, name: str, arguments: int, function: Callable[..., Any]) -> None:
        """Let this connection's statements call a function of ours; the file itself never needs it."""
        with self._turn:
            self._sql.create_function(name, arguments, function, deterministic=True)

    def show_words(self) -> None:
        """Let statements read `temp.search_words`: the words of the search index, column by column.

        It is a table of this connection (https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module).
        """
        with self._turn, spoken_errors(self.path):
            if self._sql.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'search_words'").fetchone():
                return
            self._sql.execute("PRAGMA query_only = OFF")  # it keeps temporary tables away too
            self._sql.execute("CREATE VIRTUAL TABLE temp.search_words USING fts5vocab(main, articles_fts, col)")
            self._sql.execute(f"PRAGMA query_only = {int(self.read_only)}")

    def checkpoint(self) -> None:
        """Move the log into the file as far as readers allow, without waiting for them."""
        with self._turn, spoken_errors(self.path), self._alone():
            self._sql.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def close(self) -> None:
        """Close; the last to close moves the log into the file."""
        with self._turn:
            if self._write_lock is None:
                self._sql.close()
                return
            with spoken_errors(self.path):
                self._write_lock.wait(opening.BUSY_SECONDS)
                self._sql.close()
                self._write_lock.close()
                self._write_lock = None
