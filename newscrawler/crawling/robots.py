"""robots.txt as RFC 9309 says: 4xx allows everything, 5xx and silence mean "not now"; read again while the run goes on.

Scrapy's own middleware takes 5xx, timeouts and closed connections for "allowed", ignores Crawl-delay and never reads
the file again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from newscrawler.crawling import reasons
from newscrawler.crawling.addresses import is_main_host
from newscrawler.crawling.guards import ANY_SITE
from newscrawler.crawling.pace import Pace
from newscrawler.crawling.refusal import Refusal
from newscrawler.crawling.retry import RETRY_AFTER
from newscrawler.crawling.robots_text import RobotsText, decode_robots
from newscrawler.items import Outcome, PageKind
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response

LONGEST_KEPT_SECONDS = 86400.0
"""RFC 9309, 2.4: what was read longer ago is not to be believed."""

AWAY_KEPT_SECONDS = 900.0
"""When a file that could not be read is asked for again."""

_HOST_IS_AWAY = frozenset({reasons.REFUSED, reasons.NO_HOST, reasons.BAD_CERTIFICATE})
"""Not robots.txt alone but the whole host cannot be had: the reason says so."""

_OWN_FETCH = "robots_fetch"
_TOO_MANY = 429
_SERVER_ERROR = 500
_REDIRECT = 300
"""From here on there is no file to read: "unavailable" (2.3.1.3), redirects that were not followed included."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says."""

    text: RobotsText | None = None
    """None allows everything."""
    objection: str = ""
    """Why the host is not to be asked now."""
    response: Response | None = None
    """The file itself, so that the frontier's visit of it needs no second fetch."""
    retry_after_seconds: float | None = None
    """For how long the host asked to be left alone, where that is the objection."""
    read_at: datetime = _LONG_AGO
    """When it was read; rules with an objection never were."""
    again_at: datetime = _NEVER
    """When it is to be read again."""

    def allow(self, url: str) -> bool:
        """Return True where the address may be fetched."""
        return self.text is None or self.text.allows(url)


def read_rules(response: Response, token: str) -> Rules:
    """Return the rules for a product token in an answer to the request for robots.txt.

    429 is no "unavailable" of RFC 9309 2.3.1.3 but a wish for rest, and is treated as 5xx.
    """
    if response.status >= _SERVER_ERROR or response.status == _TOO_MANY:
        return Rules(objection=reasons.ROBOTS_UNREACHABLE, retry_after_seconds=response.meta.get(RETRY_AFTER))
    if response.status >= _REDIRECT:
        return Rules(response=response)
    return Rules(RobotsText.read(decode_robots(response.body), token), response=response)


def kept_rules(found: Rules, before: Rules | None, now: datetime, kept_seconds: float) -> Rules:
    """Return the rules that hold from now on, and until when.

    Where the file cannot be read today, what it said holds until it is a day old (RFC 9309, 2.4); then it is "not now".
    """
    if not found.objection:
        return replace(found, read_at=now, again_at=_later(now, min(kept_seconds, LONGEST_KEPT_SECONDS)))
    again_at = _later(now, min(kept_seconds, AWAY_KEPT_SECONDS))
    if before and not before.objection and now < _later(before.read_at, LONGEST_KEPT_SECONDS):
        return replace(before, again_at=min(again_at, _later(before.read_at, LONGEST_KEPT_SECONDS)))
    return replace(found, again_at=again_at)


def _later(moment: datetime, seconds: float) -> datetime:
    return moment + timedelta(seconds=seconds)


class RobotsMiddleware:
    """Asks each host for its robots.txt and keeps to it."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._token: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._longest_delay_seconds = crawler.settings.getfloat("NEWSCRAWLER_MAX_CRAWL_DELAY_SECONDS")
        self._kept_seconds = crawler.settings.getfloat("NEWSCRAWLER_ROBOTS_SECONDS")
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
            outcome = Outcome.FAILED if self._costs_the_page(request, rules) else Outcome.PUT_BACK
            raise Refusal(rules.objection, outcome, retry_after_seconds=rules.retry_after_seconds)
        page = request.meta.get("page")
        if page is not None and page.kind is PageKind.ROBOTS and rules.response is not None:
            return rules.response.replace(request=request)
        if not rules.allow(request.url):
            raise Refusal(reasons.DISALLOWED)
        return None

    def _costs_the_page(self, request: Request, rules: Rules) -> bool:
        """Return True where another host than the site's own is away: the page fails, the site is there."""
        home = getattr(self._crawler.spider, "home", "")
        is_elsewhere = "redirect_times" in request.meta or bool(home and not is_main_host(request.url, home))
        return is_elsewhere and rules.objection != reasons.INTERRUPTED

    async def _rules_for(self, request: Request) -> Rules:
        parts = urlparse_cached(request)
        host = f"{parts.scheme}://{parts.netloc}"
        task = self._rules.get(host)
        before = task.result() if task is not None and task.done() else None
        if task is None or (before is not None and before.again_at <= now_utc()):
            task = self._rules[host] = asyncio.ensure_future(self._read(host, before))
        return await asyncio.shield(task)

    async def _read(self, host: str, before: Rules | None) -> Rules:
        meta = {_OWN_FETCH: True, ANY_SITE: True}
        request = Request(f"{host}/robots.txt", meta=meta, callback=NO_CALLBACK)
        found = await self._fetch(request)
        if not found.objection:
            self._set_delay(request, found)
        return kept_rules(found, before, now_utc(), self._kept_seconds)

    async def _fetch(self, request: Request) -> Rules:
        try:
            return read_rules(await self._crawler.engine.download_async(request), self._token)
        except Refusal as refusal:
            return Rules(objection=refusal.reason, retry_after_seconds=refusal.retry_after_seconds)
        except IgnoreRequest:  # too many redirects: "unavailable", RFC 9309 2.3.1.2
            return Rules()
        except Exception as error:  # noqa: BLE001 whatever went wrong, it was not read: not now (2.3.1.4)
            reason = reasons.exception_reason(error)
            return Rules(objection=reason if reason in _HOST_IS_AWAY else reasons.ROBOTS_UNREACHABLE)

    def _set_delay(self, request: Request, rules: Rules) -> None:
        seconds = rules.text.crawl_delay_seconds if rules.text else 0.0
        if pace := self._crawler.get_extension(Pace):
            pace.honour_crawl_delay(request, min(seconds, self._longest_delay_seconds))
