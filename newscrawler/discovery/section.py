"""A front page or section page -> the articles it links to, and further sections of the same site."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.discovery.address import address_of, slug_strength
from newscrawler.discovery.address_words import INDEX_WORDS, SERVICE_WORDS
from newscrawler.discovery.article_urls import CERTAIN, LIKELY, address_evidence, looks_like_article
from newscrawler.discovery.frame import Frame
from newscrawler.discovery.sources import PRIORITY
from newscrawler.items import Discovered, PageKind
from newscrawler.text import word_count
from newscrawler.urls import canonical_url, same_site, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.discovery.learned import LearnedShape
    from newscrawler.items import SiteFacts
    from newscrawler.markup import Anchor, Markup

MAX_SECTION_SEGMENTS = 3
"""A section's path has no more."""
_HEADLINE_WORDS = 5
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_HEADING_LEVELS = 3
_ARTICLE_PRIORITY = 5
_ASIDE_PRIORITY = PRIORITY[PageKind.SECTION] - 5
_NEXT_PRIORITY = PRIORITY[PageKind.SECTION] - 15


def read_section(
    markup: Markup, facts: SiteFacts, article_urls: str | None = None, known: LearnedShape | None = None
) -> list[Discovered]:
    """Return the articles and further sections of the same site that a page links to, each once, in its order.

    Links in the page's frame (menus, header, footer) lead to sections. `article_urls` is the site's last word, `known`
    what its feeds have taught. The next page of the same section comes as a section of low priority.
    """
    reading = _SectionReading(markup, facts, article_urls, known)
    return reading.pages()


class _SectionReading:
    def __init__(self, markup: Markup, facts: SiteFacts, article_urls: str | None, known: LearnedShape | None) -> None:
        self._markup = markup
        self._domains = facts.domains or (site_of(markup.url),)
        self._article_urls = article_urls
        self._known = known
        self._frame = Frame()

    def pages(self) -> list[Discovered]:
        found: dict[str, Discovered] = {}
        own = canonical_url(self._markup.url)
        for page in (*self._linked(), *self._next_pages()):
            key = canonical_url(page.url)
            if key != own:
                found[key] = _better(found.get(key), page)
        return list(found.values())

    def _linked(self) -> Iterator[Discovered]:
        for anchor in self._markup.anchors():
            if same_site(anchor.url, self._domains) and (page := self._page(anchor)):
                yield page

    def _page(self, anchor: Anchor) -> Discovered | None:
        in_frame = self._frame.holds(anchor.element)
        if self._is_article(anchor, in_frame=in_frame):
            return Discovered(anchor.url, PageKind.ARTICLE, anchor.text, priority=_ARTICLE_PRIORITY)
        if _is_section(anchor):
            priority = PRIORITY[PageKind.SECTION] if in_frame else _ASIDE_PRIORITY
            return Discovered(anchor.url, PageKind.SECTION, anchor.text, priority=priority)
        return None

    def _is_article(self, anchor: Anchor, *, in_frame: bool) -> bool:
        if self._article_urls:
            return looks_like_article(anchor.url, self._article_urls)
        if in_frame:
            return address_evidence(anchor.url) >= CERTAIN
        return looks_like_article(anchor.url, None, self._known) or self._is_headline(anchor)

    def _is_headline(self, anchor: Anchor) -> bool:
        """A sentence as the link's words makes up for an address that says little; in a heading, for a mute one."""
        if word_count(anchor.text) < _HEADLINE_WORDS or (self._known and self._known.verdict(anchor.url) is False):
            return False
        return address_evidence(anchor.url) >= LIKELY - (2 if _in_heading(anchor.element) else 1)

    def _next_pages(self) -> Iterator[Discovered]:
        links = [(link.url, link.rel) for link in self._markup.declared.links]
        links += [(anchor.url, anchor.rel) for anchor in self._markup.anchors()]
        for url, rel in links:
            if "next" in rel.split() and same_site(url, self._domains):
                yield Discovered(url, PageKind.SECTION, priority=_NEXT_PRIORITY, is_next=True)


def _in_heading(element: HtmlElement) -> bool:
    above = islice(element.iterancestors(), _HEADING_LEVELS)
    return any(each.tag in _HEADINGS for each in above) or next(element.iter(*_HEADINGS), None) is not None


def _is_section(anchor: Anchor) -> bool:
    address = address_of(anchor.url)
    segments = address.segments
    return (
        0 < len(segments) <= MAX_SECTION_SEGMENTS
        and not address.query
        and not address.extension
        and slug_strength(segments[-1]) <= 1
        and address.host_label not in SERVICE_WORDS
        and INDEX_WORDS.isdisjoint(segments)
        and SERVICE_WORDS.isdisjoint(segments)
        and not any(segment.isdecimal() for segment in segments)
        and 0 < word_count(anchor.text) <= _HEADLINE_WORDS
    )


def _better(first: Discovered | None, second: Discovered) -> Discovered:
    """Return the one page that several links lead to: an article when one of them shows it, under its longest words."""
    if first is None or first.kind is not second.kind:
        return second if first is None or second.kind is PageKind.ARTICLE else first
    return replace(
        first,
        title=max(first.title, second.title, key=len),
        priority=max(first.priority, second.priority),
        is_next=first.is_next or second.is_next,
    )
