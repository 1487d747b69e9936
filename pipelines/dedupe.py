"""Step 200: what the visit is to its site's articles: new, changed, unchanged, or another address of a known one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itemadapter import ItemAdapter

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newscrawler.items import Visit


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
        return item
