"""The schema as a page for people: `python -m newscrawler.archive.describing > docs/schema.md` (`make docs`)."""

from __future__ import annotations

import sqlite3
import sys
import tomllib
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from newscrawler.archive.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """# What does each table hold, column by column?

Made from the schema by `make docs`; do not edit. What the words mean, and how the tables belong together, is in
[archive.md](archive.md); questions to begin with are in [queries.md](queries.md).

The views (`latest`, `by_day`, `site_health`, `edited`) are for people who only know SQL:
`select * from latest limit 5`.
"""
KINDS = {"view": "view", "table": "table", "virtual": "table"}


def meanings() -> dict[str, dict[str, str]]:
    """Return table or view -> column -> what it means; under `about` what the whole is."""
    text = files("newscrawler.archive").joinpath("meanings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def schema() -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Return what a new archive has: table or view -> its kind, and its columns with their types."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        Archive(path).close()
        with closing(sqlite3.connect(path)) as sql:
            listed = sql.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").fetchall()
            ours = {name: kind for name, kind in listed if kind in KINDS and not name.startswith(("sqlite_", "_"))}
            return {name: (KINDS[kind], _columns(sql, name)) for name, kind in ours.items()}


def _columns(sql: sqlite3.Connection, name: str) -> list[tuple[str, str]]:
    return sql.execute("SELECT name, type FROM pragma_table_info(?)", (name,)).fetchall()


def undescribed() -> list[str]:
    """Return tables and columns without a meaning, and meanings without a column."""
    told, there = meanings(), schema()
    named = {f"{table}.{column}" for table, columns in told.items() for column in columns}
    found = {f"{table}.{column}" for table, (_, columns) in there.items() for column, _ in columns}
    return sorted(named ^ (found | {f"{table}.about" for table in there}))


def schema_page() -> str:
    """Return the page; raises KeyError for a column without a meaning."""
    told, there = meanings(), schema()
    return "\n".join([HEAD, *(line for table in told for line in _section(table, told[table], there[table]))])


def _section(table: str, told: dict[str, str], there: tuple[str, list[tuple[str, str]]]) -> Iterator[str]:
    kind, columns = there
    yield f"## `{table}`\n"
    yield f"{told['about']}{' A view.' if kind == 'view' else ''}\n"
    yield "| column | type | means |\n|---|---|---|"
    for column, stored in columns:
        yield f"| `{column}` | {stored.lower() or 'text'} | {told[column]} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(schema_page())
