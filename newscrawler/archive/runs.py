"""Runs and their counts. Counts are rows, written in the transactions that they count: kill -9 leaves them true."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from newscrawler.archive.sites import know_site
from newscrawler.archive.values import storable_text
from newscrawler.items import Outcome, PageKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.frontier.pages import Added

CRASHED = "crashed"
IMPORT = "import"
"""The spider of runs that fetched nothing: of imports."""
_KILLED_LINE = "crashed: killed before its verdict; what it held is taken up again"
_MAX_REASON = 200
# Outcomes that are counted with their reasons, whatever the page was.
_WITH_REASONS = {Outcome.SKIPPED: "skipped", Outcome.FAILED: "failed", Outcome.PUT_BACK: "put_back"}


@dataclass(slots=True)
class RunCounts:
    """What a run did. `fetched` = `new` + `changed` + `unchanged` + `alias` + `sources` + the three with reasons."""

    found: int = 0
    """Pages newly put in the frontier."""
    known: int = 0
    """Links to pages that were in it already."""
    dropped: dict[str, int] = field(default_factory=dict)
    """Reason -> links that were not put in the frontier."""
    requested: int = 0
    """Pages that were leased to the run; each has one outcome, so that `fetched` equals it when the run has ended."""
    fetched: int = 0
    """Visits, whatever came of them."""
    sources: int = 0
    """Visits of feeds, sitemaps, sections and robots.txt that were answered."""
    new: int = 0
    """Articles archived for the first time."""
    changed: int = 0
    """Articles whose words had changed."""
    unchanged: int = 0
    """Articles seen again as they were."""
    alias: int = 0
    """Pages that show an article archived from another address of the site."""
    skipped: dict[str, int] = field(default_factory=dict)
    """Reason -> visits of any kind of page."""
    failed: dict[str, int] = field(default_factory=dict)
    """Reason -> visits of any kind of page."""
    put_back: dict[str, int] = field(default_factory=dict)
    """Reason -> pages given back to be visited another time."""


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a spider."""

    id: int
    site: str
    spider: str
    started_at: str
    ended_at: str | None = None
    verdict: str | None = None
    exit_status: int | None = None
    reason: str | None = None
    line: str | None = None
    counts: RunCounts = field(default_factory=RunCounts)

    def as_dict(self) -> dict[str, Any]:
        """Return the run as plain values, its counts under `counts`."""
        return asdict(self)


def begin_run(db: Connection, spider: str, site: str) -> Run:
    """Write the run's row; it has no verdict until it ends."""
    with db.writing():
        know_site(db, site)
        started_at = db.now_text
        row = {"site": site, "spider": spider, "started_at": started_at, "origin": token_hex(8)}
        run_id = db.insert("runs", row)
    return Run(run_id, site, spider, started_at)


def end_run(db: Connection, run_id: int, ending: dict[str, Any]) -> None:
    """Write the verdict."""
    with db.writing():
        db.update("runs", run_id, ending | {"ended_at": db.now_text})


def close_dead_runs(db: Connection, site: str) -> int:
    """End the runs of a site that died without a verdict, at their last visit; the caller holds the site's lock."""
    with db.writing():
        return db.run(
            """UPDATE runs SET verdict = ?, exit_status = 1, reason = 'killed', line = ?, ended_at = max(
                started_at, coalesce((SELECT max(last_visit_at) FROM pages WHERE leased_by = runs.id), started_at))
            WHERE site = ? AND ended_at IS NULL""",
            (CRASHED, _KILLED_LINE, site),
        )


def count_outcome(db: Connection, run_id: int, kind: str, outcome: Outcome, reason: str = "", count: int = 1) -> None:
    """Count visits with one outcome; inside the transaction that writes what came of them."""
    db.run(
        """INSERT INTO run_outcomes (run_id, kind, outcome, reason, count) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (run_id, kind, outcome, reason) DO UPDATE SET count = count + excluded.count""",
        (run_id, kind, str(outcome), storable_text(reason)[:_MAX_REASON] if outcome in _WITH_REASONS else "", count),
    )


def count_added(db: Connection, run_id: int, added: Added) -> None:
    """Count what became of discovered links."""
    db.run("UPDATE runs SET found = found + ?, known = known + ? WHERE id = ?", (added.found, added.known, run_id))
    count_dropped(db, run_id, {"bad address": added.dropped})


def count_dropped(db: Connection, run_id: int, dropped: Mapping[str, int]) -> None:
    """Count links that are not followed, by reason."""
    for reason, count in dropped.items():
        if count:
            db.run(
                """INSERT INTO run_drops (run_id, reason, count) VALUES (?, ?, ?)
                ON CONFLICT (run_id, reason) DO UPDATE SET count = count + excluded.count""",
                (run_id, storable_text(reason)[:_MAX_REASON], count),
            )
            db.run("UPDATE runs SET dropped = dropped + ? WHERE id = ?", (count, run_id))


def run_of(db: Connection, row: sqlite3.Row) -> Run:
    """Return a row of `runs` with its counts."""
    return Run(
        **{name: row[name] for name in ("id", "site", "spider", "started_at", "ended_at", "verdict", "exit_status")},
        reason=row["reason"],
        line=row["line"],
        counts=_counts(db, row),
    )


def _counts(db: Connection, row: sqlite3.Row) -> RunCounts:
    drops = db.rows("SELECT reason, count FROM run_drops WHERE run_id = ? ORDER BY count DESC, reason", (row["id"],))
    dropped = {drop["reason"]: drop["count"] for drop in drops}
    counts = RunCounts(found=row["found"], known=row["known"], requested=row["requested"], dropped=dropped)
    for kind, outcome, reason, count in db.rows(
        "SELECT kind, outcome, reason, count FROM run_outcomes WHERE run_id = ? ORDER BY count DESC, reason",
        (row["id"],),
    ):
        counts.fetched += count
        if outcome in _WITH_REASONS:
            reasons = getattr(counts, _WITH_REASONS[Outcome(outcome)])
            reasons[reason] = reasons.get(reason, 0) + count
        else:
            name = str(outcome) if kind == PageKind.ARTICLE else "sources"
            setattr(counts, name, getattr(counts, name) + count)
    return counts


def runs(db: Connection, site: str | None, limit: int, *, crawls_only: bool = False) -> list[Run]:
    """Return the newest runs first."""
    rows = db.rows(
        """SELECT * FROM runs WHERE (:site IS NULL OR site = :site) AND (:other IS NULL OR spider <> :other)
        ORDER BY started_at DESC, id DESC LIMIT :limit""",
        {"site": site, "limit": limit, "other": IMPORT if crawls_only else None},
    )
    return [run_of(db, row) for row in rows]


def run(db: Connection, run_id: int) -> Run | None:
    """Return one run, or None."""
    row = db.row("SELECT * FROM runs WHERE id = ?", (run_id,))
    return run_of(db, row) if row else None
