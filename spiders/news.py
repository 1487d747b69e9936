"""Any news site, without a line of code: scrapy crawl news -a site=https://example.org/"""

from __future__ import annotations

from newscrawler import NewsSpider


class AnySiteSpider(NewsSpider):
    """The site that `-a site=URL` names."""

    name = "news"
