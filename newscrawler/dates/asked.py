"""A day, month or year as a user asks for it, in an option or in a query."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

EXPECTED = "expected 2026, 2026-03, 2026-03-25, 7d or 2w"
"""What may be written, for the message about what may not."""

_DAYS = {"d": 1, "w": 7}
_AGO = re.compile(r"(\d{1,6})([dw])")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def as_period(text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a year, a month, a day or a day so long ago.

    Raises ValueError or OverflowError when the text is none of these.

    >>> [str(day) for day in as_period("2024-02", date(2026, 1, 8))]
    ['2024-02-01', '2024-02-29']
    >>> [str(day) for day in as_period("7d", date(2026, 1, 8))]
    ['2026-01-01', '2026-01-01']
    """
    if ago := _AGO.fullmatch(text.strip()):
        day = today - timedelta(days=int(ago[1]) * _DAYS[ago[2]])
        return day, day
    if parts := _DAY.fullmatch(text.strip()):
        year, month, day_of_month = (int(part) if part else None for part in parts.groups())
        first = date(year or 0, month or 1, day_of_month or 1)
        if day_of_month:
            return first, first
        last_month = month or 12
        return first, date(first.year, last_month, monthrange(first.year, last_month)[1])
    raise ValueError(text)
