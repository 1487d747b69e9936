"""The path shown above an article, and the section it belongs to."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from lxml import etree

from newscrawler.extraction.surroundings import class_kind, nearest
from newscrawler.extraction.tables import names
from newscrawler.markup import texts, visible_text
from newscrawler.text import clean_text, fold
from newscrawler.urls import absolute_url, parse_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Block, BlockLink, Blocks
    from newscrawler.markup import Markup

MAX_CRUMBS = 10
MAX_LINKS = 500
LONGEST_CRUMB = 80
LONGEST_PATH = 500
SENTENCE_WORDS = 5
"""A last crumb of so many words is a title, whatever the page calls itself elsewhere."""
_HEADLINES = ("headline", "name", "alternativeHeadline")
_DELIMITERS = " \t:：/|\\>»›·•→←<«‹—–-⟩❯▸▶►◄►,،"
SPLIT = re.compile(r"\s*(?:[»›>→❯▸►]|\s[/|\\:·•–—-]\s|::)\s*")
# In small letters. Each branch begins with a letter that is rare in names, and looks back from there: so most letters
# are passed over at once.
_NAMED = re.compile(
    r"bread-?_?c|fil-?_?d?-?ariane|g(?<=mig)as-?de|p(?<=top)ic-?path|ø(?<=brø)dsmul|ö(?<=brö)dsmul"
    r"|u(?:(?<=cru)mb|(?<=brodsmu)l|(?<=kru)imelpad|(?<=you)arehere|(?<=brotkru)m|(?<=panku)zu)"
)
# A wide net for `_NAMED`, cast over many names at once.
_STEMS = (
    *("rumb", "readc", "read-c", "read_c", "read-_c", "riane", "migas", "smul", "youarehere", "ruimelpad", "rotkrum"),
    *("opicpath", "opic-path", "ankuzu"),
)
_NAMING = ("class", "id", "aria-label")
_ARROWS = re.compile(r"\s*[»›>→❯▸►‹«⟩]\s*")
_NUMBERED = re.compile(
    r"\d{1,2}:\d\d|[:：]\s*\d{3,}$|^\d{1,4}\W+\w+\W+\d{2,4}$|^\w+\W+\d{1,2}\W+\d{4}$"
    r"|^\d{1,3}\W*(?:min|мин|хв|perc|dak|dk|λεπτ|דק|دقي?ق|分|분)",
    re.IGNORECASE,
)
"""A time, a label before a number, a date, how long the reading takes: printed beside crumbs, and none."""
LONGEST_LINE = 200
LINE_LINKS = 2
_HOME_PATH = re.compile(r"/?(?:index\.\w+|[a-z]{2}(?:[-_][a-z]{2})?/?)?$", re.IGNORECASE)
_BOXES = ("div", "nav", "ol", "ul", "p", "section", "span")
_TYPES = tuple(f"{before}Breadcrumb" for before in ("/", "#", ":", '="', "='", "=", " ", ";"))
"""How a type begins in an attribute; in JSON-LD, which is asked first, a quote stands before it."""


def read_breadcrumbs(markup: Markup, found: Blocks, title: str, text: int = 0) -> list[str]:
    """Return the crumbs as printed, first to last, without the article's own title.

    `text` is the first block of the text: a line before it may be a path though nothing names it so.
    """
    titles: set[str] = set()
    for path in filter(None, chain(_shown(found), _declared(markup), _printed(markup, found, text), _hidden(found))):
        titles = titles or _titles(markup, title)
        crumbs = _without_titles(path, titles)
        if crumbs and not (len(crumbs) == 1 and fold(crumbs[0]) in names("home")):
            return crumbs[:MAX_CRUMBS]
    return []


def _shown(found: Blocks) -> Iterator[list[str]]:
    """The paths in elements that are named like one; those inside menus last."""
    nodes, inlines, frames = found.nodes, found.inlines, found.frames
    named = [(index, nodes[index].element) for index in _boxes(found) if _is_path(nodes[index].attributes.get)]
    if _may_name_path({one[name] for _, one, _ in inlines for name in _NAMING if name in one}):
        named += [(node, one) for one, attributes, node in inlines if _is_path(attributes.get)]
    named += [(node, frame) for frame, node in frames if _is_path(frame.get)]
    yield from _read_each(element for _, element in sorted(named, key=lambda place: place[0]))
    inside = [one for frame, _ in frames for one in frame.iter(*_BOXES)]
    if _may_name_path([value for one in inside for value in one.values()]):
        yield from _read_each(one for one in inside if _is_path(one.get))


def _may_name_path(names: Iterable[str]) -> bool:
    """May one of so many names be a path's?"""
    said = "\n".join(names).lower()
    return any(stem in said for stem in _STEMS)


def _read_each(paths: Iterable[HtmlElement]) -> Iterator[list[str]]:
    """The outermost of these paths, those in the page's foot left out."""
    known = set()
    for element in paths:
        known.add(element)
        if known.isdisjoint(nearest(element, 4)[1:]) and next(element.iterancestors("footer"), None) is None:
            yield _crumbs(element)


def _hidden(found: Blocks) -> Iterator[list[str]]:
    """The paths in hidden boxes that are named like one."""
    return (_crumbs(box) for box in found.hidden if _is_path(box.get))


def _printed(markup: Markup, found: Blocks, text: int) -> Iterator[list[str]]:
    """The paths in lines before the text that begin with a label for paths, or lead from the first page downwards."""
    lines = found.blocks[: max(text, 0)]
    homes = names("home") | {fold(markup.declared.first_meta("og:site_name") or "")}
    linked: dict[int, list[BlockLink]] = {}
    for link in found.links if any(block.links >= LINE_LINKS for block in lines) else ():
        if link.text:
            linked.setdefault(link.first_block, []).append(link)
    for index, block in enumerate(lines):
        links = linked.get(index, [])
        if block.links >= LINE_LINKS and len(block.text) <= LONGEST_LINE and len(links) >= LINE_LINKS:
            label, first, rest = block.text.partition(links[0].text)
            crumbs = _ARROWS.split(first + rest)
            is_labelled = fold(label.strip(_DELIMITERS)) in names("crumb_labels")
            words = [link.text for link in links]
            if is_labelled:
                yield _tidy(iter(crumbs if len(crumbs) >= len(links) else words))
            elif not label.strip(_DELIMITERS) and _leads_home(markup, links):
                if words == crumbs[: len(links)] and len(crumbs) <= len(links) + 1:
                    yield _tidy(iter(crumbs))
                elif fold(words[0]) in homes and _leads_to_page(markup, links) and _is_linked(block, links):
                    yield _tidy(iter(words))


def _is_linked(block: Block, links: list[BlockLink]) -> bool:
    """Is nothing in a line but links, and a sign between them?"""
    return block.link_length + len(links) >= block.length


def _leads_home(markup: Markup, links: list[BlockLink]) -> bool:
    """Does the first link of a line, and no other, lead to the first page?"""
    paths = _paths(markup, links)
    return bool(_HOME_PATH.match(paths[0])) and not any(map(_HOME_PATH.match, paths[1:]))


def _leads_to_page(markup: Markup, links: list[BlockLink]) -> bool:
    """Do the links behind the first lead to places above the page's own address?"""
    own = parse_address(markup.url)
    path = own.path.rstrip("/") if own else ""
    return all(path.startswith(f"{above.rstrip('/')}/") for above in _paths(markup, links)[1:])


def _paths(markup: Markup, links: list[BlockLink]) -> list[str]:
    addresses = [parse_address(absolute_url(link.href, markup.base_url) or "") for link in links]
    return [address.path if address and not address.query else "-" for address in addresses]


def _boxes(found: Blocks) -> list[int]:
    """The nodes that may be named like a path: menus, and what is plainly named so."""
    return [
        index
        for index, node in enumerate(found.nodes)
        if node.kind == "nav"
        or ((said := node.attributes) and ("rumb" in said.get("class", "") or "rumb" in said.get("id", "")))
    ]


def _is_path(attribute: Callable[[str], str | None]) -> bool:
    for name in _NAMING:
        said = attribute(name)
        if said and _names_path(said):
            return True
    return False


@lru_cache(maxsize=8192)
def _names_path(said: str) -> bool:
    return _NAMED.search(said.lower()) is not None


def _crumbs(element: HtmlElement) -> list[str]:
    """The words of the links, and of what stands unlinked behind the first of them."""
    pieces = list(_pieces(element))
    if sum(len(text) for text, _ in pieces) > LONGEST_PATH:
        return []
    if not any(linked for _, linked in pieces):
        return _tidy(part for text, _ in pieces for part in SPLIT.split(text))
    first = next(index for index, (_, linked) in enumerate(pieces) if linked)
    return _tidy(text for text, linked in pieces[first:] if linked or not _NUMBERED.search(text.strip(_DELIMITERS)))


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
        elif node.tag in ("script", "style", "svg") or class_kind(node) == "share":
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
    if kept and len(kept[-1].split()) >= SENTENCE_WORDS and kept[-1] == crumbs[-1]:
        kept = kept[:-1]
    return kept[:-1] if kept and fold(kept[-1]) in names("crumb_ends") else kept


def _is_title(crumb: str, own: str) -> bool:
    cut = crumb.rstrip(" .…")
    return crumb == own or (len(cut) > len("breaking news") and (own.startswith(cut) or crumb.startswith(own or crumb)))


def _declared(markup: Markup) -> Iterator[list[str]]:
    """The paths in JSON-LD, microdata and RDFa (schema.org/BreadcrumbList, data-vocabulary.org/Breadcrumb)."""
    declared = markup.declared
    yield from (_tidy(_names(one.get("itemListElement"))) for one in declared.of_type("BreadcrumbList"))
    if markup.says("Breadcrumb") and any(map(markup.says, _TYPES)):
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
