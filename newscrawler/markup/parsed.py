"""A page's parsed content: one parse, shared by extraction and discovery."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from parsel import Selector

from newscrawler.markup.declared import Declared
from newscrawler.markup.dom import parse_dom
from newscrawler.markup.elements import Elements
from newscrawler.markup.own_things import PAGE_TYPES, own_articles
from newscrawler.markup.reading import visible_text
from newscrawler.markup.source import Source, source_of, utf8
from newscrawler.markup.stripping import scripts
from newscrawler.urls import absolute_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MAX_ANCHORS = 20_000
"""Links beyond this many are not looked at."""


class Anchor(NamedTuple):
    """A link of the page."""

    url: str
    """Absolute."""
    text: str
    """Its words on one line; empty for a picture."""
    rel: str
    """Lower case, as written."""
    element: HtmlElement
    """The `<a>` itself."""


class Markup:
    """A parsed page. Treat the tree as read-only: it is shared."""

    def __init__(self, root: HtmlElement, url: str, source: Source, *, truncated: bool) -> None:
        self.root = root
        self.url = url
        self.encoding = source.encoding
        self.truncated = truncated
        self.elements = Elements(root)
        self._source = source

    @cached_property
    def base_url(self) -> str:
        """The address that relative links start from: `<base href>` where it is http(s), else the page's own."""
        base = next((href for base in self.elements.tagged("base") if (href := base.get("href")) is not None), None)
        return (base is not None and absolute_url(base, self.url)) or self.url

    def scripts(self) -> Iterator[tuple[str, str]]:
        """Yield the attributes, as written, and the text of each script of the page, in document order."""
        return scripts(self._source.whole)

    def says(self, word: str) -> bool:
        """Return True when a word stands anywhere in the tree, as written: a cheap question to ask first."""
        return utf8(word) in self._source.read

    @cached_property
    def declared(self) -> Declared:
        """What the page declares for machines."""
        return Declared(self.elements, self.base_url)

    @cached_property
    def own_articles(self) -> list[dict[str, Any]]:
        """The JSON-LD articles that speak of this page, best first; a single one counts whatever it is called."""
        return own_articles(self.declared, self.url)

    @cached_property
    def own_pages(self) -> list[dict[str, Any]]:
        """The JSON-LD things of other types that may carry what the article's own lacks, in document order."""
        return self.declared.of_type(*PAGE_TYPES)

    @cached_property
    def selector(self) -> Selector:
        """The same tree for CSS and XPath; XPath's `id("x")` finds nothing there, `//*[@id="x"]` does."""
        return Selector(root=self.root, type="html", base_url=self.base_url)

    def anchors(self) -> list[Anchor]:
        """Return the links that can be fetched, in document order."""
        return self._anchors

    @cached_property
    def _anchors(self) -> list[Anchor]:
        elements = self.elements.tagged("a", "area")[:MAX_ANCHORS]
        return [anchor for element in elements if (anchor := self.anchor(element))]

    def anchor(self, element: HtmlElement) -> Anchor | None:
        """Return the link that an `<a>` or `<area>` is; None when it cannot be fetched."""
        href = element.get("href")
        url = absolute_url(href, self.base_url) if href else None
        return (url and Anchor(url, visible_text(element), element.get("rel", "").lower(), element)) or None


def parse_markup(html: bytes | str, url: str, *, content_type: str | None = None) -> Markup:
    """Return the parsed page; `content_type` is the HTTP header of that name. Never raises on what the page holds."""
    source = source_of(html, content_type)
    root, flattened = parse_dom(source.read)
    return Markup(root, url, source, truncated=source.cut or flattened)
