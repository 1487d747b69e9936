"""A capture becomes the visit that a crawl would have made of it at that moment. Runs in processes of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from newscrawler.crawling.visits import CAPTURED_AT
from newscrawler.errors import UsageError
from newscrawler.exchange.records import Bad
from newscrawler.exchange.site_spiders import NoCrawl, SiteSpiders, project_settings
from newscrawler.exchange.streams import GZIP, ZSTD
from newscrawler.items import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newscrawler.exchange.records import Capture
    from newscrawler.items import Visit

CRASHED = "crashed"
_LONGEST_REASON = 200
_MARKS = {"gzip": GZIP, "x-gzip": GZIP, "zstd": ZSTD}
"""How a body begins that has the coding: many archives keep the header and not the coding, some the reverse."""
_MOST_UNTOLD = 2


@dataclass(slots=True)
class CaptureReader:
    """Reads captures of any site as the site's crawl reads an answer; goes to other processes."""

    spiders: Mapping[str, Any]
    """The project's."""
    _sites: SiteSpiders = field(init=False)
    _decoding: HttpCompressionMiddleware = field(init=False)
    _most_bytes: int = field(init=False)

    def prepare(self) -> None:
        """Make what a crawl would have around its spider."""
        settings = project_settings()
        self._sites = SiteSpiders(self.spiders, settings)
        self._most_bytes = settings.getint("DOWNLOAD_MAXSIZE")
        self._decoding = HttpCompressionMiddleware(crawler=cast("Any", NoCrawl(settings)))

    def __call__(self, capture: Capture) -> Visit | Bad:
        """Return the visit, or why there is none: no request can be made of it, or it is too long once unpacked."""
        try:
            return self._read(capture)
        except Exception as error:  # noqa: BLE001 a page that breaks our reading costs one page, as in a crawl
            return why_not(error)

    def _read(self, capture: Capture) -> Visit:
        spider = self._sites.of(capture.url)
        meta = {"page": Page(capture.url, spider.site), CAPTURED_AT: capture.captured_at}
        request = Request(capture.url, meta=meta)
        headers = list(capture.headers)
        response = Response(capture.url, capture.status, headers, capture.body, request=request)
        return spider.reader.read(self._decoded(request, response))

    def _decoded(self, request: Request, response: Response) -> Response:
        """Return the response without its coding: the one that its headers name, and those that they do not."""
        codings = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower().replace(" ", "")
        mark = _MARKS.get(codings.rsplit(",", 1)[-1])
        if mark is None or response.body.startswith(mark):
            response = self._without_coding(request, response)
        for _ in range(_MOST_UNTOLD):
            coding = next((coding for coding, mark in _MARKS.items() if response.body.startswith(mark)), None)
            if coding is None:
                break
            headers = response.headers.copy()
            headers["Content-Encoding"] = coding
            coded = response.replace(headers=headers)
            decoded = self._without_coding(request, coded)
            if decoded is coded:
                break
            response = decoded
        return response

    def _without_coding(self, request: Request, response: Response) -> Response:
        """Return the response decoded, by its headers; raises ValueError where it is too long then."""
        try:
            decoded = self._decoding.process_response(request, response)
        except IgnoreRequest as error:
            raise ValueError(f"longer than {self._most_bytes >> 20} MB unpacked") from error
        except Exception:  # noqa: BLE001 each decoder raises its own: the body has no coding, whatever the header says
            return response
        return decoded if isinstance(decoded, Response) else response


def why_not(error: Exception) -> Bad:
    """Return why a record cannot be read: in the error's words where it is about what was captured."""
    is_told = isinstance(error, (ValueError, UsageError))
    return Bad(str(error)[:_LONGEST_REASON] if is_told else f"{CRASHED}: {type(error).__name__}")
