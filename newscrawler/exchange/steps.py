"""What a crawl does with an answer, done with what was captured elsewhere: the site's reader, then the pipelines."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

from newscrawler.crawling.session import revisit_plan
from newscrawler.crawling.visits import CAPTURED_AT
from newscrawler.errors import NewscrawlerError
from newscrawler.exchange.streams import GZIP, ZSTD
from newscrawler.items import Page, Visit
from newscrawler.now import now_utc
from newscrawler.urls import same_site, site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from newscrawler.archive import Intake
    from newscrawler.crawling import NewsSpider
    from newscrawler.exchange.records import Capture, Row

ANY_SITE = "news"
_MARKS = {"gzip": GZIP, "x-gzip": GZIP, "zstd": ZSTD}
"""How a body begins that has the coding: many archives keep the header and not the coding."""


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


class _NoCrawl:
    """As much of a Scrapy crawler as pipelines and the decoding ask for, without a reactor."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.signals = SignalManager(self)
        self.stats = None
        self.spider: NewsSpider | None = None


class Steps:
    """From a record to a stored visit."""

    def __init__(self, spiders: Mapping[str, Any], on_site: Callable[[NewsSpider], None]) -> None:
        """Take the project's spiders, whose folder is on the path: their pipelines are used.

        `on_site` is called with the spider of a site that has a file, when the first record of it comes.
        """
        settings = Settings()
        settings.setmodule("newscrawler.settings", priority="project")
        self._crawler = _NoCrawl(settings)
        self._spiders = spiders
        self._on_site = on_site
        self._decoding = HttpCompressionMiddleware(crawler=cast("Any", self._crawler))
        names = build_component_list(settings.getwithbase("ITEM_PIPELINES"))
        self._pipelines = [load_object(name).from_crawler(self._crawler) for name in names]
        self.session = ImportSession()
        self.plan = revisit_plan(settings)
        self.most_bytes = settings.getint("DOWNLOAD_MAXSIZE")
        self.spider_of = lru_cache(maxsize=512)(self._spider_of)

    def site(self, url: str) -> str:
        """Return the site that an address belongs to: of its mirrors too, where it has a file."""
        return self.spider_of(_home(url)).site

    def _spider_of(self, home: str) -> NewsSpider:
        declared = (known for known in self._spiders.values() if known.domains and same_site(home, known.domains))
        found = next(declared, None)
        spider: NewsSpider = found() if found else self._spiders[ANY_SITE](site=home)
        spider.settings = self._crawler.settings
        spider.session = self.session  # type: ignore[assignment]
        if found:
            self._on_site(spider)
        return spider

    def read(self, capture: Capture) -> Visit:
        """Return the visit that a capture makes, read as the site's crawl reads an answer.

        Raises ValueError for what no request can be made of, and `scrapy.exceptions.IgnoreRequest` where the body is
        too long once it is unpacked.
        """
        spider = self.spider_of(_home(capture.url))
        meta = {"page": Page(capture.url, spider.site), CAPTURED_AT: capture.captured_at}
        request = Request(capture.url, meta=meta)
        response = Response(
            capture.url,
            capture.status,
            list(capture.headers),
            capture.body,
            request=request,
        )
        return spider.reader.read(self._decoded(request, response))

    def _decoded(self, request: Request, response: Response) -> Response:
        codings = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower().replace(" ", "")
        mark = _MARKS.get(codings.rsplit(",", 1)[-1])
        if mark is None or response.body.startswith(mark):
            try:
                decoded = self._decoding.process_response(request, response)
            except IgnoreRequest:
                raise
            except Exception:  # noqa: BLE001 each decoder raises its own: the body has no coding, whatever the header says
                decoded = response
            return decoded if isinstance(decoded, Response) else response
        return response

    def visit_of(self, row: Row) -> Visit:
        """Return the visit that a row makes."""
        spider = self.spider_of(_home(row.article.url))
        return Visit(page=Page(row.article.url, spider.site), article=replace(row.article, site=spider.site))

    def store(self, visit: Visit, moment: datetime) -> None:
        """Send a visit through the pipelines; raises what kept it from being stored."""
        self._crawler.spider = self.spider_of(_home(visit.page.url))
        self.session.moment, self.session.trouble = min(moment, now_utc()), None
        for pipeline in self._pipelines:
            visit = pipeline.process_item(visit)
        if self.session.trouble is not None:
            raise self.session.trouble


def _home(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/" if site_of(url) else url
