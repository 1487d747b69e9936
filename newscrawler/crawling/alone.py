"""One spider in a process of its own, for commands that fetch and keep no archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy import Spider


def run_alone(spider: type[Spider], own: Mapping[str, Any], settings: Mapping[str, str], **words: Any) -> Spider | None:
    """Run the spider to its end with the project's settings; return it, None where Scrapy broke off.

    `own` are the spider's settings, `settings` those that the user gave, which win.
    """
    project = Settings()
    project.setmodule("newscrawler.settings", priority="project")
    project.setdict(own, priority="spider")
    project.setdict(settings, priority="cmdline")
    process = AsyncCrawlerProcess(project)
    crawler = process.create_crawler(spider)
    process.crawl(crawler, **words)
    process.start()
    return crawler.spider
