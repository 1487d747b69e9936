"""What the user typed after `-a`: a site's address, the days to walk back to, or the addresses of pages."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newscrawler.crawling.addresses import is_public
from newscrawler.discovery import Period
from newscrawler.errors import BadUrl, UsageError
from newscrawler.now import now_utc
from newscrawler.urls import is_fetchable

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_PAGES = 100_000
"""Addresses in one list."""


def site_address(text: str) -> str:
    """Return the address of a site given as URL or as bare domain; raises BadUrl for anything else.

    >>> site_address("example.org"), site_address("http://127.0.0.1:8000")
    ('https://example.org/', 'http://127.0.0.1:8000/')
    """
    text = text.strip()
    if "://" not in text:
        text = f"{'https' if is_public(urlsplit('//' + text).hostname or '') else 'http'}://{text}"
    if not is_fetchable(text):
        raise BadUrl(f"site={text!r} is no address: expected one such as site=https://example.org/")
    return text if urlsplit(text).path else f"{text}/"


PERIOD = ("since", "until", "backfill")
"""The arguments that name days."""
_DAYS = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def period_of(arguments: Mapping[str, str]) -> Period | None:
    """Return the days that `since` and `until`, or `backfill`, name; None where none of them is given.

    Each is a year, a month or a day. `backfill` is all of it; `since` begins where it begins, `until` ends where it
    ends, else today. Raises UsageError for what is no day, and for days that cannot be walked.

    >>> period_of({"backfill": "2024-02"})
    Period(since=datetime.date(2024, 2, 1), until=datetime.date(2024, 2, 29))
    """
    given = {name: words for name in PERIOD if (words := arguments.get(name, "").strip())}
    if not given:
        return None
    if "backfill" in given and len(given) > 1:
        raise UsageError("backfill= names a whole period: expected it alone, without since= and until=")
    if "until" in given and "since" not in given:
        raise UsageError("until= alone has no beginning: expected since= too, as in -a since=2024-01 -a until=2024-03")
    days = {name: _days(name, words) for name, words in given.items()}
    today = now_utc().date()
    since = days.get("backfill", days.get("since", (today, today)))[0]
    until = min(days.get("backfill", days.get("until", (today, today)))[1], today)
    if since > until:
        raise UsageError(
            f"The days from {since} to {until} are none: expected since= before until=, and not after today"
        )
    return Period(since, until)


def _days(name: str, words: str) -> tuple[date, date]:
    try:
        year, month, day = (int(part) if part else 0 for part in _DAYS.fullmatch(words).groups())  # type: ignore[union-attr]
        last_month = month or 12
        last_day = day or monthrange(year, last_month)[1]
        return date(year, month or 1, day or 1), date(year, last_month, last_day)
    except (AttributeError, ValueError) as error:
        raise UsageError(f"{name}={words!r} is no day: expected 2024, 2024-01 or 2024-01-15") from error


def page_addresses(url: str = "", file: str = "") -> tuple[str, ...]:
    """Return the addresses in `url` (parted by white space) and in the lines of `file`, each once, in order.

    A line of the file that is empty or begins with `#` is passed over. Raises BadUrl naming the first one that cannot
    be fetched, and UsageError where the file cannot be read or there is no address at all.
    """
    addresses = [*url.split(), *(_lines(file) if file else [])]
    for number, address in enumerate(addresses, 1):
        if not is_fetchable(address):
            raise BadUrl(
                f"address {number}, {address!r}, cannot be fetched: expected one such as https://example.org/a"
            )
    if not addresses:
        raise UsageError("no address: expected -a url=URL (several parted by white space) or -a file=LIST")
    if len(addresses) > MOST_PAGES:
        raise UsageError(f"{len(addresses)} addresses: expected at most {MOST_PAGES} a run")
    return tuple(dict.fromkeys(addresses))


def _lines(file: str) -> list[str]:
    try:
        text = Path(file).expanduser().read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"file={file!r} cannot be read as a list of addresses: {error}") from error
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
