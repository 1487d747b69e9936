"""The archive is the frontier: Scrapy holds what is leased, and nothing else.

`next_request` leases from the archive in small batches; redirects and retries wait in memory, their page stays leased.
There is no filter for duplicates here: the frontier has each page once, and a redirect to itself may be a cookie wall.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from scrapy.core.scheduler import BaseScheduler

from newscrawler.crawling.spider import NewsSpider
from newscrawler.crawling.visits import request_for

if TYPE_CHECKING:
    from scrapy import Request, Spider


class FrontierScheduler(BaseScheduler):
    """Scrapy's scheduler, with the archive behind it; without a session it only keeps what it is given."""

    def __init__(self) -> None:
        self._waiting: deque[Request] = deque()
        self._spider: Spider | None = None

    def open(self, spider: Spider) -> None:
        """Remember the spider, which has the session."""
        self._spider = spider

    def has_pending_requests(self) -> bool:
        """Return True while a redirect, a retry or a leased page waits."""
        spider = self._spider
        has_pages = isinstance(spider, NewsSpider) and spider.session is not None and spider.session.has_more
        return bool(self._waiting) or has_pages

    def enqueue_request(self, request: Request) -> bool:
        """Keep a redirect or a retry; nothing is ever dropped."""
        self._waiting.append(request)
        return True

    def next_request(self) -> Request | None:
        """Return the next request: what was begun first, then a page of the frontier."""
        if self._waiting:
            return self._waiting.popleft()
        spider = self._spider
        if not isinstance(spider, NewsSpider) or spider.session is None:
            return None
        page = spider.session.next_page()
        return None if page is None else request_for(page, spider)
