"""What goes on, while it goes on: a live line on a terminal, a plain log line a minute elsewhere."""

from __future__ import annotations

import logging
import sys
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from newscrawler.crawling.spider import NewsSpider
from newscrawler.items import Outcome

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_EVERY_SECONDS = {"live": 0.5, "plain": 60.0}


def progress_way(setting: str) -> str:
    """Return `live`, `plain` or `off` for the setting NEWSCRAWLER_PROGRESS."""
    if setting == "auto":
        return "live" if sys.stderr.isatty() else "plain"
    return setting if setting in _EVERY_SECONDS else "off"


class Progress:
    """Shows pages a second, the queue, new and failed; an extension."""

    def __init__(self, crawler: Crawler, way: str) -> None:
        self._crawler = crawler
        self._every_seconds = _EVERY_SECONDS[way]
        self._loop = create_looping_call(self._show)
        console = Console(stderr=True)
        self._live = Live(console=console, auto_refresh=False, transient=True) if way == "live" else None
        self._began = monotonic()
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        way = progress_way(crawler.settings["NEWSCRAWLER_PROGRESS"])
        if way == "off" or not issubclass(crawler.spidercls, NewsSpider):
            raise NotConfigured
        return cls(crawler, way)

    def line(self) -> str:
        """Return the figures of this moment; empty when no run is on."""
        spider = self._crawler.spider
        if not isinstance(spider, NewsSpider) or spider.session is None:
            return ""
        session = spider.session
        tally, waiting = session.tally, session.archive.pending(spider.site, session.run.id)
        pages_a_second = tally.visits / max(monotonic() - self._began, 1)
        queue, failed = sum(waiting.values()), tally.outcomes[Outcome.FAILED]
        return (
            f"{spider.site}: {tally.visits} pages, {pages_a_second:.1f}/s, queue {queue}, "
            f"new {tally.new_articles}, failed {failed}"
        )

    def _opened(self) -> None:
        self._began = monotonic()
        if self._live is not None:
            self._live.start()
        self._loop.start(self._every_seconds, now=False)

    def _closed(self) -> None:
        if self._loop.running:
            self._loop.stop()
        if self._live is not None:
            self._live.stop()

    def _show(self) -> None:
        line = self.line()
        if self._live is not None:
            self._live.update(Text(line, overflow="ellipsis", no_wrap=True), refresh=True)
        elif line:
            logger.info("%s", line)
