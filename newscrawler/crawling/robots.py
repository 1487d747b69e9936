"""robots.txt as RFC 9309 says: 4xx allows everything, 5xx and silence mean "not now"; read again while the run goes on.

Scrapy's own middleware takes 5xx, timeouts and closed connections for "allowed", ignores Crawl-delay and never reads
the file again.
"""

from __future__ import annotations

import asyncio
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
from newscrawler.crawling.robots_rules import Rules, kept_rules, read_rules, robots_file
from newscrawler.crawling.tdm_file import PATH, fetch_tdm_file
from newscrawler.errors import NewscrawlerError
from newscrawler.items import Outcome, PageKind
from newscrawler.now import now_utc
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response

_HOST_IS_AWAY = frozenset({reasons.REFUSED, reasons.NO_HOST, reasons.BAD_CERTIFICATE})
"""Not robots.txt alone but the whole host cannot be had: the reason says so."""

_OWN_FETCH = "robots_fetch"


class RobotsMiddleware:
    """Asks each host for its robots.txt and keeps to it."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._token: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._longest_delay_seconds = crawler.settings.getfloat("NEWSCRAWLER_MAX_CRAWL_DELAY_SECONDS")
        self._kept_seconds = crawler.settings.getfloat("NEWSCRAWLER_ROBOTS_SECONDS")
        self._tdm_seconds = crawler.settings.getfloat("NEWSCRAWLER_TDM_FILE_SECONDS")
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
            self._note(host, found)
            await self._ask_for_reservations(host, found)
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

    async def _ask_for_reservations(self, host: str, rules: Rules) -> None:
        """Read the host's tdmrep.json, where that was last done long enough ago and robots.txt allows it."""
        session = getattr(self._crawler.spider, "session", None)
        if session is None or not self._tdm_seconds or not rules.allow(f"{host}{PATH}"):
            return
        site = self._site_of(host)
        if not session.archive.tdm_file_is_due(site, host, self._tdm_seconds):
            return
        found = await fetch_tdm_file(self._crawler, host, {_OWN_FETCH: True, ANY_SITE: True})
        if found is None:
            return
        try:
            session.archive.note_tdm_file(site, host, found)
        except NewscrawlerError as error:
            session.halt(error)

    def _site_of(self, host: str) -> str:
        spider = self._crawler.spider
        return getattr(spider, "site", "") if getattr(spider, "home", "") else site_of(host)

    def _note(self, host: str, rules: Rules) -> None:
        """Let the archive know what the file says."""
        session = getattr(self._crawler.spider, "session", None)
        if session is None:
            return
        try:
            session.archive.note_robots(robots_file(rules, self._site_of(host), host), forbidden=reasons.DISALLOWED)
        except NewscrawlerError as error:  # a full disk: the run ends as it does when a visit cannot be stored
            session.halt(error)
