"""What goes on, while it goes on: a live line on a terminal, a plain log line a minute elsewhere.

A crawl of several that `newscrawler crawl` has started tells its figures to it, which shows those of all.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import asdict
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from newscrawler.crawling.figures import Figures
from newscrawler.crawling.spider import NewsSpider
from newscrawler.crawling.tally import Tally
from newscrawler.items import Outcome

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_EVERY_SECONDS = {"live": 0.5, "plain": 60.0, "told": 0.5}


def progress_way(setting: str) -> str:
    """Return `live`, `plain`, `told` or `off` for the setting NEWSCRAWLER_PROGRESS."""
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
        self._is_told = way == "told"
        self._began = monotonic()
        self._tally = Tally()
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        way = progress_way(crawler.settings["NEWSCRAWLER_PROGRESS"])
        if way == "off" or not issubclass(crawler.spidercls, NewsSpider):
            raise NotConfigured
        return cls(crawler, way)

    def figures(self) -> Figures | None:
        """Return the figures of this moment; None when no run is on."""
        spider = self._crawler.spider
        if not isinstance(spider, NewsSpider) or spider.session is None:
            return None
        session = spider.session
        waiting = session.archive.pending(spider.site, session.run.id)
        return self._figures(spider.site, session.tally, sum(waiting.values()))

    def _figures(self, site: str, tally: Tally, queue: int) -> Figures:
        pages_a_second = tally.visits / max(monotonic() - self._began, 1)
        return Figures(
            site, tally.visits, pages_a_second, queue, new=tally.new_articles, failed=tally.outcomes[Outcome.FAILED]
        )

    def _opened(self, spider: NewsSpider) -> None:
        self._began = monotonic()
        self._tally = spider.session.tally if spider.session is not None else Tally()
        if self._live is not None:
            self._live.start()
        self._loop.start(self._every_seconds, now=False)

    def _closed(self, spider: NewsSpider) -> None:
        if self._is_told:
            self._tell(self._figures(spider.site, self._tally, 0))  # the session is gone by now
        if self._loop.running:
            self._loop.stop()
        if self._live is not None:
            self._live.stop()

    def _show(self) -> None:
        figures = self.figures()
        if self._live is not None:
            line = figures.line if figures else ""
            self._live.update(Text(line, overflow="ellipsis", no_wrap=True), refresh=True)
        elif figures and self._is_told:
            self._tell(figures)
        elif figures:
            logger.info("%s", figures.line, extra={"event": "progress", "facts": asdict(figures)})

    @staticmethod
    def _tell(figures: Figures) -> None:
        sys.stderr.write(figures.told)
        sys.stderr.flush()
