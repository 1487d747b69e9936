"""Where a request leaves: with the slot of its domain, and when it is its turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from newscrawler.crawling.pace import SLOT, Pace
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response


class DomainMiddleware:
    """Gives each request the download slot of its registered domain; redirects too, which bring another's along."""

    def process_request(self, request: Request) -> None:
        """Name the domain."""
        request.meta[SLOT] = site_of(request.url)


class PoliteDownload(HTTP11DownloadHandler):
    """Scrapy's download over HTTP, begun when it is the request's turn: no time limit runs while it waits."""

    async def download_request(self, request: Request) -> Response:
        """Return the response; raises Refusal where the domain wants to be left alone for longer than is waited."""
        if (pace := self.crawler.get_extension(Pace)) is None:
            return await super().download_request(request)
        hold = await pace.take_turn(request)
        try:
            return await super().download_request(request)
        finally:
            hold.free()
