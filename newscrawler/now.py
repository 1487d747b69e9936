"""The present moment, asked for in one place: a crawl, its snapshots and its archive live on the same day."""

from __future__ import annotations

from datetime import UTC, datetime


def now_utc() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)
