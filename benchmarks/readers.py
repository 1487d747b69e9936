"""The readers that are compared: ours and its peers, each as one function from a page to what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newscrawler.errors import NotAnArticle
from newscrawler.extraction import extract_article

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class Reading:
    """What a reader found on one page."""

    body: str = ""
    title: str = ""
    published: str | None = ""
    """Moment or day; None for a reader that does not look for it."""
    related: list[str] | None = None
    """Addresses; None for a reader that does not look for them."""
    problem: str = ""


def newscrawler(html: bytes, url: str) -> Reading:
    """Read a page with this project."""
    try:
        article = extract_article(html, url)
    except NotAnArticle as refusal:
        return Reading(related=[], problem=str(refusal))
    related = [link.url for link in article.related_links if link.kind == "related"]
    return Reading(article.body, article.title, article.published_at or "", related)


def trafilatura(html: bytes, url: str) -> Reading:
    """Read a page with trafilatura, metadata included."""
    from trafilatura import bare_extraction

    document: Any = bare_extraction(html, url=url or None, with_metadata=True)
    if document is None:
        return Reading(problem="nothing read")
    return Reading(document.text or "", document.title or "", document.date or "")


def readability(html: bytes, url: str) -> Reading:
    """Read a page with readability-lxml."""
    from lxml.html import fromstring
    from readability import Document

    document = Document(html.decode("utf-8", "replace"), url=url)
    summary = document.summary()
    text = " ".join(map(str, fromstring(summary).itertext())) if summary.strip() else ""
    return Reading(text, document.short_title(), None)


def newspaper4k(html: bytes, url: str) -> Reading:
    """Read a page with newspaper4k."""
    from newspaper import Article

    article = Article(url or "https://example.org/", fetch_images=False)
    article.download(input_html=html.decode("utf-8", "replace"))
    article.parse()
    moment = article.publish_date
    return Reading(article.text, article.title or "", moment.isoformat() if moment else "")


def guarded(reader: Callable[[bytes, str], Reading], html: bytes, url: str) -> Reading:
    """Read a page with a reader that may raise anything: the page then counts as unread.

    Raises:
        ImportError: the reader is not installed (the extra `bench`): it would else count as one that reads nothing.
    """
    try:
        return reader(html, url)
    except ImportError:
        raise
    except Exception as error:  # noqa: BLE001 - other people's code, on pages that break it
        return Reading(problem=f"{type(error).__name__}: {error}")


READERS: dict[str, Callable[[bytes, str], Reading]] = {
    "newscrawler": newscrawler,
    "trafilatura": trafilatura,
    "readability": readability,
    "newspaper4k": newspaper4k,
}
"""Name on the command line -> reader. Peers are the extra `bench`."""


@dataclass(slots=True)
class Timed:
    """Readings of a set of pages and what they cost."""

    readings: list[Reading] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """CPU seconds a page."""
