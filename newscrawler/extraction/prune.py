"""What stands among the text and is not the text: boxes by their marks, lines by their words, lists of links."""

from __future__ import annotations

from newscrawler.extraction.blocks import HEADINGS, Block, Blocks
from newscrawler.extraction.kinds import is_prose
from newscrawler.extraction.phrases import is_boilerplate_line, opens_boilerplate

LINKED = 0.5
MOST_DIGITS = 6
"""One digit in so many characters makes a line a date."""
ALL_LINKS = 0.95
LONGEST_CREDIT = 200
KEPT_TAGS = frozenset("p blockquote pre dd".split())


def kept_blocks(found: Blocks, container: int, kinds: list[str], first_block: int) -> list[int]:
    """Return the indexes of the container's blocks that are the text."""
    last = found.nodes[container].last
    inside = [i for i, block in enumerate(found.blocks) if container <= block.node <= last]
    kept: list[int] = []
    closed_until = -1
    for index in inside:
        block = found.blocks[index]
        if block.node <= closed_until or kinds[block.node] or index < first_block:
            continue
        if opens_boilerplate(block):
            closed_until = _scope(found, block, container)
            continue
        if _is_text(block):
            kept.append(index)
    return _without_bare_headings(found, _without_label_lines(found, kept))


def _scope(found: Blocks, block: Block, container: int) -> int:
    """Return the last node that a boilerplate heading speaks for: all that its holder holds."""
    node = block.node
    parent = found.nodes[node].parent
    return found.nodes[node].last if parent == container or node == container else found.nodes[parent].last


def _is_text(block: Block) -> bool:
    if is_boilerplate_line(block.text):
        return False
    if block.tag == "h1" or ("©" in block.text and block.length < LONGEST_CREDIT):
        return False
    if block.link_density > LINKED and not (block.tag == "p" and block.links > 1 and block.link_density < ALL_LINKS):
        return False
    if block.tag in KEPT_TAGS or block.tag in HEADINGS or block.tag == "li":
        return True
    return block.length >= 25


def _without_label_lines(found: Blocks, kept: list[int]) -> list[int]:
    """Drop the short lines that stand before the first running text: section, date, byline."""
    first = next((at for at, index in enumerate(kept) if is_prose(found.blocks[index])), 0)
    head = [index for index in kept[:first] if _may_open(found.blocks[index])]
    return head + kept[first:]


def _may_open(block: Block) -> bool:
    """Return True for a short first line that may be the article's: a paragraph that is no date."""
    digits = sum(map(str.isdigit, block.text))
    return block.tag in KEPT_TAGS and digits * MOST_DIGITS <= len(block.text)


def _without_bare_headings(found: Blocks, kept: list[int]) -> list[int]:
    """Drop headings that no text follows."""
    result: list[int] = []
    followed = False
    for index in reversed(kept):
        heading = found.blocks[index].tag in HEADINGS
        if heading and not followed:
            continue
        followed = not heading
        result.append(index)
    return result[::-1]
