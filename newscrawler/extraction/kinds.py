"""Which marks of a page are believed: a mark that covers the headline or most of the text speaks of something else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newscrawler.extraction.blocks import HEADINGS, Block, Blocks, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

PARAGRAPHS = frozenset("p li blockquote dd pre".split())
PROSE = 60
"""A bare run of text at least this long, in letters, is prose; in a paragraph's own tag half of it will do."""
LINKED = 0.5
"""Text of which more than this share is links is navigation."""

LONG_KINDS = frozenset(("related", "popular", "sidebar"))
"""Boxes that may rightly hold much text: their mark is void only when they hold half of it."""
BELIEVED = frozenset(("comment", "footer", "consent"))
"""Marks that are void only round the headline or the marked text."""
LONG_SHARE = 0.5
SHORT_SHARE = 0.25
LEAST = 300
"""Letters of prose below which no mark is void for its share."""
BODY_SHARE = 0.3

CARD_PROSE = 450
CARD_LENGTH = 700
CARD_TITLE = 15
LINKED_TITLE = 25
CARDS = 3
"""So many like neighbours of a linked title and a line of text are a list of teasers."""
CARDS_SHARE = 0.4
TEASER = "teaser"

CAPTION = "caption"
CAPTION_TAGS = frozenset(("figcaption", "caption"))
LONGEST_CAPTION = 250
CAPTION_HOLDERS = 4
CAPTION_EXTRA = 60
"""Letters that may stand beside a caption: the photographer, a label."""


def is_prose(block: Block) -> bool:
    """Return True for running text, as against labels, headings and links."""
    if block.tag in HEADINGS or block.link_density > LINKED:
        return False
    return block.length >= (PROSE // 2 if block.tag in PARAGRAPHS else PROSE)


@dataclass(slots=True)
class Ground:
    """What is inside every node, counted once."""

    prose: list[int] = field(default_factory=list)
    """Letters of prose."""
    paragraphs: list[int] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)
    linked_titles: list[int] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    """Letters of prose inside elements that are marked as the text."""


def survey(found: Blocks) -> Ground:
    """Count prose, letters and linked titles inside every node."""
    size = len(found.nodes)
    ground = Ground(*([0] * size for _ in range(6)))
    for block in found.blocks:
        node = block.node
        ground.letters[node] += block.length
        if is_prose(block):
            ground.prose[node] += block.length
            ground.paragraphs[node] += 1
        elif block.length >= CARD_TITLE and block.link_density > 0.8:
            ground.linked_titles[node] += 1
    counts = (ground.prose, ground.paragraphs, ground.letters, ground.linked_titles, ground.images, ground.body)
    ground.images[:] = [node.images for node in found.nodes]
    for index in range(size - 1, 0, -1):
        node = found.nodes[index]
        if node.is_body:
            ground.body[index] = ground.prose[index]
        for count in counts:
            count[node.parent] += count[index]
    return ground


def settled_kinds(found: Blocks, headline: int = -1) -> list[str]:
    """Return the kind of every node, inherited ones too; `headline` is the node of the headline, which voids all marks round it."""
    ground = survey(found)
    cards = _teasers(found, ground)
    shared = _shared_prose(found, ground)
    kinds: list[str] = []
    void: list[str] = []
    for index, node in enumerate(found.nodes):
        own, unbelieved = node.kind, void[node.parent] if index else ""
        if own and (
            own == unbelieved
            or index <= headline <= node.last
            or _is_void(node, index, ground, shared.get(_look(node), 0))
        ):
            own, unbelieved = "", own
        held = kinds[node.parent] if index else ""
        if held == CAPTION and node.tag == "blockquote":
            held = ""
        kinds.append(held or own or (TEASER if index in cards else ""))
        void.append(unbelieved)
    for block in found.blocks:
        if not kinds[block.node] and _stands_by_picture(found, block, ground):
            kinds[block.node] = CAPTION
    return kinds


def _stands_by_picture(found: Blocks, block: Block, ground: Ground) -> bool:
    """Return True for a line that shares a box with a picture and with nothing else: its caption."""
    if block.length > LONGEST_CAPTION or block.tag in HEADINGS:
        return False
    index = block.node
    for _ in range(CAPTION_HOLDERS):
        if ground.letters[index] > block.length + CAPTION_EXTRA:
            return False
        if ground.images[index] and (index != block.node or block.tag not in PARAGRAPHS):
            return True
        index = found.nodes[index].parent
    return False


def _look(node: Node) -> tuple[str, str, str]:
    """Return what like nodes of a page share: kind, tag and first class name."""
    classes = (node.element.get("class") or "").split(None, 1)
    return node.kind, node.tag, classes[0] if classes else ""


def _shared_prose(found: Blocks, ground: Ground) -> dict[tuple[str, str, str], int]:
    """Return how much prose the nodes of one look hold together: a text may be laid out in many like pieces."""
    shared: dict[tuple[str, str, str], int] = {}
    last = -1
    for index, node in enumerate(found.nodes):
        if node.kind and index > last and ground.prose[index]:
            shared[_look(node)] = shared.get(_look(node), 0) + ground.prose[index]
            last = node.last
    return shared


def _is_void(node: Node, index: int, ground: Ground, shared: int) -> bool:
    kind = node.kind
    if node.tag in CAPTION_TAGS:
        return False
    total, inside = ground.prose[0], max(ground.prose[index], shared)
    if inside < LEAST:
        return False
    if ground.body[index] > BODY_SHARE * total:
        return True
    if kind in BELIEVED:
        return False
    return inside > (LONG_SHARE if kind in LONG_KINDS else SHORT_SHARE) * total


def _teasers(found: Blocks, ground: Ground) -> set[int]:
    """Return the nodes that are items of lists of teasers, as far as these lists are not most of the page."""
    most = CARDS_SHARE * ground.prose[0]
    return {
        card
        for cards in _card_groups(found, ground)
        if sum(ground.prose[card] for card in cards) < most
        for card in cards
    }


def _card_groups(found: Blocks, ground: Ground) -> list[list[int]]:
    """Return the lists of like neighbours that each hold a linked title and a line or two of text."""
    groups: dict[tuple[int, str], list[int]] = {}
    for index, node in enumerate(found.nodes):
        if index and _is_card(index, ground):
            groups.setdefault((node.parent, node.tag), []).append(index)
    return [cards for cards in groups.values() if len(cards) >= CARDS]


def teaser_prose(found: Blocks) -> tuple[int, int]:
    """Return how many teasers the page lists, and how many letters of prose they hold."""
    ground = survey(found)
    cards = [card for cards in _card_groups(found, ground) for card in cards]
    return len(cards), sum(ground.prose[card] for card in cards)


def linked_titles(found: Blocks) -> int:
    """Return how many blocks are links as long as titles are."""
    return sum(1 for block in found.blocks if block.length >= LINKED_TITLE and block.link_density > 0.8)


def _is_card(index: int, ground: Ground) -> bool:
    return (
        1 <= ground.linked_titles[index] <= 3
        and 1 <= ground.paragraphs[index] <= 2
        and ground.prose[index] <= CARD_PROSE
        and ground.letters[index] <= CARD_LENGTH
    )
