"""The session comes and goes with its spider; what breaks at either end is a verdict, not a traceback."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import CloseSpider, NotConfigured

from newscrawler.crawling import reasons
from newscrawler.crawling.session import Session, ending_of
from newscrawler.crawling.spider import NewsSpider
from newscrawler.crawling.tally import Tally
from newscrawler.crawling.verdict import Ending, judge
from newscrawler.errors import NewscrawlerError
from newscrawler.items import Outcome, Visit

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)


class SessionKeeper:
    """Opens the session with the spider and ends it with the spider; an extension."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)
        crawler.signals.connect(self._step_failed, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not issubclass(crawler.spidercls, NewsSpider):
            raise NotConfigured
        return cls(crawler)

    def _opened(self, spider: NewsSpider) -> None:
        try:
            spider.session = Session(spider, self._crawler.settings)
        except NewscrawlerError as error:
            spider.verdict = judge(spider.site, Tally(), ending_of(error))
            raise CloseSpider(spider.verdict.word) from error
        except Exception as error:  # whatever it is, Scrapy would go on without a session and end with 0
            logger.exception("The run could not begin")
            ending = Ending("crashed", f"{type(error).__name__}: {error}")
            spider.verdict = judge(spider.site, Tally(), ending)
            raise CloseSpider(spider.verdict.word) from error

    def _closed(self, spider: NewsSpider, reason: str) -> None:
        session, spider.session = spider.session, None
        if session is None:
            return
        try:
            session.end(reason)
        except Exception as error:  # whatever it is, Scrapy would only log it
            logger.exception("The run could not end")
            spider.verdict = judge(spider.site, session.tally, Ending("crashed", f"{type(error).__name__}: {error}"))

    def _step_failed(self, item: object, spider: NewsSpider, failure: Failure) -> None:
        """Store as failed a visit on which a step of the pipeline raised."""
        session = spider.session
        if session is None or session.trouble is not None or not isinstance(item, Visit):
            return
        reason = f"{reasons.CRASHED}: {type(failure.value).__name__}"
        session.store(Visit(page=item.page, outcome=Outcome.FAILED, reason=reason, snapshot=item.snapshot))
