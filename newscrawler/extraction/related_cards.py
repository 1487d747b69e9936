"""Links that stand inside the text: as cards and lines of their own, or in its sentences."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.labels import LONGEST, OTHER, label_kind
from newscrawler.extraction.link_scene import MAX_IN_BOX
from newscrawler.extraction.related_names import named_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newscrawler.extraction.blocks import BlockLink, Blocks
    from newscrawler.extraction.ground import Ground
    from newscrawler.extraction.link_scene import LinkScene
    from newscrawler.extraction.targets import Target

MOST_CARDS = 3
"""Cards that stand together in a text and belong to it."""
_LINES = frozenset(("p", "li", "td"))
_BACK, _FORTH, _BETWEEN = frozenset("«‹←<"), frozenset("»›→>"), ("|", "•", "·")
_SIDE_KINDS = frozenset(("sidebar", "popular"))


def shown_as_cards(
    scene: LinkScene, ground: Ground, container: int, kept: Sequence[int]
) -> tuple[list[Target], list[Target]]:
    """Return the targets inside the text that stand as cards or lines of their own, and those inside its sentences.

    `kept` are the blocks of the text; what stands before or behind all of them is no part of it.
    """
    cards: list[Target] = []
    sentences: list[Target] = []
    heads = {at for at in kept if scene.found.blocks[at].tag in HEADINGS}
    for target in scene.targets.among(_inside(scene, container, kept)):
        if _is_of_pager(scene.found, target.link):
            continue
        is_card = target.link.first_block not in heads and _is_card(scene, ground, target.link, container)
        (cards if is_card else sentences).append(target)
    own = (card for card in cards if not _is_labelled_other(scene.found, card.link, container))
    return _few([card for card in own if not _is_of_list(scene.found, card.link, container)], kept), sentences


def _inside(scene: LinkScene, container: int, kept: Sequence[int]) -> Iterator[int]:
    """Yield the places of the links inside the text, those in boxes named for something else left out."""
    box, links = scene.found.nodes[container], scene.found.links
    for place in range(box.first_link, min(box.end_link, box.first_link + MAX_IN_BOX)):
        link = links[place]
        if kept and not kept[0] <= link.first_block <= kept[-1] + 1:
            continue
        if named_kind(scene, link.node) != OTHER:
            yield place


def _is_of_pager(found: Blocks, link: BlockLink) -> bool:
    """Does the link stand in a line that leads back and forth: "« before | main page | next »"?"""
    text = found.blocks[link.first_block].text if link.first_block < len(found.blocks) else ""
    return text[:1] in _BACK and text[-1:] in _FORTH and any(map(text.__contains__, _BETWEEN))


def _is_labelled_other(found: Blocks, link: BlockLink, container: int) -> bool:
    """Does a box round the link, in the text, begin with a label over something else, as over what is read most?"""
    for holder in found.above(link.node):
        first = found.nodes[holder].first_block
        if holder == container:
            return False
        if first < link.first_block and label_kind(found.blocks[first].text) == OTHER:
            return True
    return False


def _is_of_list(found: Blocks, link: BlockLink, container: int) -> bool:
    """Does the link stand in a side box of the text that offers many?"""
    for holder in found.above(link.node):
        if holder == container:
            return False
        node = found.nodes[holder]
        if node.kind in _SIDE_KINDS:
            links = found.links[node.first_link : min(node.end_link, node.first_link + MAX_IN_BOX)]
            return len({link.href for link in links}) > MOST_CARDS
    return False


def _few(cards: list[Target], kept: Sequence[int]) -> list[Target]:
    """Return the cards that stand alone or in twos and threes between paragraphs: more are a list of the site."""
    gaps: dict[int, set[str]] = {}
    for card in cards:
        gaps.setdefault(bisect_right(kept, card.link.first_block), set()).add(card.key)
    return [card for card in cards if len(gaps[bisect_right(kept, card.link.first_block)]) <= MOST_CARDS]


def _is_card(scene: LinkScene, ground: Ground, link: BlockLink, container: int) -> bool:
    """Does the closest box that holds the link hold little else?"""
    if link.node == container:
        return False
    slack = LONGEST // 2 if scene.found.nodes[link.node].tag in _LINES else 2 * LONGEST
    return ground.letters[link.node] <= 1.3 * len(link.text) + slack
