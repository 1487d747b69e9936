"""Lists of links that are the text: each item says something of what it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.dates import read_date
from newscrawler.extraction.ground import LINKED

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Blocks

LEAST_ITEMS = 3
ALL_LINK = 0.95
"""Of an item with more of it inside links, nothing else is said."""
COLONS = (":", "：")
LIST_SHARE = 0.75
"""The items of a list that says something of its links are no more links than this."""


def told_links(found: Blocks, span: range) -> set[int]:
    """Return the blocks that are mostly links, in lists whose items say where these lead or what of it matters."""
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
    return read_date(f"{before} {behind}") is not None
