"""One walk over a page: its blocks of text, the boxes they stand in, the links and the short texts.

Linear in the size of the page. Scripts, forms' controls and hidden elements are never entered. Everything else that
extraction asks of the visible page is answered from what this walk brought home: a page is walked once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from newscrawler.extraction.blocks import NO_ATTRIBUTES, Block, BlockLink, Blocks, Node, letters
from newscrawler.extraction.elements import (
    BODY,
    BREAK,
    HEADINGS,
    IMAGE,
    IMAGES,
    LINK,
    PARAGRAPHS,
    PASSED,
    RUNNING,
    TIMED,
    WAYS,
)
from newscrawler.extraction.marks import HIDDEN, hides_inline, kind_of_element
from newscrawler.extraction.pieces import is_dateline, is_kicker, joined, names_kicker, opens_paragraph, part
from newscrawler.extraction.skip_links import Skip, leads_past, mark_skipped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Attributes


_Line = tuple[str, int, int, int]
"""A run of inline text up to a line break: its words, its letters, how many of them are in links, and the links."""
LONG_LINE = 60
"""Lines parted by single breaks are paragraphs of their own where they are, on average, at least this long."""
LONGEST_SCRAP = 110
MAX_SCRAPS = 20_000
_NAMING = frozenset(("class", "id", "itemprop", "rel", "property"))
FRAME = frozenset(("nav", "footer"))
_NO_OWN_KIND = frozenset((BODY, HIDDEN))
_ARTICLE_TAGS = frozenset(("article", "main", "section"))
_ARTICLE_WORDS = re.compile(r"(?<![a-z-])(?:hentry|post|entry|article)(?![a-z])", re.IGNORECASE)
MAX_TRIED = 3
"""Menus inside each other, entered because they hold more than links, behind which no other is looked at closely."""
LONGEST_FRAME = 4_000
"""Letters from which a menu or foot with paragraphs in it may hold more than that."""
ARIA_HEADINGS = {str(level): f"h{level}" for level in range(2, 7)}
"""Headings by https://www.w3.org/TR/wai-aria-1.2/#heading and their level."""
_TEXT_TAGS = PARAGRAPHS | HEADINGS
_YEAR = re.compile(r"\d\d{3}")  # found faster than \d{4}: a search for one digit comes first


def read_blocks(root: HtmlElement, *, lenient: bool = False) -> Blocks:
    """Return the text blocks of a page; `lenient` also reads what is marked as hidden or never read."""
    walk = _Walk(lenient=lenient)
    walk.read(root)
    if walk.found.skips:
        mark_skipped(walk.found)
    return walk.found


class _Walk:
    """The state of one walk; elements nest no deeper than `MAX_DEPTH` of the parser, so it may call itself."""

    def __init__(self, *, lenient: bool) -> None:
        self.found = Blocks()
        self.nodes, self.blocks, self.scraps = self.found.nodes, self.found.blocks, self.found.scraps
        self.found_links = self.found.links
        self.lenient = lenient
        self.node = 0
        self.tried = 0
        self.link_depth = 0
        self.linked: list[str] = []
        self.lines: list[_Line] = []
        self.pieces: list[str] = []
        self.seams: list[int] = []
        self.link_pieces: list[str] = []
        self.links = 0
        self.kicker = 0

    def read(self, root: HtmlElement) -> None:
        """Read an element with all it holds; a block-level one, for text needs a block to stand in."""
        if WAYS.get(str(root.tag)) is None:
            self._block(root, str(root.tag))

    def _children(self, element: HtmlElement) -> None:
        for child in element[:]:
            tag = child.tag
            way = WAYS.get(tag)
            if way is None:
                self._block(child, tag)
            elif way is RUNNING:
                self._running(child, tag, dict(child.items()))
            elif way is LINK:
                self._link(child)
            elif way is BREAK:
                self._end_line()
            elif way is IMAGE:
                self.nodes[self.node].images += 1
                self.found.images.append((child, self.node))
            elif way is TIMED:
                self.scraps.append((child, child.text or "", self.node, self._at))
                self._running(child, tag, dict(child.items()))
            elif way is PASSED:
                self._pass(child, tag)
            text = child.tail
            if text and (self.pieces or not text.isspace()):
                self._add(text, element)

    def _block(self, element: HtmlElement, tag: str) -> None:
        items = element.items()
        attributes = dict(items) if items else NO_ATTRIBUTES
        kind = kind_of_element(tag, attributes)
        if kind and self._is_left_out(element, kind):
            return
        if (self.pieces or self.lines or self.links) and not (tag == "p" and self._opens_paragraph()):
            self.flush()
        tag = _tag_by_role(tag, attributes) if "role" in attributes else tag
        nodes, above = self.nodes, self.node
        if nodes and nodes[above].tag in HEADINGS:
            tag = nodes[above].tag
        if "itemprop" in attributes or "property" in attributes:
            self.found.marked.append((element, attributes, above))
        own_kind = "" if kind in _NO_OWN_KIND else kind
        node = Node(element, tag, above, attributes, own_kind, kind == BODY, len(self.blocks), len(self.found_links))
        self.node = len(nodes)
        nodes.append(node)
        if self.link_depth:
            self.linked.append(" ")
        text = element.text
        if text and not text.isspace():
            self._add(text, element)
        if len(element):
            is_tried = kind in FRAME
            self.tried += is_tried
            self._children(element)
            self.tried -= is_tried
        if self.pieces or self.lines or self.links:
            self.flush()
        node.last, node.end_block, node.end_link = len(nodes) - 1, len(self.blocks), len(self.found_links)
        self.node = above
        if self.link_depth:
            self.linked.append(" ")

    def _opens_paragraph(self) -> bool:
        """Is what stands right before a paragraph no line, but the place that opens it? Then part it from the text."""
        if self.lines or self.links or not is_dateline(self.pieces):
            return False
        self.pieces.append(" ")
        return True

    def _is_left_out(self, element: HtmlElement, kind: str) -> bool:
        """Is an element of some kind hidden, or a menu or foot of the page? Then keep what is wanted of it."""
        if kind == HIDDEN and not self.lenient:
            self.found.hidden.append(element)
            self._pass_over(element)
            return True
        if kind not in FRAME or self.tried >= MAX_TRIED or self._is_of_article(kind) or not _is_frame(element, kind):
            return False
        self.found.frames.append((element, len(self.nodes) - 1))
        return True

    def _is_of_article(self, kind: str) -> bool:
        """Is it the foot of an article rather than the page's?"""
        if kind != "footer":
            return False
        above = [self.nodes[index] for index in self.found.above(self.node)]
        return any(node.tag in _ARTICLE_TAGS or _ARTICLE_WORDS.search(node.words) for node in above)

    def _running(self, element: HtmlElement, tag: str, attributes: Attributes) -> None:
        """Read an element that runs along in a line: it is hidden or nothing, its classes style words."""
        if attributes:
            if hides_inline(attributes) and not self.lenient:
                self._pass_over(element)
                return
            if tag == "abbr" or not _NAMING.isdisjoint(attributes):
                self.found.inlines.append((element, attributes, self.node))
                if tag == "abbr" or "itemprop" in attributes or "property" in attributes:
                    self.found.marked.append((element, attributes, self.node))
        text = element.text
        if text and (self.pieces or not text.isspace()):
            self._add(text, element)
        if len(element):
            self._children(element)
        if "class" in attributes and self.pieces:
            self.seams.append(len(self.pieces))
            if names_kicker(attributes["class"]) and opens_paragraph(element):
                self.kicker = len(self.pieces)

    def _link(self, element: HtmlElement) -> None:
        attributes = dict(element.items())
        if "href" not in attributes and ("name" in attributes or "id" in attributes):
            self._running(element, "a", attributes)  # links lead to it: it leads nowhere
            return
        href = attributes.get("href")
        if href and leads_past(href) and not (element.tail or "").strip():
            self.found.skips.append(Skip(href[1:], self.node, len(self.nodes), self._at))
            return
        if not self.link_depth:
            self.linked = []
        start = len(self.linked)
        self.links += 1
        self.link_depth += 1
        node, first = self.node, len(self.blocks) + len(self.lines)
        self._running(element, "a", attributes)
        self.link_depth -= 1
        if href:
            end = len(self.blocks) + len(self.lines) + bool(self.pieces)
            self.found_links.append(BlockLink(element, href, joined(self.linked[start:]), node, first, end))

    def _pass(self, element: HtmlElement, tag: str) -> None:
        """Pass an element that is not part of the running text; the pictures in it are shown all the same."""
        if self.lenient:
            self._block(element, tag)
        else:
            self.found.images.extend((image, self.node) for image in element.iter(*IMAGES))

    def _pass_over(self, element: HtmlElement) -> None:
        """Keep the short texts of a hidden element: themes hide dates."""
        scraps, node, at = self.found.hidden_scraps, self.node, self._at
        if len(scraps) > MAX_SCRAPS:
            return
        for one in element.iter("span", "time", "div", "p", "abbr", "a", "li", "b", "meta"):
            text = one.text or ""
            if one.tag == "time" or 0 < len(text.strip()) <= LONGEST_SCRAP:
                scraps.append((one, text, node, at))

    def _add(self, text: str, holder: HtmlElement) -> None:
        """Take up a run of text at the present place; white space alone only inside a line."""
        self.pieces.append(text)
        if self.link_depth:
            self.link_pieces.append(text)
            self.linked.append(text)
        if len(text) <= LONGEST_SCRAP:
            self.scraps.append((holder, text, self.node, len(self.blocks) + len(self.lines)))

    @property
    def _at(self) -> int:
        """The index of the block that comes next."""
        return len(self.blocks) + len(self.lines)

    def _end_line(self) -> None:
        """End a line at a break; a line of white space alone ends the paragraph."""
        if self.link_depth:
            self.linked.append(" ")
        if self.pieces:
            self._close_line()
        else:
            self.flush()

    def _close_line(self) -> None:
        if self.kicker:
            self._drop_kicker()
        pieces, linked = self.pieces, self.link_pieces
        if self.seams:
            if self.seams[0] < len(pieces):
                part(pieces, self.seams, in_text=self.nodes[self.node].tag in _TEXT_TAGS)
            self.seams = []
        text = joined(pieces)
        length = link_length = letters(text)
        if len(linked) < len(pieces):
            link_length = letters(joined(linked)) if linked else 0
        self.lines.append((text, length, link_length, self.links))
        self.pieces, self.links = [], 0
        if linked:
            self.link_pieces = []

    def _drop_kicker(self) -> None:
        """Drop the kicker that a paragraph begins with."""
        if not self.links and is_kicker(self.pieces, self.kicker):
            del self.pieces[: self.kicker]
            self.seams = [seam - self.kicker for seam in self.seams if seam > self.kicker]
        self.kicker = 0

    def flush(self) -> None:
        """End the paragraph; white space alone leaves nothing."""
        if self.pieces:
            self._close_line()
        self.links = 0
        if self.lines:
            self._end_paragraph()
            self.lines = []

    def _end_paragraph(self) -> None:
        lines, node = self.lines, self.node
        if len(lines) > 1 and sum([length for _, length, _, _ in lines]) < LONG_LINE * len(lines):
            lines = [_one_line(lines)]
            self._gather_links(len(self.blocks))
        tag = self.nodes[node].tag
        for text, length, link_length, links in lines:
            density = link_length / length if link_length else 0.0
            self.blocks.append(Block(text, node, tag, length, link_length, links, density))

    def _gather_links(self, index: int) -> None:
        """Let the links of lines that became one block stand in it."""
        links = self.found_links
        for at in range(len(links) - 1, -1, -1):
            if links[at].end_block <= index + 1:
                break
            if links[at].first_block >= index:
                links[at] = links[at]._replace(first_block=index, end_block=index + 1)


def _tag_by_role(tag: str, attributes: Attributes) -> str:
    """Return the tag of the heading that an element with a role is; its own where it is none."""
    return ARIA_HEADINGS.get(attributes.get("aria-level", ""), tag) if attributes["role"] == "heading" else tag


def _is_frame(element: HtmlElement, kind: str) -> bool:
    """Is a menu or foot what its marks say, so that nothing in it is worth entering: no headline, text or date?"""
    telling = {one.tag for one in element.iter("h1", "article", "main", "time", "p")}
    if not telling <= {"p"}:
        return False
    if kind == "footer" and not telling:
        return True
    text = str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))
    if telling and len(text) > LONGEST_FRAME:
        return False
    return kind == "footer" or _YEAR.search(text) is None


def _one_line(lines: list[_Line]) -> _Line:
    """Return several lines as one; the spaces between them count as letters, of the links too."""
    texts, lengths, link_lengths, links = zip(*lines, strict=True)
    spaces = len(lines) - 1
    return " ".join(texts), sum(lengths) + spaces, sum(link_lengths) + spaces, sum(links)
