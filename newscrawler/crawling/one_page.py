"""`python -m newscrawler.crawling.one_page URL [NAME=VALUE ...]`: the process behind `fetch_page`.

It writes one line of JSON, the snapshot's head or the reason there is none, and after it the body as it was served.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider

from newscrawler.crawling.addresses import TypedAddresses
from newscrawler.crawling.alone import run_alone
from newscrawler.crawling.guards import ANY_SITE
from newscrawler.crawling.reasons import CRASHED, bearing
from newscrawler.crawling.visits import answered_visit, missed_visit
from newscrawler.items import Page
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newscrawler.items import Visit

# One page and its robots.txt: no crowd that needs a delay. Nothing is stored.
_SETTINGS = {"SPIDER_MODULES": [], "DOWNLOAD_DELAY": 0, "ITEM_PIPELINES": {}, "LOG_ENABLED": False}


class OnePageSpider(Spider):
    """Fetches one page and keeps its visit."""

    name = "one_page"
    visit: Visit | None = None

    def __init__(self, url: str) -> None:
        super().__init__()
        self._page = Page(url, site_of(url))

    async def start(self) -> AsyncIterator[Any]:
        """Yield the one request."""
        meta = {ANY_SITE: True, "page": self._page}
        yield Request(self._page.url, callback=self.visited, errback=self.missed, meta=meta)

    def visited(self, response: Response) -> None:
        """Keep what came."""
        self.visit = answered_visit(response)

    def missed(self, failure: Failure) -> None:
        """Keep why nothing came."""
        self.visit = missed_visit(failure)


def fetch(url: str, settings: dict[str, str]) -> Visit | None:
    """Return the visit to a page; None where Scrapy broke off."""
    TypedAddresses.allow([url])
    spider = run_alone(OnePageSpider, _SETTINGS, settings, url=url)
    return spider.visit if isinstance(spider, OnePageSpider) else None


def told(visit: Visit | None) -> tuple[dict[str, Any], bytes]:
    """Return the line of JSON for a visit, and the body that follows it."""
    reason = CRASHED if visit is None else visit.reason
    if visit is None or visit.snapshot is None or reason:
        return {"reason": reason, "bearing": bearing(reason)}, b""
    snapshot = visit.snapshot
    head = {name: getattr(snapshot, name) for name in ("url", "status", "headers", "fetched_at")}
    return head, snapshot.body


def main(words: list[str]) -> None:
    """Fetch the page named by the first word; the others are settings."""
    head, body = told(fetch(words[0], dict(word.split("=", 1) for word in words[1:])))
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
