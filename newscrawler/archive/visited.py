"""A page's row after a visit: its state, what the answer taught, when it is due again, and where it moved to."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from newscrawler.archive.frontier.due import GONE, RevisitPlan, VisitFacts, next_visit
from newscrawler.archive.frontier.leases import RESTED_STATE
from newscrawler.archive.frontier.pages import Finding, add_pages, page_at, page_key
from newscrawler.archive.frontier.sources import brought_row, wake_others
from newscrawler.archive.moments import from_utc_text, utc_text
from newscrawler.archive.snapshots import body_sha256
from newscrawler.errors import BadUrl
from newscrawler.items import Discovered, Outcome

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import datetime

    from newscrawler.archive.connection import Connection
    from newscrawler.items import Visit

_OK = 200
CRASHED = "crashed"
"""How the reason of a visit begins on which reading the page raised."""
SET_ASIDE = "set aside"


def page_row(db: Connection, visit: Visit) -> sqlite3.Row | None:
    """Return the page's row: the one that was leased, else the one of its address."""
    leased = db.row("SELECT * FROM pages WHERE id = ?", (visit.page.id,)) if visit.page.id is not None else None
    return leased or page_at(db, visit.page.site, visit.page.url)


def page_id_of(db: Connection, visit: Visit) -> int:
    """Return the page's row, made when the visit did not come from the frontier."""
    row = page_row(db, visit)
    if row is None:
        found = Discovered(visit.page.url, visit.page.kind, title=visit.page.title)
        add_pages(db, [found], Finding(visit.page.site, depth=visit.page.depth))
        row = page_row(db, visit)
    if row is None:
        raise BadUrl(f"cannot store a visit of {visit.page.url[:200]!r}: expected an http or https address")
    return int(row["id"])


def rest_page(db: Connection, visit: Visit, page_id: int, plan: RevisitPlan, found: int = 0) -> None:
    """Write what the visit means for its page; a page put back is again what it was before.

    `found` is how many pages count for the visit of a source.
    """
    outcome = visit.outcome or Outcome.SKIPPED
    before = db.rows("SELECT * FROM pages WHERE id = ?", (page_id,))[0]
    if outcome is Outcome.PUT_BACK:
        settings = f"state = {RESTED_STATE}, leased_until = NULL, next_visit_at = ?"
        due = next_visit(plan, _facts(db, visit, outcome))
        db.run(f"UPDATE pages SET {settings} WHERE id = ?", (_due_text(due), page_id))
        return
    row = _rested(db, visit, outcome, before) | _learned(visit)
    if visit.page.kind.is_source and outcome is not Outcome.FAILED:
        row |= brought_row(db, plan, before, found)
    due = next_visit(plan, _facts(db, visit, outcome, row))
    row["next_visit_at"] = None if before["forgotten_at"] else _due_text(due)
    db.update("pages", page_id, row)
    if visit.page.kind.is_source and outcome is Outcome.FAILED:
        wake_others(db, before)
    if visit.article_id is not None:
        _follow(db, visit, page_id, row)


def _rested(db: Connection, visit: Visit, outcome: Outcome, before: sqlite3.Row) -> dict[str, Any]:
    """Return the columns that say what came of the visit, whatever the page is."""
    has_failed = outcome is Outcome.FAILED
    row: dict[str, Any] = {
        "outcome": str(outcome),
        "reason": visit.reason,
        "attempts": before["attempts"] + 1 if has_failed else 0,
        "crashes": 0,
        "visits": before["visits"] + 1,
        "last_visit_at": db.now_text,
        "leased_until": None,
    }
    row["state"] = _state(visit, outcome, before)
    return row if has_failed else row | {"moved_to": None}


def _follow(db: Connection, visit: Visit, page_id: int, row: dict[str, Any]) -> None:
    """Where the page was answered from another address of the site, that one is visited from now on instead of it."""
    url = visit.snapshot.url if visit.snapshot else visit.page.url
    target = page_at(db, visit.page.site, url)
    is_same_site = visit.article is not None and visit.article.site == visit.page.site
    if not is_same_site or (target and target["id"] == page_id) or page_key(url) == page_key(visit.page.url):
        return
    db.update("pages", page_id, {"state": "moved", "reason": "moved", "moved_to": url, "next_visit_at": None})
    if target is None:
        depth = visit.page.depth
        add_pages(db, [Discovered(url, title=visit.page.title)], Finding(visit.page.site, depth, found_on=page_id))
        target = page_at(db, visit.page.site, url)
    if target and target["visits"] == 0 and target["state"] != "leased":
        db.update("pages", target["id"], row | {"visits": 1})


def _due_text(due: datetime | None) -> str | None:
    return utc_text(due) if due else None


def _state(visit: Visit, outcome: Outcome, before: sqlite3.Row) -> str:
    if before["forgotten_at"]:
        return "forgotten"
    if outcome is not Outcome.FAILED:
        return "skipped" if outcome is Outcome.SKIPPED else "done"
    if _is_poison(visit, before):
        return SET_ASIDE
    return "gone" if visit.snapshot and visit.snapshot.status in GONE else "failed"


def _is_poison(visit: Visit, before: sqlite3.Row) -> bool:
    """Return True where reading the page raised now and at the visit before: it would raise again."""
    has_raised = before["outcome"] == Outcome.FAILED and before["reason"].startswith(CRASHED)
    return has_raised and visit.reason.startswith(CRASHED) and not visit.page.kind.is_source


def _learned(visit: Visit) -> dict[str, Any]:
    """Return what the answer taught: the page's article, and the validators of a good answer for the next request."""
    learned: dict[str, Any] = {"last_status": visit.snapshot.status if visit.snapshot else None}
    if visit.article_id is not None:
        learned["article_id"] = visit.article_id
    if visit.outcome is Outcome.FAILED or visit.snapshot is None or visit.snapshot.status != _OK:
        return learned
    headers = {name.lower(): value for name, value in visit.snapshot.headers}
    learned |= {name: headers.get(header) for name, header in _VALIDATORS.items()}
    if visit.page.kind.is_source:
        learned["body_sha256"] = body_sha256(visit.snapshot)
    return learned


_VALIDATORS = {"etag": "etag", "last_modified": "last-modified"}


def _facts(db: Connection, visit: Visit, outcome: Outcome, row: Mapping[str, Any] = MappingProxyType({})) -> VisitFacts:
    """Return what the next visit depends on; `row` holds what the page's row becomes."""
    born = None
    if visit.article_id is not None:
        statement = "SELECT coalesce(published_utc, first_seen_at) FROM articles WHERE id = ?"
        born = from_utc_text(db.value(statement, (visit.article_id,)))
    return VisitFacts(
        outcome=outcome,
        kind=visit.page.kind,
        now=db.now(),
        attempts=row.get("attempts", 0),
        status=visit.snapshot.status if visit.snapshot else None,
        retry_after_seconds=visit.retry_after_seconds,
        published=born,
        interval_seconds=row.get("interval_seconds"),
        is_poison=row.get("state") == SET_ASIDE,
    )
