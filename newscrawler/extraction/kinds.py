"""Which marks of a page are believed: a mark that covers the headline or most of the text speaks of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.elements import CAPTION, HEADINGS, PARAGRAPHS

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Block, Blocks, Node
    from newscrawler.extraction.ground import Ground

TEASER = "teaser"
LONG_KINDS = frozenset(("related", "popular", "sidebar", CAPTION))
"""Boxes that may rightly hold much text: their mark is void only when they hold half of it."""
BELIEVED = frozenset(("comment", "footer", "consent"))
"""Marks that are void only round the headline or the marked text."""
LONG_SHARE = 0.5
SHORT_SHARE = 0.25
LEAST = 300
"""Letters of prose below which no mark is void for its share."""
BODY_SHARE = 0.3
PARAGRAPH_STYLES = frozenset(("newsletter", "meta", "nav", "share"))
LONG_PARAGRAPH = 120
TEASERS_SHARE = 0.4
"""Lists of teasers that hold more of the page's prose than this are not taken for asides."""

CAPTION_TAGS = frozenset(("figcaption", "caption"))
FIGURES = CAPTION_TAGS | {"figure"}
LONGEST_CAPTION = 320
CAPTION_HOLDERS = 4
CAPTION_EXTRA = 60
"""Letters that may stand beside a caption: the photographer, a label."""


def settled_kinds(found: Blocks, ground: Ground, headline: int = -1) -> list[str]:
    """Return the kind of every node, inherited ones too; `headline` is a node that voids all marks round it."""
    asides = _asides(ground)
    shared = _shared_prose(found, ground)
    kinds: list[str] = []
    void: list[str] = []
    for index, node in enumerate(found.nodes):
        own, held, unbelieved = node.kind, "", ""
        if index:
            held, unbelieved = kinds[node.parent], void[node.parent]
        if own and (
            (own == unbelieved and node.tag not in FIGURES)
            or index <= headline <= node.last
            or _is_void(index, node, ground, shared)
        ):
            own, unbelieved = "", own
        if held == CAPTION and node.tag == "blockquote":
            held = ""
        kinds.append(held or own or (TEASER if index in asides else ""))
        void.append(unbelieved)
    _settle_by_block(found, ground, kinds)
    return kinds


def _settle_by_block(found: Blocks, ground: Ground, kinds: list[str]) -> None:
    """Correct the kinds of the nodes by what their blocks look like: captions, and paragraphs that are styled alike."""
    has_pictures = bool(ground.images and ground.images[0])
    for block in found.blocks:
        if kinds[block.node]:
            if block.length >= LONG_PARAGRAPH and _is_paragraph_in_spite(found, block, kinds):
                kinds[block.node] = ""
        elif has_pictures and block.length <= LONGEST_CAPTION and _stands_by_picture(found, block, ground):
            kinds[block.node] = CAPTION


def _is_paragraph_in_spite(found: Blocks, block: Block, kinds: list[str]) -> bool:
    """Return True for a paragraph in the text whose own class only tells who may read it, or how it looks."""
    node = found.nodes[block.node]
    return node.kind in PARAGRAPH_STYLES and block.tag == "p" and not kinds[node.parent]


def _asides(ground: Ground) -> set[int]:
    """Return the nodes that are items of lists of teasers, as far as these lists are not most of the page."""
    most = TEASERS_SHARE * ground.prose[0] if ground.prose else 0
    return {card for cards in ground.teasers if sum(ground.prose[card] for card in cards) < most for card in cards}


def _is_void(index: int, node: Node, ground: Ground, shared: dict[tuple[str, str, str], int]) -> bool:
    total, inside = ground.prose[0], ground.prose[index]
    if shared:
        inside = max(inside, shared.get(_look(node), 0))
    if inside < LEAST or node.tag in CAPTION_TAGS:
        return False
    if ground.body[index] > BODY_SHARE * total:
        return True
    if node.kind in BELIEVED:
        return False
    return inside > (LONG_SHARE if node.kind in LONG_KINDS else SHORT_SHARE) * total


def _look(node: Node) -> tuple[str, str, str]:
    """Return what like nodes of a page share: kind, tag and first class name."""
    classes = node.attributes.get("class", "").split(None, 1)
    return node.kind, node.tag, classes[0] if classes else ""


def _shared_prose(found: Blocks, ground: Ground) -> dict[tuple[str, str, str], int]:
    """Return how much prose the nodes of one look hold together, where it is much.

    A text may be laid out in many like pieces.
    """
    shared: dict[tuple[str, str, str], int] = {}
    last = -1
    for index, node in enumerate(found.nodes):
        if node.kind and index > last and ground.prose[index]:
            look = _look(node)
            shared[look] = shared.get(look, 0) + ground.prose[index]
            last = node.last
    return {look: prose for look, prose in shared.items() if prose >= LEAST}


def _stands_by_picture(found: Blocks, block: Block, ground: Ground) -> bool:
    """Return True for a short line that shares a box with a picture and with nothing else: its caption."""
    if block.tag in HEADINGS:
        return False
    index = block.node
    for _ in range(CAPTION_HOLDERS):
        if ground.letters[index] > block.length + CAPTION_EXTRA:
            return False
        if ground.images[index] and (
            index != block.node or block.tag not in PARAGRAPHS or _tells_picture(found, block)
        ):
            return True
        index = found.nodes[index].parent
    return False


def _tells_picture(found: Blocks, block: Block) -> bool:
    """Is a line what a picture in its own paragraph says in place of itself?"""
    return any(node == block.node and element.get("alt", "").strip() == block.text for element, node in found.images)
