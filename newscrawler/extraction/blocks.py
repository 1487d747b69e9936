"""A page as a flat list of text blocks, each with its place in a light tree of block-level elements: the data alone."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

    from newscrawler.extraction.skip_links import Skip

    Attributes = Mapping[str, str]
    Scrap = tuple[HtmlElement, str, int, int]
    """The element that holds a run of text directly, the text, and the indexes of its node and of its block."""
    Inline = tuple[HtmlElement, Attributes, int]
    """An inline element with a class, id, itemprop or rel, its attributes, and the node that it stands in."""

WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]")
_WIDE_RUN = re.compile(f"{WIDE.pattern}+")
WIDE_FACTOR = 2
"""A CJK or South-East Asian letter says as much as about three Latin ones."""
NO_ATTRIBUTES: Attributes = MappingProxyType({})


@dataclass(slots=True)
class Node:
    """A block-level element that was entered; `parent` is its index in `Blocks.nodes` (the first is its own parent)."""

    element: HtmlElement
    tag: str
    parent: int
    attributes: Attributes
    kind: str
    """What the element's own marks say it is."""
    is_body: bool = False
    """Its own marks say that it holds the text."""
    first_block: int = 0
    """Index of its first block, or of the one behind it where it holds none."""
    first_link: int = 0
    """Index of its first link, or of the one behind it where it holds none."""
    images: int = 0
    """Pictures that stand in it directly."""
    last: int = field(init=False)
    """Index of the last node inside it."""
    end_block: int = field(init=False)
    """Index behind its last block."""
    end_link: int = field(init=False)
    """Index behind its last link."""

    @property
    def words(self) -> str:
        """Class and id, as written."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}"


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
    link_density: float
    """Share of the text that is inside links."""


class BlockLink(NamedTuple):
    """A link as it was met: inside one block, or round several."""

    element: HtmlElement
    href: str
    text: str
    """Its words on one line; empty for a picture."""
    node: int
    """The node that it stands in."""
    first_block: int
    end_block: int
    """Index behind the last block that it has a part in."""


@dataclass(slots=True)
class Blocks:
    """The nodes in document order, the blocks in reading order, and what else the walk met, in document order."""

    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[BlockLink] = field(default_factory=list)
    scraps: list[Scrap] = field(default_factory=list)
    """Short runs of text as they stand between two tags, and every `<time>`."""
    hidden_scraps: list[Scrap] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    images: list[tuple[HtmlElement, int]] = field(default_factory=list)
    """Every `<img>` and the node that it stands in."""
    marked: list[Inline] = field(default_factory=list)
    """Elements with an itemprop or a property, and every `<abbr>`."""
    hidden: list[HtmlElement] = field(default_factory=list)
    """Hidden boxes, which were not entered."""
    frames: list[tuple[HtmlElement, int]] = field(default_factory=list)
    """Menus and feet of the page, which were not entered, each with the last node before it."""
    skips: list[Skip] = field(default_factory=list)
    """Links that lead past something, whose words are not read."""

    def named(self) -> Iterator[Inline]:
        """Yield every element that has a name: nodes, and inline elements behind the node that holds them."""
        inlines = deque(self.inlines)
        for index, node in enumerate(self.nodes):
            while inlines and inlines[0][2] < index:
                yield inlines.popleft()
            if node.attributes:
                yield node.element, node.attributes, index
        yield from inlines

    def above(self, node: int) -> list[int]:
        """Return a node's index and those of the nodes that hold it, innermost first; the root is left out."""
        found = []
        while node:
            found.append(node)
            node = self.nodes[node].parent
        return found

    def node_of(self, element: HtmlElement | None) -> int:
        """Return the index of the node that an element is; -1 when it was not read."""
        if element is None:
            return -1
        return next((index for index, node in enumerate(self.nodes) if node.element is element), -1)

    def holds(self, outer: int, node: int) -> bool:
        """Return True when a node is another or inside it."""
        return outer <= node <= self.nodes[outer].last


def letters(text: str) -> int:
    """Return the length of a text in letters, wide ones counted more.

    >>> letters("news"), letters("新闻")
    (4, 6)
    """
    # No wide letter is a Latin one, and a text that has no others is seen much faster than searched.
    if text.isascii() or len(text.encode("latin-1", "ignore")) == len(text) or not WIDE.search(text):
        return len(text)
    return len(text) + WIDE_FACTOR * sum(map(len, _WIDE_RUN.findall(text)))
