"""What a page's elements hold, counted once: letters of prose, links as long as titles, pictures, teasers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newscrawler.extraction.elements import HEADINGS, PARAGRAPHS

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Block, Blocks

PROSE = 60
"""A bare run of text at least this long, in letters, is prose; in a paragraph's own tag half of it will do."""
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
    if length < PROSE // 2 or block.link_density > LINKED or block.tag in HEADINGS:
        return False
    return length >= PROSE or block.tag in PARAGRAPHS


@dataclass(slots=True)
class Ground:
    """For every node of a page, by index, what is inside it."""

    prose: list[int]
    """Letters of prose."""
    paragraphs: list[int]
    """Blocks of prose."""
    letters: list[int]
    titles: list[int]
    """Blocks that are links and may be titles."""
    images: list[int]
    body: list[int]
    """Letters of prose inside elements that are marked as the text."""
    teasers: list[list[int]] = field(default_factory=list)
    """Lists of nodes: like neighbours that each hold a linked title and a line or two of text."""

    @property
    def teaser_prose(self) -> int:
        """Letters of prose in all teasers."""
        return sum(self.prose[card] for cards in self.teasers for card in cards)


def survey(found: Blocks) -> Ground:
    """Count what is inside every node of a page."""
    size = len(found.nodes)
    ground = Ground([0] * size, [0] * size, [0] * size, [0] * size, [node.images for node in found.nodes], [0] * size)
    letters, prose, paragraphs, titles = ground.letters, ground.prose, ground.paragraphs, ground.titles
    for block in found.blocks:
        node, length = block.node, block.length
        letters[node] += length
        if is_prose(block):
            prose[node] += length
            paragraphs[node] += 1
        elif length >= CARD_TITLE and block.link_density > ALL_LINKED:
            titles[node] += 1
    _add_up(found, ground)
    ground.teasers = _teasers(found, ground)
    return ground


def _add_up(found: Blocks, ground: Ground) -> None:
    letters, prose, paragraphs, titles = ground.letters, ground.prose, ground.paragraphs, ground.titles
    images, body = ground.images, ground.body
    for index in range(len(found.nodes) - 1, 0, -1):
        node = found.nodes[index]
        parent = node.parent
        if images[index]:
            images[parent] += images[index]
        if letters[index]:
            letters[parent] += letters[index]
            titles[parent] += titles[index]
        if prose[index]:
            prose[parent] += prose[index]
            paragraphs[parent] += paragraphs[index]
            body[parent] += prose[index] if node.is_body else body[index]
        if node.is_body:
            body[index] = prose[index]


def _teasers(found: Blocks, ground: Ground) -> list[list[int]]:
    groups: dict[tuple[int, str], list[int]] = {}
    for index, titles in enumerate(ground.titles):
        if index and titles and titles in CARD_TITLES and _is_card(index, ground):
            node = found.nodes[index]
            groups.setdefault((node.parent, node.tag), []).append(index)
    return [cards for cards in groups.values() if len(cards) >= CARDS]


def _is_card(index: int, ground: Ground) -> bool:
    return (
        ground.paragraphs[index] in CARD_PARAGRAPHS
        and ground.prose[index] <= CARD_PROSE
        and ground.letters[index] <= CARD_LENGTH
    )


def linked_titles(found: Blocks) -> int:
    """Return how many blocks of a page are links as long as titles are."""
    return sum(1 for block in found.blocks if block.length >= LINKED_TITLE and block.link_density > ALL_LINKED)
