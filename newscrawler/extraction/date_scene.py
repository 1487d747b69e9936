"""The page as dates see it: the masthead, the line under the headline, the text, and what is not the article's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from newscrawler.extraction.date_line import is_short, short_text
from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.surroundings import PAGE_TAGS, climb, kinds_above, nearest, shared_holder, words_of

if TYPE_CHECKING:
    from collections.abc import Set

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Blocks
    from newscrawler.extraction.date_line import DateLine

MAX_AFTER = 250
"""Boxes behind the text, inside the article, that are looked at."""
PROSE_LETTERS = 140
SHORT_PROSE = 0.6
"""A paragraph this long beside the longest is prose where all are short."""
STEPS_OVER = 3
STEPS_OVER_NAMED = 7
"""So many holders above headline and text a date may stand beside them, as blogs group what appeared on one day."""
HEAD_STEPS = 6
LONGEST_HEAD = 400
"""Letters of a headline with what stands beside it: its kicker, byline and date, and the names of what shares it."""
_MENUS = frozenset({"header", "nav", "aside", "footer"})

_CLOCK_WORDS = re.compile(
    r"today|to-day|clock|current-?(?:date|time)|date-?now|now-?date|date-?today|header-?date|top-?date|site-?date|"
    r"top-?(?:nav|bar|header|menu|line)|(?:nav|header)-?top|masthead|navbar|hijri|islamic|"
    r"(?:site|page|main|theme)-?header|header__",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(r"publish|posted|entry-date|post-date|article|story|news-?date|meta", re.IGNORECASE)
_FOREIGN = frozenset({"related", "popular", "comment", "nav", "footer", "sidebar"})


class Part(Enum):
    """Which part of the page an element stands in."""

    OUTSIDE = "outside"
    ABOVE = "above"
    META = "meta"
    BODY_START = "body start"
    BODY = "body"
    AFTER = "after"


_OUTSIDE, _ABOVE, _META, _BODY_START, _BODY, _AFTER = Part
"""Looked up once, not for each node."""


@dataclass(frozen=True)
class Scene:
    """The page's blocks with the article's headline and text; either may be missing."""

    found: Blocks
    title: HtmlElement | None
    container: HtmlElement | None

    @cached_property
    def scope(self) -> HtmlElement | None:
        """The closest element that holds headline and text; the article element round one of them without the other."""
        if self.title is not None and self.container is not None:
            return shared_holder(self.title, self.container)
        known = self.container if self.container is not None else self.title
        if known is None:
            return None
        return next((holder for holder in climb(known) if holder.tag in ("article", *PAGE_TAGS)), known)

    @cached_property
    def holders(self) -> Set[HtmlElement | None]:
        """What holds the headline, the text, or both."""
        above_title = climb(self.title) if self.title is not None else ()
        return {*above_title, self.container, self.scope}

    @cached_property
    def _spans(self) -> tuple[range, range, int, int]:
        """The nodes of the scope and of the text, the blocks where the headline and the first prose stand."""
        found = self.found
        text, title = found.node_of(self.container), found.node_of(self.title)
        above = [*found.above(text), 0] if text >= 0 else range(len(found.nodes))
        scope = next((at for at in above if found.nodes[at].element is self.scope), -1)
        whole, inside, blocks = range(0), range(0), range(0)
        if scope >= 0:
            whole = range(scope, found.nodes[scope].last + 1)
        if text >= 0:
            inside = range(text, found.nodes[text].last + 1)
            blocks = range(found.nodes[text].first_block, found.nodes[text].end_block)
        first = found.nodes[title].first_block if title >= 0 else len(found.blocks)
        return whole, inside, first, _first_prose(found, blocks)

    @property
    def nodes(self) -> range:
        """The nodes that stand in some part of the article; none stands in one without them."""
        return self._spans[0]

    @property
    def opening(self) -> str:
        """The first paragraph of prose in the text; empty where there is none."""
        _, text, _, prose = self._spans
        return self.found.blocks[prose].text if text and prose < self.found.nodes[text.start].end_block else ""

    def is_end(self, line: DateLine, part: Part) -> bool:
        """Is the line all that the last paragraph of the text says, as under a letter or a release?"""
        if part is not Part.BODY or line.is_sentence or self.container is None:
            return False
        _, text, _, _ = self._spans
        end = self.found.nodes[text.start].end_block
        return self.found.blocks[end - 1].text == line.whole

    def part_at(self, node: int, block: int | None = None) -> Part | None:
        """Return the part of the page that a node or a block of it stands in; None for what lies behind the article."""
        scope, text, title, prose = self._spans
        if node not in scope:
            return _OUTSIDE if not scope or node < scope.start else None
        at = self.found.nodes[node].first_block if block is None else block
        if node in text:
            is_behind = self.found.nodes[text.start].first_block <= title <= at
            return _BODY if at >= prose else _META if is_behind else _BODY_START
        if text and node >= text.stop:
            return _AFTER if node - text.stop < MAX_AFTER else None
        return _META if at >= title else _ABOVE

    def is_above_title(self, node: int) -> bool:
        """Does a node end before the headline begins? Nothing does where the headline is not known."""
        title = self._spans[2]
        return title < len(self.found.blocks) and self.found.nodes[node].end_block <= title

    def part_of(self, line: DateLine, part: Part) -> Part:
        """Return the part that a line stands in: a date alone may stand over what holds headline and text."""
        if part is not Part.OUTSIDE or self.scope is None:
            return part
        named = "date" in words_of(line.element).lower()
        steps = STEPS_OVER_NAMED if named else STEPS_OVER
        above = [one for one in nearest(self.scope, steps + 1)[1:] if one.tag not in PAGE_TAGS]
        branch = next((one for one in climb(line.element) if one.getparent() in above), None)
        alone = branch is not None and branch.tag not in _MENUS and short_text(branch) == line.whole
        return Part.ABOVE if alone else part

    def is_masthead(self, line: DateLine, part: Part) -> bool:
        """Is the line the page's clock, by its place: above the headline, outside what holds headline and text?"""
        if part not in (Part.OUTSIDE, Part.ABOVE) or self._is_in_head(line.element):
            return False
        words = " ".join(words_of(holder) for holder in climb(line.element) if holder.tag not in PAGE_TAGS)
        if part is Part.ABOVE and self.title is not None and not _holds_page(self.scope):
            near = " ".join(map(words_of, line.holders()))
            return bool(_CLOCK_WORDS.search(near)) and not _OWN_WORDS.search(near)
        if _CLOCK_WORDS.search(words) or not {"header", "nav"}.isdisjoint(kinds_above(line.element)):
            return True
        if line.element.tag == "time" or (line.before.strip() and line.is_alone):
            return False
        return not _OWN_WORDS.search(" ".join(words_of(holder) for holder in nearest(line.element, 2)))

    def _is_in_head(self, element: HtmlElement) -> bool:
        """Does a small box hold an element with the headline: the head of the article, whatever it is called?"""
        head = next((holder for holder in nearest(element, HEAD_STEPS) if holder in self._over_title), None)
        return head is not None and head.tag not in PAGE_TAGS and is_short(head, LONGEST_HEAD)

    @cached_property
    def _over_title(self) -> frozenset[HtmlElement]:
        return frozenset(climb(self.title)) if self.title is not None else frozenset()

    def is_foreign(self, element: HtmlElement) -> bool:
        """Does the element belong to another item of the page than the article: a teaser, a comment?"""
        for holder in climb(element):
            if holder is self.scope or holder is self.container or holder.tag in PAGE_TAGS:
                return not kinds_above(element, holder).isdisjoint(_FOREIGN)
            if holder is not element and holder.get("itemscope") is not None:
                return True
        return False


def _first_prose(found: Blocks, blocks: range) -> int:
    """Return the index of the first long paragraph; in a short text, of the first that is long beside the others."""
    for at in blocks:
        if found.blocks[at].length > PROSE_LETTERS and found.blocks[at].tag not in HEADINGS:
            return at
    lengths = [0 if block.tag in HEADINGS else block.length for block in found.blocks[blocks.start : blocks.stop]]
    enough = SHORT_PROSE * max(lengths, default=0)
    return next((at for at, length in zip(blocks, lengths, strict=True) if 0 < enough <= length), blocks.stop)


def _holds_page(element: HtmlElement | None) -> bool:
    return element is None or element.tag in PAGE_TAGS
