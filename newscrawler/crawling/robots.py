"""robots.txt as RFC 9309 says: 4xx allows everything, 5xx and silence mean "not now".

Scrapy's own middleware takes 5xx, timeouts and closed connections for "allowed", and ignores Crawl-delay.
"""

from __future__ import annotations

import asyncio
import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from newscrawler.crawling import reasons
from newscrawler.crawling.addresses import is_main_host
from newscrawler.crawling.guards import ANY_SITE
from newscrawler.crawling.pace import Pace
from newscrawler.crawling.refusal import Refusal
from newscrawler.items import Outcome, PageKind

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response

LARGEST_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB have to be read; what follows is not."""

_HOST_IS_AWAY = frozenset({reasons.REFUSED, reasons.NO_HOST, reasons.BAD_CERTIFICATE})
"""Not robots.txt alone but the whole host cannot be had: the reason says so."""

_OWN_FETCH = "robots_fetch"
_TOO_MANY = 429
_SERVER_ERROR = 500
_REDIRECT = 300
"""From here on there is no file to read: "unavailable" (2.3.1.3), redirects that were not followed included."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says."""

    parser: Protego | None = None
    """None allows everything."""
    objection: str = ""
    """Why the host is not to be asked now."""
    response: Response | None = None
    """The file itself, so that the frontier's visit of it needs no second fetch."""

    def allow(self, url: str, agent: str) -> bool:
        """Return True where the address may be fetched."""
        return self.parser is None or bool(self.parser.can_fetch(url, agent))


def read_rules(response: Response) -> Rules:
    """Return the rules in an answer to the request for robots.txt.

    429 is no "unavailable" of RFC 9309 2.3.1.3 but a wish for rest, and is treated as 5xx.
    """
    if response.status >= _SERVER_ERROR or response.status == _TOO_MANY:
        return Rules(objection=reasons.ROBOTS_UNREACHABLE)
    if response.status >= _REDIRECT:
        return Rules(response=response)
    return Rules(Protego.parse(decode_robots(response.body)), response=response)


def decode_robots(body: bytes) -> str:
    """Return the text of a robots.txt: UTF-8, or UTF-16 where a byte order mark says so.

    >>> decode_robots("Disallow: /a".encode("utf-16"))
    'Disallow: /a'
    """
    is_wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return body[:LARGEST_BYTES].decode("utf-16" if is_wide else "utf-8-sig", errors="ignore")


class RobotsMiddleware:
    """Asks each host for its robots.txt once a run and keeps to it."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._longest_delay_seconds = crawler.settings.getfloat("NEWSCRAWLER_MAX_CRAWL_DELAY_SECONDS")
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        """Raise Refusal for what may not be fetched, or not now."""
        if request.meta.get(_OWN_FETCH):
            return None
        rules = await self._rules_for(request)
        if rules.objection:
            # Where another host than the site's own is away, it is the page that fails: the site is there.
            raise Refusal(rules.objection, Outcome.FAILED if self._is_elsewhere(request) else Outcome.PUT_BACK)
        page = request.meta.get("page")
        if page is not None and page.kind is PageKind.ROBOTS and rules.response is not None:
            return rules.response.replace(request=request)
        if not rules.allow(request.url, self._agent):
            raise Refusal(reasons.DISALLOWED)
        return None

    def _is_elsewhere(self, request: Request) -> bool:
        home = getattr(self._crawler.spider, "home", "")
        return "redirect_times" in request.meta or bool(home and not is_main_host(request.url, home))

    async def _rules_for(self, request: Request) -> Rules:
        parts = urlparse_cached(request)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            self._rules[host] = asyncio.ensure_future(self._fetch(host))
        return await asyncio.shield(self._rules[host])

    async def _fetch(self, host: str) -> Rules:
        meta = {_OWN_FETCH: True, ANY_SITE: True}
        request = Request(f"{host}/robots.txt", meta=meta, callback=NO_CALLBACK)
        try:
            rules = read_rules(await self._crawler.engine.download_async(request))
        except Refusal as refusal:
            return Rules(objection=refusal.reason)
        except IgnoreRequest:  # too many redirects: "unavailable", RFC 9309 2.3.1.2
            return Rules()
        except Exception as error:  # noqa: BLE001 whatever went wrong, it was not read: not now (2.3.1.4)
            reason = reasons.exception_reason(error)
            return Rules(objection=reason if reason in _HOST_IS_AWAY else reasons.ROBOTS_UNREACHABLE)
        self._slow_down(request, rules)
        return rules

    def _slow_down(self, request: Request, rules: Rules) -> None:
        delay = rules.parser.crawl_delay(self._agent) if rules.parser else None
        pace = self._crawler.get_extension(Pace)
        if delay and pace:
            pace.honour_crawl_delay(request, min(float(delay), self._longest_delay_seconds))
