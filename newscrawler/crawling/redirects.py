"""Redirects written into the page. Where they lead is the guard's matter, as with every request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from w3lib.html import get_meta_refresh

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

_HEAD_BYTES = 4096


class BoundedMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Scrapy's, without decoding the body by the charset it names (some codecs take minutes), and without reloads."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._longest_seconds = settings.getint("METAREFRESH_MAXDELAY")
        self._hiding_tags = settings.getlist("METAREFRESH_IGNORE_TAGS")

    def process_response(self, request: Request, response: Response, *_: Any, **__: Any) -> Request | Response:
        """Return the response, or the request that its meta refresh asks for."""
        if b"text/html" not in (response.headers.get("Content-Type") or b"") or request.meta.get("dont_redirect"):
            return response
        head = response.body[:_HEAD_BYTES].decode("utf-8", "replace")
        interval, url = get_meta_refresh(head, response.url, ignore_tags=tuple(self._hiding_tags))
        if not url or interval is None or interval >= self._longest_seconds or url == response.url:
            return response
        if not url.startswith(("http://", "https://")):
            return response
        return self._redirect(self._redirect_request_using_get(request, response, url), request, "meta refresh")
