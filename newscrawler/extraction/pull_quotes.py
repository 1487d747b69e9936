"""Pull quotes: words of the text that are printed large beside it once more."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.extraction.elements import HEADINGS

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Blocks

HOLDERS = 3
"""How many elements upwards a quote's class, or its blockquote, may stand."""
OPENING = 5
"""Words of what is called a pull quote by which it is found in the text: what goes on may be cut."""
LEAST = 30
"""Letters of a quote of which nothing but its place says that it is pulled out."""
WHOSE = 100
"""Letters beside a quote that say whose words they are."""
MOST_LINES = 4
MOST_QUOTES = 60
"""Quotes that are looked for in the text: each costs a search of it."""
_PULLED = re.compile(r"[Pp]ull(?:ed)?[-_]{0,2}[Qq]uote|(?<![a-z])exergue(?![a-z])")
_OPENS, _CLOSES = frozenset("“”„«»\"「『‘'"), frozenset("“”«»\"」』’'")
_MARKS = frozenset('“”„«»"')
_SPOKEN = re.compile(r"[“”„«»\"]([^“”„«»\"]++)[“”«»\"]")
"""What stands in quotation marks: one quote may be told in parts, "A", he says, "B"."""
_WORD = re.compile(r"\w+")


def without_pull_quotes(found: Blocks, kept: list[int]) -> list[int]:
    """Return the blocks of a text without its pull quotes, each with the line that says whose words it is.

    They are what a class calls so where the text says its first words too; and a blockquote, or a line in quotation
    marks that has a box of its own, where the text says all of it.
    """
    if len(kept) <= 1 or not _may_hold(found, kept):
        return kept
    called = {at: box for at in kept if (box := _called(found, found.blocks[at].node)) >= 0}
    set_apart = {at: box for at in kept[1:] if at not in called and (box := _box_of_quote(found, at)) >= 0}
    if not called and not set_apart:
        return kept
    texts = [
        found.blocks[at].text
        for at in kept
        if at not in called and at not in set_apart and found.blocks[at].tag not in HEADINGS
    ]
    said = " ".join(map(_words, texts))
    spoken = " ".join(_words(" ".join(_SPOKEN.findall(text))) for text in texts) if set_apart else ""
    first_called = islice(called.items(), MOST_QUOTES)
    twice = {box for at, box in first_called if _words(found.blocks[at].text, OPENING) in said}
    for at, box in islice(set_apart.items(), MOST_QUOTES):
        text = found.blocks[at].text
        if len(text) >= LEAST and ((words := _words(text)) in said or words in spoken):
            twice.add(box)
    without = {at for box in twice for at in range(found.nodes[box].first_block, found.nodes[box].end_block)}
    return [at for at in kept if at not in without]


def _may_hold(found: Blocks, kept: list[int]) -> bool:
    """Is anything in the text's stretch of the page marked as a quote?"""
    first, last = found.blocks[kept[0]].node, found.blocks[kept[-1]].node
    return any(_is_quoted(found.blocks[at].text) for at in kept) or any(
        node.tag == "blockquote" or "quote" in (names := node.attributes.get("class", "").lower()) or "exergue" in names
        for node in found.nodes[max(first - HOLDERS, 0) : last + 1]
    )


def _is_quoted(text: str) -> bool:
    """Is a line one quotation, with its marks?"""
    return text[0] in _OPENS and text[-1] in _CLOSES and _MARKS.isdisjoint(text[1:-1])


def _called(found: Blocks, node: int) -> int:
    """Return the innermost node round a node that is called a pull quote; -1 where there is none."""
    index = node
    for _ in range(HOLDERS):
        holder = found.nodes[index]
        if "class" in holder.attributes and _PULLED.search(holder.attributes["class"]):
            return index
        index = holder.parent
    return -1


def _box_of_quote(found: Blocks, at: int) -> int:
    """Return the outermost node that holds a quote and little else; -1 where a block is none that is set apart.

    It is set apart in a blockquote, or in quotation marks in an element round its paragraph.
    """
    block = found.blocks[at]
    box, tags = -1, set[str]()
    index = block.node
    for _ in range(HOLDERS):
        node = found.nodes[index]
        if node.end_block - node.first_block > MOST_LINES:
            break
        if sum(line.length for line in found.blocks[node.first_block : node.end_block]) > block.length + WHOSE:
            break
        box = index
        tags.add(node.tag)
        index = node.parent
    if "blockquote" in tags:
        return box
    is_boxed = box not in (-1, block.node) and block.tag not in HEADINGS
    return box if is_boxed and _is_quoted(block.text) else -1


def _words(text: str, most: int | None = None) -> str:
    """Return the words of a text, the first so many, with one space round each."""
    return f" {' '.join(_WORD.findall(text.lower())[:most])} "
