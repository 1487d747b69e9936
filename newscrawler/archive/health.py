"""Whether an archive is whole: asked of a large file now and then, and of every file by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive.search_index import SEARCH_TRIGGERS
from newscrawler.errors import ArchiveError

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection

_OK = "ok"
# What must hold of the rows; each query counts those of which it does not.
_RULES = {
    "articles without a revision": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM revisions)",
    "articles whose words are not their newest revision": """SELECT count(*) FROM articles WHERE text_hash <> (
        SELECT text_hash FROM revisions WHERE article_id = articles.id ORDER BY number DESC LIMIT 1)""",
    "pages leased by nobody": "SELECT count(*) FROM pages WHERE state = 'leased' AND leased_by IS NULL",
    "pages done without an outcome": "SELECT count(*) FROM pages WHERE state = 'done' AND outcome IS NULL",
    "snapshots without their content": "SELECT count(*) FROM snapshots WHERE content_id IS NULL",
    "contents of no snapshot": """SELECT count(*) FROM contents WHERE NOT EXISTS (
        SELECT 1 FROM snapshots WHERE content_id = contents.id)""",
    "contents whose base has a base itself": """SELECT count(*) FROM contents JOIN contents AS bases
        ON bases.id = contents.base_id WHERE bases.base_id IS NOT NULL""",
}


def find_problems(db: Connection) -> list[str]:
    """Return what is wrong, in words; reads the whole file."""
    problems = [row[0] for row in db.rows("PRAGMA integrity_check(20)") if row[0] != _OK]
    problems += [f"{row[0]} row {row[1]} refers to no row of {row[2]}" for row in db.rows("PRAGMA foreign_key_check")]
    triggers = {row[0] for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    problems += [f"the trigger {name} is missing" for name in SEARCH_TRIGGERS if name not in triggers]
    problems += [f"{count} {rule}" for rule, query in _RULES.items() if (count := db.value(query))]
    return problems + _index_problems(db)


def find_damage(db: Connection) -> str:
    """Return what is wrong with the file itself, in SQLite's words, or ""; reads the whole file, but quickly."""
    found = str(db.value("PRAGMA quick_check(1)"))
    return "" if found == _OK else found.splitlines()[-1]


def _index_problems(db: Connection) -> list[str]:
    """Compare the search index with the articles; only a writer can ask FTS5 to."""
    if db.read_only:
        return []
    try:
        with db.writing():
            db.run("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
    except ArchiveError as error:
        return [f"the search index does not match the articles: {error}"]
    return []
