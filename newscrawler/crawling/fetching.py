"""Fetching one page, or looking at a site, without an archive: through the guards, robots.txt and limits of a crawl.

In a process of its own: Twisted's reactor runs once in a process, and this may be called many times.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from newscrawler.errors import BadUrl, NewscrawlerError
from newscrawler.items import Snapshot
from newscrawler.urls import is_fetchable

if TYPE_CHECKING:
    from collections.abc import Mapping


class NotServed(NewscrawlerError):
    """The page is not there, or nothing that can be read."""

    exit_status = 20


class Blocked(NewscrawlerError):
    """robots.txt or the server does not let us have the page."""

    exit_status = 30


class Unreachable(NewscrawlerError):
    """The server could not be reached."""

    exit_status = 40


ERRORS: dict[str, type[NewscrawlerError]] = {"blocked": Blocked, "network": Unreachable}
"""`Bearing` of the reason -> what is raised; NotServed for the others."""


def fetch_page(url: str, settings: Mapping[str, str] | None = None) -> Snapshot:
    """Return a page as it is served now; `settings` are Scrapy settings by name.

    The exact host and port of `url` may be private; what it redirects to may not. Raises BadUrl, NotServed, Blocked or
    Unreachable.
    """
    if not is_fetchable(url):
        raise BadUrl(f"{url!r} cannot be fetched: expected an address such as https://example.org/a")
    head, body = _asked("one_page", url, settings, url)
    told = _without_reason(json.loads(head), url)
    headers = tuple((name, value) for name, value in told["headers"])
    return Snapshot(told["url"], told["status"], headers, body, told["fetched_at"])


def survey_site(asked: Mapping[str, Any], settings: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what a site offers: its `facts`, the `sources` that were looked at, and the `recommended` ones.

    `asked` has the site's address as `site`, and what its file declares: `domains`, `sources` (pairs of kind and
    address), `article_urls`. Its exact host and port may be private. Raises as `fetch_page` does where nothing at all
    could be had.
    """
    site = asked["site"]
    if not is_fetchable(site):
        raise BadUrl(f"{site!r} cannot be fetched: expected an address such as https://example.org/")
    head, _ = _asked("surveying", json.dumps(asked), settings, site)
    return _without_reason(json.loads(head), site)


def _asked(module: str, word: str, settings: Mapping[str, str] | None, url: str) -> tuple[bytes, bytes]:
    """Return the first line and the rest of what a process of this room writes."""
    words = [word, *(f"{name}={value}" for name, value in (settings or {}).items())]
    done = subprocess.run(  # noqa: S603 the words are separate arguments, no shell reads them
        [sys.executable, "-m", f"{__package__}.{module}", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    head, _, body = done.stdout.partition(b"\n")
    if not head:
        raise NewscrawlerError(f"{url} could not be fetched: {done.stderr.decode('utf-8', 'replace').strip()[-500:]}")
    return head, body


def _without_reason(told: dict[str, Any], url: str) -> dict[str, Any]:
    """Return what was told; raise where that is the reason why nothing came."""
    if "reason" in told:
        raise ERRORS.get(told["bearing"], NotServed)(f"{url} could not be fetched: {told['reason']}")
    return told
