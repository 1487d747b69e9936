"""The section that an article belongs to, where no path of crumbs names it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from newscrawler.extraction.blocks import WIDE
from newscrawler.extraction.breadcrumbs import LONGEST_CRUMB, MAX_CRUMBS, SPLIT
from newscrawler.extraction.labels import label_kind
from newscrawler.extraction.marks import CAMEL
from newscrawler.extraction.site_names import SITE_METAS
from newscrawler.extraction.surroundings import PAGE_TAGS, class_kind, climb, kinds_above, words_of
from newscrawler.extraction.tables import names
from newscrawler.markup import texts, visible_text
from newscrawler.text import clean_text, fold
from newscrawler.urls import absolute_url, parse_address, same_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import BlockLink, Blocks
    from newscrawler.markup import Markup

MAX_LINKS = 500
MAX_MENU_LINKS = 1_000
"""Links of a page's menus that are looked at for the section's name."""
NEAR = 12
"""Blocks before the text in which the headline, the date line and the name of the section stand."""
MOST_WORDS = 4
LONGEST_NAME = 40
LATIN_BYTES = 1.5
"""Bytes that a letter of Latin script takes at most on average; others take two or three."""
LONGEST_LABEL = 30
_COLONS = ":："
HOLDER_EXTRA = 40
"""Letters beside the one link of a box for it: a date, a label."""
HOLDERS = 3
MOST_SECTIONS = 3
"""An article is filed under no more: such links in greater number are a menu."""
_SHOWN = frozenset(("visible", "menu"))
_EDGES = " \t–—|»›·•"
_METAS = (
    *("article:section", "og:section", "section", "sectionname", "parsely-section", "cxenseparse:section"),
    *("columnname", "article.section", "dc.subject.section", "category-name"),
)
_SECTION_WORDS = {"rel": ("category",), "class": ("category", "rubric"), "href": ("/category/",)}
"""Attributes of links to a section, and what stands in them."""
_MENU_TAGS = frozenset({"nav", "footer", "header", "aside"})
_ENDS = frozenset({"header", "footer"})
_MENU = re.compile(r"menu|navbar|sidebar|footer|header|related|carousel|widget", re.IGNORECASE)
_FOREIGN = frozenset(
    ("nav", "footer", "related", "popular", "share", "comment", "author", "ads", "newsletter", "aside")
)
_LETTERS = re.compile(rf"[^\W\d_].*?[^\W\d_]|{WIDE.pattern}")
"""Two letters, or one that says as much: a year or a letter of the alphabet is the name of a list, of no section."""
_WORD = re.compile(r"[^\W\d_]+")
_LISTING = re.compile(r"[,،;؛、/]")
_CURRENT = frozenset(
    ("current-menu-parent", "current-post-parent", "current-post-ancestor", "active-trail", "menu-item--active-trail")
)
"""Classes of WordPress and Drupal for the item of a menu under which a text is filed."""
_NAME = re.compile(r"[^:：@<>»«|]*[^\W\d_][^:：@<>»«|]*")
_PLAIN = re.compile(r"[.:]|^[a-z]{2}(?:[-_][a-z]{2})?$")
"""Parts of addresses that are a file, a host or a language."""


class Place(NamedTuple):
    """Where headline and text stand among the blocks of a page."""

    headline: int
    """The headline's first block; -1 where it is not known."""
    text: int
    """The text's first block; -1 where it is not known."""


def read_section(
    markup: Markup, found: Blocks, breadcrumbs: list[str], place: Place | None = None, authors: Iterable[str] = ()
) -> tuple[str | None, str]:
    """Return the section that holds the article, and where it was said; the last crumb goes before what is declared.

    An author's own page, above the texts by its address, is none; nor is what systems declare any text to be, nor the
    site's own name.
    """
    theirs = set(map(fold, filter(None, map(markup.declared.first_meta, SITE_METAS))))
    named = [crumb for crumb in breadcrumbs if _LETTERS.search(crumb)]
    if named and fold(named[-1]) not in (theirs | names("home") if len(named) == 1 else names("home")):
        return _fuller(named[-1], markup) or (named[-1], "breadcrumbs")
    people = {_letters(author) for author in authors}
    for source, said in _sections(markup, found, place or Place(-1, -1), people):
        sections = (SPLIT.split(clean_text(text))[-1].strip(_EDGES) for text in said)
        section = next((text for text in sections if _may_be_section(text) and fold(text) not in theirs), None)
        if section and (source in _SHOWN or fold(section) not in names("crumb_ends")):
            printed = _printed(found, section, place) if section.isascii() and source not in _SHOWN else ""
            return (printed, "visible") if printed else (section, source)
    return None, ""


def _fuller(crumb: str, markup: Markup) -> tuple[str, str] | None:
    """Return a declared section that is the last crumb and more words, as "Local news" of "Home > News"."""
    words = set(_WORD.findall(fold(crumb)))
    for source, said in _declared(markup):
        sections = (SPLIT.split(clean_text(text))[-1].strip(_EDGES) for text in said)
        single = (text for text in sections if _may_name(text) and not _LISTING.search(text))
        fuller = next((text for text in single if words < set(_WORD.findall(fold(text)))), None)
        if fuller:
            return fuller, source
    return None


def _printed(found: Blocks, section: str, place: Place | None) -> str:
    """Return what a page in another script calls the section that it declares by the word of its address, if it does.

    A page in Korean that declares "politics" prints "정치" on its links to /politics.
    """
    text = found.blocks[place.text].text if place and place.text >= 0 else ""
    if len(text.encode("utf-8", "replace")) <= LATIN_BYTES * len(text) or not section.isalpha():
        return ""
    end = f"/{section.lower()}"
    links = _in_menus(found, lambda link: (link.get("href") or "").rstrip("/").lower().endswith(end))
    return next((words for words, _ in links if not words.isascii()), "")


def _may_be_section(text: str) -> bool:
    return 0 < len(text) <= LONGEST_CRUMB and _LETTERS.search(text) is not None and "://" not in text


def _letters(name: str) -> str:
    """Return a name as an address has it: without what parts its words."""
    return "".join(_WORD.findall(fold(name)))


def _declared(markup: Markup) -> Iterator[tuple[str, list[str]]]:
    for thing in markup.own_articles:
        yield "json-ld", texts(thing.get("articleSection"), "name")
    for name in _METAS:
        section = markup.declared.first_meta(name)
        yield f"meta {name}", [section] if section else []


def _sections(markup: Markup, found: Blocks, place: Place, people: Set[str]) -> Iterator[tuple[str, list[str]]]:
    yield from _declared(markup)
    shown = found.named() if markup.says("articleSection") else ()
    named = [(node, one) for one, attributes, node in shown if attributes.get("itemprop") == "articleSection"]
    named += [(link.node, link.element) for link in found.links if _names_section(link.element)]
    links = (one for _, one in sorted(named[:MAX_LINKS], key=lambda place: place[0]) if _is_in_place(one))
    filed = list(islice(links, MAX_CRUMBS))
    are_subjects = len(filed) > MOST_SECTIONS and _is_in_foot(filed[0])
    yield "visible", [visible_text(one) for one in filed if not are_subjects]
    near = [one for one in _near_headline(found, place) if _letters(one[0]) not in people]
    yield "visible", _above_article(markup, near)
    marked = list(dict.fromkeys(words for words, link in near if _stands_as_section(link)))
    yield "visible", marked if len(marked) <= MOST_SECTIONS else []
    yield "visible", _labelled(found)
    own = _segments(markup.url)
    below = _in_menus(found, lambda link: _may_lead_to(link.get("href") or "", own[:1]))
    yield "menu", _above_article(markup, (one for one in below if _letters(one[0]) not in people))
    current = list({words for words, _ in _in_menus(found, _is_current)})
    yield "menu", current if len(current) == 1 else []


def _names_section(link: HtmlElement) -> bool:
    for name, words in _SECTION_WORDS.items():
        said = link.get(name)
        if said and any(word in said for word in words):
            return True
    return False


def _is_in_place(element: HtmlElement) -> bool:
    """Is the link no part of a menu or of another text's teaser? The head and the foot of an article are its own."""
    holders = [one for one in climb(element) if one.tag not in PAGE_TAGS and not _is_end_of_article(one)]
    return not any(one.tag in _MENU_TAGS or _MENU.search(words_of(one)) for one in holders)


def _is_end_of_article(element: HtmlElement) -> bool:
    """Is an element an article's head or foot, by its tag or its name?"""
    if element.tag in _ENDS:
        return next(element.iterancestors("article"), None) is not None
    return class_kind(element) == "foot"


def _is_in_foot(link: HtmlElement) -> bool:
    return any(one.tag != "header" and _is_end_of_article(one) for one in climb(link))


def _near_headline(found: Blocks, place: Place) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the short links round the headline and the date line, with their words."""
    text = place.text if place.text >= 0 else place.headline  # of a text that a script holds no place is known
    start = (place.headline if 0 <= place.headline <= text else text) - NEAR
    for link in found.links if text >= 0 else ():
        is_near = start <= link.first_block < text and link.href[:1] != "#" and _may_name(link.text)
        if is_near and _FOREIGN.isdisjoint(kinds_above(link.element)) and not _is_in_masthead(found, link, place):
            yield link.text, link.element


def _is_in_masthead(found: Blocks, link: BlockLink, place: Place) -> bool:
    """Does the link stand in a header that ends before the headline: the site's, not the article's?"""
    above = [found.nodes[holder] for holder in found.above(link.node)]
    is_ended = any(holder.tag == "header" and holder.end_block <= place.headline for holder in above)
    return is_ended and all(holder.tag != "article" for holder in above)


def _in_menus(found: Blocks, is_wanted: Callable[[HtmlElement], bool]) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the short ones among the wanted links of the page, those in its menus first."""
    framed = (one for frame, _ in found.frames for one in frame.iter("a"))
    menus = ((visible_text(one), one) for one in islice(framed, MAX_MENU_LINKS) if is_wanted(one))
    shown = islice(found.links, MAX_MENU_LINKS)
    links = ((link.text, link.element) for link in shown if is_wanted(link.element))
    return ((words, link) for words, link in chain(menus, links) if _may_name(words))


def _labelled(found: Blocks) -> list[str]:
    """Return the words of the links behind the first label for sections: "Filed under: World", on one line or two."""
    for place, link in enumerate(found.links[:MAX_LINKS]):
        if link.text and _is_label(_before(found, link)) and _is_in_place(link.element):
            beside = found.links[place : place + MOST_SECTIONS + 1]
            own = [one.text for one in beside if one.node == link.node and one.first_block == link.first_block]
            return own if len(own) <= MOST_SECTIONS else []
    return []


def _before(found: Blocks, link: BlockLink) -> str:
    """Return what stands before a link in its block; where it is the first there, the block before."""
    at = link.first_block
    opening = found.blocks[at].text[: LONGEST_LABEL + LONGEST_NAME] if at < len(found.blocks) else ""
    before = opening.partition(link.text)[0]
    return before or (found.blocks[at - 1].text if at else "")


def _is_label(words: str) -> bool:
    label = words[-LONGEST_LABEL:].rstrip()
    return (
        label[-1:] in _COLONS
        and len(words) <= LONGEST_LABEL
        and fold(label.rstrip(_COLONS)).strip() in names("section_labels")
    )


def _may_lead_to(href: str, places: list[str]) -> bool:
    """May a link lead to or below a place, by the first part of its address? A question before the costly ones."""
    if not href.startswith(("/", "http")) or "%" in href:
        return bool(places)
    href = href.lower()
    return any(place in href for place in places)


def _may_name(words: str) -> bool:
    """Are these words so few as the name of a section has, and no label or name of the first page?"""
    if not 1 < len(words) <= LONGEST_NAME or len(words.split()) > MOST_WORDS or not _NAME.fullmatch(words):
        return False
    return fold(words) not in names("home") and not label_kind(words)


def _above_article(markup: Markup, links: Iterable[tuple[str, HtmlElement]]) -> list[str]:
    """Return the words of the first link to the lowest place above the article's own address, if any leads there."""
    own = _segments(markup.url)
    best: tuple[int, list[str]] = (0, [])
    for words, link in links:
        url = absolute_url(link.get("href") or "", markup.base_url)
        above = _segments(url) if url else []
        is_above = best[0] < len(above) < len(own) and own[: len(above)] == above and _names_place(above[-1])
        if is_above and same_site(url or "", [markup.url]):
            best = len(above), [words]
    return best[1]


def _segments(url: str) -> list[str]:
    address = parse_address(url)
    return [part for part in unquote(address.path).lower().split("/") if part] if address else []


def _names_place(segment: str) -> bool:
    """May the last part of an address be a section's: no language, no date, no word that stands before all texts?"""
    return _WORD.search(segment) is not None and not _PLAIN.search(segment) and segment not in names("plain_segments")


def _stands_as_section(link: HtmlElement) -> bool:
    """Does the link's class, or that of a box for it alone, say that it names a section, or its address?"""
    href = link.get("href") or ""
    for at, holder in enumerate(islice(climb(link), HOLDERS + 1)):
        if at and (holder.tag in PAGE_TAGS or not _is_alone(link, holder)):
            break
        if _speaks_of_section(holder.get("class") or ""):
            return True
    return not names("section_segments").isdisjoint(_WORD.findall(href.partition("#")[0].lower()))


def _is_current(link: HtmlElement) -> bool:
    """Does a menu mark the link, or its item, as the one that the page stands under?"""
    item = link.getparent()
    classes = f"{link.get('class') or ''} {(item.get('class') or '') if item is not None and item.tag == 'li' else ''}"
    return not _CURRENT.isdisjoint(classes.split())


def _is_alone(link: HtmlElement, holder: HtmlElement) -> bool:
    """Does a box hold one link and little else?"""
    if len(list(islice(holder.iter("a"), 2))) > 1:
        return False
    return len(visible_text(holder)) <= len(visible_text(link)) + HOLDER_EXTRA


@lru_cache(maxsize=4096)
def _speaks_of_section(classes: str) -> bool:
    return not names("section_words").isdisjoint(_WORD.findall(CAMEL.sub("-", classes).lower()))
