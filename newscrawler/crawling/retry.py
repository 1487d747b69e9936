"""Trying again: a few times, never sooner than the server asks, and the whole domain waits, not one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.downloadermiddlewares.retry import RetryMiddleware

from newscrawler.crawling.pace import Pace
from newscrawler.crawling.reasons import BAD_CERTIFICATE, exception_reason
from newscrawler.crawling.refusal import Refusal
from newscrawler.crawling.retry_after import retry_after_seconds
from newscrawler.now import now_utc
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

RETRY_AFTER = "retry_after_seconds"
"""The key of a request's meta for a wait that was too long to sit out."""

_OVERLOADED = frozenset({429, 503})


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retry, with Retry-After."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._patience_seconds = settings.getfloat("NEWSCRAWLER_PATIENCE_SECONDS")

    def process_response(self, request: Request, response: Response, *_: Any, **__: Any) -> Request | Response:
        """Return the response, or the request to send again."""
        if not self.crawler.crawling:  # asked to stop
            return response
        pace, domain = self.crawler.get_extension(Pace), site_of(request.url)
        is_overloaded = response.status in _OVERLOADED
        if pace is not None:
            pace.rests.count(domain, is_overloaded=is_overloaded)
            if is_overloaded and not self._rest(pace, request, response):
                return response
        return super().process_response(request, response)

    def process_exception(
        self, request: Request, exception: Exception, *_: Any, **__: Any
    ) -> Request | Response | None:
        """Return the request to send again for what may pass by itself."""
        is_final = isinstance(exception, Refusal) or exception_reason(exception) == BAD_CERTIFICATE
        if is_final or not self.crawler.crawling:
            return None
        return super().process_exception(request, exception)

    def _rest(self, pace: Pace, request: Request, response: Response) -> bool:
        """Let the domain rest; return False where it asks for more than our patience."""
        domain = site_of(request.url)
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        # "At once" and moments that are over tell an overloaded server's clock, not its wish.
        seconds = retry_after_seconds(header, now_utc()) or pace.rests.growing_seconds(
            domain, pace.delay_seconds(domain)
        )
        pace.rests.rest(domain, seconds)
        if seconds > self._patience_seconds:
            request.meta[RETRY_AFTER] = seconds
            return False
        return True
