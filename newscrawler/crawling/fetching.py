"""Fetching one page without an archive, through the same guards, robots.txt and limits as a crawl.

In a process of its own: Twisted's reactor runs once in a process, and this may be called many times.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

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
    words = [url, *(f"{name}={value}" for name, value in (settings or {}).items())]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S603 the words are separate arguments, no shell reads them
        [sys.executable, "-m", "newscrawler.crawling.one_page", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment,
        check=False,
    )
    head, _, body = done.stdout.partition(b"\n")
    if not head:
        raise NewscrawlerError(f"{url} could not be fetched: {done.stderr.decode('utf-8', 'replace').strip()[-500:]}")
    told = json.loads(head)
    if "reason" in told:
        raise ERRORS.get(told["bearing"], NotServed)(f"{url} could not be fetched: {told['reason']}")
    headers = tuple((name, value) for name, value in told["headers"])
    return Snapshot(told["url"], told["status"], headers, body, told["fetched_at"])
