"""Where a crawl begins: the declared sources, else the front page and robots.txt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newscrawler.discovery import discovered, looks_like_article
from newscrawler.discovery.sources import PRIORITY
from newscrawler.items import Discovered, PageKind

if TYPE_CHECKING:
    from newscrawler.discovery import Source


def rooted(sources: tuple[Source, ...], home: str) -> tuple[Source, ...]:
    """Return the sources at another address: path and query stay, the host is that of `home`."""
    return tuple(replace(source, url=urljoin(home, _path_of(source.url))) for source in sources)


def seeds_of(sources: tuple[Source, ...], home: str, article_urls: str | None = None) -> list[Discovered]:
    """Return the pages that a site's crawl begins with; an article given as the site's address is one of them."""
    declared = [found for source in sources if (found := discovered(source, home))]
    is_article = looks_like_article(home, article_urls)
    front = urljoin(home, "/") if is_article else home
    kinds = {urljoin(home, "/robots.txt"): PageKind.ROBOTS, front: PageKind.SECTION}
    usual = [Discovered(url, kind, priority=PRIORITY[kind]) for url, kind in kinds.items()]
    return [*(declared or usual), *([Discovered(home)] if is_article else [])]


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
