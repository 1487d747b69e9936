"""Which links of a page lead to other articles of the site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newscrawler.extraction.labels import RELATED, label_kind
from newscrawler.extraction.tables import names
from newscrawler.markup import visible_text
from newscrawler.urls import canonical_url, is_fetchable, same_site, site_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Anchor, Markup

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MAX_LINKS = 20_000
"""Links of a page beyond this many are not looked at."""
LONGEST_TEXT = 300
SLUG_WORDS = 4
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d{4,}")
_IDENTIFIER = re.compile(r"(?:^|&)(?:p|n|\w{0,12}id)=\d", re.IGNORECASE)
_PAGE_ENDINGS = (".html", ".htm", ".shtml")

_SHARES = re.compile(
    r"(?:facebook|twitter|linkedin|pinterest|reddit|whatsapp|telegram|tumblr|vk)\.\w+/|[?&](?:share|replytocom|action)=|mailto:|javascript:",
    re.IGNORECASE,
)
_FILES = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|pdf|mp3|mp4|zip|docx?|xlsx?|xml|rss)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """A link that may lead to another article of the site."""

    anchor: Anchor
    key: str
    """The canonical address: one per target."""
    position: int
    """Its place among the links of the page."""

    @property
    def wording(self) -> tuple[int, str]:
        """How the link is worded, and its words: 2 headings it holds, 1 other words, 0 a tooltip or its picture's."""
        return wording(self.anchor)


class Targets:
    """The links of one page that may lead to other articles of its site; each is judged when first asked for."""

    def __init__(self, markup: Markup, facts: SiteFacts) -> None:
        self._markup = markup
        self._hosts: dict[str, bool] = {}
        shown = map(site_of, filter(is_fetchable, [markup.url, *self._own_urls]))
        # Only what counts as related depends on a declared address; identity never does.
        self._domains = tuple(dict.fromkeys((*facts.domains, *shown)))
        links = markup.elements.tagged("a", "area")[:MAX_LINKS]
        self._places = {element: place for place, element in enumerate(links)}
        self._known: dict[HtmlElement, Target | None] = {}

    def of(self, element: HtmlElement) -> Target | None:
        """Return the target of a link element; None where it leads to no other article of the site."""
        if element not in self._known:
            self._known[element] = self._judged(element)
        return self._known[element]

    def _judged(self, element: HtmlElement) -> Target | None:
        anchor = self._markup.anchor(element) if element in self._places else None
        if anchor is None:
            return None
        address = urlsplit(anchor.url)
        if not _may_be_article(anchor.url, address.path) or not looks_like_article(address.path, address.query):
            return None
        if not self._is_of_site(anchor.url, address.netloc):
            return None
        key = canonical_url(anchor.url)
        return None if key in self._own_addresses else Target(anchor, key, self._places[element])

    def _is_of_site(self, url: str, host: str) -> bool:
        if host not in self._hosts:
            self._hosts[host] = same_site(url, self._domains)
        return self._hosts[host]

    @property
    def _own_urls(self) -> list[str]:
        declared = self._markup.declared
        links = [link.url for link in declared.links if link.rel == "canonical"]
        shown = declared.first_meta("og:url")
        return [*links, *([shown] if shown else [])]

    @cached_property
    def _own_addresses(self) -> frozenset[str]:
        return frozenset(map(canonical_url, [self._markup.url, *self._own_urls]))

    def within(self, element: HtmlElement, limit: int) -> list[Target]:
        """Return the first targets in an element, itself included, in document order."""
        found = (self.of(anchor) for anchor in element.iter("a", "area"))
        return list(islice((target for target in found if target), limit))


def _may_be_article(url: str, path: str) -> bool:
    segments = [segment.lower() for segment in path.split("/") if segment]
    if not segments or _SHARES.search(url.partition("//")[2].partition("/")[2]) or _FILES.search(path):
        return False
    return names("list_segments").isdisjoint(segments)


def looks_like_article(path: str, query: str = "") -> bool:
    """Does an address look like one text's: a number, a date, a slug of several words, an identifier in the query?

    >>> looks_like_article("/politics/minister-resigns-after-long-vote"), looks_like_article("/politics/")
    (True, False)
    >>> looks_like_article("/news/12"), looks_like_article("/page.php", "NewsID=38&y=2018"), looks_like_article("/12")
    (True, True, False)
    """
    segments = [segment for segment in unquote(path).split("/") if segment]
    if not segments:
        return False
    words = len(_WORD.findall(segments[-1].replace("_", " ")))
    is_numbered = len(segments) > 1 and segments[-1].isdecimal()
    is_script = "." in segments[-1] and _IDENTIFIER.search(query) is not None
    return is_numbered or is_script or bool(_DIGITS.search(path)) or words >= SLUG_WORDS or path.endswith(_PAGE_ENDINGS)


def wording(anchor: Anchor) -> tuple[int, str]:
    """Return the words of a link on one line, and their rank: 2 for headings in it, 1 its words, 0 a picture's."""
    element = anchor.element
    headings = [
        one for one in element.iter(*_HEADINGS) if not any(above.tag in _HEADINGS for above in one.iterancestors())
    ]
    joined = " ".join(filter(None, map(visible_text, headings)))
    if joined or anchor.text:
        return (2 if joined else 1), _without_label(joined or anchor.text)[:LONGEST_TEXT]
    alt = next((alt for image in element.iter("img") if (alt := image.get("alt"))), "")
    return 0, " ".join((element.get("title") or element.get("aria-label") or alt).split())[:LONGEST_TEXT]


def _without_label(text: str) -> str:
    """The words of a link without a label before a colon, as in "Read more: ..."."""
    label, colon, rest = text.partition(":")
    return rest.strip() if colon and rest.strip() and label_kind(label) == RELATED else text
