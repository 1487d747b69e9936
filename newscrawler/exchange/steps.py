"""What a crawl does with a visit, done with those of records: the project's pipelines, the last of which stores it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

from newscrawler.crawling.session import revisit_plan
from newscrawler.errors import NewscrawlerError
from newscrawler.exchange.site_spiders import NoCrawl, SiteSpiders, project_settings
from newscrawler.items import Page, Visit
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from newscrawler.archive import Intake
    from newscrawler.crawling import NewsSpider
    from newscrawler.exchange.records import Row


class ImportSession:
    """What pipelines find at `spider.session`: what tells known articles, and where a visit is stored."""

    archive: Intake
    """The archive's way in, which tells as the archive does what a visit is to its articles."""

    def __init__(self) -> None:
        self.moment: datetime = now_utc()
        """Of the record under way."""
        self.trouble: NewscrawlerError | None = None
        """What kept the record from being stored."""

    def store(self, visit: Visit) -> None:
        """Store a visit at its moment."""
        try:
            self.archive.take(visit, at=self.moment)
        except NewscrawlerError as error:
            self.trouble = error


class Steps:
    """From a visit to what is stored of it."""

    def __init__(self, spiders: Mapping[str, Any], on_site: Callable[[NewsSpider], None]) -> None:
        """Take the project's spiders, whose folder is on the path: their pipelines are used.

        `on_site` is called with the spider of a site that has a file, before the first visit of it is stored.
        """
        settings = project_settings()
        self.session = ImportSession()
        self._crawler = NoCrawl(settings)
        self._sites = SiteSpiders(spiders, settings, self.session)
        self._on_site = on_site
        self._known: set[str] = set()
        names = build_component_list(settings.getwithbase("ITEM_PIPELINES"))
        self._pipelines = [load_object(name).from_crawler(self._crawler) for name in names]
        self.plan = revisit_plan(settings)
        self.most_bytes = settings.getint("DOWNLOAD_MAXSIZE")

    def site(self, url: str) -> str:
        """Return the site that an address belongs to: of its mirrors too, where it has a file."""
        return self._sites.of(url).site

    def visit_of(self, row: Row) -> Visit:
        """Return the visit that a row makes."""
        site = self.site(row.article.url)
        return Visit(page=Page(row.article.url, site), article=replace(row.article, site=site))

    def store(self, visit: Visit, moment: datetime) -> None:
        """Send a visit through the pipelines; raises what kept it from being stored."""
        self._crawler.spider = spider = self._sites.of(visit.page.url)
        if self._sites.has_file(spider) and spider.site not in self._known:
            self._on_site(spider)
            self._known.add(spider.site)
        self.session.moment, self.session.trouble = min(moment, now_utc()), None
        for pipeline in self._pipelines:
            visit = pipeline.process_item(visit)
        if self.session.trouble is not None:
            raise self.session.trouble
