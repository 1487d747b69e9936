"""Storing a visit: one transaction holds article, revision, snapshot, links, dates, the page's state and the counts."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive.frontier.due import GONE, RevisitPlan, VisitFacts, next_visit
from newscrawler.archive.frontier.leases import RESTED_STATE
from newscrawler.archive.frontier.pages import Finding, add_pages, page_key
from newscrawler.archive.identity import Identity, identify
from newscrawler.archive.moments import from_utc_text, utc_text
from newscrawler.archive.records import article_row, write_parts, write_revision
from newscrawler.archive.runs import count_added, count_outcome
from newscrawler.archive.sites import know_site
from newscrawler.archive.snapshots import body_sha256, snapshot_row
from newscrawler.items import Discovered, Outcome

if TYPE_CHECKING:
    import sqlite3

    from newscrawler.archive.connection import Connection
    from newscrawler.items import Article, Visit

_NOT_MODIFIED = 304
_OK = 200
# Outcomes that a step before decided for good; of the others the archive itself is the judge, under its lock.
_DECIDED = {Outcome.SKIPPED, Outcome.FAILED, Outcome.PUT_BACK}


def judge(db: Connection, visit: Visit) -> Identity:
    """Return what the visit is to the archive: its outcome and the article it belongs to."""
    row = _page_row(db, visit)
    article_id = row["article_id"] if row else None
    if visit.outcome in _DECIDED:
        return Identity(visit.outcome or Outcome.SKIPPED, article_id, "", "")
    if visit.snapshot is not None and visit.snapshot.status == _NOT_MODIFIED:
        return Identity(Outcome.UNCHANGED, article_id, "", "")
    if visit.article is not None:
        return identify(db, visit, visit.article)
    if visit.page.kind.is_source:
        return Identity(_source_outcome(visit, row), None, "", "")
    return Identity(visit.outcome or Outcome.SKIPPED, article_id, "", "")


def _source_outcome(visit: Visit, row: sqlite3.Row | None) -> Outcome:
    if row is None or row["visits"] == 0:
        return Outcome.NEW
    if visit.snapshot is None:
        return visit.outcome or Outcome.UNCHANGED
    return Outcome.UNCHANGED if body_sha256(visit.snapshot) == row["body_sha256"] else Outcome.CHANGED


def store(db: Connection, visit: Visit, run_id: int, plan: RevisitPlan) -> int | None:
    """Commit everything that came of a visit; set its `outcome` and `article_id`; return the article's id, if any."""
    with db.writing():
        page_id = _page_id(db, visit)
        identity = judge(db, visit)
        visit.outcome, visit.article_id = identity.outcome, identity.article_id
        if visit.article is not None and identity.outcome not in _DECIDED:
            visit.article_id = _store_article(db, visit, visit.article, identity)
            if identity.outcome in (Outcome.NEW, Outcome.CHANGED):
                _store_version(db, visit, visit.article_id, page_id, run_id)
        _store_links(db, visit, page_id, run_id)
        _store_page(db, visit, page_id, plan)
        count_outcome(db, run_id, str(visit.page.kind), identity.outcome, visit.reason)
    return visit.article_id


def _store_article(db: Connection, visit: Visit, article: Article, identity: Identity) -> int:
    now = db.now_text
    if identity.article_id is None:
        if identity.evicted_id is not None:
            _evict(db, identity.evicted_id)
        row = article_row(visit, article, identity)
        know_site(db, row["site"])
        return db.insert("articles", row | {"url_key": identity.url_key, "first_seen_at": now, "last_seen_at": now})
    changes: dict[str, Any] = {"last_seen_at": now}
    if identity.outcome is Outcome.CHANGED:
        changes |= article_row(visit, article, identity)
    db.update("articles", identity.article_id, changes)
    return identity.article_id


def _evict(db: Connection, article_id: int) -> None:
    """Give an article that claimed another's address the key of its own."""
    url = str(db.value("SELECT url FROM articles WHERE id = ?", (article_id,)))
    db.update("articles", article_id, {"url_key": page_key(url)})


def _store_version(db: Connection, visit: Visit, article_id: int, page_id: int, run_id: int) -> None:
    snapshot_id = None
    if visit.snapshot is not None:
        owners = {"page_id": page_id, "article_id": article_id, "run_id": run_id}
        snapshot_id = db.insert("snapshots", owners | snapshot_row(visit.snapshot))
    if visit.article is not None:
        write_parts(db, article_id, visit.article)
    write_revision(db, visit, article_id, run_id, snapshot_id)


def _store_links(db: Connection, visit: Visit, page_id: int, run_id: int) -> None:
    if visit.links:
        finding = Finding(visit.page.site, depth=visit.page.depth + 1, found_on=page_id)
        count_added(db, run_id, add_pages(db, visit.links, finding))


def _page_row(db: Connection, visit: Visit) -> sqlite3.Row | None:
    if visit.page.id is not None:
        return db.row("SELECT * FROM pages WHERE id = ?", (visit.page.id,))
    return db.row("SELECT * FROM pages WHERE site = ? AND url_key = ?", (visit.page.site, page_key(visit.page.url)))


def _page_id(db: Connection, visit: Visit) -> int:
    """Return the page's row, made when the visit did not come from the frontier."""
    row = _page_row(db, visit)
    if row is None:
        found = Discovered(visit.page.url, visit.page.kind, title=visit.page.title)
        add_pages(db, [found], Finding(visit.page.site, depth=visit.page.depth))
        row = _page_row(db, visit)
    if row is None:
        raise ValueError(f"{visit.page.url} is no address that a page can have")
    return int(row["id"])


def _store_page(db: Connection, visit: Visit, page_id: int, plan: RevisitPlan) -> None:
    outcome = visit.outcome or Outcome.SKIPPED
    before = db.row("SELECT attempts, visits FROM pages WHERE id = ?", (page_id,))
    attempts = (before["attempts"] if before else 0) + 1 if outcome is Outcome.FAILED else 0
    due = next_visit(plan, _facts(db, visit, outcome, attempts))
    due_text = utc_text(due) if due else None
    if outcome is Outcome.PUT_BACK:
        db.run(
            f"UPDATE pages SET state = {RESTED_STATE}, leased_until = NULL, next_visit_at = ? WHERE id = ?",
            (due_text, page_id),
        )
        return
    row = {
        "state": _state(visit, outcome),
        "outcome": str(outcome),
        "reason": visit.reason,
        "attempts": attempts,
        "visits": (before["visits"] if before else 0) + 1,
        "crashes": 0,
        "leased_until": None,
        "last_visit_at": db.now_text,
        "next_visit_at": due_text,
        "last_status": visit.snapshot.status if visit.snapshot else None,
    }
    if visit.article_id is not None:
        row["article_id"] = visit.article_id
    db.update("pages", page_id, row | _learned(visit))


def _state(visit: Visit, outcome: Outcome) -> str:
    if outcome is Outcome.FAILED:
        return "gone" if visit.snapshot and visit.snapshot.status in GONE else "failed"
    return "skipped" if outcome is Outcome.SKIPPED else "done"


def _learned(visit: Visit) -> dict[str, Any]:
    """Return what a good answer teaches for the next request; nothing after a bad one or a 304."""
    if visit.outcome is Outcome.FAILED or visit.snapshot is None or visit.snapshot.status != _OK:
        return {}
    headers = {name.lower(): value for name, value in visit.snapshot.headers}
    learned: dict[str, Any] = {name: headers.get(header) for name, header in _VALIDATORS.items()}
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
