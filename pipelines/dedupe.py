"""Step 200: what the visit is to its site's articles: new, changed, unchanged, or another address of a known one."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from itemadapter import ItemAdapter

from newscrawler.crawling.rereading import reread
from newscrawler.items import Outcome
from pipelines.clean import clean_article

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newscrawler.archive import Archive
    from newscrawler.crawling.spider import NewsSpider
    from newscrawler.items import Article, Visit

logger = logging.getLogger(__name__)


class DedupePipeline:
    """Sets the outcome of a visit that has none, and the article it belongs to."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Visit) -> Visit:
        """Return the visit with its outcome."""
        session = getattr(self._crawler.spider, "session", None)
        visit = ItemAdapter(item)
        if session is not None and visit["outcome"] is None:
            visit["outcome"], visit["article_id"] = session.archive.identify(item)
            if item.outcome is Outcome.CHANGED:
                visit["previous"] = self._previous(session.archive, item)
        return item

    def _previous(self, archive: Archive, visit: Visit) -> Article | None:
        """Return the archived words as the page that held them is read today.

        Other words are only an edit where one reader finds them: the extractor, or the site's file, may have changed
        since. Where no page was kept, or today's reader finds no article in it, the words stand as they were read.
        """
        try:
            snapshot = archive.snapshot(visit.article_id or 0)
            article = reread(snapshot, cast("NewsSpider", self._crawler.spider)) if snapshot else None
        except Exception:
            # A page may hold anything, and a snapshot may be damaged. The visit itself is sound, and is stored.
            logger.warning("the stored page of article %s cannot be read again", visit.article_id, exc_info=True)
            return None
        if article is not None:
            clean_article(article)
        return article
