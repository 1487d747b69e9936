"""The article's text: which element holds it, and which of its blocks a reader would call the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newscrawler.extraction.blocks import HEADINGS, Block, Blocks, letters, read_blocks
from newscrawler.extraction.embedded import declared_body, scripted_body
from newscrawler.extraction.lead import is_marked_lead, leads_before, same_text
from newscrawler.extraction.kinds import LINKED, PARAGRAPHS, is_prose, settled_kinds
from newscrawler.extraction.prune import kept_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from newscrawler.markup import Markup

ALL_LINKS = 0.95
"""A paragraph of several links with words between them says something; with nothing between, it is a list."""
LINK_COST = 20
BEFORE_HEADLINE = 0.3
"""What text above the headline counts for."""
BEHIND_SHARE = 0.4
"""A headline is where the text begins when at least this share of the page's prose stands behind it."""
MARKED_SHARE = 0.8
"""A container that its own marks call the text is believed when it holds this share of what was found."""
POOR = 250
"""Letters below which a visible text is looked for elsewhere too."""
DECLARED_SHARE = 3
"""A declared text this many times longer than the visible one is the text."""


@dataclass(slots=True)
class BodyReading:
    """What was read as the text, with where it stood."""

    paragraphs: list[str] = field(default_factory=list)
    lead: str | None = None
    container: HtmlElement | None = None
    provenance: str = "visible"
    kept: list[int] = field(default_factory=list)
    """Indexes of the blocks that are the text; empty where it was not read from the visible page."""
    found: Blocks = field(default_factory=Blocks)

    @property
    def length(self) -> int:
        """Letters of the text."""
        return sum(map(letters, self.paragraphs))


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What else is known of the page when its text is read."""

    headline: HtmlElement | None = None
    """The element that prints the title."""
    descriptions: Sequence[str] = ()
    """Declared summaries."""
    texts: Sequence[str] = ()
    """Declared article bodies."""
    title: str = ""
    """The headline's words."""


def read_body(markup: Markup, witnesses: Witnesses) -> BodyReading:
    """Return the article's text: the visible one, else what the page declares or carries in its scripts."""
    visible = read_visible(markup.root, witnesses)
    declared = max((declared_body(text) for text in witnesses.texts), key=_length, default=[])
    if _length(declared) > max(POOR, DECLARED_SHARE * visible.length):
        return BodyReading(declared, provenance="json-ld articleBody", container=visible.container, found=visible.found)
    if visible.length < POOR:
        scripted = scripted_body(markup)
        if _length(scripted) > max(POOR, DECLARED_SHARE * visible.length):
            return BodyReading(scripted, provenance="script", found=visible.found)
        hidden = read_visible(markup.root, witnesses, lenient=True)
        if hidden.length > max(POOR, DECLARED_SHARE * visible.length):
            return hidden
    return visible


def _length(paragraphs: Sequence[str]) -> int:
    return sum(map(letters, paragraphs))


def read_visible(root: HtmlElement, witnesses: Witnesses, *, lenient: bool = False) -> BodyReading:
    """Return the text that the page shows; `lenient` also reads what it hides until a script runs."""
    found = read_blocks(root, lenient=lenient)
    headline = _node_of(found, witnesses.headline)
    kinds = settled_kinds(found, headline)
    start = _behind(found, headline)
    weights = [_weight(block, kinds[block.node]) for block in found.blocks]
    for index in range(start):
        weights[index] *= BEFORE_HEADLINE if weights[index] > 0 else 1
    container = _container(found, weights)
    if container < 0:
        return BodyReading(found=found)
    kept = kept_blocks(found, container, kinds, start)
    first = kept[0] if kept else start
    leads = leads_before(found, kinds, (start, first), witnesses) if start else []
    texts = [found.blocks[index].text for index in (*leads, *kept)]
    return BodyReading(
        paragraphs=_once(texts, len(leads)),
        lead=_lead(found, leads, kept, witnesses.descriptions),
        container=found.nodes[container].element,
        provenance="hidden" if lenient else "visible",
        kept=leads + kept,
        found=found,
    )


def _once(texts: list[str], leads: int) -> list[str]:
    """Drop a lead that the text repeats."""
    return [text for index, text in enumerate(texts) if index >= leads or text not in texts[index + 1 :]]


def _lead(found: Blocks, leads: list[int], kept: list[int], descriptions: Sequence[str]) -> str | None:
    if leads:
        return " ".join(found.blocks[index].text for index in leads)
    first = found.blocks[kept[0]] if kept else None
    if first is not None and is_marked_lead(found, first):
        return first.text
    return None


def _node_of(found: Blocks, element: HtmlElement | None) -> int:
    if element is None:
        return -1
    return next((index for index, node in enumerate(found.nodes) if node.element is element), -1)


def _behind(found: Blocks, headline: int) -> int:
    """Return the index of the first block behind the headline; 0 when there is none, or too little text behind it."""
    if headline < 0:
        return 0
    last = found.nodes[headline].last
    start = next((index for index, block in enumerate(found.blocks) if block.node > last), 0)
    before = sum(block.length for block in found.blocks[:start] if is_prose(block))
    behind = sum(block.length for block in found.blocks[start:] if is_prose(block))
    return start if behind >= BEHIND_SHARE * (before + behind) else 0


def _weight(block: Block, kind: str) -> float:
    if kind:
        return -min(block.length, 20) / 4
    if block.link_density > LINKED:
        if block.tag == "p" and block.links > 1 and block.link_density < ALL_LINKS:
            return 0.0
        return -float(min(block.link_length, 100) + LINK_COST)
    if is_prose(block):
        return block.length - 2 * block.link_length
    return -5.0 if block.tag not in PARAGRAPHS and block.tag not in HEADINGS else 0.0


def node_sums(found: Blocks, weights: Sequence[float]) -> list[float]:
    """Return for every node the weight of all the blocks inside it."""
    sums = [0.0] * len(found.nodes)
    for block, weight in zip(found.blocks, weights, strict=True):
        sums[block.node] += weight
    for index in range(len(sums) - 1, 0, -1):
        sums[found.nodes[index].parent] += sums[index]
    return sums


def _container(found: Blocks, weights: Sequence[float]) -> int:
    """Return the node whose blocks weigh most, the innermost of equals; -1 when nothing weighs anything."""
    sums = node_sums(found, weights)
    best, best_sum = -1, 0.0
    for index, total in enumerate(sums):
        if total > 0 and total >= best_sum:
            best, best_sum = index, total
    if best < 0:
        return best
    inside = range(best, found.nodes[best].last + 1)
    marked = [index for index in inside if found.nodes[index].is_body and sums[index] >= MARKED_SHARE * best_sum]
    return marked[-1] if marked else best
