"""What a page's elements hold, counted once: letters of prose, links as long as titles, pictures, teasers."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from newscrawler.extraction.elements import HEADINGS, PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.extraction.blocks import Block, Blocks, Node

PROSE = 60
"""A bare run of text at least this long, in letters, is prose."""
LEAST_PROSE = PROSE // 2
"""In a paragraph's own tag half of it will do."""
LINKED = 0.5
"""Text of which more than this share is links is navigation."""
ALL_LINKED = 0.8
"""Text of which more than this share is links is one link."""
LINKED_TITLE = 25
"""Letters from which a link may be the title of another page."""

CARD_PROSE = 450
CARD_LENGTH = 700
CARD_TITLE = 15
CARD_TITLES = range(1, 4)
CARD_PARAGRAPHS = range(1, 3)
CARDS = 3
"""So many like neighbours of a linked title and a line of text are a list of teasers."""


def is_prose(block: Block) -> bool:
    """Return True for running text, as against labels, headings and links."""
    length = block.length
    if length < LEAST_PROSE or block.link_density > LINKED or block.tag in HEADINGS:
        return False
    return length >= PROSE or block.tag in PARAGRAPHS


@dataclass
class Ground:
    """For every node of a page, by index, what is inside it.

    The blocks of a node stand in a row, so that what is inside it is what stands before its end and not before it.
    """

    found: Blocks
    sizes: list[int]
    """Letters before each block, and on the whole page."""
    running: list[int]
    """Letters of prose before each block, and on the whole page."""
    paragraphs: list[int]
    """Blocks of prose."""
    titles: list[int]
    """Blocks that are links and may be titles."""

    @property
    def whole(self) -> int:
        """Letters of prose on the page."""
        return self.running[-1]

    def prose(self, index: int) -> int:
        """Return the letters of prose in a node."""
        node = self.found.nodes[index]
        return self.running[node.end_block] - self.running[node.first_block]

    @cached_property
    def letters(self) -> list[int]:
        """Letters of every text."""
        before = self.sizes
        return [before[node.end_block] - before[node.first_block] for node in self.found.nodes]

    @cached_property
    def pictured(self) -> set[int]:
        """The nodes that a picture stands in."""
        nodes = self.found.nodes
        return self.holding({node for _, node in self.found.images if nodes[node].images})

    @cached_property
    def instead(self) -> dict[int, set[str]]:
        """Node -> what the pictures that stand in it directly say where they are not shown."""
        told: dict[int, set[str]] = {}
        for element, node in self.found.images:
            alt = element.get("alt")
            if alt:
                told.setdefault(node, set()).add(" ".join(alt.split()))
        return told

    def holding(self, inner: Iterable[int]) -> set[int]:
        """Return nodes, and all that hold them."""
        nodes, found = self.found.nodes, set[int]()
        for node in inner:
            index = node
            while index not in found:
                found.add(index)
                index = nodes[index].parent
        return found

    def body(self, index: int) -> int:
        """Return the letters of prose in a node, itself too, that stand inside elements that are marked as the text."""
        nodes, inside, behind = self.found.nodes, 0, index
        for at in range(index, nodes[index].last + 1):
            if at >= behind and nodes[at].is_body:
                inside += self.prose(at)
                behind = nodes[at].last + 1
        return inside

    @cached_property
    def teasers(self) -> list[list[int]]:
        """Lists of nodes: like neighbours that each hold a linked title and a line or two of text."""
        groups: dict[tuple[int, str], list[int]] = {}
        for index in self._cards() if len(self.titles) >= CARDS <= len(self.paragraphs) else ():
            node = self.found.nodes[index]
            groups.setdefault((node.parent, node.tag), []).append(index)
        return [cards for cards in groups.values() if len(cards) >= CARDS]

    @cached_property
    def running_on(self) -> list[int]:
        """Letters of prose before each block, and on the whole page, without that in teasers."""
        nodes, before = self.found.nodes, self.running
        inside = {
            at
            for cards in self.teasers
            for card in cards
            for at in range(nodes[card].first_block, nodes[card].end_block)
        }
        own = (0 if at in inside else before[at + 1] - before[at] for at in range(len(before) - 1))
        return [0, *accumulate(own)]

    def _cards(self) -> list[int]:
        """Return the small nodes that hold a linked title or a few, and a paragraph or two of prose."""
        nodes, blocks, cards, seen = self.found.nodes, self.found.blocks, list[int](), {0}
        for paragraph in self.paragraphs:
            index = blocks[paragraph].node
            while index not in seen and self.letters[index] <= CARD_LENGTH:
                seen.add(index)
                node = nodes[index]
                if node.end_block - node.first_block > 1 and self._is_card(node):
                    cards.append(index)
                index = node.parent
        return cards

    def _is_card(self, node: Node) -> bool:
        first, end = node.first_block, node.end_block
        titles = bisect_left(self.titles, end) - bisect_left(self.titles, first)
        if titles not in CARD_TITLES or self.running[end] - self.running[first] > CARD_PROSE:
            return False
        return bisect_left(self.paragraphs, end) - bisect_left(self.paragraphs, first) in CARD_PARAGRAPHS

    @property
    def teaser_prose(self) -> int:
        """Letters of prose in all teasers."""
        return sum(self.prose(card) for cards in self.teasers for card in cards)


def survey(found: Blocks) -> Ground:
    """Count what is inside every node of a page."""
    size = running = 0
    sizes, before = [0], [0]
    paragraphs: list[int] = []
    titles: list[int] = []
    for index, block in enumerate(found.blocks):
        length = block.length
        if block.link_density > LINKED:
            if (length >= CARD_TITLE or block.tag in HEADINGS) and block.link_density > ALL_LINKED:
                titles.append(index)
        elif length >= LEAST_PROSE and is_prose(block):
            running += length
            paragraphs.append(index)
        size += length
        sizes.append(size)
        before.append(running)
    return Ground(found, sizes, before, paragraphs, titles)


def linked_titles(found: Blocks) -> int:
    """Return how many blocks of a page are links as long as titles are."""
    return sum(1 for block in found.blocks if block.length >= LINKED_TITLE and block.link_density > ALL_LINKED)
