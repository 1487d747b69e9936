"""Where an article ends on a page that goes on without end: whole other articles stand behind it, in like boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.extraction.siblings import is_twin

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Blocks, Node
    from newscrawler.extraction.ground import Ground

_FILED = re.compile(r"(?:post|article|node)-\d|(?:category|tag)-")
"""Names that are one article's own: its number, what it is filed under."""
LEAST_PROSE = 200
"""Letters of prose in a box from which it may be a whole article."""


def end_of_article(found: Blocks, ground: Ground, headline: int, container: int) -> int:
    """Return the block behind the last one of the article, where the container holds a next article too.

    That is a box like one that holds the headline, further down, with a headline of the same look and its own text;
    the number of the page's blocks where there is none.
    """
    outer = found.nodes[max(container, 0)]
    if 0 <= container < headline <= outer.last:
        for holder in found.above(headline)[1:]:
            if holder <= container:
                break
            if ground.prose(holder) >= LEAST_PROSE and _is_followed(found, ground, headline, holder):
                return found.nodes[holder].end_block
    return len(found.blocks)


def _is_followed(found: Blocks, ground: Ground, headline: int, holder: int) -> bool:
    """Does a next article stand behind the box that holds the headline?"""
    box, title = found.nodes[holder], found.nodes[headline]
    if box.tag != "article" and not (title.tag == "h1" and box.attributes.get("class")):
        return False
    is_styled = box.tag == "article" or bool(title.attributes.get("class"))
    other, end = box.last + 1, found.nodes[box.parent].last
    while other <= end:
        node = found.nodes[other]
        is_like = _is_like(box, node) if is_styled or _has_address(node) else is_twin(box, node)
        if is_like and ground.prose(other) >= LEAST_PROSE and _holds_twin(found, node, other, title):
            return True
        other = node.last + 1
    return False


def _is_like(box: Node, other: Node) -> bool:
    """Have two boxes one look, but for an article's own names and those that one of them has on top?"""
    if is_twin(box, other):
        return True
    names, others = _names(box), _names(other)
    return box.tag == other.tag and not names.isdisjoint(others) and (names <= others or others <= names)


def _has_address(node: Node) -> bool:
    """Has a box an address of its own, as what a page goes on with needs for the browser's history?"""
    attributes = node.attributes.items()
    return any(name.startswith("data-") and value.startswith(("/", "http")) for name, value in attributes)


def _names(node: Node) -> set[str]:
    return {name for name in node.attributes.get("class", "").split() if not _FILED.match(name)}


def _holds_twin(found: Blocks, box: Node, index: int, title: Node) -> bool:
    return any(is_twin(node, title) for node in found.nodes[index + 1 : box.last + 1])
