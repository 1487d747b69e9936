"""The links a page offers as related to its article, and the links inside its sentences."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.extraction.ground import survey
from newscrawler.extraction.link_scene import LinkScene
from newscrawler.extraction.related_cards import shown_as_cards
from newscrawler.extraction.related_labelled import labelled
from newscrawler.extraction.related_names import named
from newscrawler.extraction.targets import Target, Targets
from newscrawler.extraction.walk import read_blocks
from newscrawler.items import Link
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newscrawler.extraction.body import BodyReading
    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

MAX_LINKS = 60
"""Related links of one article; what offers more is a list of the site, and only its beginning is kept."""
MAX_HIDDEN = 40
"""Hidden boxes of a page, with several links in them, that are looked into."""
RELATED, IN_TEXT = "related", "in_text"


def read_related(markup: Markup, body: BodyReading, facts: SiteFacts) -> tuple[list[Link], str]:
    """Return related links in the order of the page, then links inside paragraphs, and where they were found.

    One per target, with its words.
    """
    scene = LinkScene(body.found, body.ground or survey(body.found), Targets(markup, body.found, facts), {})
    under_labels, in_boxes = labelled(scene), named(scene)
    container = body.found.node_of(body.container)
    cards, in_text = shown_as_cards(scene, container, body.kept) if container >= 0 else ([], [])
    seen = {
        "labels": list(filter(_is_offered, under_labels)),
        "named boxes": list(filter(_is_offered, in_boxes)),
        "cards": list(filter(_is_card, cards)),
    }
    related = _links([target for targets in seen.values() for target in targets], RELATED)
    places = [name for name, targets in seen.items() if targets]
    if not related:
        related = _hidden(markup, body.found.hidden, facts)
        places = ["hidden boxes"] if related else []
    known = {key for key, _ in related}
    inside = [(key, link) for key, link in _links(in_text, IN_TEXT) if key not in known]
    places += ["sentences"] if inside else []
    return [link for _, link in [*related[:MAX_LINKS], *inside[:MAX_LINKS]]], ", ".join(places)


def _hidden(markup: Markup, boxes: list[HtmlElement], facts: SiteFacts) -> list[tuple[str, Link]]:
    """Return the related links of boxes that a script moves into the text, or opens."""
    targets: list[Target] = []
    linked = (element for element in boxes if len(list(islice(element.iter("a"), 2))) > 1)
    for element in islice(linked, MAX_HIDDEN):
        inner = read_blocks(element, lenient=True)
        scene = LinkScene(inner, survey(inner), Targets(markup, inner, facts), {})
        targets += [*labelled(scene), *named(scene)]
    return _links(list(filter(_is_offered, targets)), RELATED)


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
    return target.rank == 0 or target.is_titled or target.is_named


def _is_card(target: Target) -> bool:
    """May a link that stands alone in the text, with nothing that says what it is, lead to an article?"""
    return target.is_titled and target.is_article
