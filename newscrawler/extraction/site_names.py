"""What a site calls itself: in its declarations, in its domain, and at the ends of its pages' titles."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.extraction.tables import names
from newscrawler.extraction.title_words import SEPARATOR, bare, opens_decorated, undecorated
from newscrawler.markup import is_of, texts, visible_text
from newscrawler.text import fold
from newscrawler.urls import original_url, site_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

SITE_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "dc.publisher")
SITE_TYPES = ("WebSite", "NewsMediaOrganization", "Organization")

LONGEST_NAME = 40
LONG_NAME = 4
"""Letters from which a site's name is found inside a longer one, "Daily News" in "The Daily News Online"."""
NAME_STRETCH = 2.5
MOST_LINKS = 60
"""Links at the top of a page among which the logo is looked for."""
MOST_LOGOS = 2
_FRONT = re.compile(r"(https?://[^/?#]+)?/?(?:(?:index|default)\.\w{2,5})?", re.IGNORECASE)
PAPER_WORDS = range(3, 6)
OFFICIAL_WORDS = range(2, 5)
LONGEST_OFFICIAL = 9
"""Words of a title that opens with the official website, and names whose it is."""


class SiteNames:
    """What the site calls itself, and its host's labels: read when first asked for, as few titles ask."""

    def __init__(self, markup: Markup, facts: SiteFacts) -> None:
        self._markup = markup
        self._facts = facts

    @cached_property
    def _declared(self) -> list[str]:
        markup = self._markup
        found = [self._facts.name, *(markup.declared.first_meta(key) or "" for key in SITE_METAS)]
        for thing in markup.declared.json_ld:
            found += texts(thing.get("publisher"), "name")
            found += texts(thing.get("name")) if is_of(thing, SITE_TYPES) else []
        return found

    @cached_property
    def _bare(self) -> set[str]:
        place = original_url(self._markup.url).partition("//")[2].partition("/")[0]
        host = place.partition(":")[0].removeprefix("www.")
        return {bare(name) for name in {*self._declared, host, *host.split(".")[:-1]}} - {""}

    @cached_property
    def _whole(self) -> set[str]:
        """The names as they stand for the site in its own texts: declared, or its domain."""
        site = site_of(original_url(self._markup.url))
        found = [*self._declared, site, site.partition(".")[0]]
        return {_folded(form) for name in found for form in (name, _without_kind(name))} - {""}

    @cached_property
    def _titled(self) -> set[str]:
        """What stands for the site in the page's title: behind its last separator; before it, a paper by its words."""
        title = next(iter(self._markup.elements.tagged("title")), None)
        parts = SEPARATOR.split(undecorated(visible_text(title))) if title is not None else []
        first = _without_kind(parts[0]) if parts and _calls_itself_paper(parts[0].split()) else ""
        return {_folded(first), _folded(parts[-1]) if len(parts) > 1 else ""} - {""}

    @cached_property
    def _drawn(self) -> set[str]:
        """What a picture that leads to the first page says: the logo, with the paper's name and its short one."""
        markup = self._markup
        front = (link for link in islice(markup.root.iter("a"), MOST_LINKS) if _leads_home(link, markup.url))
        pictures = (picture for link in islice(front, MOST_LOGOS) for picture in islice(link.iter("img"), 1))
        parts = [part for picture in pictures for part in SEPARATOR.split(picture.get("alt") or "")]
        return {_folded(form) for part in parts for form in (part, _without_kind(part))} - {""}

    def is_theirs(self, text: str) -> bool:
        """Return True when a text is one of the names in either way: a longer one is none in the latter."""
        return len(text) <= LONGEST_NAME and self.has(text) and self.has_exactly(text)

    def has_exactly(self, text: str) -> bool:
        """Return True when a text is exactly one of the site's names, or that without the word for a paper."""
        return 1 < len(text) <= LONGEST_NAME and _folded(text) in self._whole

    def has_signature(self, text: str) -> bool:
        """Return True when a text may stand for the site over its texts: its name, the title's end, or the logo's."""
        if self.has_exactly(text):
            return True
        return 1 < len(text) <= LONGEST_NAME and (_folded(text) in self._titled or _folded(text) in self._drawn)

    def open_title(self, title: str) -> bool:
        """Return True when what stands before the first separator of a title is the site's name, or set as that is."""
        first = SEPARATOR.split(undecorated(title))[0]
        return opens_decorated(title) or self.has_exactly(first) or _calls_itself_paper(first.split())

    def has(self, text: str) -> bool:
        """Return True when a text is one of the site's names, or a longer or shorter form of one."""
        said = bare(text)
        return said in self._bare or (len(said) >= LONG_NAME and any(_is_form_of(said, name) for name in self._bare))


def is_official(title: str) -> bool:
    """Is a title the words for an official website and whose it is, in two parts at most?

    >>> is_official("Party of the Valley - Official Website"), is_official("Party opens official website")
    (True, False)
    """
    parts = [fold(part) for part in SEPARATOR.split(title)]
    official = names("official_sites")
    if len(parts) == 1:
        words = parts[0].split()
        return len(words) <= LONGEST_OFFICIAL and any(" ".join(words[:size]) in official for size in OFFICIAL_WORDS)
    return len(parts) == 2 and not official.isdisjoint(parts)  # noqa: PLR2004


def _leads_home(link: HtmlElement, url: str) -> bool:
    """Does a link lead to the front page of its site, by its address alone?"""
    href = link.get("href") or ""
    front = _FRONT.fullmatch(href)
    return bool(href) and front is not None and (front[1] is None or front[1] in url)


def _folded(name: str) -> str:
    return bare(fold(name))


def _without_kind(name: str) -> str:
    """Return a paper's name without the words that say it is one, as "Al-Ayyam" of "the newspaper Al-Ayyam"."""
    return " ".join(word for word in name.split() if fold(word) not in names("paper_kinds"))


def _calls_itself_paper(words: Sequence[str]) -> bool:
    """Do the first and the last of a few words say what a paper is, as in "the newspaper Al-Ayyam online"?"""
    kinds = names("paper_kinds")
    return len(words) in PAPER_WORDS and fold(words[0]) in kinds and fold(words[-1]) in kinds


def _is_form_of(said: str, name: str) -> bool:
    """Is a long name inside a text that is not much longer, or the text inside it?"""
    return len(name) >= LONG_NAME and len(said) <= NAME_STRETCH * len(name) and (name in said or said in name)
