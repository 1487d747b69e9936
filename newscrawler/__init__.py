"""newscrawler: news sites into one SQLite archive.

The face of the project. A site file imports from here and from nowhere else; nothing inside newscrawler/ imports it.
Names are loaded when first used (PEP 562), so that reading a page does not load Scrapy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscrawler.crawling import NewsSpider
    from newscrawler.discovery import Feed, NewsSitemap, Section, Sitemap
    from newscrawler.errors import NewscrawlerError, NotAnArticle
    from newscrawler.extraction import extract_article, find_date
    from newscrawler.items import Article, SiteFacts

__all__ = [
    "Article",
    "Feed",
    "NewsSitemap",
    "NewsSpider",
    "NewscrawlerError",
    "NotAnArticle",
    "Section",
    "SiteFacts",
    "Sitemap",
    "extract_article",
    "find_date",
]

__version__ = "0.1.0"

_HOME = {
    "Article": "items",
    "Feed": "discovery",
    "NewsSitemap": "discovery",
    "NewsSpider": "crawling",
    "NewscrawlerError": "errors",
    "NotAnArticle": "errors",
    "Section": "discovery",
    "SiteFacts": "items",
    "Sitemap": "discovery",
    "extract_article": "extraction",
    "find_date": "extraction",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
