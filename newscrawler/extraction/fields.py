"""A site's own selectors, `SiteFacts.fields`: CSS or, beginning with `/`, XPath. They win over the cascade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.visible import read_part
from newscrawler.items import Link
from newscrawler.markup import visible_text
from newscrawler.urls import absolute_url, canonical_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from parsel import Selector

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

_NAMES = (
    "title date_line published_at modified_at authors section breadcrumbs origin_line lead body related_links tags "
    "language"
)
SITE_FIELDS = frozenset(_NAMES.split())
"""The fields that a site may declare a selector for."""
SITE = "site"
"""The provenance of what a site's selector gave."""
MOST_MATCHES = 1_000


class SiteFields:
    """What a site's selectors find on one page. A selector that matches nothing, or cannot be read, gives nothing."""

    def __init__(self, markup: Markup, facts: SiteFacts) -> None:
        self._markup = markup
        self._selectors = facts.fields

    def text(self, name: str) -> str:
        """Return the words of the first match; empty when there is none."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        """Return the words of every match, empty ones left out."""
        return [text for match in self._matches(name) if (text := _words(match))]

    def element(self, name: str) -> HtmlElement | None:
        """Return the first match that is an element."""
        return next((match.root for match in self._matches(name) if hasattr(match.root, "tag")), None)

    def paragraphs(self, name: str) -> list[str]:
        """Return the paragraphs of all matches, boilerplate left out, in document order."""
        found: list[str] = []
        for match in self._matches(name):
            found.extend(read_part(match.root) if hasattr(match.root, "tag") else [_words(match)])
        return [paragraph for paragraph in found if paragraph]

    def links(self, name: str) -> list[Link]:
        """Return the links that the matches are or hold, each address once."""
        found: dict[str, Link] = {}
        for match in self._matches(name):
            anchors = match.root.iter("a") if hasattr(match.root, "tag") else ()
            for anchor in anchors:
                url = absolute_url(anchor.get("href") or "", self._markup.base_url)
                text = visible_text(anchor)
                if url and text:
                    found.setdefault(canonical_url(url), Link(canonical_url(url), text))
        return list(found.values())

    def _matches(self, name: str) -> list[Selector]:
        query = self._selectors.get(name, "")
        if not query:
            return []
        search = self._markup.selector.xpath if query.startswith("/") else self._markup.selector.css
        try:
            return list(search(query))[:MOST_MATCHES]
        except (ValueError, SyntaxError):  # parsel's XPath errors and cssselect's
            return []


def _words(match: Selector) -> str:
    root = match.root
    return visible_text(root) if hasattr(root, "tag") else " ".join(str(root).split())
