"""Where a site lists its articles: feeds, news sitemaps, sitemaps, section pages. Pure reading, no network."""

from newscrawler.discovery.article_urls import is_plainly_no_article, looks_like_article
from newscrawler.discovery.learned import LearnedShape
from newscrawler.discovery.list_days import list_days
from newscrawler.discovery.newest import newest_first
from newscrawler.discovery.next_page import next_page
from newscrawler.discovery.period import Period, span_of_address
from newscrawler.discovery.read import read_source
from newscrawler.discovery.reading import BAD_ADDRESS, TOO_MANY, UNLIKELY, SourceReading
from newscrawler.discovery.robots import robots_sitemaps
from newscrawler.discovery.section import read_section
from newscrawler.discovery.site_facts import facts_of_front
from newscrawler.discovery.sources import (
    Feed,
    NewsSitemap,
    Section,
    Sitemap,
    Source,
    declared_sources,
    discovered,
    usual_sources,
)

__all__ = [
    "BAD_ADDRESS",
    "TOO_MANY",
    "UNLIKELY",
    "Feed",
    "LearnedShape",
    "NewsSitemap",
    "Period",
    "Section",
    "Sitemap",
    "Source",
    "SourceReading",
    "declared_sources",
    "discovered",
    "facts_of_front",
    "is_plainly_no_article",
    "list_days",
    "looks_like_article",
    "newest_first",
    "next_page",
    "read_section",
    "read_source",
    "robots_sitemaps",
    "span_of_address",
    "usual_sources",
]
