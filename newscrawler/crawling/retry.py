"""Trying again: a few times, never sooner than the server asks, and the whole host waits, not one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.downloadermiddlewares.retry import RetryMiddleware

from newscrawler.crawling.pace import Pace
from newscrawler.crawling.reasons import BAD_CERTIFICATE, exception_reason
from newscrawler.crawling.refusal import Refusal
from newscrawler.crawling.retry_after import retry_after_seconds
from newscrawler.now import now_utc

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
        if response.status in _OVERLOADED and not self._rest(request, response):
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

    def _rest(self, request: Request, response: Response) -> bool:
        """Let the host rest; return False where it asks for more than our patience."""
        pace = self.crawler.get_extension(Pace)
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        seconds = retry_after_seconds(header, now_utc())
        if seconds is None:
            doubled = 2 ** (request.meta.get("retry_times", 0) + 1)
            seconds = min(doubled * (pace.delay_seconds(request) if pace else 0), self._patience_seconds)
        if seconds > self._patience_seconds:
            request.meta[RETRY_AFTER] = seconds
            return False
        if pace:
            pace.rest(request, seconds)
        return True
