"""What stands beside each other in a box of a page, sibling by sibling."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newscrawler.extraction.blocks import Block, Blocks, Node

MAX_SIBLINGS = 60


class Sibling(NamedTuple):
    """One of the things that stand beside each other in a box: a node with all it holds, or bare text and links."""

    node: Node | None
    blocks: Sequence[Block]
    links: range

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(block.text for block in self.blocks)


def siblings_after(found: Blocks, holder: int, index: int) -> Iterator[Sibling]:
    """Yield what stands behind a block in the node that holds it, or behind a node in its own holder."""
    node = found.nodes[holder]
    if holder == found.blocks[index].node and node.end_block > index + 1:
        yield from islice(_siblings(found, holder, index + 1), MAX_SIBLINGS)
    yield from siblings_behind(found, holder)


def siblings_behind(found: Blocks, item: int) -> Iterator[Sibling]:
    """Yield what stands behind a node in the node that holds it, the first so many."""
    node = found.nodes[item]
    return islice(_siblings(found, node.parent, node.end_block, node.last + 1, node.end_link), MAX_SIBLINGS)


def _siblings(
    found: Blocks, outer: int, block: int, child: int | None = None, link: int | None = None
) -> Iterator[Sibling]:
    """Yield the siblings of a node from a block on: its children, and bare blocks between them."""
    holder = found.nodes[outer]
    at = outer + 1 if child is None else child
    link = holder.first_link if link is None else link
    while at <= holder.last and found.nodes[at].end_block <= block and child is None:
        link, at = found.nodes[at].end_link, found.nodes[at].last + 1
    while at <= holder.last:
        node = found.nodes[at]
        yield from _bare(found, range(block, node.first_block), range(link, node.first_link))
        yield Sibling(node, found.blocks[node.first_block : node.end_block], range(node.first_link, node.end_link))
        block, link, at = max(block, node.end_block), node.end_link, node.last + 1
    yield from _bare(found, range(block, holder.end_block), range(link, holder.end_link))


def _bare(found: Blocks, blocks: range, links: range) -> Iterator[Sibling]:
    for index in blocks:
        inside = [at for at in links if found.links[at].first_block <= index < found.links[at].end_block]
        yield Sibling(None, found.blocks[index : index + 1], range(inside[0], inside[-1] + 1) if inside else range(0))


def is_twin(node: Node, other: Node) -> bool:
    """Return True for elements of one look: the same tag and the same classes."""
    return node.tag == other.tag and node.attributes.get("class") == other.attributes.get("class")
