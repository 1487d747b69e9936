"""Who holds a page. A lease names its run; a dead run's leases are free at once, expiry is the fallback."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from newscrawler.archive.frontier.pages import stored_hints
from newscrawler.archive.moments import utc_text
from newscrawler.items import PAST_PRIORITY, Page, PageKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

    from newscrawler.archive.connection import Connection

CRASHES_ALLOWED = 3
"""A page that was leased at so many sudden deaths, all but the first of them alone, is set aside: it killed two runs,
and at the first death any of the pages that the run held may be to blame."""
POISON = "two runs died while they held nothing else"
"""Why such a page is set aside."""

# What a page is when nobody holds it, told from its last visit.
RESTED_STATE = """CASE
    WHEN forgotten_at IS NOT NULL THEN 'forgotten'
    WHEN outcome IS NULL THEN 'new'
    WHEN outcome = 'skipped' THEN 'skipped'
    WHEN outcome = 'failed' AND last_status IN (404, 410) THEN 'gone'
    WHEN outcome = 'failed' THEN 'failed'
    WHEN moved_to IS NOT NULL THEN 'moved'
    ELSE 'done'
END"""

# No page is leased twice by one run. Each query walks an index in its order and stops at the limit.
_FREE = "site = :site AND crashes = 0 AND (leased_by IS NULL OR leased_by <> :run_id)"
_NEW = f"state = 'new' AND (next_visit_at IS NULL OR next_visit_at <= :start) AND {_FREE}"
_DUE = f"next_visit_at <= :start AND state NOT IN ('new', 'leased') AND {_FREE}"
_PRESENT = f"priority > {PAST_PRIORITY}"
_PAST = f"priority <= {PAST_PRIORITY}"
_NEW_ORDER = "priority DESC, listed_utc DESC, found_at DESC, id"
_QUEUES = (
    f"SELECT * FROM pages WHERE {_NEW} AND {_PRESENT} AND (kind = 'article') = 0 ORDER BY {_NEW_ORDER} LIMIT :limit",
    f"SELECT * FROM pages WHERE {_DUE} AND {_PRESENT} AND (kind = 'article') = 0 ORDER BY next_visit_at LIMIT :limit",
    f"SELECT * FROM pages WHERE {_NEW} AND {_PRESENT} AND (kind = 'article') = 1 ORDER BY {_NEW_ORDER} LIMIT :limit",
    f"SELECT * FROM pages WHERE {_DUE} AND (kind = 'article') = 1 ORDER BY next_visit_at LIMIT :limit",
)
_PAST_SOURCES, _PAST_ARTICLES = (
    f"SELECT * FROM pages WHERE {_NEW} AND {_PAST} AND (kind = 'article') = {kind} ORDER BY {_NEW_ORDER} LIMIT :limit"
    for kind in (0, 1)
)
_SUSPECT = f"""SELECT * FROM pages
WHERE site = :site AND crashes > 0 AND ({_PRESENT} OR :past)
    AND state <> 'leased' AND (leased_by IS NULL OR leased_by <> :run_id)
    AND (next_visit_at <= :start OR (state = 'new' AND next_visit_at IS NULL))
    AND NOT EXISTS (SELECT 1 FROM pages WHERE site = :site AND state = 'leased' AND leased_by = :run_id)
ORDER BY crashes, id LIMIT 1"""


@dataclass(frozen=True, slots=True)
class LeaseRequest:
    """Who asks for pages."""

    run_id: int
    site: str
    limit: int
    lease_seconds: float
    past_sources: bool = False
    """Also sources that lead into the past, when nothing else is left."""
    past_articles: bool = False


def lease(db: Connection, request: LeaseRequest) -> list[Page]:
    """Hand out pages that are new, or were due at the run's start: sources first, then new articles, then re-visits.

    Pages that were leased when a run died come last and alone, so that a second death points at one page.
    """
    with db.writing():
        rows = _due_rows(db, request)
        until = utc_text(db.now() + timedelta(seconds=request.lease_seconds))
        for row in rows:
            db.run(
                "UPDATE pages SET state = 'leased', leased_by = ?, leased_until = ? WHERE id = ?",
                (request.run_id, until, row["id"]),
            )
        db.run("UPDATE runs SET requested = requested + ? WHERE id = ?", (len(rows), request.run_id))
    return [page_of(row) for row in rows]


def _due_rows(db: Connection, request: LeaseRequest) -> list[sqlite3.Row]:
    start = db.value("SELECT started_at FROM runs WHERE id = ?", (request.run_id,))
    asked = {"site": request.site, "run_id": request.run_id, "start": start, "past": bool(request.past_articles)}
    rows: list[sqlite3.Row] = []
    past = (_PAST_SOURCES,) * request.past_sources + (_PAST_ARTICLES,) * request.past_articles
    for queue in (*_QUEUES, *past):
        if len(rows) < request.limit:
            rows += db.rows(queue, asked | {"limit": request.limit - len(rows)})
    return rows or db.rows(_SUSPECT, asked)


def page_of(row: sqlite3.Row) -> Page:
    """Return a row of `pages` as a `Page`."""
    return Page(
        url=row["url"],
        site=row["site"],
        kind=PageKind(row["kind"]),
        id=row["id"],
        depth=row["depth"],
        attempts=row["attempts"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        title=row["title"],
        hints=tuple(stored_hints(row["hints"])),
    )


def free_leases(db: Connection, site: str, *, of_dead_runs: bool, run_id: int | None) -> int:
    """Free what others than `run_id` hold of a site: all of it when the others are dead, else what has expired."""
    condition = "site = :site AND state = 'leased' AND leased_by IS NOT :run_id"
    if not of_dead_runs:
        condition += " AND leased_until < :now"
    asked = {"site": site, "run_id": run_id, "now": db.now_text, "allowed": CRASHES_ALLOWED, "poison": POISON}
    is_poison = "crashes + 1 >= :allowed AND forgotten_at IS NULL"
    with db.writing():
        return db.run(
            f"""UPDATE pages SET crashes = crashes + 1, leased_until = NULL,
                state = CASE WHEN {is_poison} THEN 'set aside' ELSE {RESTED_STATE} END,
                reason = CASE WHEN {is_poison} THEN :poison ELSE reason END,
                next_visit_at = CASE WHEN {is_poison} THEN NULL ELSE next_visit_at END
            WHERE {condition}""",
            asked,
        )


def put_back(db: Connection, page_ids: Collection[int]) -> dict[str, int]:
    """Return leased pages to what they were before; count them by kind."""
    counts: dict[str, int] = {}
    with db.writing():
        for page_id in page_ids:
            kind = db.value("SELECT kind FROM pages WHERE id = ? AND state = 'leased'", (page_id,))
            if kind is None:
                continue
            counts[kind] = counts.get(kind, 0) + 1
            db.run(f"UPDATE pages SET state = {RESTED_STATE}, leased_until = NULL WHERE id = ?", (page_id,))
    return counts


def vanish(db: Connection, run_id: int, next_visit_at: str | None) -> dict[str, int]:
    """Make everything the run still holds failed, `vanished`; count it by kind."""
    held = "state = 'leased' AND leased_by = ?"
    with db.writing():
        counts = dict(_counted(db, f"SELECT kind, count(*) FROM pages WHERE {held} GROUP BY kind", (run_id,)))
        db.run(
            f"""UPDATE pages SET outcome = 'failed', leased_until = NULL, attempts = attempts + 1,
                state = CASE WHEN forgotten_at IS NULL THEN 'failed' ELSE 'forgotten' END,
                reason = CASE WHEN forgotten_at IS NULL THEN 'vanished' ELSE reason END,
                next_visit_at = CASE WHEN forgotten_at IS NULL THEN ? END, last_visit_at = ? WHERE {held}""",
            (next_visit_at, db.now_text, run_id),
        )
    return counts


def pending(db: Connection, site: str, run_id: int | None) -> dict[str, int]:
    """Return how many pages of the site are `new`, `due` again, and `leased`, at the run's start or now."""
    start = db.value("SELECT started_at FROM runs WHERE id = ?", (run_id,)) or db.now_text
    asked = {"site": site, "run_id": run_id or 0, "start": start}
    free = f"site = :site AND {_PRESENT} AND (leased_by IS NULL OR leased_by <> :run_id)"
    resting = "state NOT IN ('new', 'leased')"
    conditions = {
        "new": f"state = 'new' AND (next_visit_at IS NULL OR next_visit_at <= :start) AND {free}",
        # Both kinds are named so that the index, which parts sources from articles, is searched and not walked.
        "due": f"(kind = 'article') IN (0, 1) AND next_visit_at <= :start AND {resting} AND {free}",
        "leased": "site = :site AND state = 'leased'",
    }
    return {
        name: int(db.value(f"SELECT count(*) FROM pages WHERE {condition}", asked))
        for name, condition in conditions.items()
    }


def past_waiting(db: Connection, site: str, *, sources: bool) -> int:
    """Return how many pages that lead into the past wait to be fetched; with `sources`, how many list others."""
    kinds = "(0)" if sources else "(0, 1)"
    waiting = f"site = ? AND state = 'new' AND (kind = 'article') IN {kinds} AND {_PAST}"
    return int(db.value(f"SELECT count(*) FROM pages WHERE {waiting}", (site,)))


def queue_counts(db: Connection, site: str | None) -> dict[str, int]:
    """Return how many pages stand in each state."""
    counts = "SELECT state, count(*) FROM pages {} GROUP BY state ORDER BY state"
    if site is None:
        return dict(_counted(db, counts.format(""), ()))
    return dict(_counted(db, counts.format("WHERE site = ?"), (site,)))


# A site that is down for some hours still has its feed: others are not guessed at meanwhile.
_ANSWERS = """(outcome IN ('new', 'changed', 'unchanged')
OR (state = 'failed' AND body_sha256 IS NOT NULL AND attempts < 6))"""


def known_sources(db: Connection, site: str, *, working: bool) -> list[Page]:
    """Return the site's sources, best first; with `working` only those that answer, or did until a few visits ago."""
    answered = f"AND {_ANSWERS}" if working else ""
    sources = "site = ? AND kind <> 'article' AND forgotten_at IS NULL"
    rows = db.rows(f"SELECT * FROM pages WHERE {sources} {answered} ORDER BY depth, priority DESC, id", (site,))
    return [page_of(row) for row in rows]


def reopen_sources(db: Connection, site: str) -> None:
    """Make the site's sources due at once and forget their validators, so that they are read whole again."""
    with db.writing():
        db.run(
            """UPDATE pages SET next_visit_at = ?, etag = NULL, last_modified = NULL
            WHERE site = ? AND kind <> 'article' AND state = 'done' AND priority > ?""",
            (db.now_text, site, PAST_PRIORITY),
        )


def ask_again(db: Connection, site: str, url_keys: Sequence[str], visited_before: str) -> None:
    """Make sources that were visited before a moment new again, their validators forgotten, to be read whole."""
    with db.writing():
        for key in url_keys:
            db.run(
                """UPDATE pages SET state = 'new', next_visit_at = NULL, etag = NULL, last_modified = NULL
                WHERE site = ? AND url_key = ? AND kind <> 'article' AND state <> 'leased' AND last_visit_at < ?""",
                (site, key, visited_before),
            )


def _counted(db: Connection, statement: str, parameters: Sequence[object]) -> list[tuple[str, int]]:
    return [(row[0], row[1]) for row in db.rows(statement, parameters)]
