"""One request at a time to a domain, whoever asks: other spiders and other processes on the same archive too.

The slot of Scrapy's downloader counts the requests of one process; the archive's files count those of all.
"""

from __future__ import annotations

import asyncio
import logging
from time import monotonic
from typing import TYPE_CHECKING, Any

from newscrawler.archive import Hold
from newscrawler.crawling import reasons
from newscrawler.crawling.refusal import Refusal
from newscrawler.items import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.crawler import Crawler

    from newscrawler.archive import Connections

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 0.02


class Connecting:
    """Waits for one of a domain's connections."""

    def __init__(self, crawler: Crawler) -> None:
        self.shared: Connections | None = None
        """The archive's, while a run is on."""
        self._crawler = crawler
        self._declared: dict[str, dict[str, Any]] = crawler.settings.getdict("DOWNLOAD_SLOTS")
        self._usual = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        self._patience_seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

    def most(self, domain: str) -> int:
        """Return how many requests to a domain may be under way."""
        return int(self._declared.get(domain, {}).get("concurrency", self._usual))

    async def hold(self, domain: str) -> tuple[Hold, bool]:
        """Return a hold of a connection, and whether it had to be waited for; raises Refusal when asked to stop.

        Whoever holds one for longer than a request may take is stuck, and is waited for no longer.
        """
        connections, most = self.shared, self.most(domain)
        if connections is None or most < 1:
            return Hold(), False
        gate, was_late = await self._wait_for(domain, lambda: connections.pass_gate(domain))
        try:
            hold, is_late = await self._wait_for(domain, lambda: connections.take(domain, most))
        finally:
            gate.free()
        return hold, was_late or is_late

    async def _wait_for(self, domain: str, take: Callable[[], Hold | None]) -> tuple[Hold, bool]:
        if (hold := take()) is not None:
            return hold, False
        until = monotonic() + self._patience_seconds
        while monotonic() < until:
            if not self._crawler.crawling:
                raise Refusal(reasons.INTERRUPTED, Outcome.PUT_BACK)
            await asyncio.sleep(_LOOK_SECONDS)
            if (hold := take()) is not None:
                return hold, True
        logger.warning(
            "%s: another crawl holds the connection for longer than the %g seconds that a request may take; it is "
            "waited for no longer",
            domain,
            self._patience_seconds,
        )
        return Hold(), True
