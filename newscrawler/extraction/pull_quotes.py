"""Pull quotes: words of the text that are printed large beside it once more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Blocks

HOLDERS = 3
"""How many elements upwards a quote's class may stand."""
OPENING = 5
"""Words of a quote by which it is found in the text: what goes on may be cut."""
_PULLED = re.compile(r"[Pp]ull(?:ed)?[-_]{0,2}[Qq]uote")
_WORD = re.compile(r"\w+")


def without_pull_quotes(found: Blocks, kept: list[int]) -> list[int]:
    """Return the blocks of a text without what their classes call pull quotes, where the text says them too."""
    first, last = (found.blocks[kept[0]].node, found.blocks[kept[-1]].node) if kept else (0, -1)
    if not any(
        "quote" in node.attributes.get("class", "").lower() for node in found.nodes[max(first - HOLDERS, 0) : last + 1]
    ):
        return kept
    boxes = {at: box for at in kept if (box := _pulled(found, found.blocks[at].node)) >= 0}
    said = " ".join(_words(found.blocks[at].text) for at in kept if at not in boxes)
    twice = {box for at, box in boxes.items() if _words(found.blocks[at].text, OPENING) in said}
    return [at for at in kept if boxes.get(at, -1) not in twice]


def _pulled(found: Blocks, node: int) -> int:
    """Return the innermost node round a node that is called a pull quote; -1 where there is none."""
    index = node
    for _ in range(HOLDERS):
        holder = found.nodes[index]
        if "class" in holder.attributes and _PULLED.search(holder.attributes["class"]):
            return index
        index = holder.parent
    return -1


def _words(text: str, most: int | None = None) -> str:
    """Return the words of a text, the first so many, with one space round each."""
    return f" {' '.join(_WORD.findall(text.lower())[:most])} "
