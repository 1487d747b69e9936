"""What reading a date gives, and its forms as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

_MONTH_CHARACTERS = len("2016-07")
_TIMESPECS = {"hour": "minutes", "minute": "minutes", "second": "seconds"}


@dataclass(frozen=True, slots=True)
class Check:
    """Something else the line says that the date can be held against."""

    kind: str
    """`weekday`, or the other calendar: `hijri`, `gregorian`, `jalali`."""
    text: str
    """As printed."""
    agrees: bool
    """True within the tolerance: none for weekday and Gregorian, one day for Hijri (the moon is sighted locally)."""
    days_off: int
    """How many days later than the date that was read; for a weekday the shortest way, -3 to 3."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date that was printed somewhere, read as far as it goes."""

    value: datetime
    """The moment, as far as `precision` goes. Aware if an offset or zone was printed or given."""
    precision: str
    """`month`, `day`, `hour`, `minute` or `second`."""
    calendar: str
    """The calendar it was read in: `gregorian`, `hijri` (Umm al-Qura: a day more or less elsewhere) or `jalali`."""
    text: str
    """The part that was read, as printed."""
    checks: tuple[Check, ...] = ()
    """What else was printed beside it, and whether it agrees."""


def iso(printed: PrintedDate) -> str:
    """Return the date in ISO 8601, saying no more than is known, except that an hour is written with its minutes.

    >>> iso(PrintedDate(datetime(2016, 7, 16), "day", "gregorian", "16 July 2016"))
    '2016-07-16'
    """
    if printed.precision in _TIMESPECS:
        return printed.value.isoformat(timespec=_TIMESPECS[printed.precision])
    day = printed.value.date().isoformat()
    return day[:_MONTH_CHARACTERS] if printed.precision == "month" else day


def to_utc(moment: str) -> str | None:
    """Return an ISO 8601 text as `YYYY-MM-DDTHH:MM:SSZ`; None when it is none.

    A day alone is its first second, a month its first day; a local time without offset is taken as UTC.

    >>> to_utc("2016-07-16T00:55+04:00"), to_utc("2016-07"), to_utc("yesterday")
    ('2016-07-15T20:55:00Z', '2016-07-01T00:00:00Z', None)
    """
    try:
        value = datetime.fromisoformat(f"{moment}-01" if len(moment) == _MONTH_CHARACTERS else moment)
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if value.year >= 1000 else None  # noqa: PLR2004 - strftime drops zeros
