"""Boxes between the paragraphs that ask the reader to subscribe: told by where their button leads, in any language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import BlockLink, Blocks
    from newscrawler.extraction.ground import Ground

LONGEST_BOX = 400
"""Letters up to which a box with such a button is nothing but that."""
BUTTON = 0.9
"""The share of a line that is linked in a button."""
LEAST_BLOCKS = 2
"""A button alone is a link and no text anyway."""
_SIGN_UP = re.compile(
    r"/(?:newsletters?|infolettres?|boletin(?:es)?|nyhetsbrev|nyhedsbreve?|nieuwsbrie(?:f|ven)|uutiskirjee?t?|hirlevel|"
    r"e-?bulten|subscri(?:be|ptions?)|suscri(?:bete|birse|pcion(?:es)?)|assin(?:e|atura)s?|abonne(?:ments?|menten|z-vous)|"
    r"abonnieren|abbona(?:ti|menti)|prenumerera|sign-?up|donat(?:e|ions?)|spenden|support-us)(?:[/?#.\n]|$)"
)
"""Parts of addresses in small letters under which papers have readers subscribe, or give."""


def without_sign_ups(found: Blocks, ground: Ground, container: int, kept: list[int]) -> list[int]:
    """Return the blocks of a text without those in small boxes with a button to subscribe and no other link."""
    text = found.nodes[container]
    links = found.links[text.first_link : text.end_link]
    if not _SIGN_UP.search("\n".join([link.href for link in links]).lower()):
        return kept
    boxes = [box for link in links if _is_button(found, link) and (box := _box_of(found, ground, link, container)) >= 0]
    inside = {at for box in boxes for at in range(found.nodes[box].first_block, found.nodes[box].end_block)}
    return [at for at in kept if at not in inside]


def _is_button(found: Blocks, link: BlockLink) -> bool:
    """Is a link all that its line says, and does it lead to where readers subscribe?"""
    if not link.text or link.first_block >= len(found.blocks) or not _leads_to_sign_up(link):
        return False
    return found.blocks[link.first_block].link_density >= BUTTON


def _leads_to_sign_up(link: BlockLink) -> bool:
    return _SIGN_UP.search(link.href.lower()) is not None


def _box_of(found: Blocks, ground: Ground, link: BlockLink, container: int) -> int:
    """Return the outermost small node round a button that stands in the text and has no other link; -1 for none."""
    best, index = -1, link.node
    while index > container:
        node = found.nodes[index]
        if ground.letters[index] > LONGEST_BOX or 2 * ground.prose(index) > ground.prose(container):
            break
        if node.is_body or not all(map(_leads_to_sign_up, found.links[node.first_link : node.end_link])):
            break
        if node.end_block - node.first_block >= LEAST_BLOCKS:
            best = index
        index = node.parent
    return best
