"""Dates written by machines for machines: ISO 8601, RFC 822, seconds since 1970. No tables, no guessing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime

from newscrawler.dates.printed import PrintedDate

_LONGEST = 40
_SECONDS_DIGITS = 10
_MILLISECONDS_DIGITS = 13
_DAY = len("2016-07-16")
_MONTH = len("2016-07")
_COMPACT_DAY = len("20160716")
_COMPACT_SECOND = len("20160716093000")
_MINUTES_OF_DAY_COLONS = 1
_PLAIN = re.compile(
    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(?:[.][0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
"""A moment as ISO 8601 writes it; its seconds."""
_COLON_FRACTION = re.compile("(:[0-9]{2}:[0-9]{2}):([0-9]{1,6})(?![0-9:])")
"""Seconds with their fraction behind a colon, as some programs write them: 22:06:08:684Z."""
_RFC822 = re.compile("(?:[A-Za-z]{3}, ?)?[0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9]{1,2}:[0-9]{2}")


def read_machine(text: str, timezone: tzinfo | None = None) -> PrintedDate | None:
    """Return the moment that `text`, without white space round it, says in a machine's form; None for any other text.

    Whether the moment can be true is not looked at.
    """
    if not text or len(text) > _LONGEST or not text.isascii():
        return None
    read = _epoch if text.isdigit() else _iso if text[4:5] == "-" or text[8:9] == "T" else _rfc822
    try:
        found = read(text)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
    if found is None:
        return None
    value, precision = found
    if timezone is not None and value.tzinfo is None:
        value = value.replace(tzinfo=timezone)
    return PrintedDate(value, precision, "gregorian", text)


def _epoch(digits: str) -> tuple[datetime, str] | None:
    if len(digits) == _SECONDS_DIGITS:
        return datetime.fromtimestamp(int(digits), UTC), "second"
    if len(digits) == _MILLISECONDS_DIGITS:
        return datetime.fromtimestamp(int(digits) // 1000, UTC), "second"
    if len(digits) == _COMPACT_DAY:
        return _midnight(date.fromisoformat(digits)), "day"
    if len(digits) == _COMPACT_SECOND:
        return datetime.fromisoformat(f"{digits[:8]}T{digits[8:]}"), "second"
    return None


def _iso(text: str) -> tuple[datetime, str] | None:
    """Return ISO 8601 and what is often written for it: a space before the offset, "UTC" after the time."""
    if plain := _PLAIN.fullmatch(text):
        return datetime.fromisoformat(text).replace(microsecond=0), "second" if plain[1] else "minute"
    if len(text) == _MONTH:
        return _midnight(date.fromisoformat(f"{text}-01")), "month"
    if len(text) == _DAY:
        return _midnight(date.fromisoformat(text)), "day"
    day, _, rest = _COLON_FRACTION.sub(r"\1.\2", text).replace(" ", "T", 1).partition("T")
    clock = rest.replace("UTC", "Z").replace("GMT", "Z").replace(" ", "")
    value = datetime.fromisoformat(f"{day}T{clock}").replace(microsecond=0)
    local = clock.rstrip("Z").partition("+")[0].partition("-")[0]
    has_seconds = local.count(":") > _MINUTES_OF_DAY_COLONS or (":" not in local and len(local) > len("0930"))
    return value, "second" if has_seconds else "minute" if len(local) > len("09") else "hour"


def _rfc822(text: str) -> tuple[datetime, str] | None:
    if not _RFC822.match(text):
        return None
    value = parsedate_to_datetime(text)
    if value.tzinfo is None and text.endswith("-0000"):  # RFC 5322 3.3: UTC, said by a machine that knows no zone
        value = value.replace(tzinfo=UTC)
    return value, "second" if text.count(":") > _MINUTES_OF_DAY_COLONS else "minute"


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a printed day has no zone
