"""The tables of copies, and the triggers by which no article is forgotten, whoever writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

# `copy_shingles` is asked for the newest articles that hold a run of words. Its second index serves the deletion of an
# article; it grows at its end, and costs little.
COPY_TABLES = """
CREATE TABLE copy_shingles (
    shingle INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    PRIMARY KEY (shingle, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_shingles_article ON copy_shingles(article_id);

CREATE TABLE copy_pairs (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    copy_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    resemblance REAL NOT NULL,
    of_article REAL NOT NULL,
    of_copy REAL NOT NULL,
    PRIMARY KEY (article_id, copy_id),
    CHECK (article_id < copy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_pairs_copy ON copy_pairs(copy_id);

CREATE TABLE copy_clusters (
    article_id INTEGER PRIMARY KEY NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    cluster_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_clusters_cluster ON copy_clusters(cluster_id);

CREATE TABLE copy_pending (
    article_id INTEGER PRIMARY KEY NOT NULL REFERENCES articles(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO copy_pending SELECT id FROM articles;
"""

# Other programs write articles too, and so do merging and reading anew: what they touch is compared later.
COPY_TRIGGERS = {
    "copy_pending_ai": """CREATE TRIGGER copy_pending_ai AFTER INSERT ON articles BEGIN
    INSERT OR IGNORE INTO copy_pending VALUES (new.id);
END""",
    "copy_pending_au": """CREATE TRIGGER copy_pending_au AFTER UPDATE OF lead, body ON articles
WHEN new.body IS NOT old.body OR (new.body = '' AND new.lead IS NOT old.lead) BEGIN
    INSERT OR IGNORE INTO copy_pending VALUES (new.id);
END""",
}


def make_copy_triggers(sql: sqlite3.Connection) -> None:
    """Make the triggers that are missing (sqlite-utils `transform()` drops them), and let all articles be compared.

    In a file whose schema has no copies yet, nothing is made.
    """
    found = {name for (name,) in sql.execute("SELECT name FROM sqlite_master").fetchall()}
    missing = [name for name in COPY_TRIGGERS if name not in found]
    if not missing or "copy_pending" not in found:
        return
    for name in missing:
        sql.execute(COPY_TRIGGERS[name])
    sql.execute("INSERT OR IGNORE INTO copy_pending SELECT id FROM articles")
