"""Who wrote an article: people only, from what is declared, else from the byline that is printed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from newscrawler.extraction.byline_labels import EDGES, opens_byline, unlabelled
from newscrawler.extraction.byline_names import is_east_name, is_full_name
from newscrawler.extraction.date_line import short_text
from newscrawler.extraction.date_scene import Part
from newscrawler.extraction.lesser_bylines import leads_to_author, lesser_names
from newscrawler.extraction.people import People
from newscrawler.extraction.surroundings import is_unseen, kinds_above
from newscrawler.extraction.tables import names
from newscrawler.markup import texts, visible_text
from newscrawler.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Inline
    from newscrawler.extraction.date_scene import Scene
    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

MAX_LINES = 40
LONGEST_LINE = 120
LONGEST_SOURCE = 45
_SOURCES = ("source", "source:", "quelle:", "fuente:", "fonte:")
_METAS = (
    "author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
    "content_author",
)
_METAS_OF_PEOPLE = (*_METAS, "article:author", "cxenseparse:author", "twitter:data1", "creator", "dc.contributor")
_NAMED = re.compile(
    r"by-?_?line|author(?!i[sz][aei]|it(?:y|ies))|autor|auteur|writ(?:er|ten|e-?by)|kateb|reporter|journalist|redakteur|columnist"
    r"|(?<![a-z])(?:szerz[oő]k?|toimittajat?|forfatter|skribent|yazar(?:lar)?|penulis|autorius|autoriai)(?![a-z])",
    re.IGNORECASE,
)
_NAMED_PARTS = (
    *("by", "author", "autor", "auteur", "writ", "kateb", "reporter", "journalist", "redakteur", "columnist", "szerz"),
    *("toimittaja", "forfatter", "skribent", "yazar", "penulis"),
)
"""What stands, in small letters, in all that `_NAMED` finds, and in few other names."""
_NOT_NAMED = re.compile(r"image|photo|avatar|bio|role|social|follow|box|comment|more|desc|email|twitter", re.IGNORECASE)
_MARKS = ("author", "creator")
_FOREIGN = frozenset(
    {"related", "popular", "comment", "nav", "footer", "sidebar", "aside", "figure", "figcaption", "caption"}
)
_FOREIGN_ABOVE = _FOREIGN - {"footer"}
"""A foot before the text is that of the headline."""
_NO_BYLINES = (None, Part.OUTSIDE, Part.BODY)
_OPENING = (Part.ABOVE, Part.META, Part.BODY_START)
"""Parts in which a line that begins like a byline may be one."""
COMMAS = frozenset(",،;؛")
PARTING = COMMAS | frozenset("|/:•·–—-")
"""What stands between a name and what is said of the next."""
_NAME_KEYS = ("name", "@value")


def shown_authors(markup: Markup, scene: Scene, facts: SiteFacts) -> tuple[list[str], str]:
    """Return the people whom the visible page names as the article's authors, in its order, and where it does."""
    people = People(markup, facts)
    elements = list(scene.found.named())
    for found in _nearest_first(_marked_lines(scene, elements)):
        marked = people.named_in(_of_people(found, people), declared=True)
        if marked:
            return marked, "microdata"
    named = next(filter(None, _printed(scene, elements, people)), []) or lesser_names(scene, people)
    return named, "visible" if named else ""


def _printed(scene: Scene, elements: list[Inline], people: People) -> Iterator[list[str]]:
    """The people in what is called a byline, then in what begins like one: the credit of a picture may do that too."""
    near = scene.nodes
    called = _named([one for one in elements if one[2] in near])
    readings = [_nearest_first(_byline_lines(scene, bylines, people)) for bylines in (called, _begun(scene))]
    for found in chain.from_iterable(zip(*readings, strict=True)):
        yield people.named_in(_of_people(found, people))


def _nearest_first(lines: Iterator[tuple[Part | None, str]]) -> Iterator[list[str]]:
    """Yield the lines that stand by the headline, then those that stand anywhere: behind the text others are named."""
    found = list(lines)
    yield [text for part, text in found if part in _OPENING]
    yield [text for _, text in found]


def _of_people(lines: Iterable[str], people: People) -> Iterator[str]:
    return (line for line in lines if not people.is_place_line(line))


def declared_authors(markup: Markup, facts: SiteFacts) -> tuple[list[str], str]:
    """Return the people whom the page declares as the article's authors, in its order, and where it does."""
    people = People(markup, facts)
    for place, found in _declared(markup):
        named = people.named_in(_of_people(found, people), declared=True)
        if named:
            return named, place
    return [], ""


def source_lines(markup: Markup) -> list[str]:
    """Return how a release signs at its end, for each author that the page declares: "SOURCE The Company"."""
    named = (name for _, found in _declared(markup) for name in found if len(name) <= LONGEST_SOURCE)
    return [f"{label} {name}" for name in dict.fromkeys(named) for label in _SOURCES]


def _declared(markup: Markup) -> Iterator[tuple[str, list[str]]]:
    known = {thing["@id"]: thing for thing in markup.declared.json_ld if isinstance(thing.get("@id"), str)}
    for thing in markup.own_articles:
        for key in ("author", "creator"):
            yield "json-ld", texts(_resolved(thing.get(key), known), *_NAME_KEYS)
    for name in _METAS_OF_PEOPLE:
        contents = markup.declared.meta.get(name, [])
        if name != "twitter:data1" or opens_byline(f"{markup.declared.first_meta('twitter:label1') or ''} x"):
            yield f"meta {name}", contents


def _resolved(value: Any, known: dict[str, dict[str, Any]]) -> list[Any]:
    """The authors with references to other things of the page replaced by these; organisations left out."""
    items = value if isinstance(value, list) else [value]
    things = [
        known.get(one["@id"], one) if isinstance(one, dict) and isinstance(one.get("@id"), str) else one
        for one in items
    ]
    return [one for one in things if not (isinstance(one, dict) and "Organization" in str(one.get("@type")))]


def _marked_lines(scene: Scene, elements: list[Inline]) -> Iterator[tuple[Part | None, str]]:
    """Names in elements that are marked as the author's, each with the part of the page it stands in."""
    marked = [
        (element, node)
        for element, attributes, node in elements
        if ("itemprop" in attributes and attributes["itemprop"] in _MARKS)
        or ("rel" in attributes and attributes["rel"] == "author")
    ]
    for element, at in marked[:MAX_LINES]:
        if not scene.is_foreign(element) and not is_unseen(element):
            named = next((one for one in element.iter("*") if one.get("itemprop") == "name"), element)
            text = named.get("content") or short_text(named, LONGEST_LINE)
            if text:
                yield scene.part_at(at), text


def _byline_lines(
    scene: Scene, bylines: list[tuple[HtmlElement, int]], people: People
) -> Iterator[tuple[Part | None, str]]:
    """The lines of what may be bylines, near the headline or the text's ends, each with the part it stands in."""
    seen = 0
    for element, node in bylines:
        part = scene.part_at(node)
        if part in _NO_BYLINES or element is scene.container or element is scene.title:
            continue
        text = short_text(element, LONGEST_LINE)
        foreign = _FOREIGN_ABOVE if part in _OPENING else _FOREIGN
        if not text or _is_photographers(element):
            continue
        if foreign.isdisjoint(kinds_above(element, scene.scope)) and not is_unseen(element):
            seen += 1
            yield from ((part, line) for line in _lines_of(element, text, people))
        if seen >= MAX_LINES:
            return


def _lines_of(element: HtmlElement, text: str, people: People) -> Iterator[str]:
    """The names that are links to their pages; else the line, and where it names nobody what may stand for it.

    That is the link behind its label, the name that opens it, or what stands behind a label that is alone.
    """
    linked = _linked_names(element, text, people)
    if linked:
        yield from linked
        return
    yield text
    if people.named_in([text]):
        return
    if opens_byline(f"{text} x") and len(text.split()) == 1:
        beside = element.getnext()
        name = (element.tail or "").strip() or (short_text(beside, LONGEST_LINE) or "" if beside is not None else "")
        if people.opens_line(name):
            yield name
        return
    link = next(element.iter("a"), None)
    name = short_text(link, LONGEST_LINE) if link is not None else None
    if name and is_full_name(name) and opens_byline(text) and unlabelled(text).startswith(name):
        yield name
    elif len(element):
        runs = [run for run in map(str.strip, element.itertext()) if run][:2]
        if len(runs) > 1 and opens_byline(f"{runs[0]} x") and len(runs[0].split()) == 1:
            del runs[0]
        first = runs[0] if runs else ""
        if is_full_name(first) or (is_east_name(first) and _is_set_off(element, first)):
            yield first


def _is_set_off(element: HtmlElement, name: str) -> bool:
    """Is a name all that a link in an element says, or an element that is called a name?"""
    holder = next((one for one in element.iter("*") if (one.text or "").strip() == name), None)
    return holder is not None and (holder.tag == "a" or "name" in (holder.get("class") or ""))


def _linked_names(element: HtmlElement, text: str, people: People) -> list[str]:
    """Return the full names that are an element's only links and lead to authors, if it names nobody besides."""
    links = [(" ".join(visible_text(link).split()), link.get("href") or "") for link in element.iter("a")]
    if not links or not all(is_full_name(name) and leads_to_author(href) for name, href in links):
        return []
    before = text.partition(links[0][0])[0].strip(EDGES)
    if before and not opens_byline(f"{before} x"):
        return []
    writers = [name for name, _ in links if not _took_pictures(text, name)]
    for name, _ in links:
        text = text.replace(name, "|", 1)
    return [] if people.named_in([text]) else writers


def _is_photographers(element: HtmlElement) -> bool:
    """Does what stands right behind a byline's element say that the name in it is the photographer's?"""
    tail, beside = (element.tail or "").strip(), element.getnext()
    if not tail and beside is not None and not len(beside):
        tail = (beside.text or "").strip()
    return fold(tail).strip(EDGES) in names("photo_roles")


def _took_pictures(line: str, name: str) -> bool:
    """Does a line say right behind a name, or right before it, that it is the photographer's, with no comma between?"""
    before, _, behind = line.partition(name)
    said = [word for word in before.split()[-1:] if word[-1] not in COMMAS]
    said += [word for word in behind.split(None, 1)[:1] if word[0] not in PARTING]
    return any(fold(word).strip(EDGES) in names("photo_roles") for word in said)


def _begun(scene: Scene) -> list[tuple[HtmlElement, int]]:
    """Return the elements near headline and text that begin like a byline, with the nodes they stand in."""
    near, part_at = scene.nodes, cache(scene.part_at)
    return [
        (holder, node)
        for holder, text, node, _ in scene.found.scraps
        if node in near and part_at(node) in _OPENING and opens_byline(f"{text} x")
    ]


def _named(elements: list[Inline]) -> list[tuple[HtmlElement, int]]:
    """Return the elements whose class or id names a byline, with the nodes they stand in, in page order."""
    called: list[tuple[str, HtmlElement, int]] = []
    for element, attributes, node in elements:
        words = attributes.get("class", "")
        if "id" in attributes:
            words = f"{words} {attributes['id']}"
        if words:
            called.append((words, element, node))
    known = {words for words, _, _ in called}
    telling = {words for words in _with_parts(known, _NAMED_PARTS) if _is_named(words)}
    return [(element, node) for words, element, node in called if words in telling]


def _with_parts(known: set[str], parts: Sequence[str]) -> Iterable[str]:
    """Return the names that hold one of these parts, in small letters; or all, where that is not plain to see."""
    every = "\n".join(known).lower()
    if not every.isascii():
        return known
    present = [part for part in parts if part in every]
    return {words for part in present for words in known if part in words.lower()}


@lru_cache(maxsize=16384)
def _is_named(words: str) -> bool:
    return _NAMED.search(words) is not None and _NOT_NAMED.search(words) is None
