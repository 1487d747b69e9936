"""Articles and figures, as plain dicts."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newscrawler.archive import opt_outs
from newscrawler.archive.frontier.leases import queue_counts
from newscrawler.archive.frontier.pages import page_key
from newscrawler.archive.records import COLUMNS
from newscrawler.archive.runs import runs
from newscrawler.archive.search import SHOWN_DAY, Filter
from newscrawler.archive.snapshots import FIGURES, snapshot_figures
from newscrawler.archive.values import from_json, storable, storable_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from newscrawler.archive.connection import Connection

_JSON_COLUMNS = ("authors", "breadcrumbs", "images", "tags", "provenance")
_OWN_COLUMNS = ("published_utc", "first_seen_at", "last_seen_at", "gone_at", "text_hash", "extractor_version")
_ARTICLES = f"""SELECT * FROM articles
WHERE (:site IS NULL OR site = :site)
    AND (:since IS NULL OR {SHOWN_DAY} >= :since)
    AND (:until IS NULL OR {SHOWN_DAY} <= :until)
ORDER BY coalesce(published_utc, first_seen_at) DESC, id DESC LIMIT :limit"""
_DATES = "SELECT text, place, role, value, precision, calendar, path, doubt FROM dates"
_PLACES = """SELECT place, path, verdict, reason, moved, older, alike, stayed, past
FROM date_places JOIN date_lines ON place_id = date_places.id"""
_MOVES = "SELECT url, moved_to FROM pages WHERE article_id = ? AND state = 'moved' ORDER BY id"
_ABSENCES = "SELECT gone_at, status, back_at FROM absences WHERE article_id = ? ORDER BY gone_at"
_REVISIONS = "SELECT id, number, seen_at, title, modified_at, text_hash, extractor_version FROM revisions"
_SNAPSHOTS = """SELECT snapshots.id, url, status, fetched_at, snapshots.sha256, snapshots.size_bytes, stored_bytes,
    compression FROM snapshots LEFT JOIN contents ON contents.id = content_id"""


def articles(db: Connection, wanted: Filter) -> Iterator[dict[str, Any]]:
    """Yield articles, newest first, without their links and dates."""
    statement = (
        _ARTICLES if wanted.site is None else _ARTICLES.replace("(:site IS NULL OR site = :site)", "site = :site")
    )
    for row in db.stream(statement, wanted.as_parameters()):
        yield article_dict(row)


def article(db: Connection, id_or_url: int | str) -> dict[str, Any] | None:
    """Return one article with everything that belongs to it; None when the archive has none of that id or address."""
    row = _find(db, id_or_url)
    if row is None:
        return None
    article_id = (row["id"],)
    return article_dict(row) | {
        "related_links": _dicts(
            db, "SELECT url, text, kind FROM links WHERE article_id = ? ORDER BY position", article_id
        ),
        "dates": _dicts(db, f"{_DATES} WHERE article_id = ? ORDER BY position", article_id),
        "date_places": _dicts(db, f"{_PLACES} WHERE article_id = ? ORDER BY date_places.id", article_id),
        "pages": [page for (page,) in db.rows("SELECT url FROM pages WHERE article_id = ? ORDER BY id", article_id)],
        "moves": _dicts(db, _MOVES, article_id),
        "absences": _dicts(db, _ABSENCES, article_id),
        "revisions": _dicts(db, f"{_REVISIONS} WHERE article_id = ? ORDER BY number", article_id),
        "snapshots": _dicts(db, f"{_SNAPSHOTS} WHERE article_id = ? ORDER BY snapshots.id", article_id),
        "opt_outs": opt_outs.of_article(db, row["id"], _host_of(row["url"])),
    }


def article_dict(row: sqlite3.Row) -> dict[str, Any]:
    """Return the article's fields with their JSON read, and what the archive knows of it."""
    found: dict[str, Any] = {name: row[name] for name in ("id", *COLUMNS, *_OWN_COLUMNS)}
    for name in _JSON_COLUMNS:
        found[name] = from_json(row[name], {} if name == "provenance" else [])
    if row["is_free"] is not None:
        found["is_free"] = bool(row["is_free"])
    return found


def stats(db: Connection, site: str | None = None) -> dict[str, Any]:
    """Return the archive's figures, or those of one site: the totals, and under `sites` those of each site."""
    every = db.rows("SELECT site, name FROM sites WHERE :site IS NULL OR site = :site ORDER BY site", {"site": site})
    sites = [_site_stats(db, row) for row in every]
    totals = {name: sum(site[name] for site in sites) for name in ("articles", "gone", "revisions", "aliases")}
    snapshots = {name: sum(site["snapshots"][name] for site in sites) for name in FIGURES}
    pages = queue_counts(db, site)
    return {
        "path": str(db.path),
        "bytes": db.path.stat().st_size,
        "pages": pages,
        **totals,
        "snapshots": snapshots,
        "sites": sites,
    }


def _site_stats(db: Connection, row: sqlite3.Row) -> dict[str, Any]:
    site = (row["site"],)
    last_run = runs(db, row["site"], 1)
    newest = "SELECT max(coalesce(published_utc, first_seen_at)) FROM articles WHERE site = ?"
    return {
        "site": row["site"],
        "name": row["name"],
        "pages": queue_counts(db, row["site"]),
        "articles": db.value("SELECT count(*) FROM articles WHERE site = ?", site),
        "gone": db.value("SELECT count(*) FROM articles WHERE site = ? AND gone_at IS NOT NULL", site),
        "newest": db.value(newest, site),
        "revisions": db.value(
            "SELECT count(*) FROM revisions JOIN articles ON articles.id = article_id WHERE site = ?", site
        ),
        "aliases": db.value("SELECT count(*) FROM pages WHERE site = ? AND outcome = 'alias'", site),
        "snapshots": snapshot_figures(db, row["site"]),
        "last_run": last_run[0].as_dict() if last_run else None,
        "opt_outs": opt_outs.of_site(db, row["site"]),
    }


def _host_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _find(db: Connection, id_or_url: int | str) -> sqlite3.Row | None:
    text = storable_text(str(id_or_url).strip())
    if text.isascii() and text.isdigit():
        return db.row("SELECT * FROM articles WHERE id = ?", (storable(int(text[:20])),))
    key = page_key(text)
    return db.row(
        """SELECT * FROM articles WHERE url_key = :key
        UNION ALL SELECT * FROM articles WHERE id IN (SELECT article_id FROM pages WHERE url_key = :key) LIMIT 1""",
        {"key": key},
    )


def _dicts(db: Connection, statement: str, parameters: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [dict(row) for row in db.rows(statement, parameters)]
