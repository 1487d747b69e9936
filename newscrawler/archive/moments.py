"""Moments as the archive writes them: UTC to the second, `2017-03-25T10:00:00Z`: text that sorts as time."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_text(moment: datetime) -> str:
    """Return the moment as the archive writes it.

    >>> utc_text(datetime(2017, 3, 25, 14, tzinfo=UTC))
    '2017-03-25T14:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def from_utc_text(text: str | None) -> datetime | None:
    """Return the moment that `utc_text` wrote; None for None and for anything else."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if text else None
    except (ValueError, OverflowError):
        return None
