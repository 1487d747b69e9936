"""The article's text: which element holds it, and which of its blocks a reader would call the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newscrawler.extraction.blocks import HEADINGS, Block, Blocks
from newscrawler.extraction.prune import kept_blocks, settled_kinds

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PARAGRAPHS = frozenset("p li blockquote dd pre".split())
PROSE = 60
"""A bare run of text at least this long, in letters, is prose; in a paragraph's own tag half of it will do."""
LINKED = 0.5
"""Text of which more than this share is links is navigation."""
HEADING_LINK_COST = 20
MARKED_SHARE = 0.8
"""A container that its own marks call the text is believed when it holds this share of what was found."""


@dataclass(slots=True)
class BodyReading:
    """What was read as the text, with where it stood."""

    paragraphs: list[str] = field(default_factory=list)
    container: HtmlElement | None = None
    container_node: int = -1
    kept: list[int] = field(default_factory=list)
    """Indexes of the blocks that are the text."""


def is_prose(block: Block) -> bool:
    """Return True for running text, as against labels, headings and links."""
    if block.tag in HEADINGS or block.link_density > LINKED:
        return False
    return block.length >= (PROSE // 2 if block.tag in PARAGRAPHS else PROSE)


def read_body(found: Blocks, first_block: int = 0) -> BodyReading:
    """Return the text of the page whose blocks these are; `first_block` is the first one behind the headline."""
    kinds = settled_kinds(found, [block.length if is_prose(block) else 0 for block in found.blocks])
    weights = [_weight(block, kinds[block.node]) for block in found.blocks]
    for index in range(min(first_block, len(weights))):
        weights[index] = min(weights[index], weights[index] * 0.3)
    container = _container(found, weights)
    if container < 0:
        return BodyReading()
    kept = kept_blocks(found, container, kinds, first_block)
    paragraphs = [found.blocks[index].text for index in kept]
    return BodyReading(paragraphs, found.nodes[container].element, container, kept)


def _weight(block: Block, kind: str) -> float:
    if kind:
        return -min(block.length, 20) / 4
    if block.link_density > LINKED:
        return -float(min(block.link_length, 100) + HEADING_LINK_COST)
    if is_prose(block):
        return block.length - 2 * block.link_length
    return -5.0 if block.tag not in PARAGRAPHS and block.tag not in HEADINGS else 0.0


def node_sums(found: Blocks, weights: list[float]) -> list[float]:
    """Return for every node the weight of all the blocks inside it."""
    sums = [0.0] * len(found.nodes)
    for block, weight in zip(found.blocks, weights, strict=True):
        sums[block.node] += weight
    for index in range(len(sums) - 1, 0, -1):
        sums[found.nodes[index].parent] += sums[index]
    return sums


def _container(found: Blocks, weights: list[float]) -> int:
    """Return the node whose blocks weigh most, the innermost of equals; -1 when nothing weighs anything."""
    sums = node_sums(found, weights)
    best, best_sum = -1, 0.0
    for index, total in enumerate(sums):
        if total > 0 and total >= best_sum:
            best, best_sum = index, total
    if best < 0:
        return best
    marked = [i for i in range(best, found.nodes[best].last + 1) if found.nodes[i].is_body and sums[i] >= MARKED_SHARE * best_sum]
    return marked[-1] if marked else best
