"""The guard at the door: every request passes it, redirects included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.utils.httpobj import urlparse_cached

from newscrawler.crawling import reasons
from newscrawler.crawling.addresses import TypedAddresses
from newscrawler.crawling.refusal import Refusal
from newscrawler.items import Outcome
from newscrawler.urls import is_fetchable, same_site

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler

ANY_SITE = "any_site"
"""The key of a request's meta that lets it leave the spider's domains."""

LONGEST_ADDRESS = 2083
"""Characters; what browsers used to take, and where paths that grow by themselves end."""


class GuardMiddleware:
    """Lets pass: http and https, addresses that can be fetched, hosts of the spider's site."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._allows_private = crawler.settings.getbool("NEWSCRAWLER_ALLOW_PRIVATE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise Refusal with the reason for what does not pass."""
        if reason := self._objection(request):
            raise Refusal(reason)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Say "private address" where the address guard let the resolver find nothing."""
        host = urlparse_cached(request).hostname or ""
        if host in TypedAddresses.refused and not isinstance(exception, Refusal):
            raise Refusal(reasons.PRIVATE, Outcome.SKIPPED) from exception

    def _objection(self, request: Request) -> str:
        if urlparse_cached(request).scheme not in {"http", "https"}:
            return reasons.SCHEME
        if len(request.url) > LONGEST_ADDRESS:
            return reasons.LONG_ADDRESS
        if not is_fetchable(request.url):
            return reasons.BAD_ADDRESS
        if not self._allows_private and TypedAddresses.forbids(request.url):
            return reasons.PRIVATE
        domains = () if request.meta.get(ANY_SITE) else getattr(self._crawler.spider, "domains", ())
        return reasons.OFF_SITE if domains and not same_site(request.url, domains) else ""
