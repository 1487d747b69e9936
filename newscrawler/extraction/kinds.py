"""Which marks of a page are believed: a mark that covers the headline or most of the text speaks of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.elements import CAPTION, HEADINGS, PARAGRAPHS
from newscrawler.extraction.ground import is_prose
from newscrawler.extraction.siblings import is_twin

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
QUOTE_STYLES = PARAGRAPH_STYLES | {"tags", "author"}
"""What no quotation is, whatever its class says: that tells of whom it is, or how it looks."""
LONG_PARAGRAPH = 120
LEAST_TEXT = 900
"""Letters of prose that are no longer a standfirst."""
TEASERS_SHARE = 0.4
"""Lists of teasers that hold more of the page's prose than this are not taken for asides."""

CAPTION_TAGS = frozenset(("figcaption", "caption"))
FIGURES = CAPTION_TAGS | {"figure"}
BY_TAG = FIGURES | {"aside"}
"""What is called so by its own tag, whatever the names of a box round it that is something else."""
LONGEST_CAPTION = 320
NO_CAPTION = 450
"""Letters of a paragraph that is no caption, whatever the box is called that it stands in."""
CAPTION_HOLDERS = 4
CAPTION_EXTRA = 60
"""Letters that may stand beside a caption: the photographer, a label."""
GALLERY, GALLERY_TIMES = 4 * LEAST, 5
"""Captions by their marks are the text of a gallery from so much prose, if it is so many times that of the rest."""


def settled_kinds(found: Blocks, ground: Ground, headline: int = -1) -> list[str]:
    """Return the kind of every node, inherited ones too; `headline` is a node that voids all marks round it."""
    nodes, asides, shared = found.nodes, _asides(ground, headline), _shared_prose(found, ground)
    kinds, void = [""] * len(nodes), [""] * len(nodes)
    index = next((at for at, node in enumerate(nodes) if node.kind), len(nodes))
    index = min(index, *asides) if asides else index  # what stands before the first mark is of no kind
    while index < len(nodes):
        node = nodes[index]
        kind, held, unbelieved = node.kind, kinds[node.parent], void[node.parent]
        if kind and (
            (kind == unbelieved and node.tag not in BY_TAG)
            or index <= headline <= node.last
            or _is_void(index, node, ground, shared)
        ):
            kind, unbelieved = "", kind
        if held and node.tag != "blockquote":  # a caption: what is of another kind is passed with all it holds
            kind = held
        elif index in asides:
            kind = kind or TEASER
        if kind and kind != CAPTION:
            behind = node.last + 1
            kinds[index:behind] = [kind] * (behind - index)
            index = behind
        else:
            kinds[index], void[index] = kind, unbelieved
            index += 1
    _settle_by_block(found, ground, kinds)
    return kinds


def _settle_by_block(found: Blocks, ground: Ground, kinds: list[str]) -> None:
    """Correct the kinds of the nodes by what their blocks look like: captions, and paragraphs that are styled alike."""
    has_pictures = bool(found.images)
    beside = set[int]()
    for at, block in enumerate(found.blocks):
        if kinds[block.node]:
            if block.length >= LONG_PARAGRAPH and _is_paragraph_in_spite(found, block, kinds):
                kinds[block.node] = ""
        elif has_pictures and block.length <= LONGEST_CAPTION and _stands_by_picture(ground, at):
            kinds[block.node] = CAPTION
            beside.add(block.node)
    _free_captions(ground, kinds, beside)


def _free_captions(ground: Ground, kinds: list[str], beside: set[int]) -> None:
    """Take captions for the text where they are most of what a page says: step by step, picture by picture.

    `beside` are the nodes that are captions for their place alone.
    """
    text = marked = placed = 0
    for at in ground.paragraphs:
        block = ground.found.blocks[at]
        kind = kinds[block.node]
        if not kind:
            text += block.length
        elif kind == CAPTION:
            marked += block.length
            placed += block.length if block.node in beside else 0
    if placed >= LEAST and placed > text:
        for index in beside:
            kinds[index] = ""
        text, marked = text + placed, marked - placed
    if marked >= GALLERY and marked > GALLERY_TIMES * text:
        kinds[:] = ["" if kind == CAPTION else kind for kind in kinds]


def _is_paragraph_in_spite(found: Blocks, block: Block, kinds: list[str]) -> bool:
    """Return True for a paragraph in the text whose own class only tells who may read it, or how it looks.

    So is one far longer than captions are: pictures are laid out beside the text.
    """
    node = found.nodes[block.node]
    if kinds[block.node] == CAPTION and block.tag == "p" and block.length > NO_CAPTION:
        return not any(found.nodes[holder].tag in FIGURES for holder in found.above(block.node))
    return node.kind in PARAGRAPH_STYLES and block.tag == "p" and not kinds[node.parent]


def _asides(ground: Ground, headline: int) -> set[int]:
    """Return the nodes that are items of lists of teasers, as far as these lists are not most of the page.

    Where the box of the headline holds a text, lists outside of it are asides however long they are.
    """
    teasers = ground.teasers
    if not teasers:
        return set()
    most, box = TEASERS_SHARE * ground.whole, _box_with_text(ground, headline)
    return {
        card
        for cards in teasers
        if sum(map(ground.prose, cards)) < most or not ground.found.holds(box, cards[0])
        for card in cards
    }


def _box_with_text(ground: Ground, headline: int) -> int:
    """Return the innermost node round the headline that holds a text; the root where there is none."""
    above = ground.found.above(headline) if headline >= 0 else []
    return next((index for index in above if ground.prose(index) >= LEAST_TEXT), 0)


def _is_void(index: int, node: Node, ground: Ground, shared: dict[str, dict[tuple[str, str], int]]) -> bool:
    kind, own = node.kind, ground.prose(index)
    if node.tag == "blockquote" and kind in QUOTE_STYLES:
        return own > 0
    inside = max(own, shared[kind].get(_look(node), 0)) if kind in shared else own
    if inside < LEAST or node.tag in CAPTION_TAGS:
        return False
    share = LONG_SHARE if kind in LONG_KINDS else SHORT_SHARE
    if kind not in BELIEVED and inside > share * ground.whole:
        return True
    most = BODY_SHARE * ground.whole
    return own > most and ground.body(index) > most


def _look(node: Node) -> tuple[str, str]:
    """Return what like nodes of a page share beside their kind: tag and first class name."""
    classes = node.attributes.get("class", "").split(None, 1)
    return node.tag, classes[0] if classes else ""


def _shared_prose(found: Blocks, ground: Ground) -> dict[str, dict[tuple[str, str], int]]:
    """Return, by kind, how much prose the nodes of one look hold together, where it is much.

    A text may be laid out in many like pieces.
    """
    shared: dict[str, dict[tuple[str, str], int]] = {}
    free, behind = {0}, 0
    for at in ground.paragraphs:
        marked = _outermost_marked(found, found.blocks[at].node, free) if at >= behind else -1
        if marked >= 0:
            node = found.nodes[marked]
            behind = node.end_block
            looks, look = shared.setdefault(node.kind, {}), _look(node)
            looks[look] = looks.get(look, 0) + ground.prose(marked)
    return {kind: looks for kind, looks in shared.items() if max(looks.values()) >= LEAST}


def _outermost_marked(found: Blocks, index: int, free: set[int]) -> int:
    """Return the outermost node with a kind that is a node or holds it, or -1; `free` are some that stand in none."""
    nodes, marked = found.nodes, -1
    above: list[int] = []
    while index not in free:
        if nodes[index].kind:
            marked, above = index, []
        else:
            above.append(index)
        index = nodes[index].parent
    free.update(above)
    return 0 if nodes[0].kind else marked


def _stands_by_picture(ground: Ground, at: int) -> bool:
    """Return True for a short line that shares a box with a picture and with nothing else: its caption.

    A paragraph that is most of the page's prose is the text of a short piece of news beside its picture; one among
    paragraphs that look like it and have no picture is one of theirs.
    """
    found, block = ground.found, ground.found.blocks[at]
    if block.tag in HEADINGS:
        return False
    if _tells_picture(block, ground):
        return True
    if block.length >= LONG_PARAGRAPH and block.length > LONG_SHARE * ground.whole:
        return False
    index = block.node
    for _ in range(CAPTION_HOLDERS):
        if ground.letters[index] > block.length + CAPTION_EXTRA:
            return False
        if index in ground.pictured and (index != block.node or block.tag not in PARAGRAPHS):
            return index != block.node or not _is_among_paragraphs(ground, at)
        index = found.nodes[index].parent
    return False


def _is_among_paragraphs(ground: Ground, at: int) -> bool:
    """Is prose before or behind it that stands in an element like its own, and has no picture?"""
    blocks, nodes = ground.found.blocks, ground.found.nodes
    block, node = blocks[at], nodes[blocks[at].node]
    return is_prose(block) and any(
        is_prose(other)
        and other.node not in ground.pictured
        and nodes[other.node].parent == node.parent
        and is_twin(nodes[other.node], node)
        for other in (*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2])
    )


def _tells_picture(block: Block, ground: Ground) -> bool:
    """Is a line what a picture in its own paragraph, or alone in the one before, says in place of itself?"""
    told, nodes = ground.instead, ground.found.nodes
    if block.text in told.get(block.node, ()):
        return True
    before = block.node - 1
    return block.text in told.get(before, ()) and nodes[before].first_block == nodes[before].end_block
