"""The peers of the crawl benchmark: what a Scrapy user writes first. Copied into a Scrapy project of their own.

They keep address, title and text as JSON lines: no snapshots, links, dates, revisions, frontier or search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule, SitemapSpider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Response

TITLE = "string(//article//h1)"
TEXT = "//article//p//text()"


def _by_xpath(response: Any) -> dict[str, str]:
    text = " ".join(response.xpath(TEXT).getall())
    return {"url": response.url, "title": response.xpath(TITLE).get(""), "text": text}


class BareSpider(SitemapSpider):
    """News sitemaps and two XPaths."""

    name = "bare"

    def __init__(self, site: str, **words: Any) -> None:
        super().__init__(**words)
        self.sitemap_urls = [f"{site}robots.txt"]

    def parse(self, response: Response) -> Iterator[dict[str, str]]:
        """Yield one article."""
        yield _by_xpath(response)


class TrafilaturaSpider(BareSpider):
    """News sitemaps and trafilatura, metadata included."""

    name = "trafilatura"

    def parse(self, response: Response) -> Iterator[dict[str, str]]:
        """Yield one article, or nothing where trafilatura reads nothing."""
        from trafilatura import bare_extraction

        document: Any = bare_extraction(response.body, url=response.url, with_metadata=True)
        if document is not None:
            yield {"url": response.url, "title": document.title or "", "text": document.text or ""}


class LinksSpider(CrawlSpider):
    """From link to link with Scrapy's LinkExtractor, and two XPaths."""

    name = "links"
    rules = (Rule(LinkExtractor(allow=r"/news/[\w-]+-\d+$"), callback="read", follow=True),)

    def __init__(self, site: str, **words: Any) -> None:
        super().__init__(**words)
        self.start_urls = [site]

    def read(self, response: Response) -> Iterator[dict[str, str]]:
        """Yield one article."""
        yield _by_xpath(response)
