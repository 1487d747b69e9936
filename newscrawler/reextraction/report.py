"""What reading again comes to: counts of all, and of the most telling articles a few. Its size does not grow."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from newscrawler.reextraction.comparing import FIELDS, Came, changed_words
from newscrawler.text import word_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newscrawler.archive.reextracting import KeptPage, Words

SHORTER = 0.3
"""Bodies that lose this part of their words, or more, are named: most often the new reading is wrong there."""
LARGEST = 10
NAMED = 50
"""So many articles of a kind are named; all are counted."""


@dataclass(frozen=True, slots=True)
class Shorter:
    """A body that lost many of its words."""

    article_id: int
    title: str
    words_before: int
    words_after: int


@dataclass(frozen=True, slots=True, order=True)
class Large:
    """An article whose words changed much."""

    words: int
    """How many went or came."""
    article_id: int
    before: Words = field(compare=False)
    after: Words = field(compare=False)


@dataclass(frozen=True, slots=True)
class Named:
    """A page by its place in the archive."""

    article_id: int
    revision: int
    url: str
    reason: str = ""


@dataclass(slots=True)
class Bounded:
    """Things of a kind: all counted, the first of them named."""

    count: int = 0
    named: list[Any] = field(default_factory=list)

    def add(self, one: Any) -> None:
        """Count one, and name it while there is room."""
        self.count += 1
        if len(self.named) < NAMED:
            self.named.append(one)


def _all_fields() -> dict[str, Counter[str]]:
    return {name: Counter() for name in FIELDS}


@dataclass(slots=True)
class Report:
    """What today's reading changes."""

    pages: int = 0
    """Read again, or tried to."""
    articles: int = 0
    """Whose newest page was read as an article."""
    changed: int = 0
    """Of them, those of which a field is another now."""
    older: int = 0
    """Older revisions that were read."""
    older_changed: int = 0
    """Of them, those with other words now."""
    without_page: int = 0
    """Articles whose present words have no page in the archive."""
    meanwhile: int = 0
    """Articles that a crawl altered, or somebody deleted, while their pages were read."""
    fields: dict[str, Counter[str]] = field(default_factory=_all_fields)
    """Field -> gained, lost, changed, same: of how many articles; those without it, before and now, do not count."""
    shorter: Bounded = field(default_factory=Bounded)
    largest: list[Large] = field(default_factory=list)
    no_article: Bounded = field(default_factory=Bounded)
    """Pages that today's extractor takes for no article: their words stay."""
    lost: Bounded = field(default_factory=Bounded)
    """Pages that could not be read."""
    lost_why: Counter[str] = field(default_factory=Counter)
    no_edits: Bounded = field(default_factory=Bounded)
    """Revisions whose words, read today, are those of the revision before."""

    def add_fields(self, came: Mapping[str, Came]) -> None:
        """Count what became of an article's fields."""
        self.articles += 1
        self.changed += any(one is not Came.SAME for one in came.values())
        for name, one in came.items():
            self.fields[name][one] += 1

    def add_words(self, article_id: int, before: Words, after: Words) -> None:
        """Look at the words of an article that are others now."""
        old, new = word_count(before.body), word_count(after.body)
        if old and new <= old * (1 - SHORTER):
            self.shorter.add(Shorter(article_id, after.title or before.title, old, new))
        large = Large(changed_words(before, after), article_id, before, after)
        add = heapq.heappushpop if len(self.largest) >= LARGEST else heapq.heappush
        add(self.largest, large)

    def add_lost(self, page: KeptPage, url: str, reason: str) -> None:
        """Name a page that could not be read."""
        self.lost_why[reason.partition(":")[0]] += 1
        self.lost.add(Named(page.article_id, page.number, url, reason))

    def add_no_article(self, page: KeptPage, url: str) -> None:
        """Name a page that is no article by today's reading."""
        self.no_article.add(Named(page.article_id, page.number, url))

    @property
    def largest_first(self) -> list[Large]:
        """The largest changes, the largest first."""
        return sorted(self.largest, key=lambda large: (-large.words, large.article_id))

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        told = asdict(self)
        told["fields"] = {name: {str(came): counts[came] for came in Came} for name, counts in self.fields.items()}
        told["largest"] = [
            asdict(large) | {"before": large.before._asdict(), "after": large.after._asdict()}
            for large in self.largest_first
        ]
        return told
