"""Sources: the places where a site lists its articles, as it declares them and where they usually are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from newscrawler.discovery.period import span_of_address
from newscrawler.items import Discovered, PageKind
from newscrawler.urls import absolute_url, canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.markup import Markup

MAX_DECLARED = 30
"""A page that offers more feeds is an index of feeds; the first ones are the site's own."""

PRIORITY = {
    PageKind.ROBOTS: 60,
    PageKind.NEWS_SITEMAP: 50,
    PageKind.FEED: 40,
    PageKind.SECTION: 20,
    PageKind.SITEMAP: 10,
}
"""Newest first: what lists the last days comes before what lists the years."""


@dataclass(frozen=True, slots=True)
class Feed:
    """RSS, Atom or JSON Feed."""

    url: str
    """Absolute, or relative to the site: `/feed`."""
    kind: ClassVar[PageKind] = PageKind.FEED


@dataclass(frozen=True, slots=True)
class NewsSitemap:
    """A sitemap of the last two days, with titles and dates (Google's news extension)."""

    url: str
    """Absolute, or relative to the site: `/news-sitemap.xml`."""
    kind: ClassVar[PageKind] = PageKind.NEWS_SITEMAP


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap or an index of sitemaps (sitemaps.org)."""

    url: str
    """Absolute, or relative to the site: `/sitemap.xml`."""
    kind: ClassVar[PageKind] = PageKind.SITEMAP


@dataclass(frozen=True, slots=True)
class Section:
    """A front page or section page that links to articles."""

    url: str
    """Absolute, or relative to the site: `/politics/`."""
    kind: ClassVar[PageKind] = PageKind.SECTION


Source = Feed | NewsSitemap | Sitemap | Section

# Where the common publishing systems put them, most telling first: WordPress (also Yoast's and All in One's), Blogger,
# Drupal, Joomla, Arc, and the paths that hand-made sites use.
_USUAL: tuple[Source, ...] = (
    Feed("/feed"),
    Feed("/rss"),
    Feed("/rss.xml"),
    Feed("/feed.xml"),
    Feed("/atom.xml"),
    Feed("/index.xml"),
    Feed("/feeds/posts/default"),
    Feed("/feed.json"),
    Feed("/?feed=rss2"),
    Feed("/index.php?format=feed&type=rss"),
    Feed("/arc/outboundfeeds/rss/?outputType=xml"),
    NewsSitemap("/news-sitemap.xml"),
    NewsSitemap("/sitemap-news.xml"),
    NewsSitemap("/sitemap_news.xml"),
    NewsSitemap("/googlenews.xml"),
    NewsSitemap("/news.xml"),
    NewsSitemap("/arc/outboundfeeds/news-sitemap/?outputType=xml"),
    Sitemap("/sitemap.xml"),
    Sitemap("/sitemap_index.xml"),
    Sitemap("/sitemap-index.xml"),
    Sitemap("/wp-sitemap.xml"),
    Sitemap("/sitemap.xml.gz"),
    Sitemap("/sitemap.txt"),
)

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/rss"}
)
# Feeds of comments, and alternates that are no feeds.
_OTHER_FEED = re.compile(
    r"comments?\b|/oembed|replies|تعليقات|دیدگاه|kommentar|commentaires|comentarios", re.IGNORECASE
)
_FEED_ADDRESS = re.compile(
    r"(?:/(?:feeds?|rss|atom)/?|[/.](?:rss|atom|rdf)|/(?:feed|rss|atom|index)\.xml)$", re.IGNORECASE
)
_NEWS_NAME = re.compile(r"news[^/]*$|news-sitemap/", re.IGNORECASE)
_FEED_NAME = re.compile(r"/feeds?/|/rss|/atom|[/.](?:feed|rss|atom|rdf)(?:\.xml)?$", re.IGNORECASE)


def discovered(source: Source, base: str) -> Discovered | None:
    """Return the page of a source, its address made absolute; None when that cannot be fetched."""
    url = absolute_url(source.url, base)
    return Discovered(url, source.kind, priority=PRIORITY[source.kind]) if url else None


def usual_sources(site_url: str) -> list[Discovered]:
    """Return the usual addresses of feeds and sitemaps on a site; none of them is known to exist."""
    return [page for source in _USUAL if (page := discovered(source, site_url))]


def declared_sources(markup: Markup) -> list[Discovered]:
    """Return the feeds that a page declares by `<link rel=alternate>`, and those it plainly links to."""
    declared = (
        Discovered(link.url, PageKind.FEED, link.title, priority=PRIORITY[PageKind.FEED])
        for link in markup.declared.links
        if "alternate" in link.rel.split() and link.type in _FEED_TYPES
    )
    linked = (
        Discovered(anchor.url, PageKind.FEED, anchor.text, priority=PRIORITY[PageKind.FEED])
        for anchor in markup.anchors()
        if _FEED_ADDRESS.search(anchor.url.partition("?")[0])
    )
    return _first_of_each((*declared, *linked))[:MAX_DECLARED]


def _first_of_each(pages: Iterable[Discovered]) -> list[Discovered]:
    found: dict[str, Discovered] = {}
    for page in pages:
        if not _OTHER_FEED.search(f"{page.title} {page.url}"):
            found.setdefault(canonical_url(page.url), page)
    return list(found.values())


def sitemap_kind(url: str) -> PageKind:
    """Return what an address listed among sitemaps most likely is, by its name.

    >>> str(sitemap_kind("https://example.org/sitemaps/news.xml")), str(sitemap_kind("https://example.org/feed.xml"))
    ('news_sitemap', 'feed')
    """
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*", "", url)
    if "sitemap" not in path.lower() and _FEED_NAME.search(path):
        return PageKind.FEED
    # A news sitemap is of the last two days; one that is named for a month or a year is of the past.
    is_news = _NEWS_NAME.search(path) and span_of_address(url) is None
    return PageKind.NEWS_SITEMAP if is_news else PageKind.SITEMAP
