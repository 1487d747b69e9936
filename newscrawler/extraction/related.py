"""The links a page offers as related to its article, and the links inside its sentences."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.extraction.ground import survey
from newscrawler.extraction.labels import RELATED, label_kind
from newscrawler.extraction.link_scene import LinkScene
from newscrawler.extraction.related_cards import shown_as_cards
from newscrawler.extraction.related_labelled import labelled
from newscrawler.extraction.related_names import name_by, named
from newscrawler.extraction.targets import Target, Targets
from newscrawler.extraction.walk import read_blocks
from newscrawler.items import Link
from newscrawler.markup import visible_text
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Blocks
    from newscrawler.extraction.body import BodyReading
    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

MAX_LINKS = 60
"""Related links of one article; what offers more is a list of the site, and only its beginning is kept."""
MAX_HIDDEN = 40
"""Hidden boxes of a page, with several links in them, that are looked into."""
MAX_IN_MENU = 20
LEAST_KEPT = 2
LEAST_BESIDE = 8
"""Letters of a sentence beside the link in it."""
IN_TEXT = "in_text"
_LISTS = frozenset(("ul", "ol", "div", "section", "aside"))
"""What holds lists of texts that a script opens."""


def read_related(markup: Markup, body: BodyReading, facts: SiteFacts) -> tuple[list[Link], str]:
    """Return related links in the order of the page, then links inside paragraphs, and where they were found.

    One per target, with its words.
    """
    container = body.found.node_of(body.container)
    names = dict.fromkeys(_round_text(body, container), "")
    scene = LinkScene(body.found, Targets(markup, body.found, facts), names)
    under_labels, in_boxes = [*labelled(scene), *_in_menus(markup, body.found, facts)], named(scene)
    cards, in_text = _in_text(scene, body, container) if container >= 0 else ([], [])
    seen = {
        "labels": list(filter(_is_offered, under_labels)),
        "named boxes": list(filter(_is_offered, in_boxes)),
        "cards": list(filter(_is_card, cards)),
    }
    related = _links([target for targets in seen.values() for target in targets], RELATED)
    places = [name for name, targets in seen.items() if targets]
    unseen = body.found.hidden
    hidden = _hidden(markup, list(filter(_is_named_related, unseen)) if related else unseen, facts)
    shown = {key for key, _ in related}
    related += [(key, link) for key, link in hidden if key not in shown]
    places += ["hidden boxes"] if len(related) > len(shown) else []
    known = {key for key, _ in related}
    in_text = list(filter(_has_words, in_text))
    in_text += [card for card in cards if not _is_card(card) and _is_in_sentence(body, card)]
    inside = [(key, link) for key, link in _links(in_text, IN_TEXT) if key not in known]
    places += ["sentences"] if inside else []
    return [link for _, link in [*related[:MAX_LINKS], *inside[:MAX_LINKS]]], ", ".join(places)


def _in_text(scene: LinkScene, body: BodyReading, container: int) -> tuple[list[Target], list[Target]]:
    return shown_as_cards(scene, body.ground or survey(body.found), container, body.kept)


def _round_text(body: BodyReading, container: int) -> set[int]:
    """Return the nodes that hold the text, or half of it: their names speak of no links in it."""
    found, kept = body.found, body.kept
    holders = set(found.above(container)) if container >= 0 else set[int]()
    if len(kept) > LEAST_KEPT:
        places = (kept[0], kept[len(kept) // 2], kept[-1])
        first, middle, last = (set(found.above(found.blocks[at].node)) for at in places)
        holders |= middle & (first | last)
    return holders


def _is_named_related(box: HtmlElement) -> bool:
    """Is a hidden box itself, and not what holds it, named for related texts? It stays so when a script opens it."""
    return box.tag in _LISTS and name_by(str(box.tag), dict(box.items())) == RELATED


def _hidden(markup: Markup, boxes: list[HtmlElement], facts: SiteFacts) -> list[tuple[str, Link]]:
    """Return the related links of boxes that a script moves into the text, or opens."""
    targets: list[Target] = []
    linked = (element for element in boxes if len(list(islice(element.iter("a"), 2))) > 1)
    for element in islice(linked, MAX_HIDDEN):
        inner = read_blocks(element, lenient=True)
        if _is_named_related(element):
            targets += Targets(markup, inner, facts).among(range(min(len(inner.links), MAX_IN_MENU)))
            continue
        scene = LinkScene(inner, Targets(markup, inner, facts), {})
        targets += [*labelled(scene), *named(scene)]
    return _links(list(filter(_is_offered, targets)), RELATED)


def _in_menus(markup: Markup, found: Blocks, facts: SiteFacts) -> list[Target]:
    """Return the targets of menus that stand under a label for related texts, or bear one."""
    targets: list[Target] = []
    for menu, node in found.frames:
        if menu.tag != "footer" and any(label_kind(label) == RELATED for label in _labels_of(menu, found, node)):
            for element in islice(menu.iter("ul", "ol"), 1):
                inner = read_blocks(element)
                targets += Targets(markup, inner, facts).among(range(min(len(inner.links), MAX_IN_MENU)))
    return targets


def _labels_of(menu: HtmlElement, found: Blocks, node: int) -> Iterator[str]:
    """Yield what may be a menu's label: what stands right before it, what it is called, its first heading."""
    before = found.nodes[node].first_block if node >= 0 else len(found.blocks)
    yield found.blocks[before].text if before < len(found.blocks) else ""
    yield menu.get("aria-label") or ""
    yield from map(visible_text, islice(menu.iter("h2", "h3", "h4"), 1))


def _is_in_sentence(body: BodyReading, target: Target) -> bool:
    """Does a link stand in a paragraph of the text that says more than the link, and says something before it?"""
    at, words = target.link.first_block, target.link.text
    if not words or at not in body.kept:
        return False
    before = body.found.blocks[at].text.partition(words)[0]
    return bool(before) and len(body.found.blocks[at].text) > len(words) + LEAST_BESIDE


def _links(targets: list[Target], kind: str) -> list[tuple[str, Link]]:
    """One link per target at its first place; of several links to it the one with most words."""
    best: dict[str, Target] = {}
    first: dict[str, str] = {}
    for target in sorted(targets, key=lambda one: one.position):
        first.setdefault(target.key, target.url)
        known = best.get(target.key)
        if known is None or (target.rank, len(target.words)) > (known.rank, len(known.words)):
            best[target.key] = target
    return [(key, Link(first[key], clean_text(one.words), kind)) for key, one in best.items()]


def _is_offered(target: Target) -> bool:
    """May a link in a related box lead to an article?"""
    return target.rank == 0 or target.is_titled or target.is_named or target.is_short_title


def _has_words(target: Target) -> bool:
    """Is the link worded? A sentence has no link without words."""
    return target.rank > 0


def _is_card(target: Target) -> bool:
    """May a link that stands alone in the text, with nothing that says what it is, lead to an article?"""
    return target.is_titled and target.is_article
