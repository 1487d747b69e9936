"""The headline as the reader sees it: agreement between the headings of the page and what it declares."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from newscrawler.extraction.blocks import letters
from newscrawler.extraction.phrases import plain
from newscrawler.extraction.site_names import SiteNames, is_official
from newscrawler.extraction.surroundings import kinds_above
from newscrawler.extraction.title_blocks import block_called_title, block_holding, block_of, block_printing
from newscrawler.extraction.title_words import (
    CONTAINED,
    EDGES,
    KEPT_LENGTH,
    LONG_ENOUGH,
    Wording,
    agreement,
    behind_separators,
    undecorated,
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
BARS = ("|", "｜")
_NO_HOLDERS = frozenset(("nav", "footer"))
OTHER_METAS = ("dc.title", "title", "sailthru.title", "parsely-title")


@dataclass(slots=True)
class Headline:
    """The title, where it came from, and the element that prints it."""

    text: str
    provenance: str
    element: HtmlElement | None = None


def read_title(markup: Markup, facts: SiteFacts) -> Headline:
    """Return the headline; an empty text when the page has none."""
    names = SiteNames(markup, facts)
    declared = _declared(markup, names)
    witnesses = [Wording(text) for text in dict.fromkeys(text for text, _ in declared)]
    element = _printed(markup, witnesses, names)
    if element is not None:
        text = _without_kicker(element, witnesses)
        return Headline(text[:LONGEST_TITLE], f"visible {element.tag}", element)
    block = _in_no_heading(markup, declared, names)
    if block is not None:
        return Headline(visible_text(block)[:LONGEST_TITLE], f"visible {block.tag}", block_of(block))
    return Headline(*declared[0]) if declared else Headline("", "")


def _declared(markup: Markup, names: SiteNames) -> list[tuple[str, str]]:
    """Return the declared titles without the site's name, the most trusted first, with their provenance."""
    meta, title = markup.declared.first_meta, next(iter(markup.elements.tagged("title")), None)
    own = [text for thing in markup.own_articles[:1] for text in texts(thing.get("headline"), "@value", "name")[:1]]
    found = [
        (meta("og:title"), "meta og:title"),
        *((text, "json-ld headline") for text in own),
        (meta("twitter:title"), "meta twitter:title"),
        (meta("articletitle"), "meta articletitle"),  # what Chinese authorities declare
        (visible_text(title) if title is not None else "", "title"),
        (meta(*OTHER_METAS), "meta title"),
    ]
    lines = [(undecorated(" ".join((text or "").split())[:LONGEST_TITLE]), place) for text, place in found]
    witnesses = list(dict.fromkeys(text for text, _ in lines if text))
    shorter = {text: without_site(text, names, witnesses) for text in witnesses}
    titles = [(shorter[text], place) for text, place in lines if text]
    if {place for _, place in titles} != ALONE:
        return titles
    whole = titles[0][0] in witnesses
    return [(without_endings(text, is_whole=whole), place) for text, place in titles]


def _printed(markup: Markup, witnesses: Sequence[Wording], names: SiteNames) -> HtmlElement | None:
    """Return the heading that prints the title: the one that agrees best with what is declared, h1 before others."""
    firsts = [heading for heading in _headings(markup, "h1") if not is_hidden(heading[0])]
    firsts += _paragraphs_of_headings(markup)
    scores = [_agreement(text, witnesses) for _, text in firsts]
    while scores and max(scores) >= AGREES:
        best = scores.index(max(scores))
        if not names.is_theirs(firsts[best][1]):
            return firsts[best][0]
        scores[best] = 0.0
    firsts = [heading for heading in firsts if heading[0].tag == "h1"]
    seconds = [(element, _agreement(text, witnesses)) for element, text in _headings(markup, "h2", "h3")]
    same = _shown(seconds, SAME)
    first = same if same is not None else _only_unless_printed(markup, firsts, witnesses, names)
    held = _shown(seconds, CONTAINED)
    if first is None or (held is not None and _share_title(first, held, witnesses)):
        return held
    return first


def _share_title(first: HtmlElement, second: HtmlElement, witnesses: Sequence[Wording]) -> bool:
    """Does a declared title say two headings in a row, the shorter one, as that of the whole site, before the other?"""
    site, own = plain(visible_text(first)), plain(visible_text(second))
    if len(site) >= len(own) or letters(own) < KEPT_LENGTH:
        return False
    return any(witness.plain.startswith(site) and witness.plain.endswith(own) for witness in witnesses)


def _only_unless_printed(
    markup: Markup, firsts: Sequence[tuple[HtmlElement, str]], witnesses: Sequence[Wording], names: SiteNames
) -> HtmlElement | None:
    """Return the only h1, unless it says nothing of what is declared, and a block prints that."""
    only = _only(firsts, witnesses, names)
    if only is None or _agreement(visible_text(only), witnesses) > FAINTLY:
        return only
    return only if _block_printing_any(markup, [witness.text for witness in witnesses]) is None else None


def _block_printing_any(markup: Markup, titles: Sequence[str]) -> HtmlElement | None:
    """Return the block that prints a declared title, or the end of one behind a separator."""
    found = block_printing(markup, titles)
    if found is not None:
        return found
    ends = (block_printing(markup, [end]) for end in chain(*map(behind_separators, titles)))
    return next((end for end in ends if end is not None), None)


def _in_no_heading(markup: Markup, declared: Sequence[tuple[str, str]], names: SiteNames) -> HtmlElement | None:
    """Return the block of another tag that prints a declared title; one that is called a headline where none does.

    What a page declares in its `<title>` alone is often the site's motto, or its name and the headline cut short.
    """
    titles = [text for text, _ in declared]
    found = _block_printing_any(markup, titles)
    if found is not None:
        return found
    if _say_only_whose(markup, declared, names):
        return block_called_title(markup)
    if {place for _, place in declared} != ALONE:
        return None
    called = block_called_title(markup, by_size=False)
    shorter = [rest for title in titles for rest in behind_separators(title, LONG_ENOUGH)]
    return called if called is not None else block_holding(markup, shorter)


def _say_only_whose(markup: Markup, declared: Sequence[tuple[str, str]], names: SiteNames) -> bool:
    """Do the declared titles tell whose page it is, and not which: the site's name, or that with its motto?"""
    if all(names.has(text) for text, _ in declared):
        return True
    whole = visible_text(markup.elements.tagged("title")[0]) if {place for _, place in declared} == ALONE else ""
    return bool(whole) and (names.open_title(whole) or is_official(whole))


def _headings(markup: Markup, *tags: str) -> list[tuple[HtmlElement, str]]:
    """Return the headings that have words, with these."""
    elements = markup.elements.tagged(*tags)[:MOST_HEADINGS]
    return [(element, text) for element in elements if (text := visible_text(element))]


def _paragraphs_of_headings(markup: Markup) -> list[tuple[HtmlElement, str]]:
    """Return the paragraphs that stand in an h1, with their words: the parser ends a heading where one begins."""
    empty = [
        one for one in markup.elements.tagged("h1")[:MOST_HEADINGS] if len(one) == 0 and not (one.text or "").strip()
    ]
    behind = [one.getnext() for one in empty if not (one.tail or "").strip()]
    return [(one, visible_text(one)) for one in behind if one is not None and one.tag == "p" and not is_hidden(one)]


def _shown(headings: Sequence[tuple[HtmlElement, float]], least: float) -> HtmlElement | None:
    """Return the first heading that agrees enough and is not hidden."""
    return next((element for element, score in headings if score >= least and not is_hidden(element)), None)


def _only(
    firsts: Sequence[tuple[HtmlElement, str]], witnesses: Sequence[Wording], names: SiteNames
) -> HtmlElement | None:
    """Return the h1 of a page whose declarations speak of something else, if it can be a headline."""
    own = [(element, text) for element, text in firsts if not names.has(text)]
    if len(firsts) == len(own) == 1 and (not witnesses or _agreement(own[0][1], witnesses) > FAINTLY):
        return own[0][0]
    long = (element for element, text in own if len(text) >= LONG_ENOUGH)
    return next((element for element in long if not _is_linked(element) and not _heads_other(element)), None)


def _is_linked(element: HtmlElement) -> bool:
    return element.find(".//a") is not None or any(holder.tag == "a" for holder in element.iterancestors())


def _heads_other(element: HtmlElement) -> bool:
    """Does a heading stand over a menu, or in the foot of the page?"""
    return not _NO_HOLDERS.isdisjoint(kinds_above(element))


def _agreement(text: str, witnesses: Sequence[Wording]) -> float:
    said, best = Wording(text), 0.0
    for witness in witnesses:
        best = max(best, agreement(said, witness))
        if best == 1.0:  # as most headlines are what is declared
            break
    return best


def _without_kicker(element: HtmlElement, witnesses: Sequence[Wording]) -> str:
    """Return the headline without a kicker that stands in an element of its own inside the heading.

    It is one where a declared title goes without it, or where a bar ends it: "<i>Live |</i> Flood reaches the bridge".
    """
    text = visible_text(element)
    if len(element) == 0:
        return text
    declared = {witness.plain for witness in witnesses}
    declared.update(plain(end) for witness in witnesses for end in behind_separators(witness.text))
    for child in islice(element.iterdescendants(), MOST_PARTS):
        part = visible_text(child) if isinstance(child.tag, str) else ""
        if part and len(part) < len(text) and plain(part) in declared:
            return part
        rest = text.removeprefix(part).removesuffix(part).strip(f"{EDGES}:") if part else ""
        if rest and len(rest) < len(text) and (plain(rest) in declared or _is_barred(part, text, rest)):
            return rest
    return text


def _is_barred(part: str, text: str, rest: str) -> bool:
    """Does a part open a headline, with a bar between it and the better part?"""
    return part.endswith(BARS) and text.startswith(part) and letters(rest) >= max(KEPT_LENGTH, letters(part))
