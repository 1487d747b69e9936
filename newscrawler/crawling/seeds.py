"""Where a crawl begins: the declared sources, else the front page and robots.txt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newscrawler.items import Discovered, PageKind

if TYPE_CHECKING:
    from newscrawler.discovery import Source

SOURCE_PRIORITY = {
    PageKind.ROBOTS: 40,
    PageKind.NEWS_SITEMAP: 30,
    PageKind.FEED: 30,
    PageKind.SECTION: 20,
    PageKind.SITEMAP: 10,
}
"""Sources that list the newest first are fetched first."""


def rooted(sources: tuple[Source, ...], home: str) -> tuple[Source, ...]:
    """Return the sources at another address: path and query stay, the host is that of `home`."""
    return tuple(replace(source, url=urljoin(home, _path_of(source.url))) for source in sources)


def seeds_of(sources: tuple[Source, ...], home: str) -> list[Discovered]:
    """Return the pages that a site's crawl begins with."""
    kinds = {urljoin(home, source.url): source.kind for source in sources} or {
        urljoin(home, "/robots.txt"): PageKind.ROBOTS,
        home: PageKind.SECTION,
    }
    return [Discovered(url, kind=kind, priority=SOURCE_PRIORITY[kind]) for url, kind in kinds.items()]


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
