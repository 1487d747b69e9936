"""A source's body -> what it lists. What it is shows in its first element, whatever it was taken for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newscrawler.discovery.feeds import read_feed, read_json_feed
from newscrawler.discovery.reading import SourceReading
from newscrawler.discovery.robots import robots_sitemaps
from newscrawler.discovery.sitemaps import read_address_list, read_sitemap
from newscrawler.discovery.xml_bytes import unpacked, xml_text
from newscrawler.items import PageKind

if TYPE_CHECKING:
    from collections.abc import Callable

# Atomic: a text of many comments is not tried in all the ways it can be parted.
_FIRST_ELEMENT = re.compile(r"\s*+(?>(?:<!--.*?-->|<\?.*?\?>)\s*+)*+<([\w:.-]+)", re.DOTALL)
_LOOKED_AT = 20_000
_FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_SITEMAP_ROOTS = frozenset({"urlset", "sitemapindex"})
_HTML_ROOTS = frozenset({"html", "head", "body", "meta", "title", "script", "div", "p", "h1", "center", "link"})
_SITEMAP_KINDS = frozenset({PageKind.SITEMAP, PageKind.NEWS_SITEMAP})


def read_source(body: bytes, *, kind: PageKind, url: str, content_type: str | None = None) -> SourceReading:
    """Return what a feed, sitemap or robots.txt lists; `kind` is what it was taken for, `url` where it came from.

    Never raises: what cannot be read is named in `problem`.
    """
    body, fault = unpacked(body)
    text, has_doctype = xml_text(body, content_type)
    if kind is PageKind.ROBOTS:
        return SourceReading(kind, robots_sitemaps(text, url), fault)
    reading = _read(text, kind, url, has_doctype=has_doctype)
    return replace(reading, problem=fault) if fault else reading


def _read(text: str, kind: PageKind, url: str, *, has_doctype: bool) -> SourceReading:
    if not text.strip():
        return SourceReading(kind, problem="empty")
    root = _root_name(text)
    if root in _SITEMAP_ROOTS and has_doctype:
        # No sitemap needs one; entities in it are an attack (billion laughs, files read into the text).
        return SourceReading(PageKind.SITEMAP, problem="document type refused")
    if root == "html":
        return SourceReading(kind, problem=f"HTML, expected a {kind.replace('_', ' ')}")
    return _reader(text, root, kind)(text, url)


def _reader(text: str, root: str, kind: PageKind) -> Callable[[str, str], SourceReading]:
    if root in _SITEMAP_ROOTS:
        return read_sitemap
    if root in _FEED_ROOTS:
        return read_feed
    if text.startswith(("{", "[")):
        return read_json_feed
    if kind in _SITEMAP_KINDS:
        return read_sitemap if root else read_address_list
    return read_feed


def _root_name(text: str) -> str:
    """Return the first element's name without its prefix, `html` for all that only HTML has, "" when there is none."""
    found = _FIRST_ELEMENT.match(text[:_LOOKED_AT])
    name = found[1].lower().rpartition(":")[2] if found else ""
    return "html" if name in _HTML_ROOTS else name
