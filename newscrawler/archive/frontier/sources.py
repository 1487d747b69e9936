"""What a source brought, and how long it rests therefore: columns of its row in `pages`.

Several sources of a site list the same articles. Whichever is asked first would bring them, and be asked as often as
the others. So what two list in the same run counts for the one that is asked more often anyway; the other rests longer
and longer, until it brings something of its own, or the first one fails.
"""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newscrawler.archive.frontier.intervals import lengthened, next_interval
from newscrawler.archive.moments import from_utc_text, utc_text
from newscrawler.items import PageKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.frontier.due import RevisitPlan
    from newscrawler.archive.frontier.pages import Added

_OTHERS = "site = :site AND id <> :id AND kind IN ('feed', 'news_sitemap', 'section') AND state = 'done'"
_AS_FRESH = f"SELECT 1 FROM pages WHERE {_OTHERS} AND interval_seconds <= :interval LIMIT 1"
_WAKE = f"UPDATE pages SET next_visit_at = :now WHERE {_OTHERS} AND next_visit_at > :now"


def brought_row(db: Connection, plan: RevisitPlan, source: sqlite3.Row, found: int) -> dict[str, Any]:
    """Return the columns of a source whose visit added so many pages to the frontier."""
    interval = next_interval(plan, PageKind(source["kind"]), source["interval_seconds"], found)
    row: dict[str, Any] = {"interval_seconds": interval, "brought": found}
    return row | {"brought_at": db.now_text} if found else row


def credit_sources(db: Connection, found_by: Mapping[int, int], plan: RevisitPlan) -> None:
    """Count for sources what was held back at their last visit and has turned out to be new: page -> how many."""
    for page_id, found in found_by.items():
        source = db.row("SELECT * FROM pages WHERE id = ? AND interval_seconds IS NOT NULL", (page_id,))
        if source is not None:
            db.update("pages", page_id, _credited(db, plan, source, found))


def _credited(db: Connection, plan: RevisitPlan, source: sqlite3.Row, found: int) -> dict[str, Any]:
    row = brought_row(db, plan, source, found) | {"brought": source["brought"] + found}
    visited = from_utc_text(source["last_visit_at"])
    if source["visits"] <= 1 or visited is None:
        del row["interval_seconds"]
    elif source["state"] == "done":
        row["next_visit_at"] = utc_text(visited + timedelta(seconds=row["interval_seconds"]))
    return row


def share_out(db: Connection, plan: RevisitPlan, source_id: int, added: Added) -> int:
    """Return how many pages count for a source: those it added, and those another took from it in this run.

    From a source that rests longer they are taken back.
    """
    source = db.rows("SELECT * FROM pages WHERE id = ?", (source_id,))[0]
    if source["interval_seconds"] is None:  # its first visit says nothing
        return added.found
    counted = added.found
    for other_id, shared in added.shared.items():
        other = db.row("SELECT * FROM pages WHERE id = ?", (other_id,))
        if other is None or _is_fresher(source, other):
            counted += shared
            if other is not None:
                _take_back(db, plan, other, shared)
    return counted


def _is_fresher(source: sqlite3.Row, other: sqlite3.Row) -> bool:
    """Return True where the source is asked more often; a page that is no source is asked for its own sake."""
    return other["interval_seconds"] is None or bool(source["interval_seconds"] < other["interval_seconds"])


def _take_back(db: Connection, plan: RevisitPlan, other: sqlite3.Row, shared: int) -> None:
    if other["interval_seconds"] is None or other["visits"] <= 1:
        return
    left = max(other["brought"] - shared, 0)
    interval = lengthened(plan, PageKind(other["kind"]), other["interval_seconds"], other["brought"], left)
    row: dict[str, Any] = {"brought": left, "interval_seconds": interval}
    visited = from_utc_text(other["last_visit_at"])
    if other["state"] == "done" and visited is not None:
        row["next_visit_at"] = utc_text(visited + timedelta(seconds=interval))
    db.update("pages", other["id"], row)


def wake_others(db: Connection, failed: sqlite3.Row) -> None:
    """Make due the sources of a site when the freshest of them fails that worked before: they may have to stand in.

    Once, at its first failure: while all of the site is down nothing is gained by asking more.
    """
    asked = {"now": db.now_text, "site": failed["site"], "id": failed["id"], "interval": failed["interval_seconds"]}
    if failed["attempts"] or failed["interval_seconds"] is None or db.value(_AS_FRESH, asked) is not None:
        return
    db.run(_WAKE, asked)
