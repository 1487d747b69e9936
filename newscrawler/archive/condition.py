"""What the archive tells of how a site fares: since when its runs fail, over which pages, what its articles lack."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscrawler.archive.by_day import Day, by_day
from newscrawler.archive.locks import holder
from newscrawler.archive.runs import IMPORT, run_of, runs

if TYPE_CHECKING:
    import sqlite3

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.runs import Run

RUNS_LOOKED_AT = 200
ARTICLES_LOOKED_AT = 220
PAGES_LOOKED_AT = 50
FAILURES_TO_BE_LOST = 3
"""A source that answered before and failed so often in a row is lost."""

_WORKED, _INTERRUPTED = 0, 130
_STREAK = f"""SELECT * FROM runs WHERE site = :site AND spider <> '{IMPORT}'
    AND exit_status NOT IN ({_WORKED}, {_INTERRUPTED})
    AND NOT EXISTS (SELECT 1 FROM runs AS later
        WHERE later.site = :site AND later.spider <> '{IMPORT}' AND later.exit_status = {_WORKED}
        AND (later.started_at, later.id) > (runs.started_at, runs.id))"""
_PAGE = "SELECT url, kind, state, reason, attempts, last_visit_at FROM pages"
# `leased_by` stays when a page is given back: it names the last run that had it.
_BAD_PAGES = f"""{_PAGE} WHERE site = :site AND leased_by >= :run AND (
        state IN ('failed', 'gone', 'skipped') OR last_visit_at IS NULL OR last_visit_at < :since)
    ORDER BY state NOT IN ('failed', 'gone'), state <> 'skipped', kind = 'article', last_visit_at, id LIMIT :limit"""
_FAILED_PAGES = f"""{_PAGE} WHERE leased_by = :run AND state IN ('failed', 'gone')
    ORDER BY kind = 'article', last_visit_at, id LIMIT :limit"""
_LOST_SOURCES = f"""{_PAGE} WHERE site = :site AND kind <> 'article' AND body_sha256 IS NOT NULL
    AND (kind <> 'section' OR found_on IS NULL) AND state IN ('failed', 'gone') AND attempts >= :attempts
    ORDER BY id LIMIT :limit"""
_PRODUCTIVE = f"""SELECT started_at FROM runs WHERE site = :site AND spider <> '{IMPORT}' AND EXISTS (
        SELECT 1 FROM run_outcomes WHERE run_id = runs.id AND kind = 'article' AND outcome = 'new')
    ORDER BY started_at DESC, id DESC LIMIT :limit"""
_ARTICLES = """SELECT url, first_seen_at, title <> '' AS has_title, body <> '' AS has_body,
    published_at IS NOT NULL AS has_date,
    EXISTS (SELECT 1 FROM dates WHERE article_id = articles.id AND role = 'clock') AS has_clock,
    length(body) AS body_characters,
    CASE WHEN published_precision IN ('hour', 'minute', 'second')
        THEN (julianday(first_seen_at) - julianday(published_utc)) * 24 END AS lag_hours
    FROM articles WHERE site = :site ORDER BY coalesce(published_utc, first_seen_at) DESC LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class PageState:
    """A page and what came of its last visit."""

    url: str
    kind: str
    state: str
    reason: str
    attempts: int
    """Failures in a row."""
    last_visit_at: str | None


@dataclass(frozen=True, slots=True)
class ArticleState:
    """Which fields an article has."""

    url: str
    first_seen_at: str
    has_title: bool = True
    has_body: bool = True
    has_date: bool = True
    has_clock: bool = False
    """Its page prints the day on which it is read."""
    body_characters: int = 0
    lag_hours: float | None = None
    """From its publication until it was archived; None where that is not known to the hour."""


@dataclass(frozen=True, slots=True)
class SiteCondition:
    """How a site fares. Moments are UTC, as the archive writes them; lists begin with the latest."""

    site: str
    articles: int = 0
    last: Run | None = None
    """The latest run."""
    holder: int | None = None
    """The process that crawls the site now."""
    first_bad: Run | None = None
    """The first run since the last one that worked; None where that was the latest. Interrupted runs do not count."""
    last_bad: Run | None = None
    bad_runs: int = 0
    bad_pages: tuple[PageState, ...] = ()
    """Some that failed since `first_bad`, then such as were skipped, then such as were put back: the first first."""
    set_aside: tuple[PageState, ...] = ()
    """Some over which runs died again and again."""
    lost_sources: tuple[PageState, ...] = ()
    """Some that answered before, and fail."""
    started: tuple[str, ...] = ()
    """When its runs began."""
    productive: tuple[str, ...] = ()
    """When those began that brought new articles."""
    newest: tuple[ArticleState, ...] = ()
    """Its articles, by when they were first seen."""
    days: tuple[Day, ...] = ()
    """What came of it in each of the last days."""


def condition(db: Connection, site: str) -> SiteCondition:
    """Return how a site fares."""
    streak = db.rows(f"{_STREAK} ORDER BY started_at, id", {"site": site})
    started = f"""SELECT started_at FROM runs WHERE site = :site AND spider <> '{IMPORT}'
        ORDER BY started_at DESC, id DESC LIMIT :limit"""
    return SiteCondition(
        site=site,
        articles=db.value("SELECT count(*) FROM articles WHERE site = ?", (site,)),
        last=next(iter(runs(db, site, 1, crawls_only=True)), None),
        holder=holder(db.path, site),
        first_bad=run_of(db, streak[0]) if streak else None,
        last_bad=run_of(db, streak[-1]) if streak else None,
        bad_runs=len(streak),
        bad_pages=_bad_pages(db, site, streak[0]) if streak else (),
        set_aside=_pages(db, f"{_PAGE} WHERE site = :site AND state = 'set aside' ORDER BY id LIMIT :limit", site),
        lost_sources=_pages(db, _LOST_SOURCES, site, attempts=FAILURES_TO_BE_LOST),
        started=_moments(db, started, site),
        productive=_moments(db, _PRODUCTIVE, site),
        newest=_articles(db, site),
        days=by_day(db, site),
    )


def failed_pages(db: Connection, run_id: int) -> list[PageState]:
    """Return pages that failed in a run and were not visited since: sources first, some of them if they are many."""
    rows = db.rows(_FAILED_PAGES, {"run": run_id, "limit": PAGES_LOOKED_AT})
    return [PageState(**dict(row)) for row in rows]


def _bad_pages(db: Connection, site: str, first: sqlite3.Row) -> tuple[PageState, ...]:
    return _pages(db, _BAD_PAGES, site, run=first["id"], since=first["started_at"])


def _pages(db: Connection, statement: str, site: str, **asked: object) -> tuple[PageState, ...]:
    rows = db.rows(statement, {"site": site, "limit": PAGES_LOOKED_AT, **asked})
    return tuple(PageState(**dict(row)) for row in rows)


def _moments(db: Connection, statement: str, site: str) -> tuple[str, ...]:
    return tuple(moment for (moment,) in db.rows(statement, {"site": site, "limit": RUNS_LOOKED_AT}))


def _articles(db: Connection, site: str) -> tuple[ArticleState, ...]:
    rows = db.rows(_ARTICLES, {"site": site, "limit": ARTICLES_LOOKED_AT})
    states = [
        ArticleState(
            row["url"],
            row["first_seen_at"],
            has_title=bool(row["has_title"]),
            has_body=bool(row["has_body"]),
            has_date=bool(row["has_date"]),
            has_clock=bool(row["has_clock"]),
            body_characters=row["body_characters"],
            lag_hours=row["lag_hours"],
        )
        for row in rows
    ]
    return tuple(sorted(states, key=lambda state: state.first_seen_at, reverse=True))
