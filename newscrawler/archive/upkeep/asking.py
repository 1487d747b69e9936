"""A reader's own SQL: nothing can be written, nothing else be opened, and it ends in time."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newscrawler.archive import opening
from newscrawler.archive.connection import spoken_errors
from newscrawler.archive.values import storable_text
from newscrawler.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_VALUE = 64 * 2**20
"""Bytes of one value: the deadline is looked at between steps of a query, and a `printf` of 900 MB is one step."""
_STEPS = 1000
# Rows cannot be written, for the file is opened read-only; these reach beyond rows. A list of what is allowed would
# not do: what virtual tables (`json_each`, FTS5) do to connect looks like the making of tables.
_FORBIDDEN = {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT}
_FORBIDDEN |= {sqlite3.SQLITE_ANALYZE, sqlite3.SQLITE_REINDEX}
# They tell of the schema. `data_version` is asked by FTS5 itself.
_PRAGMAS = {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list", "data_version"}
_PRAGMAS |= {"user_version", "application_id", "page_count", "page_size", "freelist_count", "compile_options"}
_SETTABLE = {"user_version", "application_id", "page_count", "page_size", "freelist_count"}
_FORBIDDEN_FUNCTIONS = {"load_extension", "fts3_tokenizer"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    is_cut: bool
    """True where there were more rows than were asked for."""


def ask(path: Path, statement: str, *, seconds: float = 10.0, limit: int | None = None) -> Answer:
    """Run one reading statement on the archive at `path`; `limit` is how many rows come at most.

    Raises `UsageError` for SQL that SQLite does not take, that would write, or that takes longer than `seconds`.
    """
    with spoken_errors(path):
        opening.check_file(path, read_only=True)
        sql = opening.connect(path, read_only=True)
    with closing(sql):
        with spoken_errors(path):
            opening.check_readable(sql, path)
        _guard(sql, seconds)
        try:
            return _answered(sql.execute(storable_text(statement)), limit)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise UsageError(_words(error, seconds)) from error


def _guard(sql: sqlite3.Connection, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    sql.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    sql.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    # Bytes that are no UTF-8 are shown as replacement characters rather than end the answer.
    sql.text_factory = lambda data: data.decode("utf-8", "replace")
    sql.set_authorizer(_may)
    sql.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)


def _may(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action == sqlite3.SQLITE_PRAGMA:
        is_allowed = first in _PRAGMAS and (second is None or first not in _SETTABLE)
    elif action == sqlite3.SQLITE_FUNCTION:
        is_allowed = second not in _FORBIDDEN_FUNCTIONS
    else:
        is_allowed = action not in _FORBIDDEN
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY


def _answered(cursor: sqlite3.Cursor, limit: int | None) -> Answer:
    if cursor.description is None:
        raise UsageError("that is no query: expected SQL that begins with SELECT, WITH or VALUES")
    columns = _distinct([column[0] for column in cursor.description])
    if limit is None:
        return Answer(columns, cursor.fetchall(), is_cut=False)
    rows = cursor.fetchmany(limit + 1)
    return Answer(columns, rows[:limit], is_cut=len(rows) > limit)


def _distinct(names: list[str]) -> list[str]:
    """Return the names, those that come again numbered."""
    seen: dict[str, int] = {}
    distinct = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        distinct.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return distinct


def _words(error: Exception, seconds: float) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_INTERRUPT:
        return f"the query took longer than {seconds:g} seconds; narrow it, or give it more with --seconds"
    if code is not None and code & 0xFF in (sqlite3.SQLITE_AUTH, sqlite3.SQLITE_READONLY):
        return f"only reading is allowed here: {error}"
    return f"SQLite does not take this: {error}"
