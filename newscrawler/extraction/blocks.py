"""A parsed page as a flat list of text blocks, each with its place in a light tree of block-level elements.

One iterative walk, linear in the size of the page: scripts, forms' controls and hidden subtrees are never entered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from newscrawler.extraction.elements import BODY, HEADINGS, INLINE, NEVER_READ, NO_TEXT
from newscrawler.extraction.marks import HIDDEN, kind_of_element

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    Attributes = Mapping[HtmlElement, dict[str, str]]

WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]+")
WIDE_FACTOR = 2
"""A CJK or South-East Asian letter says as much as about three Latin ones."""
NOTHING_KNOWN: Attributes = MappingProxyType({})
LONG_LINE = 60
"""Lines parted by single breaks are paragraphs of their own where they are, on average, at least this long."""


@dataclass(slots=True)
class Node:
    """A block-level element that was entered; `parent` is its index in `Blocks.nodes` (the first is its own parent)."""

    element: HtmlElement
    tag: str
    parent: int
    kind: str
    """What the element's own marks say it is."""
    is_body: bool = False
    """Its own marks say that it holds the text."""
    images: int = 0
    """Pictures that stand in it directly."""
    last: int = 0
    """Index of the last node inside it."""


@dataclass(slots=True)
class Block:
    """One paragraph, heading, list item or bare line of text."""

    text: str
    node: int
    tag: str
    length: int
    """Letters, weighted so that scripts without spaces compare."""
    link_length: int
    links: int

    @property
    def link_density(self) -> float:
        """Share of the text that is inside links."""
        return self.link_length / self.length if self.length else 0.0


@dataclass(slots=True)
class Blocks:
    """The nodes in document order and the blocks in reading order."""

    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def letters(text: str) -> int:
    """Return the length of a text in letters, wide ones counted more.

    >>> letters("news"), letters("新闻")
    (4, 6)
    """
    if text.isascii() or not WIDE.search(text):
        return len(text)
    return len(text) + WIDE_FACTOR * sum(map(len, WIDE.findall(text)))


def read_blocks(root: HtmlElement, attributes: Attributes = NOTHING_KNOWN, *, lenient: bool = False) -> Blocks:
    """Return the text blocks of a page; `lenient` also reads what is marked as hidden or never read.

    `attributes` are those of elements, as far as they are known already.
    """
    reader = _Reader(attributes, lenient=lenient)
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if not reader.enter(element):
                walk.skip_subtree()
        elif event == "end":
            reader.leave(element)
        elif element.tail:
            reader.add(element.tail)
    reader.flush()
    return reader.found


class _Line(NamedTuple):
    """A run of inline text up to a line break."""

    text: str
    link_text: str
    links: int


class _Reader:
    """The state of one walk."""

    def __init__(self, attributes: Attributes, *, lenient: bool) -> None:
        self.found = Blocks()
        self.attributes = attributes
        self.lenient = lenient
        self.unread = NO_TEXT if lenient else NEVER_READ
        self.open: list[int] = []
        self.skipped: HtmlElement | None = None
        self.link_depth = 0
        self.lines: list[_Line] = []
        self._start_line()

    def _start_line(self) -> None:
        self.pieces: list[str] = []
        self.link_pieces: list[str] = []
        self.links = 0

    def enter(self, element: HtmlElement) -> bool:
        """Open an element; False when it is not to be read."""
        tag = element.tag
        if tag in self.unread:
            self.skipped = element
            return False
        is_inline = tag in INLINE
        attributes = self.attributes.get(element)
        if attributes is None:
            attributes = dict(element.items())
        kind = "" if is_inline and not attributes else kind_of_element(tag, attributes, is_inline=is_inline)
        if kind == HIDDEN and not self.lenient:
            self.skipped = element
            return False
        if is_inline:
            self._enter_inline(tag)
        else:
            self._enter_block(element, tag, kind)
        text = element.text
        if text:
            self.add(text)
        return True

    def _enter_inline(self, tag: str) -> None:
        if tag == "a":
            self.link_depth += 1
            self.links += 1
        elif tag == "br":
            self._end_line()
        elif tag == "img" and self.open:
            self.found.nodes[self.open[-1]].images += 1

    def _enter_block(self, element: HtmlElement, tag: str, kind: str) -> None:
        self.flush()
        nodes = self.found.nodes
        parent = self.open[-1] if self.open else 0
        if self.open and nodes[parent].tag in HEADINGS:
            tag = nodes[parent].tag
        nodes.append(Node(element, tag, parent, kind if kind not in {BODY, HIDDEN} else "", is_body=kind == BODY))
        self.open.append(len(nodes) - 1)

    def leave(self, element: HtmlElement) -> None:
        """Close an element and take up the text behind it."""
        if element is self.skipped:
            self.skipped = None
        elif element.tag not in INLINE:
            self.flush()
            self.found.nodes[self.open.pop()].last = len(self.found.nodes) - 1
        elif element.tag == "a":
            self.link_depth -= 1
        text = element.tail
        if text:
            self.add(text)

    def add(self, text: str) -> None:
        """Take up a run of text at the present place."""
        if not self.pieces and text.isspace():
            return
        self.pieces.append(text)
        if self.link_depth:
            self.link_pieces.append(text)

    def _end_line(self) -> None:
        """End a line at a break; a line of white space alone ends the paragraph."""
        if self.pieces:
            self.lines.append(self._line())
            self._start_line()
        else:
            self.flush()

    def flush(self) -> None:
        """End the paragraph; white space alone leaves nothing."""
        if self.pieces:
            self.lines.append(self._line())
            self._start_line()
        elif self.links:
            self.links = 0
        if self.lines:
            if self.open:
                self._end_paragraph()
            self.lines = []

    def _line(self) -> _Line:
        return _Line(_joined(self.pieces), _joined(self.link_pieces), self.links)

    def _end_paragraph(self) -> None:
        lines = self.lines
        if len(lines) > 1 and sum(letters(line.text) for line in lines) < LONG_LINE * len(lines):
            lines = [_one_line(lines)]
        node = self.open[-1]
        tag = self.found.nodes[node].tag
        for text, link_text, links in lines:
            self.found.blocks.append(Block(text, node, tag, letters(text), letters(link_text), links))


def _one_line(lines: list[_Line]) -> _Line:
    return _Line(
        " ".join(line.text for line in lines),
        " ".join(line.link_text for line in lines),
        sum(line.links for line in lines),
    )


def _joined(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split()) if pieces else ""
