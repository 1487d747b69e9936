"""Step 300: the visit is committed, in one transaction with its page's state; only then is the page done."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from newscrawler.errors import NewscrawlerError

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newscrawler.items import Visit

logger = logging.getLogger(__name__)


class StorePipeline:
    """Puts visits in the archive."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Visit) -> Visit:
        """Return the visit as it was stored; an archive that cannot take it ends the run, and the page stays due."""
        session = getattr(self._crawler.spider, "session", None)
        if session is None or session.trouble is not None:
            return item
        try:
            session.store(item)
        except NewscrawlerError as error:
            logger.error("%s", error)  # noqa: TRY400 the message says it all, for a person who reads a cron mail
        else:
            logger.debug("%s %s %s", item.outcome, item.page.url, item.reason)
        return item
