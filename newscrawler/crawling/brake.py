"""A stop that is one: what waits for its turn is given back, and only what is under way is waited for.

Scrapy, asked to stop, still sends every request that waits for its host. With one connection a host and a server that
hangs, that is a timeout after the other; a supervisor kills long before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call

from newscrawler.crawling import reasons
from newscrawler.crawling.refusal import Refusal
from newscrawler.items import Outcome

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

_EVERY_SECONDS = 0.25


class Brake:
    """Empties the downloader's queues when the crawl is asked to stop; an extension."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._loop = create_looping_call(self._look)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def _opened(self) -> None:
        self._loop.start(_EVERY_SECONDS, now=False)

    def _closed(self) -> None:
        if self._loop.running:
            self._loop.stop()

    def _look(self) -> None:
        if self._crawler.crawling:
            return
        for slot in self._crawler.engine.downloader.slots.values():
            while slot.queue:
                _request, answer = slot.queue.popleft()
                answer.errback(Refusal(reasons.INTERRUPTED, Outcome.PUT_BACK))
