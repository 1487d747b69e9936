"""Lines in no paragraph's tag: which short ones are the text, and which say who wrote it when, or whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.dates import read_date
from newscrawler.extraction.byline_labels import opens_byline, unlabelled
from newscrawler.extraction.date_line import short_text
from newscrawler.extraction.date_names import is_date_label
from newscrawler.extraction.east_credits import is_credit
from newscrawler.extraction.elements import CAPTION, HEADINGS
from newscrawler.extraction.ground import LINKED, is_prose
from newscrawler.extraction.marks import kind_of_words
from newscrawler.extraction.origin import LINE_LETTERS, read_origin_line
from newscrawler.extraction.phrases import SENTENCE_END, is_boilerplate_line
from newscrawler.extraction.pieces import DASHES
from newscrawler.extraction.siblings import is_twin

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Block, Blocks

TEXT_TAGS = frozenset(("p", "blockquote", "pre", "dd"))
SHORT_TEXT_TAGS = TEXT_TAGS | HEADINGS | {"li"}
SHORTEST_BARE = 25
"""Letters from which a bare line, in none of these tags, is text wherever it stands."""
OPENS = (":", *DASHES)
"""What place and agency end with before the text that they open."""
COLONS = (":", "：")
BOTH = 2
"""Sides of a line."""
NEAR = 2
"""So many lines further on, the prose that a short line belongs to begins."""
BOLD = frozenset(("b", "strong"))
LONGEST_META = 120
MOST_LABEL = 2
"""Words before a date that say no more than that it is one: "Published on"."""
LONGEST_CAPTION = 600
LEAST_DIGITS = 3
"""Digits of a time of day at least."""
CAPTION_PARTS = (
    *("caption", "figure", "legend", "bild", "gallery", "slide", "carousel", "swiper", "slick", "lightbox", "credit"),
    *("copyright", "didascalia", "foto", "desc", "info", "video", "play", "podcast", "media", "photo", "thumbnail"),
    "picture",
)
"""What stands in all class names that speak of captions: of most pages, in no name."""
_DIGITS = b"0123456789"
_QUOTED = ("»", "”", '"', "“", "」")
_YEAR = re.compile(r"\d\d{3}")  # found faster than \d{4}: a search for one digit comes first
_DAY_AND_YEAR = re.compile(r"(?<!\d)\d{1,2}(?!\d).*\d{4}|\d{4}.*(?<!\d)\d{1,2}(?!\d)")


def bare_labels(found: Blocks, span: range) -> set[int]:
    """Return the short bare lines in a span of blocks that are no text.

    The text are, beside prose, sentences and questions, and what stands between two lines of the same look.
    """
    blocks = found.blocks
    short = {at for at in span if blocks[at].length < SHORTEST_BARE and blocks[at].tag not in SHORT_TEXT_TAGS}
    beside = {at: sides for at in short if _is_worded(blocks[at]) and (sides := _prose_beside(found, at, span))}
    bold = _bold_lines(found) if any(sides > 1 for sides in beside.values()) else ()
    texts = {
        at
        for at, sides in beside.items()
        if ends_sentence(blocks[at].text) or (sides > 1 and at in bold) or _is_between_like(found, at, span)
    }
    opening = {at for at in short if blocks[at].text.endswith(OPENS) and at + 1 in span and is_prose(blocks[at + 1])}
    return short - texts - {at for at in opening.union(beside) if is_origin_alone(blocks[at])}


def _is_worded(block: Block) -> bool:
    """Is most of a line words, and few of them links?"""
    return block.link_density <= LINKED and 2 * sum(map(str.isalpha, block.text)) > len(block.text)


def ends_sentence(text: str) -> bool:
    """Does a line end like a sentence or a quotation?"""
    return text.endswith(_QUOTED) or SENTENCE_END.search(text) is not None


def _prose_beside(found: Blocks, at: int, span: range) -> int:
    """Return on how many sides of a line prose stands near that looks like it."""
    block, blocks = found.blocks[at], found.blocks
    before = range(max(at - NEAR, span.start), at)
    behind = range(at + 1, min(at + NEAR + 1, span.stop))
    return sum(
        any(is_prose(blocks[one]) and look_alike(found, blocks[one], block) for one in side)
        for side in (before, behind)
    )


def _is_between_like(found: Blocks, at: int, span: range) -> bool:
    """Do the lines before and behind a short one look like it, and are they longer; or does it announce the latter?"""
    block, sides = found.blocks[at], [found.blocks[one] for one in (at - 1, at + 1) if one in span]
    if len(sides) < BOTH or not all(look_alike(found, block, side) for side in sides):
        return False
    announces = block.text.endswith(COLONS)
    return announces or all(side.length >= SHORTEST_BARE and side.link_density <= LINKED for side in sides)


def look_alike(found: Blocks, block: Block, other: Block) -> bool:
    """Do two blocks stand in one box directly, or in like boxes beside each other?"""
    if block.node == other.node:
        return True
    node, twin = found.nodes[block.node], found.nodes[other.node]
    return node.parent == twin.parent and is_twin(node, twin)


def _bold_lines(found: Blocks) -> set[int]:
    """Return the lines that are printed in bold from end to end."""
    blocks = found.blocks
    return {
        at
        for holder, text, _, at in found.scraps
        if holder.tag in BOLD and at < len(blocks) and text.strip() == blocks[at].text
    }


def caption_lines(found: Blocks, container: int) -> set[str]:
    """Return the texts of the inline elements in a node that their classes call captions."""
    last = found.nodes[container].last
    inside = [
        (element, attributes["class"])
        for element, attributes, node in found.inlines
        if container <= node <= last and "class" in attributes
    ]
    called = _captions({classes for _, classes in inside})
    return {short_text(element, LONGEST_CAPTION) or "" for element, classes in inside if classes in called}


def _captions(names: set[str]) -> set[str]:
    """Return the class names that say that a caption is what they name."""
    every = "\n".join(names).lower()
    if not any(part in every for part in CAPTION_PARTS):
        return set()
    return {classes for classes in names if kind_of_words(classes, "") == CAPTION}


def is_origin_alone(block: Block) -> bool:
    """Does a line say nothing but place and agency?"""
    return len(block.text) <= LINE_LETTERS and read_origin_line(f"{block.text}\n\n-") is not None


def digits(text: str) -> int:
    """Return how many digits a text has."""
    if text.isascii():
        return len(text) - len(text.encode().translate(None, _DIGITS))
    return sum(map(str.isdigit, text))


def is_meta_line(block: Block) -> bool:
    """Is a line who wrote the text and when: a date with a name or a place, and no sentence?

    In a paragraph it is one that begins with the date, and goes on as bylines do, or with where the text is from; or a
    label and the date.
    """
    text = block.text
    if is_credit(text):
        return True
    if block.length > LONGEST_META or _YEAR.search(text) is None or _DAY_AND_YEAR.search(text) is None:
        return False
    if ends_sentence(text):
        return False
    if block.tag in SHORT_TEXT_TAGS:
        return block.tag == "p" and _is_byline_with_date(text)
    return read_date(text) is not None and not is_origin_alone(block)


def is_dated_byline(block: Block) -> bool:
    """Is a line a byline with day or time of day behind the name, whatever its tag, and no sentence?"""
    text = block.text
    if block.length > LONGEST_META or digits(text) < LEAST_DIGITS or not opens_byline(text) or ends_sentence(text):
        return False
    return unlabelled(text)[:1].isupper()


def _is_byline_with_date(text: str) -> bool:
    """Does a line begin or end with its date, and is the rest of it a byline, a label, or a word or two?"""
    date = read_date(text)
    if date is None or date.precision == "month":
        return False
    before, read, after = text.partition(date.text)
    if not read:
        return False
    if not after.strip(" ."):
        return len(before.split()) <= MOST_LABEL or is_date_label(before) or opens_byline(before)
    if len(before.split()) > 1:
        return False
    return opens_byline(after) or is_boilerplate_line(after)
