"""Tables that say something: results, prices, programmes; not those that pages are laid out with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.ground import LINKED
from newscrawler.extraction.tables import names
from newscrawler.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from newscrawler.extraction.blocks import Blocks

CELLS = frozenset(("td", "th"))
TITLE = "caption"
"""What a table is called, over its rows: no cell, and no sign that it lays out a page."""
INSIDE = frozenset(("tr", "tbody", "thead", "tfoot"))
LEAST_ROWS = 3
LONGEST_CELL = 300
PARTED = " | "
LONGEST_SOURCE = 200
COLONS = (":", "：")


def paragraphs_of(found: Blocks, kept: Sequence[int]) -> list[str]:
    """Return what blocks say, each row of a table of data in one line."""
    cells, lines, row = data_cells(found, kept), list[str](), 0
    if not cells:
        return [found.blocks[at].text for at in kept]
    for at in kept:
        block, before = found.blocks[at], row
        row = found.nodes[block.node].parent if at in cells else 0
        if row and row == before:
            lines[-1] += f"{PARTED}{block.text}"
        else:
            lines.append(block.text)
    return lines


def data_cells(found: Blocks, blocks: Sequence[int]) -> set[int]:
    """Return those of some blocks that are cells of tables of text alone, with several rows of several cells."""
    tables: dict[int, list[int]] = {}
    for at in [at for at in blocks if found.blocks[at].tag in CELLS]:
        tables.setdefault(_table_of(found, found.blocks[at].node), []).append(at)
    return {at for table, inside in tables.items() if table and _says_something(found, table) for at in inside}


def is_source_of_table(found: Blocks, index: int, cells: Collection[int]) -> bool:
    """Does a line right behind the last cell of a table say whose figures these are: "Source: the harbour office"?"""
    block = found.blocks[index]
    if index - 1 not in cells or block.tag in CELLS or block.length > LONGEST_SOURCE:
        return False
    colon = next((colon for colon in COLONS if colon in block.text), "")
    return bool(colon) and fold(block.text.partition(colon)[0]).strip() in names("source_labels")


def _table_of(found: Blocks, node: int) -> int:
    """Return the table that a cell stands in; 0 where it stands in none."""
    holder = found.nodes[node].parent
    while found.nodes[holder].tag in INSIDE:
        holder = found.nodes[holder].parent
    return holder if found.nodes[holder].tag == "table" else 0


def _says_something(found: Blocks, table: int) -> bool:
    """Is all that a table holds text in cells of its own, not long, in several rows of several?"""
    node = found.nodes[table]
    rows: dict[int, int] = {}
    for block in found.blocks[node.first_block : node.end_block]:
        if block.tag == TITLE:
            continue
        if block.tag not in CELLS or block.length > LONGEST_CELL or block.link_density > LINKED:
            return False
        if _table_of(found, block.node) != table:
            return False
        row = found.nodes[block.node].parent
        rows[row] = rows.get(row, 0) + 1
    return sum(count > 1 for count in rows.values()) >= LEAST_ROWS
