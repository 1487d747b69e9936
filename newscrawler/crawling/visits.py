"""From a response, or from what came instead, to a visit; and from a page to its request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from newscrawler.crawling import reasons
from newscrawler.crawling.refusal import Refusal
from newscrawler.crawling.retry import RETRY_AFTER
from newscrawler.items import Outcome, Snapshot, Visit
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from datetime import datetime

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newscrawler.crawling.spider import NewsSpider
    from newscrawler.items import Page

CAPTURED_AT = "captured_at"
"""The key in a response's meta of when it was served, where that was not now: it comes from elsewhere."""

_FIRST_REDIRECT = 300
_FIRST_OK = 200
_NOT_MODIFIED = 304


def request_for(page: Page, spider: NewsSpider) -> Request:
    """Return the request for a page, conditional where the page was read before."""
    validators = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
    meta: dict[str, Any] = {"page": page}
    if spider.is_one_off:
        meta["any_site"] = True
    return Request(
        page.url,
        callback=spider.visited,
        errback=spider.missed,
        headers={name: value for name, value in validators.items() if value},
        meta=meta,
        dont_filter=True,
    )


def snapshot_of(response: Response, fetched_at: datetime) -> Snapshot:
    """Return the response as it was served; its body is already free of gzip and the like."""
    headers = tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    return Snapshot(response.url, response.status, headers, response.body, fetched_at.isoformat(timespec="seconds"))


def answered_visit(response: Response) -> Visit:
    """Return the visit with its snapshot; decided already where the status says that there is nothing to read."""
    page = response.meta["page"]
    visit = Visit(page=page, snapshot=snapshot_of(response, response.meta.get(CAPTURED_AT) or now_utc()))
    seconds = response.meta.get(RETRY_AFTER)
    if seconds is not None:
        visit.outcome, visit.reason, visit.retry_after_seconds = Outcome.PUT_BACK, reasons.ASKED_TO_WAIT, seconds
    elif response.status == _NOT_MODIFIED:
        visit.outcome = Outcome.UNCHANGED
    elif not _FIRST_OK <= response.status < _FIRST_REDIRECT:
        visit.outcome, visit.reason = Outcome.FAILED, reasons.status_reason(response.status)
    return visit


def missed_visit(failure: Failure) -> Visit:
    """Return the visit of a page that was refused by one of our middlewares, or could not be fetched."""
    request: Request = getattr(failure, "request")  # noqa: B009 Scrapy sets it; Twisted's class does not know it
    return unanswered_visit(request.meta["page"], failure.value or Exception())


def unanswered_visit(page: Page, error: BaseException) -> Visit:
    """Return the visit of a page whose fetch raised."""
    visit = Visit(page=page, outcome=Outcome.FAILED)
    if isinstance(error, Refusal):
        visit.outcome, visit.reason = error.outcome, error.reason
        visit.retry_after_seconds = error.retry_after_seconds
    elif isinstance(error, IgnoreRequest):
        # Scrapy's own: too many redirects, or too large after decompression.
        visit.reason = reasons.TOO_MANY_REDIRECTS if "redirections" in str(error) else reasons.TOO_LARGE
    else:
        visit.reason = reasons.exception_reason(error)
    return visit
