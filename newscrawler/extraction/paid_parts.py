"""The parts of a text that only subscribers may read: their marks are those of a wall, but they are the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.markup import texts

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Blocks
    from newscrawler.markup import Markup

WALL = "newsletter"
"""The kind of walls, and of forms to subscribe."""
_CLASS = re.compile(r"\.([\w-]+)")


def free_paid_parts(found: Blocks, markup: Markup) -> None:
    """Take the mark of a wall from the boxes that the page declares as parts of its text (hasPart, cssSelector)."""
    selectors = [selector for thing in markup.own_articles for selector in texts(thing.get("hasPart"), "cssSelector")]
    declared = {match[1] for one in ",".join(selectors).split(",") if (match := _CLASS.fullmatch(one.strip()))}
    if not declared:
        return
    for node in found.nodes:
        if node.kind == WALL and not declared.isdisjoint(node.attributes.get("class", "").split()):
            node.kind = ""
