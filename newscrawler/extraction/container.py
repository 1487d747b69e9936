"""Which element of a page holds the article's text: the one whose blocks weigh most."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from newscrawler.extraction.elements import HEADINGS, PARAGRAPHS
from newscrawler.extraction.ground import LINKED
from newscrawler.extraction.phrases import SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.extraction.blocks import Block
    from newscrawler.extraction.ground import Ground

ALL_LINKS = 0.95
"""A paragraph of several links with words between them says something; with nothing between, it is a list."""
LEAST_BESIDE = 25
"""Letters beside a single link from which a sentence says something; fewer are a label: "Read also"."""
UNIT = 20
"""Weights are counted in such parts of a letter: so they are whole numbers, and their sums exact."""
LINK_COST = 20
MOST_LINK_COST = 100
BOX_PART = UNIT // 4
LONG_BOX = 20
BOX_COST = LONG_BOX * BOX_PART
"""What a box that is not the text weighs against the element that holds it; a short one, a quarter of its letters."""
LABEL_COST = 5 * UNIT
PASSING = PARAGRAPHS | HEADINGS
"""Tags of short texts that are no labels."""
BEFORE_HEADLINE = 3, 10
"""What text above the headline counts for."""
MARKED_SHARE = 4, 5
"""A container that its own marks call the text is believed when it holds this share of what was found."""
BESIDE_SHARE = 0.5
"""An element that is marked as the text is believed when it holds, beside the best in it, this share of its text."""


def find_container(ground: Ground, kinds: Sequence[str], start: int, end: int | None = None) -> int:
    """Return the node that holds the text, the innermost of equals; -1 when nothing weighs anything.

    `start` is the first block behind the headline; blocks from `end` on weigh nothing.
    """
    nodes, size = ground.found.nodes, len(ground.found.blocks)
    weights = _weights(ground, kinds, size if end is None else end)
    part, whole = BEFORE_HEADLINE
    weights[:start] = [one * part // whole if one > 0 else one for one in weights[:start]]
    before = [0, *accumulate(weights)]
    before += before[-1:] * (size - len(weights))
    telling = ground.holding({ground.found.blocks[at].node for at in ground.paragraphs})
    sums = {index: before[nodes[index].end_block] - before[nodes[index].first_block] for index in telling}
    best_sum = max(sums.values(), default=0)
    if best_sum <= 0:
        return -1
    best = max(index for index, weight in sums.items() if weight == best_sum)
    part, whole = MARKED_SHARE
    inside = (index for index in range(nodes[best].last, best, -1) if nodes[index].is_body)
    marked = next((index for index in inside if sums.get(index, 0) * whole >= part * best_sum), best)
    return marked if marked > best or nodes[best].is_body else _marked_round(ground, kinds, best)


def _marked_round(ground: Ground, kinds: Sequence[str], best: int) -> int:
    """Return an element, or the innermost one round it that is marked as the text and holds much more of it.

    A list of links weighs so much against the text it stands in that one paragraph may weigh more than all.
    """
    nodes, blocks = ground.found.nodes, ground.found.blocks
    inner = nodes[best]
    for holder in ground.found.above(best)[1:]:
        node = nodes[holder]
        if node.is_body:
            inside = [at for at in ground.paragraphs if node.first_block <= at < node.end_block]
            beside = [at for at in inside if not inner.first_block <= at < inner.end_block]
            more = sum([blocks[at].length for at in beside if not kinds[blocks[at].node]])
            return holder if more >= BESIDE_SHARE * ground.prose(best) else best
    return best


def _weights(ground: Ground, kinds: Sequence[str], end: int) -> list[int]:
    """Return what the blocks say for or against the elements that hold them: letters of prose for, links against."""
    weights, running = [], ground.running
    for index, block in enumerate(ground.found.blocks[:end]):
        if kinds[block.node]:
            weights.append(-BOX_COST if block.length >= LONG_BOX else -BOX_PART * block.length)
        elif block.link_density > LINKED:
            cost = 0 if is_linked_text(block) else min(block.link_length, MOST_LINK_COST) + LINK_COST
            weights.append(-UNIT * cost)
        elif running[index + 1] > running[index]:
            weights.append(UNIT * (block.length - 2 * block.link_length))
        else:
            weights.append(0 if block.tag in PASSING else -LABEL_COST)
    return weights


def is_linked_text(block: Block) -> bool:
    """Return True for a paragraph that is mostly links and still says something beside them."""
    if block.tag != "p" or not LINKED < block.link_density < ALL_LINKS:
        return False
    return block.links > 1 or (block.length - block.link_length >= LEAST_BESIDE and _is_said(block.text))


def _is_said(text: str) -> bool:
    """Does a text end as a sentence does, or with the colon before what it announces?"""
    return SENTENCE_END.search(text) is not None or text.endswith((":", "："))
