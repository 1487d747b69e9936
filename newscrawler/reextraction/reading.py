"""One kept page -> its article, as a crawl would read it today: the cascade, the site's file, the cleaning."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from newscrawler import dates
from newscrawler.errors import NotAnArticle
from newscrawler.extraction import read_article
from newscrawler.items import Place
from newscrawler.markup import parse_markup, visible_text
from newscrawler.reextraction.sites import SiteReading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newscrawler.items import Article, DateEvidence, Snapshot
    from newscrawler.markup import Markup
    from newscrawler.reextraction.sites import Hook

_SOURCES = (Place.FEED, Place.SITEMAP)


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page with what is known of it besides."""

    site: str
    snapshot: Snapshot
    evidence: Sequence[DateEvidence] = ()
    """The dates that stand in the archive, those of sources among them."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """What a page says today."""

    article: Article | None
    """None where it is no article."""
    later: tuple[DateEvidence, ...] = ()
    """Of the dates that stand in the archive, those from later visits: this page does not print them."""


@dataclass(slots=True)
class PageReader:
    """Reads pages of any site; goes to other processes."""

    sites: Mapping[str, SiteReading] = field(default_factory=dict)
    _hooks: dict[str, Hook | None] = field(default_factory=dict, init=False)

    def prepare(self) -> None:
        """Load the hooks of site files now, so that a broken file is found before any page is read."""
        self._hooks = {site: reading.hook() for site, reading in self.sites.items()}

    def __call__(self, page: PageToRead) -> PageRead:
        """Return what the page says."""
        from pipelines.clean import clean_article

        snapshot = page.snapshot
        markup = parse_markup(snapshot.body, snapshot.url, content_type=content_type(snapshot))
        article = self._read(page, markup)
        if article is None or not (article.title or article.body):
            return PageRead(None)
        clean_article(article)
        return PageRead(article, () if article.published_at else tuple(_later(page, markup)))

    def _read(self, page: PageToRead, markup: Markup) -> Article | None:
        fetched_at = datetime.fromisoformat(page.snapshot.fetched_at)
        facts = self.sites.get(page.site, SiteReading()).facts
        hints = [one for one in page.evidence if one.place in _SOURCES]
        hook = self._hooks.get(page.site)
        try:
            article = read_article(markup, fetched_at=fetched_at, site=facts, hints=hints)
            return hook(article, markup) if hook else article
        except NotAnArticle:
            return None


def content_type(snapshot: Snapshot) -> str:
    """Return the header that names the charset, as a crawl takes it: the last of that name."""
    return next((value for name, value in reversed(snapshot.headers) if name == "content-type"), "")


def _later(page: PageToRead, markup: Markup) -> list[DateEvidence]:
    """Return dates in the archive that neither this page nor a source can have told: a later visit did."""
    told = [one for one in page.evidence if one.place not in _SOURCES and dates.counts(one) and not dates.is_line(one)]
    if not told:
        return []
    shown = f"{page.snapshot.url} {visible_text(markup.root)}"
    return [one for one in told if not (_says(markup, one.text) or " ".join(one.text.split()) in shown)]


def _says(markup: Markup, text: str) -> bool:
    return markup.says(text) or markup.says(html.escape(text))
