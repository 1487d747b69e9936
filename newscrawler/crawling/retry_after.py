"""Retry-After (RFC 9110, 10.2.3): how long a server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_SECONDS = 86400.0
"""A day: what an absurd wish is cut to."""


def retry_after_seconds(value: str, now: datetime) -> float | None:
    """Return the seconds from a Retry-After header, between 0 and a day; None where it cannot be read.

    >>> now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    >>> retry_after_seconds("120", now), retry_after_seconds("Sun, 01 Mar 2026 12:00:30 GMT", now)
    (120.0, 30.0)
    >>> retry_after_seconds("99999999999", now), retry_after_seconds("-5", now), retry_after_seconds("soon", now)
    (86400.0, None, None)
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), LONGEST_SECONDS)
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    seconds = ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_SECONDS)
