"""Which element of a page holds the article's text: the one whose blocks weigh most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.elements import HEADINGS, PARAGRAPHS
from newscrawler.extraction.ground import LINKED, is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.extraction.blocks import Block, Blocks

ALL_LINKS = 0.95
"""A paragraph of several links with words between them says something; with nothing between, it is a list."""
LINK_COST = 20
MOST_LINK_COST = 100
BOX_COST = 5
"""What a box that is not the text weighs against the element that holds it."""
LABEL_COST = 5
BEFORE_HEADLINE = 0.3
"""What text above the headline counts for."""
MARKED_SHARE = 0.8
"""A container that its own marks call the text is believed when it holds this share of what was found."""


def find_container(found: Blocks, kinds: Sequence[str], start: int, end: int | None = None) -> int:
    """Return the node that holds the text, the innermost of equals; -1 when nothing weighs anything.

    `start` is the first block behind the headline; blocks from `end` on weigh nothing.
    """
    weights = [weight(block, kinds[block.node]) for block in found.blocks[:end]]
    weights += [0.0] * (len(found.blocks) - len(weights))
    for index in range(start):
        weights[index] *= BEFORE_HEADLINE if weights[index] > 0 else 1
    sums = _node_sums(found, weights)
    best_sum = max(sums, default=0.0)
    if best_sum <= 0:
        return -1
    best = len(sums) - 1 - sums[::-1].index(best_sum)
    inside = range(best, found.nodes[best].last + 1)
    marked = [index for index in inside if found.nodes[index].is_body and sums[index] >= MARKED_SHARE * best_sum]
    return marked[-1] if marked else best


def weight(block: Block, kind: str) -> float:
    """Return what a block says for or against the elements that hold it: letters of prose for, links against."""
    if kind:
        return -min(block.length / 4, BOX_COST)
    if block.link_density > LINKED:
        return 0.0 if is_linked_text(block) else -float(min(block.link_length, MOST_LINK_COST) + LINK_COST)
    if is_prose(block):
        return block.length - 2 * block.link_length
    return 0.0 if block.tag in PARAGRAPHS or block.tag in HEADINGS else -LABEL_COST


def is_linked_text(block: Block) -> bool:
    """Return True for a paragraph that is mostly links and still says something between them."""
    return block.tag == "p" and block.links > 1 and LINKED < block.link_density < ALL_LINKS


def _node_sums(found: Blocks, weights: Sequence[float]) -> list[float]:
    sums = [0.0] * len(found.nodes)
    for block, block_weight in zip(found.blocks, weights, strict=True):
        sums[block.node] += block_weight
    for index in range(len(sums) - 1, 0, -1):
        if sums[index]:
            sums[found.nodes[index].parent] += sums[index]
    return sums
