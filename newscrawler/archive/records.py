"""An article's rows: itself, its revision, its links and dates."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from newscrawler import dates
from newscrawler.archive.history.filling import recount
from newscrawler.items import Article
from newscrawler.text import FOLDING_VERSION, search_text
from newscrawler.text.agencies import agency_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.identity import Identity
    from newscrawler.items import DateEvidence, Link, Visit

IN_OWN_TABLES = {"related_links": "links", "dates": "dates"}
"""Article field -> the table that holds it; every other field is a column of `articles`."""
COLUMNS = tuple(field.name for field in fields(Article) if field.name not in IN_OWN_TABLES)


def article_row(visit: Visit, article: Article, identity: Identity) -> dict[str, Any]:
    """Return the columns of `articles` that a version of the article fills."""
    row = {column: getattr(article, column) for column in COLUMNS}
    return row | {
        "site": article.site or visit.page.site,
        "published_utc": dates.to_utc(article.published_at) if article.published_at else None,
        "text_hash": identity.text_hash,
        "extractor_version": visit.extractor_version,
        "agency": agency_of(article.origin_line),
        **folded(article.title, article.lead, article.body, article.language),
    }


def folded(title: str, lead: str | None, body: str, language: str | None) -> dict[str, Any]:
    """Return the columns that search reads: the lead counts as body where the body does not show it."""
    text = body if not lead or lead in body else f"{lead}\n\n{body}"
    return {
        "title_folded": search_text(title, language),
        "body_folded": search_text(text, language),
        "folding_version": FOLDING_VERSION,
    }


def write_parts(db: Connection, article_id: int, article: Article) -> None:
    """Write the article's links and dates in place of those of its earlier version."""
    _write_list(db, "links", article_id, article.related_links)
    write_dates(db, article_id, article.dates)


def write_dates(db: Connection, article_id: int, evidence: Sequence[DateEvidence]) -> None:
    """Write every date that was found for the article, in place of those written before."""
    _write_list(db, "dates", article_id, evidence)


def _write_list(db: Connection, table: str, article_id: int, members: Sequence[Link | DateEvidence]) -> None:
    db.run(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    for position, member in enumerate(members):
        db.insert(table, {"article_id": article_id, "position": position, **asdict(member)})


def write_revision(db: Connection, visit: Visit, article_id: int, run_id: int, snapshot_id: int | None) -> None:
    """Add the article's present words as its next revision, with what they changed in the one before."""
    article = visit.article
    if article is None:
        return
    number = db.value("SELECT coalesce(max(number), 0) + 1 FROM revisions WHERE article_id = ?", (article_id,))
    row = db.row("SELECT text_hash FROM articles WHERE id = ?", (article_id,))
    db.insert(
        "revisions",
        {
            "article_id": article_id,
            "number": number,
            "seen_at": db.now_text,
            "run_id": run_id,
            "snapshot_id": snapshot_id,
            **{
                column: getattr(article, column)
                for column in ("url", "title", "lead", "body", "published_at", "modified_at")
            },
            "text_hash": row["text_hash"] if row else "",
            "extractor_version": visit.extractor_version,
        },
    )
    recount(db, article_id, number)
