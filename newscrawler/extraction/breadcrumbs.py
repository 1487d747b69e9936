"""The path shown above an article, and the section it belongs to."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from newscrawler.extraction.surroundings import PAGE_TAGS, climb, words_of
from newscrawler.extraction.tables import names
from newscrawler.markup import texts, visible_text
from newscrawler.text import clean_text, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Blocks
    from newscrawler.markup import Markup

MAX_CRUMBS = 10
MAX_LINKS = 500
LONGEST_CRUMB = 80
LONGEST_PATH = 500
SENTENCE_WORDS = 5
"""A last crumb of so many words is a title, whatever the page calls itself elsewhere."""
_HEADLINES = ("headline", "name", "alternativeHeadline")
_DELIMITERS = " \t/|\\>»›·•→←<«‹:—–-⟩❯▸▶►◄►,،"
_SPLIT = re.compile(r"\s*(?:[»›>→❯▸►]|\s[/|\\:·•–—-]\s|::)\s*")
_NAMED = re.compile(
    r"bread-?_?c|crumb|fil-?_?d?-?ariane|migas-?de|brodsmul|brødsmul|brödsmul|kruimelpad|youarehere|brotkrum|topic-?path|pankuzu",
    re.IGNORECASE,
)
# A wide net for `_NAMED`: few elements are left to look at closely.
_STEMS = (
    "rumb",
    "readc",
    "read-c",
    "read_c",
    "riane",
    "igas",
    "smul",
    "youarehere",
    "ruimel",
    "rotkrum",
    "opicpath",
    "opic-path",
    "ankuzu",
)
_NAMING = ("class", "id", "aria-label")
_BOXES = ("div", "nav", "ol", "ul", "p", "section", "span")
_SECTION_WORDS = {"rel": ("category",), "class": ("category", "rubric"), "href": ("/category/",)}
"""Attributes of links to a section, and what stands in them."""
_MENU_TAGS = frozenset({"nav", "footer", "header", "aside"})
_MENU = re.compile(r"menu|navbar|sidebar|footer|header|related|carousel|widget", re.IGNORECASE)


def read_breadcrumbs(markup: Markup, found: Blocks, title: str) -> list[str]:
    """Return the crumbs as printed, first to last, without the article's own title."""
    titles: set[str] = set()
    for path in filter(None, chain(_shown(found), _declared(markup), _hidden(found))):
        titles = titles or _titles(markup, title)
        crumbs = _without_titles(path, titles)
        if crumbs and not (len(crumbs) == 1 and fold(crumbs[0]) in names("home")):
            return crumbs[:MAX_CRUMBS]
    return []


def _shown(found: Blocks) -> Iterator[list[str]]:
    """The paths in elements that are named like one; those inside menus last."""
    nodes = found.nodes
    named = [(index, nodes[index].element) for index in _boxes(found) if _is_path(nodes[index].attributes.get)]
    said = {attributes.get(name) for _, attributes, _ in found.inlines for name in _NAMING}
    if any(map(_names_path, filter(None, said))):
        named += [(node, one) for one, attributes, node in found.inlines if _is_path(attributes.get)]
    named += [(node, frame) for frame, node in found.frames if _is_path(frame.get)]
    yield from _read_each(element for _, element in sorted(named, key=lambda place: place[0]))
    yield from _read_each(one for frame, _ in found.frames for one in frame.iter(*_BOXES) if _is_path(one.get))


def _read_each(paths: Iterable[HtmlElement]) -> Iterator[list[str]]:
    """The outermost of these paths, those in the page's foot left out."""
    known = set()
    for element in paths:
        known.add(element)
        above = list(climb(element))[1:]
        if known.isdisjoint(above[:3]) and not any(one.tag == "footer" for one in above):
            yield _crumbs(element)


def _hidden(found: Blocks) -> Iterator[list[str]]:
    """The paths in hidden boxes that are named like one."""
    return (_crumbs(box) for box in found.hidden if _is_path(box.get))


def _boxes(found: Blocks) -> list[int]:
    """The nodes that may be named like a path: menus, and what is plainly named so."""
    return [
        index
        for index, node in enumerate(found.nodes)
        if node.kind == "nav" or "rumb" in node.attributes.get("class", "") or "rumb" in node.attributes.get("id", "")
    ]


def _is_path(attribute: Callable[[str], str | None]) -> bool:
    for name in _NAMING:
        said = attribute(name)
        if said and _names_path(said):
            return True
    return False


@lru_cache(maxsize=8192)
def _names_path(said: str) -> bool:
    said = said.lower()
    return any(map(said.__contains__, _STEMS)) and _NAMED.search(said) is not None


def _crumbs(element: HtmlElement) -> list[str]:
    """The words of the links, and of what stands unlinked behind the first of them."""
    pieces = list(_pieces(element))
    if sum(len(text) for text, _ in pieces) > LONGEST_PATH:
        return []
    if not any(linked for _, linked in pieces):
        return _tidy(part for text, _ in pieces for part in _SPLIT.split(text))
    first = next(index for index, (_, linked) in enumerate(pieces) if linked)
    return _tidy(text for text, _ in pieces[first:])


def _pieces(element: HtmlElement) -> Iterator[tuple[str, bool]]:
    """The texts of an element in order, each with whether it is a link's; a link's words stay together."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            text = "" if node is element else node.tail
        elif node.tag == "a":
            walk.skip_subtree()
            yield visible_text(node), True
            continue
        elif node.tag in ("script", "style", "svg"):
            walk.skip_subtree()
            continue
        else:
            text = node.text
        if text and text.strip():
            yield text, False


def _tidy(crumbs: Iterator[str]) -> list[str]:
    """The crumbs without delimiters, labels and repetitions."""
    kept: list[str] = []
    for crumb in crumbs:
        text = clean_text(crumb).strip(_DELIMITERS)
        if text and fold(text) not in names("crumb_labels") and text not in kept[-1:]:
            kept.append(text)
    return kept


def _titles(markup: Markup, title: str) -> set[str]:
    """Every form of the article's title that the page declares: crumbs often end with another than the headline."""
    declared = [markup.declared.first_meta(name) for name in ("og:title", "twitter:title")]
    headlines = [text for thing in markup.own_articles for text in texts([thing.get(key) for key in _HEADLINES])]
    return set(map(fold, filter(None, {title, *declared, *headlines})))


def _without_titles(crumbs: list[str], titles: set[str]) -> list[str]:
    kept = [one for one in crumbs if len(one) <= LONGEST_CRUMB and not any(_is_title(fold(one), own) for own in titles)]
    return kept[:-1] if kept and len(kept[-1].split()) >= SENTENCE_WORDS and kept[-1] == crumbs[-1] else kept


def _is_title(crumb: str, own: str) -> bool:
    cut = crumb.rstrip(" .…")
    return crumb == own or (len(cut) > len("breaking news") and (own.startswith(cut) or crumb.startswith(own or crumb)))


def _declared(markup: Markup) -> Iterator[list[str]]:
    """The paths in JSON-LD, microdata and RDFa (schema.org/BreadcrumbList, data-vocabulary.org/Breadcrumb)."""
    declared = markup.declared
    yield from (_tidy(_names(one.get("itemListElement"))) for one in declared.of_type("BreadcrumbList"))
    if markup.says("Breadcrumb"):
        lists = declared.microdata_of_type("BreadcrumbList")
        yield from (_tidy(_names(one.get("itemListElement"))) for one in lists)
        yield _tidy(iter(texts(declared.microdata_of_type("Breadcrumb"), "title")))


def _names(elements: Any) -> Iterator[str]:
    items = elements if isinstance(elements, list) else [elements]
    for item in sorted((one for one in items if isinstance(one, dict)), key=_position):
        yield from (texts(item.get("name"), "@value") or texts(item.get("item"), "name"))[:1]


def _position(item: dict[str, Any]) -> int:
    position = str(item.get("position", ""))
    return int(position) if position.isdecimal() and len(position) < len("1000") else 0


def read_section(markup: Markup, found: Blocks, breadcrumbs: list[str]) -> tuple[str | None, str]:
    """Return the section that holds the article, and where it was said; the last crumb goes before what is declared."""
    if breadcrumbs and fold(breadcrumbs[-1]) not in names("home"):
        return breadcrumbs[-1], "breadcrumbs"
    for place, said in _sections(markup, found):
        sections = [clean_text(text) for text in said]
        section = next((text for text in sections if text and len(text) <= LONGEST_CRUMB and "://" not in text), None)
        if section:
            return _SPLIT.split(section)[-1], place
    return None, ""


def _sections(markup: Markup, found: Blocks) -> Iterator[tuple[str, list[str]]]:
    for thing in markup.own_articles:
        yield "json-ld", texts(thing.get("articleSection"), "name")
    for name in ("article:section", "og:section", "section", "sectionname", "parsely-section", "cxenseparse:section"):
        section = markup.declared.first_meta(name)
        yield f"meta {name}", [section] if section else []
    named = [(node, one) for one, attributes, node in found.named() if attributes.get("itemprop") == "articleSection"]
    named += [(link.node, link.element) for link in found.links if _names_section(link.element)]
    links = (one for _, one in sorted(named[:MAX_LINKS], key=lambda place: place[0]) if _is_in_place(one))
    yield "visible", [visible_text(one) for one in islice(links, MAX_CRUMBS)]


def _names_section(link: HtmlElement) -> bool:
    return any(word in (link.get(name) or "") for name, words in _SECTION_WORDS.items() for word in words)


def _is_in_place(element: HtmlElement) -> bool:
    """Is the link no part of a menu or of another text's teaser?"""
    holders = [one for one in climb(element) if one.tag != "header" or next(one.iterancestors("article"), None) is None]
    return not any(one.tag in _MENU_TAGS or _MENU.search(words_of(one)) for one in holders if one.tag not in PAGE_TAGS)
