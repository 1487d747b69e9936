"""How fast a host is asked: never faster than its floor, slower when it answers slowly, not at all while it rests.

Scrapy's AutoThrottle has one floor for all hosts; Crawl-delay and Retry-After are a host's own.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.utils.httpobj import urlparse_cached

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response

LONGEST_DELAY_SECONDS = 30.0
"""What a slow host is slowed to at most, unless its Crawl-delay asks for more."""

_LEAST_SECONDS = 0.01
_OK = 200


class Pace:
    """The delay of each host; an extension."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._crawl_delays: dict[str, float] = {}
        crawler.signals.connect(self._downloaded, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def floor_seconds(self, host: str) -> float:
        """Return the least delay between two requests to a host."""
        own = self._crawler.engine.downloader.per_slot_settings.get(host, {})
        usual = float(own.get("delay", self._crawler.settings.getfloat("DOWNLOAD_DELAY")))
        return max(usual, self._crawl_delays.get(host, 0.0))

    def honour_crawl_delay(self, request: Request, seconds: float) -> None:
        """Ask the host of a request at most once in so many seconds."""
        host = urlparse_cached(request).hostname or ""
        self._crawl_delays[host] = seconds
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": self.floor_seconds(host), "jitter": 0}
        if (slot := downloader.slots.get(host)) is not None:
            slot.delay, slot.jitter = max(slot.delay, self.floor_seconds(host)), 0

    def rest(self, request: Request, seconds: float) -> None:
        """Send nothing to the host of a request for so many seconds."""
        if (slot := self._slot(request)) is not None:
            # The downloader waits until a delay after the last request, and only where there is a delay.
            slot.delay = max(slot.delay, _LEAST_SECONDS)
            slot.lastseen = monotonic() + seconds

    def delay_seconds(self, request: Request) -> float:
        """Return the present delay of the host of a request."""
        slot = self._slot(request)
        return slot.delay if slot is not None else 0.0

    def _slot(self, request: Request) -> Slot | None:
        return self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))

    def _downloaded(self, response: Response, request: Request) -> None:
        slot, latency = self._slot(request), request.meta.get("download_latency")
        floor = self.floor_seconds(request.meta.get("download_slot", ""))
        if slot is None or latency is None or floor < _LEAST_SECONDS:
            return
        wanted = min(max(latency, (slot.delay + latency) / 2, floor), max(LONGEST_DELAY_SECONDS, floor))
        # An error page comes fast and says nothing about how fast the host is.
        if response.status == _OK or wanted > slot.delay:
            slot.delay = wanted
