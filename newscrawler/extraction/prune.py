"""What stands among the text and is not the text: lines by their words, lists of links, labels without text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.extraction.bare_lines import (
    TEXT_TAGS,
    bare_labels,
    caption_lines,
    digits,
    ends_sentence,
    is_meta_line,
    is_origin_alone,
    look_alike,
)
from newscrawler.extraction.container import is_linked_text
from newscrawler.extraction.data_tables import data_cells
from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.ground import LINKED, is_prose
from newscrawler.extraction.link_lists import told_links
from newscrawler.extraction.phrases import asks_consent, is_boilerplate_line, may_ask_consent, opens_boilerplate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.extraction.blocks import Block, Blocks
    from newscrawler.extraction.ground import Ground

LONGEST_CREDIT = 200
LONGEST_NAME = 4
"""Words."""
CARD_HOLDERS = 4
CARD_EXTRA = 120
"""Letters that may stand in a card beside its heading: section, date, a label."""
_BEFORE_AND_AFTER = re.compile(r"[«‹←].*\|.*[»›→]$")
"""The links of a blog to the articles before and after, and to its front page."""
NEAR_START = 3
"""Lines of a text among which stands who wrote it and when: above it, or behind a standfirst."""
SENTENCE = 60
"""Letters from which a heading may be a sentence of the text."""
MOST_DIGITS = 6
"""One digit in so many characters makes a line a date."""


def kept_blocks(found: Blocks, ground: Ground, container: int, kinds: Sequence[str], start: int = 0) -> list[int]:
    """Return the indexes of the container's blocks that are the text; none before the block `start`."""
    holder = found.nodes[container]
    kept: list[int] = []
    closed_until = -1
    span = range(max(start, holder.first_block), holder.end_block)
    labels, captions = bare_labels(found, span) - data_cells(found, span), caption_lines(found, container)
    told = told_links(found, span)
    may_ask = may_ask_consent(found.blocks[span.start : span.stop])
    for index in span:
        block = found.blocks[index]
        if block.node <= closed_until or kinds[block.node] or block.text in captions:
            continue
        if opens_boilerplate(block):
            closed_until = _section_end(found, index, container)
        elif may_ask and asks_consent(block):
            closed_until = _scope(found, block, container)
            kept = [at for at in kept if not _is_beside(found, found.blocks[at], block, container)]
        elif index not in labels and not _heads_card(found, ground, block, container):
            kept += [index] if _is_text(block, is_told=index in told) else []
    return _without_bare_headings(found, _without_label_lines(found, kept))


def _section_end(found: Blocks, index: int, container: int) -> int:
    """Return the last node of a label's section: what its box holds where a label stands at the head in a box alone.

    A label that fills a row of a table speaks for the rows behind it.
    """
    holder, is_row = found.blocks[index].node, False
    while holder > container and found.nodes[holder].end_block - found.nodes[holder].first_block == 1:
        is_row = is_row or found.nodes[holder].tag == "tr"
        holder = found.nodes[holder].parent
    heads = is_row or (holder > container and found.nodes[holder].first_block == index)
    last = _scope(found, found.blocks[index], container)
    return max(last, found.nodes[holder].last) if heads else last


def _scope(found: Blocks, block: Block, container: int) -> int:
    """Return the last node that a boilerplate label speaks for: all that its holder holds."""
    parent = found.nodes[block.node].parent
    return found.nodes[block.node if container in {parent, block.node} else parent].last


def _is_beside(found: Blocks, block: Block, other: Block, container: int) -> bool:
    """Do two blocks stand in one box of the text?"""
    parent = found.nodes[other.node].parent
    return parent != container and found.holds(parent, block.node)


def _heads_card(found: Blocks, ground: Ground, block: Block, container: int) -> bool:
    """Does a heading stand in a small box with a link that is laid over it, and no text: a card?"""
    for holder in found.above(block.node)[:CARD_HOLDERS] if block.tag in HEADINGS else ():
        node = found.nodes[holder]
        if holder == container or ground.prose(holder) or ground.letters[holder] > block.length + CARD_EXTRA:
            return False
        if any(link.href[:1] != "#" and not link.text for link in found.links[node.first_link : node.end_link]):
            return True
    return False


def _is_text(block: Block, *, is_told: bool) -> bool:
    """Is a block in the text a part of it? `is_told` when its links are, although it is little else."""
    if block.tag == "h1" or (block.link_density > LINKED and not (is_told or _is_linked_text(block))):
        return False
    is_credit = block.length < LONGEST_CREDIT and "©" in block.text
    return not is_credit and not is_boilerplate_line(block.text)


def _is_linked_text(block: Block) -> bool:
    return is_linked_text(block) and _BEFORE_AND_AFTER.match(block.text) is None


def _without_label_lines(found: Blocks, kept: list[int]) -> list[int]:
    """Drop the short lines that stand before the first running text: section, date, byline."""
    blocks = found.blocks
    first = next(
        (at for at, index in enumerate(kept) if is_prose(blocks[index]) and not is_meta_line(blocks[index])), 0
    )
    opening = [index for index in kept[:first] if _may_open(found, blocks[index], blocks[kept[first]])]
    over_list = first and found.blocks[kept[first]].tag == "li" and found.blocks[kept[first - 1]].tag in HEADINGS
    text = kept[first - bool(over_list) :]
    behind = [index for index in text[1:NEAR_START] if not is_meta_line(blocks[index])]
    return opening + text[:1] + behind + text[NEAR_START:]


def _may_open(found: Blocks, block: Block, prose: Block) -> bool:
    """Return True for a first line that may be the article's: its origin, a sentence, a paragraph that is no date."""
    if is_origin_alone(block) or _is_sentence_above(found, block, prose):
        return True
    if block.tag not in TEXT_TAGS and not (look_alike(found, block, prose) and ends_sentence(block.text)):
        return False
    if _is_name(block.text) or is_meta_line(block):
        return False
    return digits(block.text) * MOST_DIGITS <= len(block.text)


def _is_sentence_above(found: Blocks, block: Block, prose: Block) -> bool:
    """Is a heading a whole sentence, in the box of the text that follows: what the article begins with, set larger?"""
    if block.tag not in HEADINGS or block.length < SENTENCE:
        return False
    holder = found.nodes[block.node].parent
    return holder in (prose.node, found.nodes[prose.node].parent) and ends_sentence(block.text)


def _is_name(text: str) -> bool:
    """Return True for a few capitalised words and nothing else: who wrote the article."""
    words = text.split()
    return 1 < len(words) <= LONGEST_NAME and text[-1].isalpha() and all(word[0].isupper() for word in words)


def _without_bare_headings(found: Blocks, kept: list[int]) -> list[int]:
    """Drop headings that no text follows."""
    result: list[int] = []
    is_followed = False
    for index in reversed(kept):
        is_heading = found.blocks[index].tag in HEADINGS
        if is_followed or not is_heading:
            result.append(index)
        is_followed = not is_heading
    return result[::-1]
