"""The triggers that keep the search index in step with `articles`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

# The names are those that sqlite-utils gives its own, so that its commands find them. Only changes of indexed columns
# reach the index (https://www.sqlite.org/fts5.html#external_content_tables).
SEARCH_TRIGGERS = {
    "articles_ai": """CREATE TRIGGER articles_ai AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts(rowid, title, body, title_folded, body_folded)
    VALUES (new.id, new.title, new.body, new.title_folded, new.body_folded);
END""",
    "articles_ad": """CREATE TRIGGER articles_ad AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts(articles_fts, rowid, title, body, title_folded, body_folded)
    VALUES ('delete', old.id, old.title, old.body, old.title_folded, old.body_folded);
END""",
    "articles_au": """CREATE TRIGGER articles_au
AFTER UPDATE OF title, body, title_folded, body_folded ON articles BEGIN
    INSERT INTO articles_fts(articles_fts, rowid, title, body, title_folded, body_folded)
    VALUES ('delete', old.id, old.title, old.body, old.title_folded, old.body_folded);
    INSERT INTO articles_fts(rowid, title, body, title_folded, body_folded)
    VALUES (new.id, new.title, new.body, new.title_folded, new.body_folded);
END""",
}


def missing_search_triggers(sql: sqlite3.Connection) -> list[str]:
    """Return the search triggers that are gone: sqlite-utils `transform()` drops them with the old table."""
    found = {name for (name,) in sql.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()}
    return [name for name in SEARCH_TRIGGERS if name not in found]


def make_search_triggers(sql: sqlite3.Connection) -> bool:
    """Make the triggers that are missing, and with them the index again; True if any was missing."""
    missing = missing_search_triggers(sql)
    for name in missing:
        sql.execute(SEARCH_TRIGGERS[name])
    if missing:
        sql.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
    return bool(missing)
