"""Dating an article again, by what is known by now of its lines, or by evidence that came later."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from newscrawler import dates
from newscrawler.archive.dating.learning import fetch_of
from newscrawler.archive.dating.marking import DATED, marked, redated
from newscrawler.archive.dating.places import find_place
from newscrawler.archive.records import write_dates
from newscrawler.archive.values import from_json
from newscrawler.items import DateEvidence, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.dating.learning import Printed
    from newscrawler.items import Article

MOST_TOLD = 8
"""So many dates that sources gave are kept with an article."""
_EVIDENCE = tuple(field.name for field in fields(DateEvidence))
_SOURCES = (Place.FEED, Place.SITEMAP)


def judge_visit(article: Article, printed: Printed | None) -> None:
    """Date an article that is about to be stored by what is known of its lines."""
    if printed is None or not any(known.is_other for known in printed.known.values()):
        return
    after = marked(article.dates, printed.fetch, lambda *at: printed.known.get(at))
    if after == article.dates:
        return
    stands = {name: getattr(article, name) for name in (*DATED, "provenance")}
    found = redated(stands, article.dates, after, printed.fetch)
    for name, value in found.changes.items():
        setattr(article, name, value)
    article.provenance, article.dates = found.provenance, found.evidence


def judge_again(db: Connection, article_id: int, fresh: Sequence[DateEvidence] = ()) -> None:
    """Date a stored article anew, with evidence that came since; no revision, for its words are the same."""
    row = db.row(f"SELECT site, provenance, {', '.join(DATED)} FROM articles WHERE id = ?", (article_id,))
    if row is None:
        return
    before = stored_evidence(db, article_id)
    fetch = fetch_of(db, row["site"], _fetched_at(db, article_id))
    after = marked(_with_fresh(before, fresh), fetch, lambda *at: find_place(db, row["site"], *at))
    if after == before:
        return
    stands: dict[str, Any] = dict(row) | {"provenance": from_json(row["provenance"], {})}
    found = redated(stands, before, after, fetch)
    if found.changes:
        db.update("articles", article_id, found.changes | _utc(found.changes) | {"provenance": found.provenance})
    write_dates(db, article_id, found.evidence)


def _utc(changes: dict[str, Any]) -> dict[str, Any]:
    if "published_at" not in changes:
        return {}
    return {"published_utc": dates.to_utc(changes["published_at"]) if changes["published_at"] else None}


def add_evidence(db: Connection, article_id: int, found: Sequence[DateEvidence]) -> None:
    """Add dates that were found later, as in a feed that lists the article by now; date the article anew by them."""
    known = {_identity(one) for one in stored_evidence(db, article_id)} if found else set()
    fresh = [one for one in found if _identity(one) not in known]
    if fresh:
        judge_again(db, article_id, fresh)


def stored_evidence(db: Connection, article_id: int) -> list[DateEvidence]:
    """Return the rows of `dates`."""
    columns = ", ".join(_EVIDENCE)
    rows = db.rows(f"SELECT {columns} FROM dates WHERE article_id = ? ORDER BY position", (article_id,))
    return [DateEvidence(**dict(row)) for row in rows]


def _identity(one: DateEvidence) -> tuple[str, str, str]:
    return str(one.place), one.path, one.text


def _with_fresh(before: list[DateEvidence], fresh: Sequence[DateEvidence]) -> list[DateEvidence]:
    """The newest word of a source stands before its older ones, as at a visit; the oldest of many go."""
    if not fresh:
        return before
    page = [one for one in (*before, *fresh) if one.place not in _SOURCES]
    told = [one for one in (*fresh, *before) if one.place in _SOURCES]
    return [*page, *told[:MOST_TOLD]]


def _fetched_at(db: Connection, article_id: int) -> str | None:
    """When the page was fetched that the stored evidence is from: its newest snapshot, else its newest revision."""
    newest = "SELECT fetched_at FROM snapshots WHERE article_id = ? ORDER BY fetched_at DESC, id DESC LIMIT 1"
    seen = "SELECT seen_at FROM revisions WHERE article_id = ? ORDER BY number DESC LIMIT 1"
    found = db.value(newest, (article_id,)) or db.value(seen, (article_id,))
    return str(found) if found else None
