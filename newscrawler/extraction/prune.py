"""What stands among the text and is not the text: lines by their words, lists of links, labels without text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.extraction.bare_lines import (
    SHORTEST_BARE,
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
from newscrawler.extraction.data_tables import data_cells, is_source_of_table
from newscrawler.extraction.east_credits import is_caption
from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.ground import LINKED, PROSE, is_prose
from newscrawler.extraction.link_lists import told_links
from newscrawler.extraction.phrases import (
    SENTENCE_END,
    asks_consent,
    is_boilerplate_line,
    may_ask_consent,
    opens_boilerplate,
)
from newscrawler.extraction.shortcodes import is_shortcode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.extraction.blocks import Block, Blocks
    from newscrawler.extraction.ground import Ground

LONGEST_CREDIT = 200
LONGEST_NAME = 4
"""Words."""
TEXT_SHARE = 0.5
"""What holds more than this share of the container's prose is the text."""
CARD_HOLDERS = 4
CARD_EXTRA = 120
"""Letters that may stand in a card beside its heading: section, date, a label."""
_BEFORE_AND_AFTER = re.compile(r"[«‹←].*\|.*[»›→]$")
"""The links of a blog to the articles before and after, and to its front page."""
NEAR_START = 3
"""Lines of a text among which stands who wrote it and when: above it, or behind a standfirst."""
LINKED_HEADING = 0.2
"""A heading of which more than this share is links leads elsewhere."""
MOST_DIGITS = 6
"""One digit in so many characters makes a line a date."""


def kept_blocks(found: Blocks, ground: Ground, container: int, kinds: Sequence[str], start: int = 0) -> list[int]:
    """Return the indexes of the container's blocks that are the text; none before the block `start`."""
    holder = found.nodes[container]
    kept: list[int] = []
    closed_until = 0
    span = range(max(start, holder.first_block), holder.end_block)
    cells = data_cells(found, span)
    labels, captions = bare_labels(found, span) - cells, caption_lines(found, container)
    told, parts = told_links(found, span, ground), _titled_parts(found, span)
    may_ask = may_ask_consent(found.blocks[span.start : span.stop])
    for index in span:
        block = found.blocks[index]
        if index < closed_until or kinds[block.node] or block.text in captions:
            continue
        if _may_be_label(block) and opens_boilerplate(block):
            closed_until = _section_end(found, ground, index, container)
        elif may_ask and asks_consent(block):
            closed_until = _scope_end(found, block, container)
            kept = [at for at in kept if not _is_beside(found, found.blocks[at], block, container)]
        elif (
            index not in labels
            and (block.tag != "h1" or block.node in parts)
            and _is_text(block, is_told=index in told)
            and not _is_item(found, ground, index, container)
            and not is_source_of_table(found, index, cells)
        ):
            kept.append(index)
    return _without_bare_headings(found, _without_label_lines(found, kept, start))


def _titled_parts(found: Blocks, span: range) -> set[int]:
    """Return the nodes of the headings that are set like a page's headline, where the text has several: its parts'."""
    nodes = {found.blocks[at].node for at in span if found.blocks[at].tag == "h1"} if span.start else set()
    return nodes if len(nodes) > 1 else set()


def _may_be_label(block: Block) -> bool:
    """Return False for a link that is no heading: "Read more" is a button, the rest of the text follows."""
    return block.link_density <= LINKED or block.tag in HEADINGS


def _section_end(found: Blocks, ground: Ground, index: int, container: int) -> int:
    """Return the block behind a label's section: what its box holds where a label stands at the head in a box alone.

    A label that fills a row of a table speaks for the rows behind it. Among the paragraphs of the text, a label speaks
    for nothing but itself.
    """
    container = _text_round(found, ground, index, container)
    holder, is_row = found.blocks[index].node, False
    while holder > container and found.nodes[holder].end_block - found.nodes[holder].first_block == 1:
        is_row = is_row or found.nodes[holder].tag == "tr"
        holder = found.nodes[holder].parent
    heads = is_row or (holder > container and found.nodes[holder].first_block == index)
    end = _scope_end(found, found.blocks[index], container)
    return max(end, found.nodes[holder].end_block) if heads else end


def _text_round(found: Blocks, ground: Ground, index: int, container: int) -> int:
    """Return a label's box where most of the container's prose, and not of teasers, stands in it behind the label."""
    box = found.nodes[found.blocks[index].node].parent
    if box <= container:
        return container
    behind = ground.running_on[found.nodes[box].end_block] - ground.running_on[index]
    return box if behind > TEXT_SHARE * ground.prose(container) else container


def _scope_end(found: Blocks, block: Block, container: int) -> int:
    """Return the block behind all that a boilerplate label speaks for: what its holder holds."""
    parent = found.nodes[block.node].parent
    return found.nodes[block.node if container in {parent, block.node} else parent].end_block


def _is_beside(found: Blocks, block: Block, other: Block, container: int) -> bool:
    """Do two blocks stand in one box of the text?"""
    parent = found.nodes[other.node].parent
    return parent != container and found.holds(parent, block.node)


def _is_item(found: Blocks, ground: Ground, index: int, container: int) -> bool:
    """Is a block of the text an item's in a list of links: the heading of a card, or the date of one?"""
    inside = range(found.nodes[container].first_block, found.nodes[container].end_block)
    return _heads_card(found, ground, found.blocks[index], container) or _is_beside_link(found, index, inside)


def _heads_card(found: Blocks, ground: Ground, block: Block, container: int) -> bool:
    """Does a heading stand in a small box with a link that is laid over it, and no text: a card?"""
    for holder in found.above(block.node)[:CARD_HOLDERS] if block.tag in HEADINGS else ():
        node = found.nodes[holder]
        if holder == container or ground.prose(holder) or ground.letters[holder] > block.length + CARD_EXTRA:
            return False
        if any(link.href[:1] != "#" and not link.text for link in found.links[node.first_link : node.end_link]):
            return True
    return False


def _is_beside_link(found: Blocks, index: int, inside: range) -> bool:
    """Is a short line of digits, a date or a count, one that stands beside a link and no prose: an item's in a list?"""
    block = found.blocks[index]
    if block.length >= SHORTEST_BARE or digits(block.text) * MOST_DIGITS <= len(block.text):
        return False
    sides = [found.blocks[at] for at in (index - 1, index + 1) if at in inside]
    return any(side.link_density > LINKED for side in sides) and not any(map(is_prose, sides))


def _is_text(block: Block, *, is_told: bool) -> bool:
    """Is a block in the text a part of it? `is_told` when its links are, although it is little else."""
    if block.link_density > LINKED and not (is_told or _is_linked_text(block)):
        return False
    is_credit = block.length < LONGEST_CREDIT and ("©" in block.text or "ⓒ" in block.text)
    return not (is_credit or is_shortcode(block.text) or is_boilerplate_line(block.text) or is_caption(block.text))


def _is_linked_text(block: Block) -> bool:
    return is_linked_text(block) and _BEFORE_AND_AFTER.match(block.text) is None


def _without_label_lines(found: Blocks, kept: list[int], start: int) -> list[int]:
    """Drop the short lines that stand before the first running text: section, date, byline.

    A sentence that is a heading stays, but directly behind the headline, at `start`: there it may be the standfirst.
    So does the heading of the first part, where others like it head the next ones.
    """
    blocks = found.blocks
    first = next(
        (at for at, index in enumerate(kept) if is_prose(blocks[index]) and not is_meta_line(blocks[index])), 0
    )
    heads = (
        {_look_of_heading(found, index) for index in kept[first:] if blocks[index].tag in HEADINGS} if first else set()
    )
    opening = [
        index
        for index in kept[:first]
        if ((index > start or not start) and _is_sentence(blocks[index]))
        or _may_open(found, blocks[index], blocks[kept[first]])
        or (blocks[index].link_density <= LINKED_HEADING and _look_of_heading(found, index) in heads)
    ]
    over_list = first and found.blocks[kept[first]].tag == "li" and found.blocks[kept[first - 1]].tag in HEADINGS
    text = kept[first - bool(over_list) :]
    behind = [index for index in text[1:NEAR_START] if not is_meta_line(blocks[index])]
    return opening + text[:1] + behind + text[NEAR_START:]


def _look_of_heading(found: Blocks, index: int) -> tuple[str, int, str]:
    """Return what the headings of the parts of one text have in common: tag, box, class."""
    node = found.nodes[found.blocks[index].node]
    return node.tag, node.parent, node.attributes.get("class", "")


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
    holder = found.nodes[block.node].parent
    return _is_sentence(block) and holder in (prose.node, found.nodes[prose.node].parent)


def _is_name(text: str) -> bool:
    """Return True for a few capitalised words and nothing else: who wrote the article."""
    words = text.split()
    return 1 < len(words) <= LONGEST_NAME and text[-1].isalpha() and all(word[0].isupper() for word in words)


def _without_bare_headings(found: Blocks, kept: list[int]) -> list[int]:
    """Drop headings that no text follows and that are no sentences, but of two with nothing between them keep both."""
    result: list[int] = []
    is_followed = False
    for index in reversed(kept):
        is_heading = found.blocks[index].tag in HEADINGS
        is_over = is_heading and result[-1:] == [index + 1]
        if is_followed or is_over or not is_heading or _is_sentence(found.blocks[index]):
            result.append(index)
        is_followed = not is_heading
    return result[::-1]


def _is_sentence(block: Block) -> bool:
    """Is a block a heading and a sentence, by its length and end, and no link?"""
    if block.tag not in HEADINGS or block.length < PROSE or block.link_density > LINKED_HEADING:
        return False
    return SENTENCE_END.search(block.text) is not None and block.text[-1] not in "?؟？"
