"""The links a page offers as related to its article, and the links inside its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.related_blocks import labelled, named, shown_as_cards
from newscrawler.extraction.targets import Target, Targets
from newscrawler.items import Link

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

MAX_LINKS = 60
"""Related links of one article; what offers more is a list of the site, and only its beginning is kept."""
RELATED, IN_TEXT = "related", "in_text"


def read_related(markup: Markup, container: HtmlElement | None, facts: SiteFacts) -> list[Link]:
    """Return related links in the order of the page, then links inside paragraphs; one per target, with its words."""
    targets = Targets(markup, facts)
    found = [*labelled(markup.elements, targets), *named(markup.elements, targets)]
    cards, in_text = shown_as_cards(container, targets) if container is not None else ([], [])
    related = _links([*found, *cards], RELATED)
    offered = {key for key, _ in related}
    inside = [(key, link) for key, link in _links(in_text, IN_TEXT) if key not in offered]
    return [link for _, link in [*related[:MAX_LINKS], *inside[:MAX_LINKS]]]


def _links(targets: list[Target], kind: str) -> list[tuple[str, Link]]:
    """One link per target at its first place; of several links to it the one with most words."""
    best: dict[str, tuple[tuple[int, int], str, Target]] = {}
    for target in sorted(targets, key=lambda one: one.position):
        source, text = target.wording
        known = best.get(target.key)
        if known is None or (source, len(text)) > known[0]:
            best[target.key] = ((source, len(text)), text, known[2] if known else target)
    return [(key, Link(target.anchor.url, text, kind)) for key, (_, text, target) in best.items() if text]
