"""How fast a domain is asked: never faster than its floor, slower when it answers slowly, not at all while it rests.

Scrapy's AutoThrottle has one floor for all hosts; Crawl-delay and Retry-After are a domain's own. A domain is a
registered one with all its hosts: they are one publisher's, and other crawls on the same archive ask it too.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.utils.httpobj import urlparse_cached

from newscrawler.crawling import reasons
from newscrawler.crawling.connecting import Connecting
from newscrawler.crawling.refusal import Refusal
from newscrawler.crawling.rests import Rests
from newscrawler.items import Outcome
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from newscrawler.archive import Hold

LONGEST_DELAY_SECONDS = 30.0
"""What a slow domain is slowed to at most, unless its Crawl-delay asks for more."""

DELAY_IN_ANSWERS = 2.0
"""The delay is so many times what an answer takes: a slow server works for us half of the time at most."""

SLOT = "download_slot"
"""The key of a request's meta that names its domain."""

_LEAST_SECONDS = 0.01
_LOOK_SECONDS = 0.25
_OK = 200


class Pace:
    """The delay of each domain; an extension."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._patience_seconds = crawler.settings.getfloat("NEWSCRAWLER_PATIENCE_SECONDS")
        self._declared: dict[str, dict[str, Any]] = crawler.settings.getdict("DOWNLOAD_SLOTS")
        self._crawl_delays: dict[str, dict[str, float]] = {}
        self.rests = Rests()
        self.connecting = Connecting(crawler)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._downloaded, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def floor_seconds(self, domain: str) -> float:
        """Return the least delay between two requests to a domain."""
        usual = self._declared.get(domain, {}).get("delay", self._crawler.settings.getfloat("DOWNLOAD_DELAY"))
        return max(float(usual), *self._crawl_delays.get(domain, {}).values(), 0.0)

    def honour_crawl_delay(self, request: Request, seconds: float) -> None:
        """Ask the domain of a request at most once in so many seconds; 0 takes back what the same host said before."""
        domain, host = site_of(request.url), urlparse_cached(request).hostname or ""
        asked_for = self._crawl_delays.setdefault(domain, {})
        if not seconds and host not in asked_for:
            return
        asked_for[host] = seconds
        downloader, floor = self._crawler.engine.downloader, self.floor_seconds(domain)
        downloader.per_slot_settings[domain] = {**self._declared.get(domain, {}), "delay": floor, "jitter": 0}
        if (slot := downloader.slots.get(domain)) is not None:
            slot.delay, slot.jitter = max(slot.delay, floor), 0
        if seconds and self.rests.shared:
            self.rests.shared.slow_down(domain, seconds)

    def delay_seconds(self, domain: str) -> float:
        """Return the present delay of a domain."""
        slot = self._slot(domain)
        return slot.delay if slot is not None else self.floor_seconds(domain)

    async def take_turn(self, request: Request) -> Hold:
        """Return, when it is the request's turn to be sent, the hold of a connection that it has until it is answered.

        Raises Refusal where the turn is too far away.
        """
        domain, turns = site_of(request.url), self.rests.shared
        await self._sit_out(domain)
        ahead = turns.take(domain, self.delay_seconds(domain)) if turns is not None else 0.0
        while True:
            if ahead:
                await self._wait(ahead)
                await self._sit_out(domain)  # a rest may have begun meanwhile
            hold, is_late = await self.connecting.hold(domain)
            if turns is None or not (ahead or is_late):
                return hold
            ahead = self.rests.left_seconds(domain) or turns.use(domain, self.delay_seconds(domain))
            if not ahead:
                return hold
            hold.free()

    async def _sit_out(self, domain: str) -> None:
        while left := self.rests.left_seconds(domain):
            if left > self._patience_seconds:
                raise Refusal(reasons.ASKED_TO_WAIT, Outcome.PUT_BACK, retry_after_seconds=left)
            await self._wait(left)

    async def _wait(self, seconds: float) -> None:
        """Wait, unless the crawl is asked to stop meanwhile."""
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0:
            if not self._crawler.crawling:
                raise Refusal(reasons.INTERRUPTED, Outcome.PUT_BACK)
            await asyncio.sleep(min(left, _LOOK_SECONDS))

    def _slot(self, domain: str) -> Slot | None:
        return self._crawler.engine.downloader.slots.get(domain)

    def _opened(self) -> None:
        session = getattr(self._crawler.spider, "session", None)
        self.rests.shared = session.archive.turns() if session is not None else None
        self.connecting.shared = session.archive.connections() if session is not None else None

    def _downloaded(self, response: Response, request: Request) -> None:
        domain = site_of(request.url)
        slot, latency, floor = self._slot(domain), request.meta.get("download_latency"), self.floor_seconds(domain)
        if slot is None or latency is None or floor < _LEAST_SECONDS:
            return
        busy = latency * DELAY_IN_ANSWERS
        wanted = min(max(busy, (slot.delay + busy) / 2, floor), max(LONGEST_DELAY_SECONDS, floor))
        # An error page comes fast and says nothing about how fast the domain is.
        if response.status == _OK or wanted > slot.delay:
            slot.delay = wanted
