"""How far a site is explored: what lists the newest is followed at once, the rest waits until it is needed.

1. Feeds, news sitemaps and the front page's own article links are followed at once.
2. When all that is done and no feed or news sitemap has worked, the usual paths are tried.
3. When that brings none either, section pages, sitemaps and what they list are followed, in bounds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newscrawler.discovery import usual_sources
from newscrawler.items import Outcome, PageKind

if TYPE_CHECKING:
    from newscrawler.items import Discovered, Visit

NEWEST_FIRST = frozenset({PageKind.FEED, PageKind.NEWS_SITEMAP})
"""The sources that list the newest articles and nothing else."""

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
            if found.kind.is_source and visit.page.depth >= self.max_depth:
                continue
            if self._is_wanted(found, kind):
                at_once.append(found)
            elif len(self._held) < _MOST_HELD:
                self._held.setdefault(found.url, found)
        return at_once

    def next_step(self) -> list[Discovered]:
        """Return what to try now that nothing is left to fetch; empty when the exploration is over."""
        steps = (self._try_usual_paths, self._release_held)
        while self.home and self._steps_taken < len(steps) and not self.has_newest_first:
            self._steps_taken += 1
            if found := steps[self._steps_taken - 1]():
                return found
        return []

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
        if found.kind not in self.left:
            return True
        self.left[found.kind] -= 1
        return self.left[found.kind] >= 0

    def _try_usual_paths(self) -> list[Discovered]:
        return usual_sources(self.home)

    def _release_held(self) -> list[Discovered]:
        held, self._held = list(self._held.values()), {}
        return [found for found in held if self._is_affordable(found)]
