"""The text that a page shows: its container, the blocks in it that are the article, and the lead before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from newscrawler.extraction.author_notes import without_author_notes
from newscrawler.extraction.blocks import Blocks, letters
from newscrawler.extraction.container import find_container
from newscrawler.extraction.data_tables import paragraphs_of
from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.endings import without_end_mark, without_endings
from newscrawler.extraction.ground import Ground, survey
from newscrawler.extraction.kinds import settled_kinds
from newscrawler.extraction.lead import (
    SENTENCE_LENGTH,
    SHORTEST,
    Scene,
    is_marked_lead,
    is_marked_line,
    leads_before,
)
from newscrawler.extraction.next_articles import end_of_article
from newscrawler.extraction.paid_parts import free_paid_parts
from newscrawler.extraction.phrases import plain
from newscrawler.extraction.prune import kept_blocks
from newscrawler.extraction.pull_quotes import without_pull_quotes
from newscrawler.extraction.siblings import is_twin
from newscrawler.extraction.sign_ups import without_sign_ups
from newscrawler.extraction.walk import read_blocks
from newscrawler.markup import visible_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from newscrawler.markup import Markup

_WORD = re.compile(r"\w+")
LEAST_APART = 3
"""Paragraphs of a text whose first one may stand apart from the others."""
BEHIND_SHARE = 0.4
"""A headline is where the text begins when at least this share of the page's prose stands behind it."""


@dataclass(slots=True)
class BodyReading:
    """What was read as the text, with where it stood."""

    paragraphs: list[str] = field(default_factory=list)
    lead: str | None = None
    container: HtmlElement | None = None
    provenance: str = "visible"
    kept: list[int] = field(default_factory=list)
    """Indexes of the blocks that are the text; empty where it was not read from the visible page."""
    found: Blocks = field(default_factory=Blocks)
    ground: Ground | None = None
    counted: int | None = None
    """Letters of the text, where they were counted as it was read."""

    @property
    def length(self) -> int:
        """Letters of the text."""
        return sum(map(letters, self.paragraphs)) if self.counted is None else self.counted


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What else is known of the page when its text is read."""

    headline: HtmlElement | None = None
    """The element that prints the title."""
    title: str = ""
    """Its words."""
    descriptions: Sequence[str] = ()
    """Declared summaries."""
    texts: Sequence[str] = ()
    """Declared article bodies."""
    people: Sequence[str] = ()
    """Declared authors."""


def read_visible(markup: Markup, witnesses: Witnesses, *, lenient: bool = False) -> BodyReading:
    """Return the text that the page shows; `lenient` also reads what it hides until a script runs."""
    found, ground, kinds, start, container = _stage(markup, witnesses.headline, lenient=lenient)
    if container < 0:
        return BodyReading(found=found, ground=ground)
    kept = without_sign_ups(found, ground, container, kept_blocks(found, ground, container, kinds, start))
    kept = without_endings(found, kept)
    kept = without_pull_quotes(found, without_author_notes(found, kept, witnesses.people))
    longest = 2 * letters(witnesses.title)
    kept = [
        at for at in kept if found.blocks[at].length > longest or not _repeats(found.blocks[at].text, witnesses.title)
    ]
    leads = []
    if start and kept and (end := _end_of_leads(found, kept)) > start:
        scene = Scene(found, ground, kinds, plain(witnesses.title), list(map(plain, witnesses.descriptions)), start)
        leads = leads_before(scene, (start, end))
        kept = [index for index in kept if index not in leads]
    shown = _once(found, [*leads, *kept], len(leads))
    return BodyReading(
        paragraphs=_to_the_mark(paragraphs_of(found, shown)),
        lead=_lead(found, ground, leads, kept)
        or _headed_lead(found, kept, start)
        or _described_lead(found, kept, witnesses.descriptions),
        container=found.nodes[container].element,
        provenance="hidden" if lenient else "visible",
        kept=leads + kept,
        found=found,
        ground=ground,
        counted=sum([found.blocks[index].length for index in shown]),
    )


def _to_the_mark(paragraphs: list[str]) -> list[str]:
    return [*paragraphs[:-1], *map(without_end_mark, paragraphs[-1:])]


def find_text(markup: Markup, headline: HtmlElement | None) -> tuple[Blocks, HtmlElement | None]:
    """Return the blocks of the page, and the element that holds the text it shows; nothing is pruned."""
    found, _, _, _, container = _stage(markup, headline)
    return found, found.nodes[container].element if container >= 0 else None


def _stage(
    markup: Markup, headline: HtmlElement | None, *, lenient: bool = False
) -> tuple[Blocks, Ground, list[str], int, int]:
    """Return the blocks, what they stand on, their kinds, the first block behind the headline, the text's node."""
    found = read_blocks(markup.root, lenient=lenient)
    free_paid_parts(found, markup)
    ground = survey(found)
    node = found.node_of(headline)
    start = _behind(found, ground, node)
    kinds = settled_kinds(found, ground, node)
    container = find_container(ground, kinds, start)
    end = end_of_article(found, ground, node, container)
    if end < len(found.blocks):
        container = find_container(ground, kinds, start, end)
    return found, ground, kinds, start, container


def read_part(element: HtmlElement) -> list[str]:
    """Return the paragraphs of an element that is known to hold the text, boilerplate left out."""
    found = read_blocks(element)
    if not found.nodes:
        return [visible_text(element)]
    ground = survey(found)
    kept = kept_blocks(found, ground, 0, settled_kinds(found, ground))
    return paragraphs_of(found, kept)


def _end_of_leads(found: Blocks, kept: list[int]) -> int:
    """Return the block behind the last one that may be the standfirst: the first of the text where it is a heading.

    A list that the text begins with may be one too.
    """
    first, blocks = kept[0], found.blocks
    items = takewhile(lambda at: blocks[kept[at]].tag == "li" and kept[at] == first + at, range(len(kept)))
    return first + (len(list(items)) or blocks[first].tag in HEADINGS)


def _repeats(text: str, title: str) -> bool:
    """Is a line the headline once more?"""
    return len(title) <= 2 * len(text) <= 4 * len(title) and plain(text) == plain(title)


def _once(found: Blocks, shown: list[int], leads: int) -> list[int]:
    """Drop a lead that the text repeats, word for word."""
    texts = [found.blocks[index].text for index in shown] if leads else []
    twice = {at for at in range(leads) if any(_says_the_same(texts[at], other) for other in texts[at + 1 :])}
    return [index for at, index in enumerate(shown) if at not in twice]


def _says_the_same(text: str, other: str) -> bool:
    """Are these the same words? Signs and spaces between them are few."""
    return len(text) <= 2 * len(other) <= 4 * len(text) and _WORD.findall(text) == _WORD.findall(other)


def _lead(found: Blocks, ground: Ground, leads: list[int], kept: list[int]) -> str | None:
    if leads:
        return " ".join(found.blocks[index].text for index in leads)
    first = found.blocks[kept[0]] if kept else None
    if first is None or (first.tag in HEADINGS and first.length < SHORTEST):
        return None
    return first.text if is_marked_lead(found, ground, first) or is_marked_line(found, first) else None


def _headed_lead(found: Blocks, kept: list[int], start: int) -> str | None:
    """Return the first paragraph where it alone of the text stands in the `<header>` of the headline."""
    if len(kept) < LEAST_APART or not 0 < start <= kept[0]:
        return None
    first = found.blocks[kept[0]]
    heads = (found.nodes[box] for box in found.above(first.node) if found.nodes[box].tag == "header")
    is_headed = any(head.first_block < start and head.end_block <= kept[1] for head in heads)
    return first.text if is_headed and first.tag == "p" and first.length >= SENTENCE_LENGTH else None


def _described_lead(found: Blocks, kept: list[int], descriptions: Sequence[str]) -> str | None:
    """Return the first paragraph where it stands apart from the text and is what the page declares as its summary."""
    if len(kept) < LEAST_APART:
        return None
    first, *others = (found.blocks[index] for index in kept[:LEAST_APART])
    box = found.nodes[found.nodes[first.node].parent]
    boxes = [found.nodes[found.nodes[other.node].parent] for other in others]
    if any(box is other or is_twin(box, other) for other in boxes):
        return None
    line = plain(first.text)
    return first.text if any(plain(text) == line for text in descriptions) else None


def _behind(found: Blocks, ground: Ground, headline: int) -> int:
    """Return the index of the first block behind the headline; 0 when there is none, or too little text behind it."""
    if headline < 0:
        return 0
    last = found.nodes[headline].last
    start = next((index for index, block in enumerate(found.blocks) if block.node > last), 0)
    return start if ground.whole - ground.running[start] >= BEHIND_SHARE * ground.whole else 0
