"""Rows with names in place of numbers, so that those of two archives can be compared, and back."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive.merging.tables import NAMES, REFERENCES, TABLES
from newscrawler.archive.snapshots import Keeper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.archive.connection import Connection

    Name = tuple[Any, ...]

_MOST_KEPT = 50_000


class Names:
    """The names of one archive's rows, looked up and kept."""

    def __init__(self, db: Connection) -> None:
        """Take the archive's connection."""
        self.db = db
        self.keeper = Keeper(db)
        self._names: dict[tuple[str, int], Name | None] = {}
        self._numbers: dict[tuple[str, Name], int] = {}

    def name(self, table: str, number: int | None) -> Name | None:
        """Return the name of a row; None for no row."""
        if number is None:
            return None
        if (table, number) not in self._names:
            row = self.db.row(f"SELECT {', '.join(NAMES[table])} FROM {table} WHERE id = ?", (number,))
            _make_room(self._names)
            self._names[table, number] = tuple(row) if row else None
        return self._names[table, number]

    def number(self, table: str, name: Name | None) -> int | None:
        """Return the number of the row of that name; None where there is none."""
        if name is None:
            return None
        if (table, name) not in self._numbers:
            condition = " AND ".join(f"{column} = ?" for column in NAMES[table])
            found = self.db.value(f"SELECT id FROM {table} WHERE {condition} ORDER BY id LIMIT 1", name)
            if found is None:
                return None
            _make_room(self._numbers)
            self._numbers[table, name] = int(found)
        return self._numbers[table, name]

    def forget(self) -> None:
        """Drop what was kept: rows were written, renamed, or a transaction was taken back."""
        self._names.clear()
        self._numbers.clear()

    def named(self, table: str, row: Any) -> dict[str, Any]:
        """Return the row's columns that are merged, with names for numbers; its own number stays as `id`."""
        asked = TABLES[table]
        left = {*asked.left, asked.owner}
        found = {
            column: self.name(REFERENCES[column], row[column]) if column in REFERENCES else row[column]
            for column in asked.columns
            if column not in left
        }
        return found | {"id": row["id"]} if "id" in asked.left else found

    def parts(self, table: str, owner: int) -> list[dict[str, Any]]:
        """Return the rows that belong to one of another table, in their order."""
        asked = TABLES[table]
        columns = asked.columns
        order = "number" if table == "revisions" else "id" if "id" in asked.left else ", ".join(asked.key)
        statement = f"SELECT {', '.join(columns)} FROM {table} WHERE {asked.owner} = ? ORDER BY {order}"
        return [self.named(table, row) for row in self.db.rows(statement, (owner,))]

    def numbered(self, row: dict[str, Any], columns: Sequence[str]) -> dict[str, Any]:
        """Return the columns as this archive holds them, numbers for names."""
        return {
            column: self.number(REFERENCES[column], row[column]) if column in REFERENCES else row[column]
            for column in columns
        }


def _make_room(kept: dict[Any, Any]) -> None:
    if len(kept) >= _MOST_KEPT:
        kept.clear()
