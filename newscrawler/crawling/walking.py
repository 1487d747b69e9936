"""Walking back: which links of a source lead into the days that a run is asked for.

What leads there goes into the frontier at once, at a priority that no ordinary run leases: a walk that is cut off goes
on where it was. It is fetched when all that is new has been.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newscrawler.crawling.exploring import NEWEST_FIRST, NOT_NEEDED, TOO_DEEP
from newscrawler.discovery.period import TOLERANCE, span_of
from newscrawler.items import PAST_PRIORITY, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from newscrawler.discovery import Period
    from newscrawler.items import Discovered, Page, Visit

OUTSIDE = "not of the days asked for"
NO_FURTHER = "older than the days asked for"
LEFT = "left for the next walk back"

_LIST_PRIORITY = PAST_PRIORITY - 10
"""Sitemaps come before the pages of lists: they say more with one request."""


@dataclass(slots=True)
class WalkBack:
    """One run's way into the past."""

    period: Period
    is_walking: bool = False
    """False while the newest is being fetched."""
    max_depth: int = 2
    sources_left: int = 300
    """How many more sources, and articles, of the past may be fetched in this run."""
    articles_left: int = 5000
    has_sitemap: bool = False
    """True once a sitemap has been read."""
    has_past_in_sitemap: bool = False
    """True once a sitemap has listed articles that may be of the period: feeds need not be turned for them."""
    _listed: set[str] = field(default_factory=set)

    def count(self, pages: Iterable[Page]) -> None:
        """Count pages that were leased while walking."""
        for page in pages:
            self.sources_left -= page.kind.is_source
            self.articles_left -= not page.kind.is_source

    @staticmethod
    def as_past(found: Discovered) -> Discovered:
        """Return a source as one that leads into the past."""
        return replace(found, priority=PAST_PRIORITY if found.kind is PageKind.SITEMAP else _LIST_PRIORITY)

    def sift(self, visit: Visit, kind: PageKind, days: Mapping[str, date]) -> list[Discovered]:
        """Return the links of a source that lead into the period, and leave in the visit those that do not.

        `kind` is what the source turned out to be; `days` are those of the articles that a page lists. While walking,
        what is not of the period is dropped, and counted.
        """
        if kind is PageKind.SECTION:
            return self._sift_list(visit, days)
        self.has_sitemap |= kind is PageKind.SITEMAP and bool(visit.links)
        older = self._older_entries(visit) if kind is PageKind.FEED else []
        is_of_the_present = kind in NEWEST_FIRST or kind is PageKind.ROBOTS
        if is_of_the_present and not self.is_walking:
            return older
        past, others = older, []
        for found in visit.links:
            if found.kind.is_source and visit.page.depth + 1 > self.max_depth:
                visit.dropped[TOO_DEEP] += 1
            elif self.period.may_hold(found) is not False:
                past.append(replace(found, priority=PAST_PRIORITY))
            elif self.is_walking:
                visit.dropped[OUTSIDE] += 1
            else:
                others.append(found)
        visit.links = others
        self.has_past_in_sitemap |= kind is PageKind.SITEMAP and any(not found.kind.is_source for found in past)
        return past

    def _older_entries(self, visit: Visit) -> list[Discovered]:
        """Take the next page of a feed out of the visit's links; return it where it may lead into the period."""
        older = [found for found in visit.links if found.is_next]
        visit.links = [found for found in visit.links if not found.is_next]
        if not older:
            return []
        days = {found.url: span[0] for found in visit.links if (span := span_of(found)) and span[0] == span[1]}
        if self._goes_on(visit.links, days) and not self.has_past_in_sitemap:
            return [replace(found, priority=_LIST_PRIORITY) for found in older]
        visit.dropped[NOT_NEEDED if self.has_past_in_sitemap else NO_FURTHER] += len(older)
        return []

    def _sift_list(self, visit: Visit, days: Mapping[str, date]) -> list[Discovered]:
        goes_on = self._goes_on(visit.links, days)
        past, others = [], []
        for found in visit.links:
            if found.is_next:
                past += [replace(found, priority=_LIST_PRIORITY)] if goes_on else []
                visit.dropped[NO_FURTHER] += not goes_on
            elif not self.is_walking or found.kind is PageKind.SECTION:
                others.append(found)
            elif found.kind.is_source:
                visit.dropped[NOT_NEEDED] += 1
            elif (day := days.get(found.url)) and not self.period.meets((day, day)):
                visit.dropped[OUTSIDE] += 1
            else:
                past.append(replace(found, priority=PAST_PRIORITY))
        visit.links = others
        return past

    def _goes_on(self, links: Iterable[Discovered], days: Mapping[str, date]) -> bool:
        """Return whether the next page of a list may still lie in the period.

        Only what no page before has listed counts: the newest stand beside every list. Without a date the list is
        walked on, until it brings nothing.
        """
        fresh = [found.url for found in links if found.kind is PageKind.ARTICLE and found.url not in self._listed]
        self._listed.update(fresh)
        dated = sorted(days[url] for url in fresh if url in days)
        return bool(fresh) and (not dated or dated[len(dated) // 2] >= self.period.since - TOLERANCE)
