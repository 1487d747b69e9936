"""Sitemaps and their indexes (sitemaps.org), news sitemaps (Google's extension), and plain lists of addresses."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urlsplit

from lxml import etree

from newscrawler.discovery.article_urls import is_plainly_no_article
from newscrawler.discovery.newest import newest_first
from newscrawler.discovery.reading import BAD_ADDRESS, TOO_MANY, UNLIKELY, SourceReading
from newscrawler.discovery.sources import PRIORITY, sitemap_kind
from newscrawler.items import Discovered, PageKind
from newscrawler.urls import absolute_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_ENTRIES = 50_000
"""The protocol's own limit of entries in one file."""
_MAX_ADDRESS = 2_048
"""The protocol's own limit of an address."""
_NEWS_PRIORITY = 10
_SIDE_PRIORITY = 15
"""By how much sitemaps of tags, authors and pictures come after those of articles."""
_SIDE_NAME = re.compile(
    r"[/_.-](?:posts?_)?(?:tags?|categor\w+|authors?|images?|videos?|galler\w+|pages?|taxonom\w+|users?|static|local)(?=[_.\d-])",
    re.IGNORECASE,
)


def read_sitemap(text: str, url: str) -> SourceReading:
    """Return what a sitemap in XML lists: articles of a sitemap or news sitemap, sitemaps of an index.

    `text` is the decoded sitemap without its document type.
    """
    found: list[_Listed] = []
    problem, beyond = "", 0
    try:
        for listed in _listed(text):
            if len(found) < MAX_ENTRIES:
                found.append(listed)
            else:
                beyond += 1
    except (etree.XMLSyntaxError, ValueError):
        problem = "broken XML"
    if beyond:
        problem = f"cut at {MAX_ENTRIES} entries"
    reading = _reading(found, url, problem)
    reading.dropped[TOO_MANY] += beyond
    return reading


def read_address_list(text: str, url: str) -> SourceReading:
    """Return the pages that a sitemap in plain text lists, an address a line."""
    lines = (line.strip() for line in text.splitlines())
    found = [_Listed("url", {"loc": line}) for line in islice(lines, MAX_ENTRIES) if line.startswith("http")]
    return _reading(found, url, "" if found else "no sitemap")


class _Listed(NamedTuple):
    """An entry of a sitemap."""

    kind: str
    """`url` or `sitemap`."""
    said: dict[str, str]
    """The names of its parts without their prefix, but `news:title` and its like, and their text."""
    is_news: bool = False


def _listed(text: str) -> Iterator[_Listed]:
    """Yield the entries, whatever their name space: sites write it wrong in many ways."""
    events = etree.iterparse(
        io.BytesIO(text.encode("utf-8", "replace")),
        events=("end",),
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in events:
        kind = _local(element)
        if kind in {"url", "sitemap"}:
            yield _entry(kind, element)
            _forget(element)


def _entry(kind: str, element: etree._Element) -> _Listed:
    # Only its own children, and those of <news:news>: <image:loc> is an address too.
    said = {_local(child): _text(child) for child in reversed(element)}
    news = [child for child in element if _local(child) == "news"]
    said |= {f"news:{_local(child)}": _text(child) for each in news for child in each}
    return _Listed(kind, said, is_news=bool(news))


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    # <loc> holds text alone; where someone put a link inside it, the text of the link.
    return " ".join("".join(cast("Iterable[str]", element.itertext())).split())


def _forget(element: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None and (parent := element.getparent()) is not None:
        del parent[0]


def _reading(found: list[_Listed], url: str, problem: str) -> SourceReading:
    is_news = any(listed.is_news for listed in found)
    kind = PageKind.NEWS_SITEMAP if is_news else PageKind.SITEMAP
    pages: dict[str, Discovered] = {}
    dropped: Counter[str] = Counter()
    for listed in found:
        page = _page(listed, url)
        if page is None or page.url == url:
            dropped[BAD_ADDRESS] += 1
        elif not is_news and _is_aside(page):
            dropped[UNLIKELY] += 1
        else:
            pages.setdefault(page.url, page)
    return SourceReading(kind, newest_first(pages.values()), problem, dropped)


def _is_aside(page: Discovered) -> bool:
    return page.kind is PageKind.ARTICLE and is_plainly_no_article(page.url)


def _page(listed: _Listed, base: str) -> Discovered | None:
    href = listed.said.get("loc", "")
    url = absolute_url(href, base) if href and len(href) <= _MAX_ADDRESS else None
    if url is None:
        return None
    modified = listed.said.get("lastmod") or None
    if listed.kind == "sitemap":
        kind = sitemap_kind(url)
        priority = PRIORITY[kind] - (_SIDE_PRIORITY if _SIDE_NAME.search(urlsplit(url).path) else 0)
        return Discovered(url, kind, modified=modified, priority=priority)
    return Discovered(
        url,
        title=listed.said.get("news:title", ""),
        published=listed.said.get("news:publication_date") or None,
        modified=modified,
        priority=_NEWS_PRIORITY if listed.is_news else 0,
    )
