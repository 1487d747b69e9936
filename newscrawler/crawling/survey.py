"""What a site offers: which addresses are looked at, in which order, and what each of them lists.

The front page and robots.txt are looked at first, then what they name, then the usual addresses of whatever kind is
still missing, one after the other until one works; sections come last. Everything is bounded in number.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from newscrawler.crawling import offers as by
from newscrawler.crawling import reasons
from newscrawler.crawling.exploring import NEWEST_FIRST
from newscrawler.crawling.offers import Offer
from newscrawler.crawling.robots_text import decode_robots
from newscrawler.discovery import (
    LearnedShape,
    declared_sources,
    discovered,
    facts_of_front,
    newest_first,
    read_section,
    read_source,
    robots_sitemaps,
    usual_sources,
)
from newscrawler.items import Discovered, Page, PageKind, SiteFacts
from newscrawler.markup import parse_markup
from newscrawler.urls import canonical_url, site_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.crawling.spider import NewsSpider
    from newscrawler.items import Snapshot, Visit

MOST_REQUESTS = 40
"""One survey asks a site at most so often."""
_MOST_OF_A_KIND = {by.LINKED: 10, by.ROBOTS: 8, by.INDEX: 3, by.FRONT: 5}
"""Of each way to find sources, at most so many are looked at."""


class _Candidate(NamedTuple):
    page: Page
    found_by: str


class Survey:
    """One look at a site: `next_page` says what to fetch, `take` reads what came."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider
        self._home = spider.home
        self._seen: set[str] = set()
        self._waiting: deque[_Candidate] = deque()
        self._looked_at = 0
        self._taken: Counter[str] = Counter()
        self._sections: list[Discovered] = []
        self._usual = deque(usual_sources(spider.home))
        self.shape = LearnedShape()
        """Of the addresses that feeds and news sitemaps list."""
        self.offers: list[Offer] = []
        self.facts = SiteFacts(domains=(spider.site,))
        self.failure = ""
        """Why the front page could not be had."""
        first = [Discovered(self._home, PageKind.SECTION)]
        first.append(Discovered(urljoin(self._home, "/robots.txt"), PageKind.ROBOTS))
        self._offer(first, by.GIVEN)
        declared = [found for source in spider.sources if (found := discovered(source, self._home))]
        self._offer(declared, by.DECLARED)

    @property
    def article_urls(self) -> str | None:
        """The site's own expression for the addresses of articles."""
        return self._spider.article_urls

    def next_page(self) -> Page | None:
        """Return the next page to look at; None when the survey is over."""
        if self._looked_at >= MOST_REQUESTS or reasons.bearing(self.failure) in _ENDING:
            return None
        while not self._waiting and (found := self._next_usual()):
            self._offer([found], by.USUAL)
        if not self._waiting:
            self._offer(newest_first(self._sections), by.FRONT)
            self._sections = []
        if not self._waiting:
            return None
        self._looked_at += 1
        return self._waiting[0].page

    def take(self, visit: Visit) -> None:
        """Read what came of the page that `next_page` returned last."""
        candidate = self._waiting.popleft()
        page, snapshot = candidate.page, visit.snapshot
        if page.kind is PageKind.ROBOTS:
            body = snapshot.body if snapshot and visit.outcome is None else b""
            self._offer(robots_sitemaps(decode_robots(body), page.url), by.ROBOTS)
            return
        offer = Offer(page.url, page.kind, candidate.found_by, snapshot.status if snapshot else None, visit.outcome)
        self.offers.append(offer)
        if snapshot is None or visit.outcome is not None:
            offer.problem = visit.reason
            self.failure = visit.reason if page.url == self._home else self.failure
        elif page.kind is PageKind.SECTION:
            self._read_section(offer, snapshot)
        else:
            self._read_source(offer, snapshot)

    def _read_section(self, offer: Offer, snapshot: Snapshot) -> None:
        content_type = dict(snapshot.headers).get("content-type")
        markup = parse_markup(snapshot.body, snapshot.url, content_type=content_type)
        found = read_section(markup, self._spider.facts, self._spider.article_urls, self.shape)
        offer.entries = [each for each in found if not each.is_next]
        if offer.url == self._home:
            self.facts = facts_of_front(markup)
            self._sections = [each for each in found if each.kind is PageKind.SECTION and not each.is_next]
            self._offer(declared_sources(markup), by.LINKED)

    def _read_source(self, offer: Offer, snapshot: Snapshot) -> None:
        content_type = dict(snapshot.headers).get("content-type")
        reading = read_source(snapshot.body, kind=offer.kind, url=snapshot.url, content_type=content_type)
        offer.kind, offer.problem, offer.entries = reading.kind, reading.problem, reading.entries
        if offer.kind in NEWEST_FIRST:
            self.shape.learn(found.url for found in offer.listed)
        self._offer(newest_first(found for found in reading.entries if found.kind.is_source), by.INDEX)

    def _next_usual(self) -> Discovered | None:
        """Return the next usual address of a kind that nothing has been found of."""
        found = {offer.kind for offer in self.offers if offer.works}
        while self._usual:
            candidate = self._usual.popleft()
            if candidate.kind not in found:
                return candidate
        return None

    def _offer(self, pages: Iterable[Discovered], found_by: str) -> None:
        for found in pages:
            key = canonical_url(found.url)
            if key in self._seen or self._taken[found_by] >= _MOST_OF_A_KIND.get(found_by, MOST_REQUESTS):
                continue
            self._seen.add(key)
            self._taken[found_by] += 1
            self._waiting.append(_Candidate(Page(found.url, site_of(found.url), found.kind), found_by))


_ENDING = frozenset({reasons.Bearing.NETWORK, reasons.Bearing.BLOCKED})
"""What the front page's failure has to say for the survey to end with it."""
