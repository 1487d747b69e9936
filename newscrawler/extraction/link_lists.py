"""Links that are the text: a list or a round-up says something of each thing that it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.dates import read_date
from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.ground import LINKED, is_prose
from newscrawler.extraction.phrases import is_boilerplate_line

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Blocks, Node
    from newscrawler.extraction.ground import Ground

LEAST_ITEMS = 3
SUB_HEADINGS = HEADINGS - {"h1"}
ALL_LINK = 0.95
"""Of an item with more of it inside links, nothing else is said."""
COLONS = (":", "：")
MOST = 0.5
"""Entries are the text where they hold more of its prose than this."""
LIST_SHARE = 0.75
"""The items of a list that says something of its links are no more links than this."""


def told_links(found: Blocks, span: range, ground: Ground) -> set[int]:
    """Return the blocks that are mostly links and of the text all the same."""
    return _told_items(found, span) | _round_up(found, span, ground)


def _told_items(found: Blocks, span: range) -> set[int]:
    """Return the items, mostly links, of lists that say where these lead or what of it matters."""
    blocks = found.blocks
    linked = [at for at in span if LINKED < blocks[at].link_density < ALL_LINK and blocks[at].tag == "li"]
    if not linked:
        return set()
    items: dict[int, list[int]] = {}
    for at in span:
        if blocks[at].tag == "li":
            items.setdefault(found.nodes[blocks[at].node].parent, []).append(at)
    told = {at for row in items.values() if _is_told(found, row) for at in row}
    return told.intersection(linked)


def _is_told(found: Blocks, row: list[int]) -> bool:
    blocks = [found.blocks[at] for at in row]
    links, size = sum([block.link_length for block in blocks]), sum([block.length for block in blocks])
    return len(row) >= LEAST_ITEMS and links <= LIST_SHARE * size and not any(_is_filed(found, at) for at in row)


def _is_filed(found: Blocks, index: int) -> bool:
    """Is an item a link beside a label ("Weather: Rain on Monday") or with its day, as links to other pages are?"""
    block = found.blocks[index]
    node = found.nodes[block.node]
    links = [link.text for link in found.links[node.first_link : node.end_link] if link.first_block == index]
    before, _, behind = block.text.rpartition(links[-1]) if links and links[-1] else ("", "", block.text)
    if before.rstrip().endswith(COLONS) or behind.lstrip().startswith(COLONS):
        return True
    beside = f"{before} {behind}"
    return any(map(str.isdigit, beside)) and read_date(beside) is not None


def _round_up(found: Blocks, span: range, ground: Ground) -> set[int]:
    """Return the linked headings of a round-up: several in one box, each with its own text straight behind it.

    Or each in a box of its own, all of one look, as the entries of a live page are, where most of the text stands so.
    """
    blocks, nodes = found.blocks, found.nodes
    heads: dict[int, set[int]] = {}
    entries: dict[tuple[str, ...], set[int]] = {}
    for index in span[:-1]:
        block, following = blocks[index], blocks[index + 1]
        if block.link_density > LINKED and block.tag in SUB_HEADINGS and following.tag == "p" and is_prose(following):
            holder = nodes[block.node].parent
            if holder == nodes[following.node].parent and not is_boilerplate_line(block.text):
                heads.setdefault(holder, set()).add(index)
                entries.setdefault((*_look(nodes[holder]), *_look(nodes[block.node])), set()).add(index)
    told = [group for group in heads.values() if len(group) >= LEAST_ITEMS]
    least = MOST * sum([blocks[at].length for at in ground.paragraphs if at in span])
    told += [group for group in entries.values() if len(group) >= LEAST_ITEMS and _prose(found, ground, group) > least]
    return set().union(*told)


def _look(node: Node) -> tuple[str, str]:
    return node.tag, node.attributes.get("class", "")


def _prose(found: Blocks, ground: Ground, heads: set[int]) -> int:
    """Return the letters of prose in the boxes of these headings."""
    return sum(map(ground.prose, {found.nodes[found.blocks[at].node].parent for at in heads}))
