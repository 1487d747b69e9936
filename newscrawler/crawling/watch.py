"""A crawl that another process started ends when that process is gone: nobody is left to hear its verdict."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

PARENT_PID = "NEWSCRAWLER_PARENT_PID"
"""The environment variable that `newscrawler crawl` sets."""

_EVERY_SECONDS = 1.0


class ParentWatch:
    """Stops the crawl, as SIGTERM would, when the parent is gone; an extension."""

    def __init__(self, crawler: Crawler, parent_pid: int) -> None:
        self._crawler = crawler
        self._parent_pid = parent_pid
        self._is_child = os.getppid() == parent_pid
        self._loop = create_looping_call(self._look)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        parent_pid = os.environ.get(PARENT_PID, "")
        if not parent_pid.isdigit():
            raise NotConfigured
        return cls(crawler, int(parent_pid))

    def _opened(self) -> None:
        self._loop.start(_EVERY_SECONDS, now=False)

    def _closed(self) -> None:
        if self._loop.running:
            self._loop.stop()

    def _look(self) -> None:
        if self._is_there():
            return
        self._loop.stop()
        logger.warning("The process %d that started this crawl is gone: stopping", self._parent_pid)
        deferred_from_coro(self._crawler.stop_async())

    def _is_there(self) -> bool:
        # An orphan gets another parent; where we are no child, the process itself is looked for.
        if self._is_child:
            return os.getppid() == self._parent_pid
        try:
            os.kill(self._parent_pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
