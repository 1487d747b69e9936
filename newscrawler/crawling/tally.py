"""What a run has met so far: one counter for each outcome, with the reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newscrawler.items import Outcome, PageKind

if TYPE_CHECKING:
    from newscrawler.items import Visit

READ = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.ALIAS})
"""The outcomes of a visit that worked."""

_REASONED = {Outcome.SKIPPED: "skipped", Outcome.FAILED: "failed", Outcome.PUT_BACK: "put_back"}


@dataclass(slots=True)
class Tally:
    """The counters of one run."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    """Every visit is counted once here: their sum is what the run fetched."""
    skipped: Counter[str] = field(default_factory=Counter)
    """Reason -> visits; likewise the next two."""
    failed: Counter[str] = field(default_factory=Counter)
    put_back: Counter[str] = field(default_factory=Counter)
    new_articles: int = 0
    changed_articles: int = 0
    articles: int = 0
    """Articles read, new or not."""
    incomplete_articles: int = 0
    """Those of them without title or without body."""
    sources: int = 0
    """Sources that could be read, robots.txt apart: it lists nothing to read."""
    robots: int = 0
    """robots.txt files that could be read."""

    def count(self, visit: Visit) -> None:
        """Count a visit whose outcome is decided."""
        outcome = visit.outcome or Outcome.FAILED
        self.outcomes[outcome] += 1
        if outcome in _REASONED:
            reasons: Counter[str] = getattr(self, _REASONED[outcome])
            reasons[visit.reason] += 1
        elif visit.page.kind is PageKind.ROBOTS:
            self.robots += 1
        elif visit.page.kind.is_source:
            self.sources += 1
        else:
            self._count_article(visit, outcome)

    def count_others(self, outcome: Outcome, reason: str, pages: int) -> None:
        """Count pages that were leased and never visited."""
        if pages:
            self.outcomes[outcome] += pages
            getattr(self, _REASONED[outcome])[reason] += pages

    @property
    def visits(self) -> int:
        """How many pages were fetched, or refused with a reason."""
        return self.outcomes.total()

    @property
    def worked(self) -> int:
        """How many of them could be read, robots.txt apart."""
        return sum(self.outcomes[outcome] for outcome in READ) - self.robots

    def _count_article(self, visit: Visit, outcome: Outcome) -> None:
        self.articles += 1
        self.new_articles += outcome is Outcome.NEW
        self.changed_articles += outcome is Outcome.CHANGED
        if visit.article is not None:
            self.incomplete_articles += not (visit.article.title and visit.article.body)
