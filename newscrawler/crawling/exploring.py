"""How far a site is explored: what lists the newest is followed at once, the rest waits until it is needed.

1. Feeds, news sitemaps and the front page's own article links are followed at once.
2. When all that is done and no feed or news sitemap has worked, the usual paths are tried.
3. When that brings none either, section pages, sitemaps and what they list are followed, in bounds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newscrawler.discovery import TOO_MANY, newest_first, usual_sources
from newscrawler.items import Outcome, PageKind

if TYPE_CHECKING:
    from newscrawler.items import Discovered, Visit

NEWEST_FIRST = frozenset({PageKind.FEED, PageKind.NEWS_SITEMAP})
"""The sources that list the newest articles and nothing else."""

TOO_DEEP = "too deep"
TOO_MANY_SOURCES = "too many sources"
NOT_NEEDED = "not needed: feeds list the newest"
NOT_REACHED = "run cut short"

_MOST_HELD = 5000


@dataclass(slots=True)
class Exploration:
    """What is held back during one run, and when it is released."""

    home: str
    max_depth: int = 2
    left: dict[PageKind, int] = field(default_factory=lambda: {PageKind.SECTION: 30, PageKind.SITEMAP: 5})
    """How many more sources of a kind may be followed in the third step."""
    has_newest_first: bool = False
    """True once a feed or a news sitemap has worked, in this run or before it."""
    _held: dict[str, Discovered] = field(default_factory=dict)
    _released: set[str] = field(default_factory=set)
    """Sources that were paid for: menus repeat them on every page."""
    _unaffordable: Counter[str] = field(default_factory=Counter)
    _steps_taken: int = 0

    def sift(self, visit: Visit, kind: PageKind) -> list[Discovered]:
        """Return the links of a source that are followed at once; keep the others for later.

        `kind` is what the source turned out to be.
        """
        lists_articles = any(found.kind is PageKind.ARTICLE for found in visit.links)
        if kind in NEWEST_FIRST and (lists_articles or visit.outcome is Outcome.UNCHANGED):
            self.has_newest_first = True
        at_once = []
        for found in visit.links:
            if found.kind.is_source and visit.page.depth + 1 - found.is_next > self.max_depth:
                visit.dropped[TOO_DEEP] += 1
            elif self._is_wanted(found, kind):
                at_once.append(found)
            elif self._is_open:
                visit.dropped[TOO_MANY_SOURCES] += 1
            else:
                # Who listed it is told with it: a source that brings something is visited more often.
                self._held.setdefault(found.url, replace(found, found_on=visit.page.id))
        visit.dropped[TOO_MANY] += self._cut_held()
        return at_once

    def leftovers(self) -> Counter[str]:
        """Return why links were not followed that no single visit can tell of -> how many; asked when the run ends."""
        if self._held:
            self._unaffordable[NOT_NEEDED if self.has_newest_first else NOT_REACHED] += len(self._held)
        return self._unaffordable

    def next_step(self) -> list[Discovered]:
        """Return what to try now that nothing is left to fetch; empty when the exploration is over."""
        steps = (self._try_usual_paths, self._release_held)
        while self.home and self._steps_taken < len(steps) and not self.has_newest_first:
            self._steps_taken += 1
            if found := steps[self._steps_taken - 1]():
                return found
        return []

    def sections_to_walk(self) -> list[Discovered]:
        """Return the held sections for a walk into the past, in bounds; what else is held stays."""
        sections = [found for found in newest_first(self._held.values()) if found.kind is PageKind.SECTION]
        affordable = [found for found in sections if self._is_affordable(found)]
        for found in affordable:
            del self._held[found.url]
        return affordable

    @property
    def _is_open(self) -> bool:
        return self._steps_taken > 1

    def _is_wanted(self, found: Discovered, kind: PageKind) -> bool:
        if found.kind in NEWEST_FIRST:
            return True
        if self._is_open:
            return self._is_affordable(found)
        if kind is PageKind.SITEMAP:
            return False
        # A sitemap that robots.txt names may be an index of news sitemaps: one request tells.
        return found.kind is PageKind.ARTICLE or kind is PageKind.ROBOTS

    def _is_affordable(self, found: Discovered) -> bool:
        if found.kind not in self.left or found.url in self._released:
            return True
        self.left[found.kind] -= 1
        if self.left[found.kind] < 0:
            return False
        self._released.add(found.url)
        return True

    def _try_usual_paths(self) -> list[Discovered]:
        return usual_sources(self.home)

    def _release_held(self) -> list[Discovered]:
        held, self._held = newest_first(self._held.values()), {}
        affordable = [found for found in held if self._is_affordable(found)]
        self._unaffordable[TOO_MANY_SOURCES] += len(held) - len(affordable)
        return affordable

    def _cut_held(self) -> int:
        """Keep the newest of what is held; return how many links that costs."""
        excess = len(self._held) - _MOST_HELD
        if excess <= 0:
            return 0
        self._held = {found.url: found for found in newest_first(self._held.values())[:_MOST_HELD]}
        return excess
