"""The headline as the reader sees it: agreement between the headings of the page and what it declares."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.extraction.phrases import plain
from newscrawler.extraction.title_words import (
    CONTAINED,
    EDGES,
    LONG_ENOUGH,
    agreement,
    is_site_name,
    site_names,
    without_endings,
    without_site,
)
from newscrawler.markup import is_hidden, texts, visible_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

AGREES = 0.6
"""Agreement from which an h1 prints the declared title."""
SAME = 0.85
"""Agreement from which a lesser heading does."""
FAINTLY = 0.25
MOST_HEADINGS = 200
MOST_PARTS = 20
LONGEST_TITLE = 500
ALONE = {"title"}
OTHER_METAS = ("dc.title", "title", "sailthru.title", "parsely-title")


@dataclass(slots=True)
class Headline:
    """The title, where it came from, and the element that prints it."""

    text: str
    provenance: str
    element: HtmlElement | None = None


def read_title(markup: Markup, facts: SiteFacts) -> Headline:
    """Return the headline; an empty text when the page has none."""
    names = site_names(markup, facts)
    declared = _declared(markup, names)
    witnesses = [text for text, _ in declared]
    element = _printed(markup, witnesses, names)
    if element is not None:
        text = _without_kicker(element, witnesses)
        return Headline(text[:LONGEST_TITLE], f"visible {element.tag}", element)
    return Headline(*declared[0]) if declared else Headline("", "")


def _declared(markup: Markup, names: set[str]) -> list[tuple[str, str]]:
    """Return the declared titles without the site's name, the most trusted first, with their provenance."""
    meta, title = markup.declared.first_meta, next(iter(markup.elements.tagged("title")), None)
    own = [text for thing in markup.own_articles[:1] for text in texts(thing.get("headline"), "@value", "name")[:1]]
    found = [
        (meta("og:title"), "meta og:title"),
        *((text, "json-ld headline") for text in own),
        (meta("twitter:title"), "meta twitter:title"),
        (visible_text(title) if title is not None else "", "title"),
        (meta(*OTHER_METAS), "meta title"),
    ]
    lines = [(" ".join((text or "").split())[:LONGEST_TITLE], place) for text, place in found]
    witnesses = [text for text, _ in lines if text]
    titles = [(without_site(text, names, witnesses), place) for text, place in lines if text]
    if {place for _, place in titles} != ALONE:
        return titles
    whole = titles[0][0] in witnesses
    return [(without_endings(text, is_whole=whole), place) for text, place in titles]


def _printed(markup: Markup, witnesses: Sequence[str], names: set[str]) -> HtmlElement | None:
    """Return the heading that prints the title: the one that agrees best with what is declared, h1 before others."""
    firsts = _headings(markup, "h1")
    best = max(firsts, key=lambda element: _agreement(element, witnesses), default=None)
    if best is not None and _agreement(best, witnesses) >= AGREES:
        return best
    seconds = [(element, _agreement(element, witnesses)) for element in _headings(markup, "h2", "h3")]
    same = next((element for element, score in seconds if score >= SAME), None)
    first = same if same is not None else _only(firsts, witnesses, names)
    return first if first is not None else next((element for element, score in seconds if score >= CONTAINED), None)


def _headings(markup: Markup, *tags: str) -> list[HtmlElement]:
    elements = markup.elements.tagged(*tags)[:MOST_HEADINGS]
    return [element for element in elements if visible_text(element) and not is_hidden(element)]


def _only(firsts: list[HtmlElement], witnesses: Sequence[str], names: set[str]) -> HtmlElement | None:
    """Return the h1 of a page whose declarations speak of something else, if it can be a headline."""
    own = [element for element in firsts if not is_site_name(visible_text(element), names)]
    if len(firsts) == len(own) == 1 and (not witnesses or _agreement(own[0], witnesses) > FAINTLY):
        return own[0]
    long = (element for element in own if len(visible_text(element)) >= LONG_ENOUGH)
    return next((element for element in long if element.find(".//a") is None), None)


def _agreement(element: HtmlElement, witnesses: Sequence[str]) -> float:
    text = visible_text(element)
    return max((agreement(text, witness) for witness in witnesses), default=0.0)


def _without_kicker(element: HtmlElement, witnesses: Sequence[str]) -> str:
    """Return the headline without a kicker that stands in an element of its own inside the heading."""
    text = visible_text(element)
    declared = {plain(witness) for witness in witnesses}
    for child in islice(element.iterdescendants(), MOST_PARTS):
        part = visible_text(child) if isinstance(child.tag, str) else ""
        if part and len(part) < len(text) and plain(part) in declared:
            return part
        rest = text.removeprefix(part).removesuffix(part).strip(f"{EDGES}:") if part else ""
        if rest and len(rest) < len(text) and plain(rest) in declared:
            return rest
    return text
