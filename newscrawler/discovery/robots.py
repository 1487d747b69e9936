"""The sitemaps that a robots.txt names. What it allows is the crawler's affair."""

from __future__ import annotations

import re

from newscrawler.discovery.sources import PRIORITY, sitemap_kind
from newscrawler.items import Discovered
from newscrawler.urls import absolute_url

MAX_SITEMAPS = 500
"""Lines beyond this many are not looked at."""

# sitemaps.org: the line belongs to no user agent and may stand anywhere; robots parsers take it in any case.
_LINE = re.compile(r"^[\ufeff \t]*sitemap[ \t]*:[ \t]*([^\s#]\S*)", re.IGNORECASE | re.MULTILINE)


def robots_sitemaps(text: str, base: str) -> list[Discovered]:
    """Return the sitemaps that a robots.txt names, in its order, each once; `base` is the address of the robots.txt.

    >>> [page.url for page in robots_sitemaps("User-agent: *\\nSITEMAP: /news.xml", "https://example.org/robots.txt")]
    ['https://example.org/news.xml']
    """
    hrefs = dict.fromkeys(_LINE.findall(text)[:MAX_SITEMAPS])
    urls = dict.fromkeys(url for href in hrefs if (url := absolute_url(href, base)))
    return [Discovered(url, kind := sitemap_kind(url), priority=PRIORITY[kind]) for url in urls]
