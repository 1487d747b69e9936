"""Of two rows, or of two articles, one: from what they say alone, so that which was there first does not matter."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newscrawler.archive.merging.tables import Table

    Row = Mapping[str, Any]
    Rows = list[dict[str, Any]]
    Key = tuple[tuple[Any, ...], int]


_TEXT = ("text_hash", "title", "lead", "body")


def content(row: Row, columns: Iterable[str]) -> str:
    """Return what the columns say, as text that can be compared."""
    return json.dumps([row.get(column) for column in columns], ensure_ascii=False)


def winner(table: Table, number: int, one: Row, other: Row) -> Row:
    """Return the row that wins the group of that number."""
    group = table.groups[number]
    if all(one[column] == other[column] for column in group.columns) and group.rank(one) == group.rank(other):
        return one
    return max(one, other, key=lambda row: (group.rank(row), content(row, group.columns)))


def joined_rows(table: Table, one: Row, other: Row) -> dict[str, Any]:
    """Return one row of two with the same key."""
    row = {column: one[column] for column in table.key}
    for number, group in enumerate(table.groups):
        best = winner(table, number, one, other)
        row |= {column: best[column] for column in group.columns}
    for columns, choose in ((table.least, min), (table.most, max)):
        for column in columns:
            known = [value for value in (one[column], other[column]) if value is not None]
            row[column] = choose(known) if known else None
    return row


def united(table: Table, one: Rows, other: Rows) -> Rows:
    """Return the rows of both, those of the same key joined, in the order of their first appearance."""
    rows: dict[Key, dict[str, Any]] = {}
    for rows_of_one in (one, other):
        for key, row in keyed(table, rows_of_one).items():
            rows[key] = joined_rows(table, rows[key], row) if key in rows else dict(row)
    return list(rows.values())


def keyed(table: Table, rows: Rows) -> dict[Key, dict[str, Any]]:
    """Return the rows by their key, and which of its kind each is: a clock of seconds may give two the same."""
    seen: Counter[tuple[Any, ...]] = Counter()
    found: dict[Key, dict[str, Any]] = {}
    for row in rows:
        key = tuple(row[column] for column in table.key)
        found[key, seen[key]] = row
        seen[key] += 1
    return found


def consecutive(revisions: Rows) -> Rows:
    """Return revisions by their moment, each with another text than the one before, numbered from 1."""
    kept: Rows = []
    for row in sorted(revisions, key=lambda row: (row["seen_at"], row["number"], row["text_hash"])):
        if not kept or content(kept[-1], _TEXT) != content(row, _TEXT):
            kept.append(row)
    return [row | {"number": number} for number, row in enumerate(kept, 1)]


def absences_joined(absences: Rows, last_seen_at: str) -> Rows:
    """Return times of absence that do not overlap; one is over at the latest when the article was last seen."""
    kept: Rows = []
    for row in sorted(absences, key=lambda row: (row["gone_at"], row["status"])):
        before = kept[-1] if kept else None
        if before is not None and (before["back_at"] is None or row["gone_at"] < before["back_at"]):
            ends = [end for end in (before["back_at"], row["back_at"]) if end is not None]
            before["back_at"] = max(ends, default=None)
        else:
            kept.append(dict(row))
    for row in kept:
        if row["back_at"] is None and row["gone_at"] < last_seen_at:
            row["back_at"] = last_seen_at
    return kept


def same_rows(one: Sequence[Row], other: Sequence[Row], columns: Iterable[str]) -> bool:
    """Do the rows say the same in these columns, in the same order?"""
    names = tuple(columns)
    return [[row[name] for name in names] for row in one] == [[row[name] for name in names] for row in other]
