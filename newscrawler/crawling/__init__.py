"""Crawling: NewsSpider, and what makes a crawl safe, polite and honest about how it went."""

from newscrawler.crawling.fetching import fetch_page, survey_site
from newscrawler.crawling.spider import NewsSpider

__all__ = ["NewsSpider", "fetch_page", "survey_site"]
