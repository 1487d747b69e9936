"""The publisher's keywords, and whether an article may be read without paying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.extraction.date_scene import Part
from newscrawler.extraction.surroundings import climb, kinds_above
from newscrawler.markup import texts
from newscrawler.text import clean_text, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import BlockLink
    from newscrawler.extraction.date_scene import Scene
    from newscrawler.markup import Markup

MAX_TAGS = 40
_COMMAS = re.compile(r"[,،;、]")
LONGEST_TAG = 60
BOX_STEPS = 3
_SEGMENTS = frozenset(
    ("tag", "tags", "topic", "topics", "thema", "themen", "tema", "temas", "sujet", "keyword", "etiqueta")
)
"""Parts of addresses that lead to what is written of one subject."""
_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|^[A-Za-z]+(?: [A-Za-z]+)?[:/]\S|^(?:NLP |category:)", re.IGNORECASE)
"""Keys of a publishing system among the keywords."""
_METAS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags", "cxenseparse:keywords")
_FOREIGN = frozenset({"related", "popular", "comment", "nav", "footer", "sidebar", "aside"})
_ACCESS = {
    **dict.fromkeys(("true", "yes", "1", "free", "http://schema.org/true", "https://schema.org/true", "public"), True),
    **dict.fromkeys(("false", "no", "0", "locked", "paid", "premium", "metered", "subscriber", "subscription"), False),
    **dict.fromkeys(("http://schema.org/false", "https://schema.org/false"), False),
}
_ACCESS_METAS = (
    "article:content_tier",
    "isaccessibleforfree",
    "article:opinion_tier",
    "cxenseparse:access",
    "paywall-access",
)


def read_tags(markup: Markup, scene: Scene) -> tuple[list[str], str]:
    """Return the keywords of the article in their order, and where they were found: declared, else linked."""
    for place, found in _sources(markup, scene):
        tags: dict[str, str] = {}
        for text in found:
            tag = clean_text(text).strip(" #,،;.")
            if tag and len(tag) <= LONGEST_TAG and not _KEY.search(tag):
                tags.setdefault(fold(tag), tag)
        if tags:
            return list(tags.values())[:MAX_TAGS], place
    return [], ""


def _sources(markup: Markup, scene: Scene) -> Iterator[tuple[str, list[str]]]:
    for thing in markup.own_articles:
        yield "json-ld keywords", _listed(texts(thing.get("keywords"), "name"))
    for name in _METAS:
        yield f"meta {name}", _listed(markup.declared.meta.get(name, []))
    holders = set(climb(scene.container)) if scene.container is not None else set()
    tagged = [link for link in scene.found.links if _is_tag_link(link.element.get("rel") or "")]
    yield "links rel=tag", [link.text for link in tagged if _is_own(link.element, holders)]
    yield "visible", [link.text for link in scene.found.links if _is_tag(scene, link)]


def _is_tag(scene: Scene, link: BlockLink) -> bool:
    """Does a link stand in a box for tags behind the text, or lead to one?"""
    if len(link.text) > LONGEST_TAG or _SEGMENTS.isdisjoint(link.href.rstrip("/").split("/")[-3:-1]):
        return False
    return scene.part_at(link.node) is Part.AFTER or _is_in_text(scene, link)


def _is_in_text(scene: Scene, link: BlockLink) -> bool:
    """Does a link stand in the text's element, in a box or list for tags?"""
    boxes = (scene.found.nodes[holder] for holder in scene.found.above(link.node)[:BOX_STEPS])
    return any(node.kind == "tags" or node.tag == "ul" for node in boxes) and scene.part_at(link.node) is Part.BODY


def _is_own(link: HtmlElement, holders: set[HtmlElement]) -> bool:
    nearest = _nearest(link, holders)
    of_article = nearest is not None and any(holder.tag == "article" for holder in climb(nearest))
    return (_FOREIGN - {"footer"} if of_article else _FOREIGN).isdisjoint(kinds_above(link, nearest))


def _is_tag_link(rel: str) -> bool:
    return "tag" in rel and "tag" in rel.split() and "category" not in rel


def _nearest(element: HtmlElement, holders: set[HtmlElement]) -> HtmlElement | None:
    return next((holder for holder in climb(element) if holder in holders), None)


def _listed(found: list[str]) -> list[str]:
    """The members of a list; of one that is printed in a single text its parts."""
    return found if len(found) > 1 else [part for text in found for part in _COMMAS.split(text)]


def read_is_free(markup: Markup) -> tuple[bool | None, str]:
    """Return what the page says of its paywall, as in schema.org/isAccessibleForFree, and where; None if nothing."""
    for thing in [*markup.own_articles, *markup.own_pages]:
        said = thing.get("isAccessibleForFree")
        known = said if isinstance(said, bool) else next(map(_access, texts(said, "@value")), None)
        if known is not None:
            return known, "json-ld isAccessibleForFree"
    for name in _ACCESS_METAS:
        known = _access(markup.declared.first_meta(name) or "")
        if known is not None:
            return known, f"meta {name}"
    return None, ""


def _access(text: str) -> bool | None:
    return _ACCESS.get(text.strip().lower())
