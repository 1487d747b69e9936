"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import feedparser

from newscrawler.discovery.older_feeds import older_entries
from newscrawler.discovery.reading import BAD_ADDRESS, TOO_MANY, SourceReading
from newscrawler.items import Discovered, PageKind
from newscrawler.markup.json_ld import clean_value
from newscrawler.urls import absolute_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_CHARACTERS = 8 * 1024 * 1024
"""A feed is read this far."""
MAX_TAGS = 60_000
"""And no further than this: the parser for broken feeds takes 30 microseconds for each tag."""
MAX_ENTRIES = 2_000
"""Entries beyond this many are left out: a feed lists the newest first."""
_PRIORITY = 10
_TAG_OR_QUOTED_TEXT = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<\w", re.DOTALL)
_MAX_TITLE = 1_000


def read_feed(text: str, url: str) -> SourceReading:
    """Return the articles of an RSS or Atom feed with their titles and dates as printed.

    A broken feed gives what it holds and says so. `text` is the decoded feed without its document type.
    """
    read = _bounded(text)
    parsed = _parsed(read, url)
    entries = cast("list[dict[str, Any]]", parsed.get("entries", []))
    is_atom = str(parsed.get("version", "")).startswith("atom")
    reading = _reading(_entry(entry, url, is_atom=is_atom) for entry in entries)
    older = older_entries(parsed.get("feed", {}), url) if reading.entries else ""
    return replace(reading, problem=_fault(parsed, cut=len(read) < len(text)), older=older)


def _bounded(text: str) -> str:
    text = text[:MAX_CHARACTERS]
    tags = (found for found in _TAG_OR_QUOTED_TEXT.finditer(text) if len(found[0]) == len("<x"))
    first_beyond = next(islice(tags, MAX_TAGS, None), None)
    return text if first_beyond is None else text[: first_beyond.start()]


def _parsed(text: str, url: str) -> dict[str, Any]:
    # Always a stream: of bytes or text alone, feedparser opens the file or address that they may name.
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        parsed = feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, RecursionError, AssertionError, AttributeError, TypeError) as fault:
        return {"bozo": True, "bozo_exception": fault}
    return cast("dict[str, Any]", parsed)


def _fault(parsed: dict[str, Any], *, cut: bool) -> str:
    if cut:
        return "too long, cut"
    if not parsed.get("version") and not parsed.get("entries"):
        return "no feed"
    return "broken XML" if parsed.get("bozo") else ""


def _reading(found: Iterator[Discovered | None]) -> SourceReading:
    pages: dict[str, Discovered] = {}
    dropped: Counter[str] = Counter()
    for page in found:
        if page is None:
            dropped[BAD_ADDRESS] += 1
        elif len(pages) < MAX_ENTRIES:
            pages.setdefault(page.url, page)
        else:
            dropped[TOO_MANY] += page.url not in pages
    return SourceReading(PageKind.FEED, list(pages.values()), dropped=dropped)


def _entry(entry: dict[str, Any], base: str, *, is_atom: bool) -> Discovered | None:
    url = next((url for href in _hrefs(entry) if (url := absolute_url(href, base))), None)
    if url is None:
        return None
    updated = str(entry["updated"]) if "updated" in entry else None
    published = entry.get("published") or entry.get("created")
    return Discovered(
        url,
        title=_line(entry.get("title")),
        # Outside Atom, `updated` is what feedparser makes of dc:date: the article's only date.
        published=_line(published or (None if is_atom else updated)) or None,
        modified=_line(updated) if is_atom and updated else None,
        priority=_PRIORITY,
    )


def _hrefs(entry: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses that may be the article's, best first."""
    # A feed service puts its own counting address into <link> and keeps the site's here.
    yield from _texts([entry.get("feedburner_origlink")])
    links = [link for link in entry.get("links", ()) if isinstance(link, dict)]
    yield from _texts(link.get("href") for link in links if link.get("rel", "alternate") == "alternate")
    yield from _texts([entry.get("link")])
    # RSS 2.0: a guid is the address unless it says isPermaLink="false".
    if entry.get("guidislink", True):
        yield from _texts(href for href in [entry.get("id")] if str(href).startswith("http"))


def _texts(values: Iterable[object]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str) and value.strip())


def _line(value: object) -> str:
    return " ".join(clean_value(value).split())[:_MAX_TITLE] if isinstance(value, str) else ""


def read_json_feed(text: str, url: str) -> SourceReading:
    """Return the articles of a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    try:
        feed = json.loads(text[:MAX_CHARACTERS], strict=False)
    except (ValueError, RecursionError):
        return SourceReading(PageKind.FEED, problem="broken JSON")
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return SourceReading(PageKind.FEED, problem="JSON, but no feed")
    older = next((absolute_url(href, url) for href in _texts([feed.get("next_url")])), None)
    return replace(_reading(_json_entry(item, url) for item in items), older=older if older and older != url else "")


def _json_entry(item: object, base: str) -> Discovered | None:
    if not isinstance(item, dict):
        return None
    hrefs = _texts(item.get(key) for key in ("url", "external_url", "id"))
    url = next((url for href in hrefs if (url := absolute_url(href, base))), None)
    if url is None:
        return None
    return Discovered(
        url,
        title=_line(item.get("title")),
        published=_line(item.get("date_published")) or None,
        modified=_line(item.get("date_modified")) or None,
        priority=_PRIORITY,
    )
