"""Single pages of any site: scrapy crawl article -a url="URL URL ..." or -a file=LIST"""

from __future__ import annotations

from newscrawler import NewsSpider


class ArticleSpider(NewsSpider):
    """The pages that `-a url=` and `-a file=` name; their links are not followed."""

    name = "article"
    takes = ("url", "file")
