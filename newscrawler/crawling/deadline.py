"""A crawl that may take only so long: what waits then stays in the archive for the next run, and nothing has failed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import call_later
from scrapy.utils.defer import deferred_from_coro

from newscrawler.crawling.spider import NewsSpider

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.utils.asyncio import CallLaterResult

logger = logging.getLogger(__name__)


class Deadline:
    """Stops the crawl after NEWSCRAWLER_MAX_SECONDS, as SIGTERM would, but as work that is done; an extension.

    Scrapy's CLOSESPIDER_TIMEOUT still fetches all that waits for its host; a stop only waits for what is under way.
    """

    def __init__(self, crawler: Crawler, seconds: float) -> None:
        self._crawler = crawler
        self._seconds = seconds
        self._call: CallLaterResult | None = None
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        seconds = crawler.settings.getfloat("NEWSCRAWLER_MAX_SECONDS")
        if seconds <= 0 or not issubclass(crawler.spidercls, NewsSpider):
            raise NotConfigured
        return cls(crawler, seconds)

    def _opened(self) -> None:
        self._call = call_later(self._seconds, self._stop)

    def _closed(self) -> None:
        if self._call is not None:
            self._call.cancel()
            self._call = None

    def _stop(self) -> None:
        self._call = None
        spider = self._crawler.spider
        if not isinstance(spider, NewsSpider) or spider.session is None:
            return
        logger.info("%s: the time is up after %g seconds", spider.site, self._seconds)
        spider.session.is_time_up = True
        deferred_from_coro(self._crawler.stop_async())
