"""Reading a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.dates.machine import read_machine
from newscrawler.dates.printed import PrintedDate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo


def read_date(
    text: str, *, now: datetime | None = None, timezone: tzinfo | None = None, languages: Sequence[str] = ()
) -> PrintedDate | None:
    """Return the date printed in `text`; None when there is none."""
    found = read_machine(text.strip(), timezone)
    if found or not any(c.isdigit() for c in text):
        return found
    import dateparser

    value = dateparser.parse(
        text[:100],
        languages=[lang.partition("-")[0] for lang in languages] or ["ar", "en"],
        settings={"STRICT_PARSING": True},
    )
    return PrintedDate(value, "minute" if ":" in text else "day", "gregorian", text) if value else None


def read_moment(
    text: str, *, now: datetime | None = None, timezone: tzinfo | None = None, languages: Sequence[str] = ()
) -> PrintedDate | None:
    """Return the moment that a machine wrote; any printed date too."""
    return read_machine(text.strip(), timezone) or read_date(text, now=now, timezone=timezone, languages=languages)
