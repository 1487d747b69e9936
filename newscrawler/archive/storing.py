"""Storing a visit: one transaction holds article, revision, snapshot, links, dates, the page's state and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler import dates
from newscrawler.archive import dating, opt_outs
from newscrawler.archive.absences import note_absence
from newscrawler.archive.frontier.asked import is_forgotten
from newscrawler.archive.frontier.pages import FORGOTTEN, Finding, add_pages, page_key, stored_hints
from newscrawler.archive.identity import Identity, identify
from newscrawler.archive.records import article_row, write_parts, write_revision
from newscrawler.archive.runs import count_added, count_dropped, count_outcome
from newscrawler.archive.sites import know_site
from newscrawler.archive.snapshots import body_sha256
from newscrawler.archive.visited import page_id_of, page_row, rest_page
from newscrawler.items import Outcome

if TYPE_CHECKING:
    import sqlite3

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.frontier.due import RevisitPlan
    from newscrawler.archive.snapshots import Keeper
    from newscrawler.items import Article, Visit

_NOT_MODIFIED = 304
# Outcomes that an earlier step decided for good; of the others the archive itself is the judge, under its lock.
_DECIDED = {Outcome.SKIPPED, Outcome.FAILED, Outcome.PUT_BACK}


def judge(db: Connection, visit: Visit) -> Identity:
    """Return what the visit is to the archive: its outcome and the article it belongs to."""
    row = page_row(db, visit)
    article_id = row["article_id"] if row else None
    if visit.outcome in _DECIDED:
        return Identity(visit.outcome or Outcome.SKIPPED, article_id, "", "")
    if visit.snapshot is not None and visit.snapshot.status == _NOT_MODIFIED:
        was_alias = row is not None and row["outcome"] == Outcome.ALIAS
        return Identity(Outcome.ALIAS if was_alias else Outcome.UNCHANGED, article_id, "", "")
    if visit.article is not None:
        return identify(db, visit, visit.article, article_id)
    if visit.page.kind.is_source:
        return Identity(_source_outcome(visit, row), None, "", "")
    return Identity(visit.outcome or Outcome.SKIPPED, article_id, "", "")


def _source_outcome(visit: Visit, row: sqlite3.Row | None) -> Outcome:
    if row is None or row["visits"] == 0:
        return Outcome.NEW
    if visit.snapshot is None:
        return visit.outcome or Outcome.UNCHANGED
    return Outcome.UNCHANGED if body_sha256(visit.snapshot) == row["body_sha256"] else Outcome.CHANGED


def store(db: Connection, visit: Visit, run_id: int, plan: RevisitPlan, keeper: Keeper) -> int | None:
    """Commit everything that came of a visit; set its `outcome` and `article_id`; return the article's id, if any."""
    with db.writing():
        page_id = page_id_of(db, visit)
        if is_forgotten(db, visit):
            visit.outcome, visit.reason, visit.article, visit.links = Outcome.SKIPPED, FORGOTTEN, None, []
        identity = judge(db, visit)
        visit.outcome, visit.article_id = identity.outcome, identity.article_id
        printed = dating.printed_on(db, visit) if identity.outcome not in _DECIDED else None
        if visit.article is not None and identity.outcome in (Outcome.NEW, Outcome.CHANGED):
            dating.judge_visit(visit.article, printed)
            visit.article_id = store_article(db, visit, visit.article, identity)
            owners = {"page_id": page_id, "article_id": visit.article_id, "run_id": run_id}
            store_version(db, visit, owners, keeper)
        elif visit.article_id is not None and identity.outcome not in _DECIDED:
            db.update("articles", visit.article_id, {"last_seen_at": db.now_text})
        dating.learn(db, visit, printed)
        _add_late_dates(db, visit, page_id)
        dating.settle(db)
        found = _store_links(db, visit, page_id, run_id)
        count_dropped(db, run_id, visit.dropped)
        if visit.opt_outs is not None:
            opt_outs.note_page(db, visit.page.site, page_id, visit.opt_outs)
        rest_page(db, visit, page_id, plan, found)
        note_absence(db, visit, page_id)
        count_outcome(db, run_id, str(visit.page.kind), identity.outcome, visit.reason)
    return visit.article_id


def store_article(db: Connection, visit: Visit, article: Article, identity: Identity) -> int:
    """Write the article's row, new or in place of what it was; return its id. Part of the transaction that is open."""
    row = article_row(visit, article, identity) | {"last_seen_at": db.now_text}
    if identity.article_id is not None:
        db.update("articles", identity.article_id, row)
        return identity.article_id
    if identity.evicted_id is not None:
        _evict(db, identity.evicted_id)
    know_site(db, row["site"])
    return db.insert("articles", row | {"url_key": identity.url_key, "first_seen_at": db.now_text})


def _evict(db: Connection, article_id: int) -> None:
    """Give an article that claimed another's address its own key; with its number where that is claimed too."""
    url, site = db.rows("SELECT url, site FROM articles WHERE id = ?", (article_id,))[0]
    key = page_key(url)
    if db.value("SELECT 1 FROM articles WHERE site = ? AND url_key = ?", (site, key)):
        key = f"{key}#{article_id}"
    db.update("articles", article_id, {"url_key": key})


def store_version(db: Connection, visit: Visit, owners: dict[str, int], keeper: Keeper) -> None:
    """Write what belongs to a version, which page, article and run own: its snapshot, links, dates and revision."""
    snapshot_id = None
    if visit.snapshot is not None:
        snapshot_id = keeper.keep(visit.snapshot, visit.page.site, owners)
    if visit.article is not None:
        write_parts(db, owners["article_id"], visit.article)
    write_revision(db, visit, owners["article_id"], owners["run_id"], snapshot_id)


def _add_late_dates(db: Connection, visit: Visit, page_id: int) -> None:
    """Add what sources said since the page was leased, and what else an undated article's page says by now."""
    if visit.article is None or visit.article_id is None or visit.outcome in _DECIDED:
        return
    told = stored_hints(db.value("SELECT hints FROM pages WHERE id = ?", (page_id,)))
    found = [one for one in told if one not in visit.page.hints]
    if visit.outcome in dating.LATER:
        published = db.value("SELECT published_at FROM articles WHERE id = ?", (visit.article_id,))
        found += [one for one in visit.article.dates if not published and dates.counts(one) and not dates.is_line(one)]
    if found:
        dating.add_evidence(db, visit.article_id, found)


def _store_links(db: Connection, visit: Visit, page_id: int, run_id: int) -> int:
    """Put the links in the frontier; return how many were new to it."""
    if not visit.links:
        return 0
    added = add_pages(db, visit.links, Finding(visit.page.site, depth=visit.page.depth + 1, found_on=page_id))
    count_added(db, run_id, added)
    return added.found
