"""A place where a site lists its articles, and what came of one look at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newscrawler import dates
from newscrawler.crawling.exploring import NEWEST_FIRST
from newscrawler.discovery import looks_like_article
from newscrawler.items import PageKind
from newscrawler.urls import canonical_url

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from newscrawler.discovery import LearnedShape
    from newscrawler.items import Discovered, Outcome

MOST_RECOMMENDED = 6
"""Feeds that a site file should name: each is asked for at every run."""

GIVEN = "given"
DECLARED = "site file"
ROBOTS = "robots.txt"
LINKED = "link"
INDEX = "sitemap index"
USUAL = "usual address"
FRONT = "front page"


@dataclass(slots=True)
class Offer:
    """A source that was looked at."""

    url: str
    kind: PageKind
    """What it turned out to be."""
    found_by: str
    """Who named it: the site file, robots.txt, a link, a sitemap index; or it was tried at a usual address."""
    status: int | None = None
    """Of the answer; None where none came."""
    outcome: Outcome | None = None
    """Empty where it could be read."""
    problem: str = ""
    """Why it could not be read, or not whole."""
    entries: list[Discovered] = field(default_factory=list)

    @property
    def works(self) -> bool:
        """True for a source that lists something."""
        return self.outcome is None and bool(self.entries)

    @property
    def is_index(self) -> bool:
        """True for a sitemap that lists sitemaps alone."""
        return self.works and self.kind is not PageKind.SECTION and not self.listed

    @property
    def listed(self) -> list[Discovered]:
        """The entries that are pages, and no further sources."""
        return [found for found in self.entries if not found.kind.is_source]

    def as_dict(
        self, article_urls: str | None, shape: LearnedShape, now: datetime, zone: tzinfo | None
    ) -> dict[str, Any]:
        """Return the offer with its counts: what a crawl would take for articles, and the dates that it gives."""
        moments = sorted(filter(None, (_utc(found, now, zone) for found in self.listed)))
        return {
            "kind": "sitemap_index" if self.is_index else str(self.kind),
            "url": self.url,
            "found_by": self.found_by,
            "status": self.status,
            "problem": self.problem,
            "entries": len(self.entries) if self.is_index else len(self.listed),
            "articles": self._articles(article_urls, shape),
            "newest": moments[-1] if moments else None,
            "oldest": moments[0] if moments else None,
        }

    def _articles(self, article_urls: str | None, shape: LearnedShape) -> int:
        if self.kind is PageKind.SITEMAP or article_urls:
            return sum(looks_like_article(found.url, article_urls, shape) for found in self.listed)
        return len(self.listed)


def _utc(found: Discovered, now: datetime, zone: tzinfo | None) -> str | None:
    printed = dates.read_moment(found.published or found.modified or "", now=now, timezone=zone)
    return dates.to_utc(dates.iso(printed)) if printed else None


def recommended(offers: list[Offer]) -> list[Offer]:
    """Return the sources that a site file should name: what lists the newest, and a sitemap for history.

    A feed whose articles stand in those before it is left out. Without feed and news sitemap, the front page and its
    sections are named.
    """
    working = [offer for offer in offers if offer.works]
    newest = _adding([offer for offer in working if offer.kind in NEWEST_FIRST])
    history = [offer for offer in working if offer.kind is PageKind.SITEMAP and offer.found_by != INDEX]
    sections = [offer for offer in working if offer.kind is PageKind.SECTION and offer.listed]
    return [*(newest[:MOST_RECOMMENDED] or sections), *history[:1]]


def _adding(offers: list[Offer]) -> list[Offer]:
    """Return the offers that list something which those before them do not; the longest are looked at first."""
    known: set[str] = set()
    adding = []
    for offer in sorted(offers, key=lambda offer: len(offer.listed), reverse=True):
        urls = {canonical_url(found.url) for found in offer.listed}
        if not urls <= known:
            adding.append(offer)
            known |= urls
    return adding
