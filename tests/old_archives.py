"""Archives as earlier versions left them: the tables of their schema, with rows in every one."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import sqlite_utils
import zstandard

from newscrawler.archive import schema
from newscrawler.text import FOLDING_VERSION, fingerprint, search_text
from tests.archive_visits import SITE, WORDS, address

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = (1, 2, 3, 4, 5)
"""Those that archives were written with; 6 to 11 were steps on the way to 12, and nobody's."""
ALTERED = {"snapshots": {"stored_bytes", "compression", "body"}, "articles": {"text_hash"}, "revisions": {"text_hash"}}
"""Table -> columns that a later schema moved elsewhere or tells anew."""
_REQUESTED = 4
"""The schema since which a run says what it requested."""
NOW = "2026-03-01T12:00:00Z"
PAGE = b"<html>served</html>"

RUN = {"id": 1, "site": SITE, "spider": "daily", "started_at": NOW, "ended_at": NOW, "verdict": "worked"}
RUN |= {"exit_status": 0, "reason": "", "line": "worked", "found": 3, "known": 1, "dropped": 2}


def _article(number: int, body: str) -> dict[str, object]:
    url = address(f"news/{number}")
    title = f"Storm closes harbour {number}"
    return {
        "id": number,
        "site": SITE,
        "url": url,
        "canonical_url": url,
        "url_key": url,
        "title": title,
        "body": body,
        "published_at": "2026-02-28",
        "published_precision": "day",
        "published_from": "visible",
        "published_utc": "2026-02-28T00:00:00Z",
        "authors": '["Ada"]',
        "first_seen_at": NOW,
        "last_seen_at": NOW,
        "text_hash": fingerprint(title, "", body),
        "language": "en",
        "folding_version": FOLDING_VERSION,
        "title_folded": search_text(title, "en"),
        "body_folded": search_text(body, "en"),
    }


def _page(number: int, kind: str, state: str, outcome: str | None, article: int | None) -> dict[str, object]:
    url = address(f"news/{number}" if kind == "article" else kind)
    return {
        "id": number,
        "site": SITE,
        "url": url,
        "url_key": url,
        "kind": kind,
        "state": state,
        "outcome": outcome,
        "article_id": article,
        "found_at": NOW,
        "found_on": 4 if kind == "article" else None,
        "visits": 1,
        "last_visit_at": NOW,
        "last_status": 200,
    }


def _snapshot() -> dict[str, object]:
    packed = zstandard.ZstdCompressor().compress(PAGE)
    return {
        "id": 1,
        "page_id": 1,
        "article_id": 1,
        "run_id": 1,
        "url": address("news/1"),
        "status": 200,
        "headers": "[]",
        "fetched_at": NOW,
        "sha256": hashlib.sha256(PAGE).hexdigest(),
        "size_bytes": len(PAGE),
        "stored_bytes": len(packed),
        "compression": "zstd",
        "body": packed,
    }


def _revision(row: dict[str, object]) -> dict[str, object]:
    same = {column: row[column] for column in ("url", "title", "body", "published_at", "text_hash")}
    snapshot = 1 if row["id"] == 1 else None
    return same | {"article_id": row["id"], "number": 1, "seen_at": NOW, "run_id": 1, "snapshot_id": snapshot}


ARTICLES = [_article(1, f"{WORDS} one"), _article(2, f"{WORDS} two")]
_DATE = {"article_id": 1, "position": 0, "text": "28 February 2026", "place": "visible", "role": "published"}
_DATE |= {"value": "2026-02-28", "precision": "day", "calendar": "gregorian", "path": "/html/body/p[1]", "doubt": ""}

ROWS: tuple[tuple[int, str, list[dict[str, object]]], ...] = (
    (
        1,
        "sites",
        [{"site": SITE, "name": "The Daily", "domains": f'["{SITE}"]', "spider": "daily", "first_seen_at": NOW}],
    ),
    (1, "runs", [RUN]),
    (1, "run_outcomes", [{"run_id": 1, "kind": "article", "outcome": "new", "reason": "", "count": 2}]),
    (1, "articles", ARTICLES),
    (
        1,
        "pages",
        [
            _page(4, "feed", "done", "new", None),
            _page(1, "article", "done", "new", 1),
            _page(2, "article", "done", "new", 2),
            _page(3, "article", "new", None, None),
        ],
    ),
    (1, "snapshots", [_snapshot()]),
    (1, "revisions", [_revision(row) for row in ARTICLES]),
    (1, "links", [{"article_id": 1, "position": 0, "url": address("news/2"), "text": "More", "kind": "related"}]),
    (1, "dates", [_DATE]),
    (2, "run_drops", [{"run_id": 1, "reason": "too many", "count": 2}]),
    (3, "date_places", [{"id": 1, "site": SITE, "place": "masthead", "path": "/html/body/div", "past": 1}]),
    (
        3,
        "date_lines",
        [
            {
                "place_id": 1,
                "article_id": 2,
                "text": "1 March",
                "day": "2026-03-01",
                "fetched_at": NOW,
                "fetched_on": NOW[:10],
            }
        ],
    ),
    (4, "absences", [{"article_id": 2, "gone_at": "2026-02-01T00:00:00Z", "status": 404, "back_at": NOW}]),
    (
        5,
        "robots_files",
        [{"site": SITE, "host": address(""), "read_at": NOW, "sha256": "", "crawl_delay_seconds": 2.0}],
    ),
    (5, "opt_outs", [{"site": SITE, "page_id": 1, "signal": "noai", "place": "meta", "first_seen_at": NOW}]),
)
"""Since which schema -> table -> rows."""


def make_old(path: Path, version: int) -> Path:
    """Make an archive as the newscrawler of that schema left it; return its path."""
    migrations = sqlite_utils.Migrations("newscrawler")
    migrations._migrations = schema.migrations._migrations[:version]
    with closing(sqlite3.connect(path)) as sql, sql:
        migrations.apply(sqlite_utils.Database(sql, execute_plugins=False))
        sql.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        sql.execute(f"PRAGMA user_version = {version}")
        for since, table, rows in ROWS:
            for row in rows if since <= version else []:
                marks = ", ".join("?" for _ in row)
                sql.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
        if version >= _REQUESTED:
            sql.execute("UPDATE runs SET requested = 2")
        sql.execute("PRAGMA journal_mode = WAL")
    return path
