"""A page's row after a visit: its state, what the answer taught, when it is due again, and where it moved to."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive.frontier.due import GONE, RevisitPlan, VisitFacts, next_visit
from newscrawler.archive.frontier.leases import RESTED_STATE
from newscrawler.archive.frontier.pages import Finding, add_pages, page_key
from newscrawler.archive.moments import from_utc_text, utc_text
from newscrawler.archive.snapshots import body_sha256
from newscrawler.archive.values import storable_text
from newscrawler.errors import BadUrl
from newscrawler.items import Discovered, Outcome

if TYPE_CHECKING:
    import sqlite3

    from newscrawler.archive.connection import Connection
    from newscrawler.items import Visit

_OK = 200


def page_row(db: Connection, visit: Visit) -> sqlite3.Row | None:
    """Return the page's row: the one that was leased, else the one of its address."""
    leased = db.row("SELECT * FROM pages WHERE id = ?", (visit.page.id,)) if visit.page.id is not None else None
    return leased or _row_at(db, visit.page.site, visit.page.url)


def _row_at(db: Connection, site: str, url: str) -> sqlite3.Row | None:
    return db.row("SELECT * FROM pages WHERE site = ? AND url_key = ?", (storable_text(site), page_key(url)))


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


def rest_page(db: Connection, visit: Visit, page_id: int, plan: RevisitPlan) -> None:
    """Write what the visit means for its page; a page put back is again what it was before."""
    outcome = visit.outcome or Outcome.SKIPPED
    before = db.value("SELECT attempts FROM pages WHERE id = ?", (page_id,))
    attempts = before + 1 if outcome is Outcome.FAILED else 0
    due = next_visit(plan, _facts(db, visit, outcome, attempts))
    due_text = utc_text(due) if due else None
    if outcome is Outcome.PUT_BACK:
        settings = f"state = {RESTED_STATE}, leased_until = NULL, next_visit_at = ?"
        db.run(f"UPDATE pages SET {settings} WHERE id = ?", (due_text, page_id))
        return
    row = {"state": _state(visit, outcome), "outcome": str(outcome), "reason": visit.reason, "attempts": attempts}
    row |= {"last_visit_at": db.now_text, "next_visit_at": due_text, "leased_until": None, "crashes": 0}
    row |= _learned(visit)
    db.update("pages", page_id, row)
    db.run("UPDATE pages SET visits = visits + 1 WHERE id = ?", (page_id,))
    if visit.article_id is not None:
        _follow(db, visit, page_id, row)


def _follow(db: Connection, visit: Visit, page_id: int, row: dict[str, Any]) -> None:
    """Where the page was answered from another address of the site, that one is visited from now on instead of it."""
    url = visit.snapshot.url if visit.snapshot else visit.page.url
    target = _row_at(db, visit.page.site, url)
    is_same_site = visit.article is not None and visit.article.site == visit.page.site
    if not is_same_site or (target and target["id"] == page_id) or page_key(url) == page_key(visit.page.url):
        return
    db.update("pages", page_id, {"next_visit_at": None, "reason": "moved"})
    if target is None:
        depth = visit.page.depth
        add_pages(db, [Discovered(url, title=visit.page.title)], Finding(visit.page.site, depth, found_on=page_id))
        target = _row_at(db, visit.page.site, url)
    if target and target["visits"] == 0 and target["state"] != "leased":
        db.update("pages", target["id"], row | {"visits": 1})


def _state(visit: Visit, outcome: Outcome) -> str:
    if outcome is Outcome.FAILED:
        return "gone" if visit.snapshot and visit.snapshot.status in GONE else "failed"
    return "skipped" if outcome is Outcome.SKIPPED else "done"


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


def _facts(db: Connection, visit: Visit, outcome: Outcome, attempts: int) -> VisitFacts:
    born = None
    if visit.article_id is not None:
        statement = "SELECT coalesce(published_utc, first_seen_at) FROM articles WHERE id = ?"
        born = from_utc_text(db.value(statement, (visit.article_id,)))
    return VisitFacts(
        outcome=outcome,
        kind=visit.page.kind,
        now=db.now(),
        attempts=attempts,
        status=visit.snapshot.status if visit.snapshot else None,
        retry_after_seconds=visit.retry_after_seconds,
        published=born,
    )
