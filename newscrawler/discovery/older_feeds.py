"""The next page of a feed: where its older entries are, as the feed declares it or as its publishing system has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from newscrawler.urls import absolute_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OLDER = ("next", "prev-archive")
"""RFC 5005: the next page of a paged feed (section 3), the document before it of an archived one (section 4)."""
_WORDPRESS = re.compile(r"\bwordpress\.(?:org|com)\b", re.IGNORECASE)
_PAGED = "paged"
"""WordPress numbers the pages of every list by it, feeds among them; the first has none."""
_LONGEST_NUMBER = 6


def older_entries(feed: Mapping[str, Any], url: str) -> str:
    """Return the address of the page of an RSS or Atom feed that comes after the one at `url`; "" where none is known.

    `feed` is what feedparser read of the feed itself. Blogger and most makers of Atom declare it by `rel=next`, in
    RSS as `<atom:link>`; WordPress does not, and tells its name as the generator.
    """
    declared = _declared(feed, url)
    return next((found for found in (*declared, _numbered(feed, url)) if found and found != url), "")


def _declared(feed: Mapping[str, Any], url: str) -> Iterator[str]:
    links = [link for link in feed.get("links", ()) if isinstance(link, dict)]
    for rel in _OLDER:
        hrefs = (link.get("href") for link in links if str(link.get("rel", "")).lower() == rel)
        yield from (found for href in hrefs if isinstance(href, str) and (found := absolute_url(href, url)))


def _numbered(feed: Mapping[str, Any], url: str) -> str:
    """Return the page of the next number where WordPress made the feed."""
    if not _WORDPRESS.search(str(feed.get("generator", ""))):
        return ""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    number = next((value for key, value in fields if key == _PAGED), "1")
    if not number.isdecimal() or len(number) > _LONGEST_NUMBER:
        return ""
    others = [(key, value) for key, value in fields if key != _PAGED]
    return parts._replace(query=urlencode([*others, (_PAGED, str(int(number) + 1))]), fragment="").geturl()
