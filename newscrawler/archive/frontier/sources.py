"""What a source brought, and how long it rests therefore: columns of its row in `pages`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newscrawler.archive.frontier.intervals import next_interval
from newscrawler.archive.moments import from_utc_text, utc_text
from newscrawler.items import PageKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.frontier.due import RevisitPlan


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
