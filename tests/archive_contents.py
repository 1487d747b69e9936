"""What an archive holds, without the numbers that its rows happen to have: two archives of one content are equal."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from newscrawler.archive.merging.tables import TABLES, Way

# Table -> how its columns are said; what stands for another row is said by that row's name.
RUN = "(SELECT origin FROM runs WHERE id = {})"
PAGE = "(SELECT site || ' ' || url_key FROM pages WHERE id = {})"
ARTICLE = "(SELECT site || ' ' || url_key FROM articles WHERE id = {})"
SNAPSHOT = "(SELECT url || fetched_at || sha256 FROM snapshots WHERE id = {})"
PLACE = "(SELECT site || place || path FROM date_places WHERE id = {})"
SAID = {
    "run_id": RUN,
    "page_id": PAGE,
    "found_on": PAGE,
    "article_id": ARTICLE,
    "snapshot_id": SNAPSHOT,
    "place_id": PLACE,
}
LEFT = {"id", "leased_by", "leased_until", "judging_from", "content_id", "origin"}
SHADOWS = ("articles_fts", "sqlite_", "_sqlite")
OF_THE_FILE = {name for name, table in TABLES.items() if table.way in (Way.DERIVED, Way.LOCAL)}


def contents(path) -> dict[str, list[tuple[object, ...]]]:
    """Return table -> its rows, sorted."""
    with closing(sqlite3.connect(path)) as sql:
        tables = [name for (name,) in sql.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: rows(sql, table) for table in tables if not table.startswith(SHADOWS) and table not in OF_THE_FILE
        }


def rows(sql, table) -> list[tuple[object, ...]]:
    columns = [row[1] for row in sql.execute(f"PRAGMA table_info({table})") if row[1] not in LEFT]
    said = [SAID[column].format(column) if column in SAID else column for column in columns]
    found = sql.execute(f"SELECT {', '.join(said)} FROM {table}").fetchall()
    if table == "pages":  # who holds a page is no content
        state = columns.index("state")
        found = [(*row[:state], "new" if row[state] == "leased" else row[state], *row[state + 1 :]) for row in found]
    return sorted(found, key=repr)


def differences(one, other) -> dict[str, tuple[list[tuple[object, ...]], list[tuple[object, ...]]]]:
    """Return table -> the rows that only the one has, and those that only the other has."""
    found = {}
    for table in one.keys() | other.keys():
        alone = [row for row in one[table] if row not in other[table]]
        beside = [row for row in other[table] if row not in one[table]]
        if alone or beside or len(one[table]) != len(other[table]):
            found[table] = (alone, beside)
    return found
