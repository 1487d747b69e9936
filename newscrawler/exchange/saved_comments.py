"""What the program that saved a page wrote into it: where it is from, and when it was saved."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime

from newscrawler.exchange.records import utc

# https://chromium.googlesource.com/chromium/src: "saved from url=(0023)https://example.org/"
_BROWSER = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url: (\S+)\s+saved date: ([^\n]*)")
_HTTRACK = re.compile(r"<!-- Mirrored from (\S+) by HTTrack [^,]*?, ([A-Z][^>]*?) -->")


def told_by_comment(text: str) -> tuple[str | None, datetime | None]:
    """Return the address and the moment, None for what is not told."""
    if found := _SINGLE_FILE.search(text):
        return found[1], _script_date(found[2])
    if found := _HTTRACK.search(text):
        url = found[1] if "://" in found[1] else f"https://{found[1]}"
        with suppress(ValueError, TypeError, OverflowError):
            return url, utc(parsedate_to_datetime(found[2]))
        return url, None
    found = _BROWSER.search(text)
    return (found[1], None) if found else (None, None)


def _script_date(text: str) -> datetime | None:
    """Read what JavaScript prints: `Tue Mar 03 2026 10:00:00 GMT+0100 (Central European Standard Time)`."""
    try:
        return utc(datetime.strptime(" ".join(text.split()[:6]), "%a %b %d %Y %H:%M:%S GMT%z"))
    except (ValueError, OverflowError):
        return None
