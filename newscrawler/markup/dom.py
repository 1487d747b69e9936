"""UTF-8 -> a tree of elements, parsed once, whatever the text holds."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from lxml.html import HtmlComment, HtmlElement

from newscrawler.markup.crowded import without_crowds

MAX_DEPTH = 400
"""No element of a tree stands deeper. Real pages stay below 60; CSS descendant selectors are cubic in the depth, and
Python recurses no deeper than 1,000."""

# NUL and the C0 controls that no text needs: libxml2 keeps them, lxml then refuses to write them. FF is white space.
_CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F])
_FORM_FEED = b"\x0c"
_FORM_FEED_AS_SPACE = bytes.maketrans(_FORM_FEED, b" ")

_OPENING, _FIRST_FILE = 1_000, 100_000
"""Bytes in which a page begins, and its first file ends."""

# Tags that pages leave open by the thousand, and then tags that only hold others: a page reads well without them.
_TAG = rb"</?(?:%s)(?:\s[^<>]{0,1000})?>"
_FORMATTING = b"abbr|b|big|center|em|font|i|ins|label|s|small|span|strike|strong|sub|sup|tt|u"
_CONTAINERS = b"div|section|main|table|tbody|tr|td|ul|ol|li|dl|dd|dt|form|fieldset|blockquote|object|a"
_DISPENSABLE = (
    (re.compile(_TAG % _FORMATTING, re.IGNORECASE), b""),
    (re.compile(_TAG % _CONTAINERS, re.IGNORECASE), b" "),
)
# huge_tree moves libxml2's depth limit from 256 to 2048, far beyond `MAX_DEPTH`, and lifts the one on text nodes. A
# table of the ids is a tenth of the work, and for nothing but XPath's `id()`. The parser may be shared: lxml locks it.
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
# One class for all elements: the parser of lxml.html asks Python for each what class it is to be.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))
# libxml2 does not know that these open the body of a page that leaves its tags out, as it may by the HTML standard
# (13.1.2.4, optional tags): it goes on with the head.
_FLOW = frozenset(("article", "main", "section", "header", "footer", "nav", "aside", "figure", "details", "hgroup"))
_AT_MAX_DEPTH = etree.XPath("/*" * (MAX_DEPTH + 1))
_IS_TOO_DEEP = etree.XPath(f"boolean({_AT_MAX_DEPTH.path})")


def parse_dom(data: bytes) -> tuple[HtmlElement, bool]:
    """Return the root element, and whether tags were dropped or emptied to bound the time that the tree takes.

    `data` is UTF-8, whatever the page in it says of itself. Never raises. Blank text gives an `html` element with an
    empty body.
    """
    data, crowds = without_crowds(_to_the_end(_without_controls(data)))
    root, too_deep = _parse(data)
    _open_body(root)
    return (_flattened(data), True) if too_deep else (root, crowds > 0)


def _open_body(root: HtmlElement) -> None:
    """Move what only a body holds from the head to the beginning of the body."""
    head = root.find("head")
    stray = [child for child in head if child.tag in _FLOW] if head is not None else []
    if stray:
        body = root.find("body")
        if body is None:
            body = etree.SubElement(root, "body")
        body[:0] = stray


def _to_the_end(data: bytes) -> bytes:
    """Return the text without the ends of the page that more markup follows, as where a page is made of several files.

    Browsers read on behind them, libxml2 from 2.14 on does not. Only what stands first is looked through: the file of
    the head of a site ends there.
    """
    end = b"</HTML>" if b"<HTML" in data[:_OPENING] else b"</html>"
    at = data.find(end, 0, _FIRST_FILE)
    return data.replace(end, b"") if at >= 0 and data.find(b"<", at + 1) >= 0 else data


def _without_controls(data: bytes) -> bytes:
    """Return the text without controls, form feeds as spaces."""
    # Nearly all pages have none: looking for each of them is faster than copying the page.
    if any(map(data.__contains__, _CONTROLS + _FORM_FEED)):
        return data.translate(_FORM_FEED_AS_SPACE, _CONTROLS)
    return data


def _parse(data: bytes) -> tuple[HtmlElement, bool]:
    """Return the root, and whether the tree is deeper than `MAX_DEPTH`."""
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.LxmlError, ValueError):
        root = None
    if not isinstance(root, HtmlElement):
        root = cast("HtmlElement", etree.fromstring(b"<html><body></body></html>", _PARSER))
    return root, bool(_IS_TOO_DEEP(root))


def _flattened(data: bytes) -> HtmlElement:
    """Return the tree without the tags that make it too deep, so that what stands behind them is read."""
    for tags, instead in _DISPENSABLE:
        data = tags.sub(instead, data)
        root, too_deep = _parse(data)
        if not too_deep:
            return root
    for element in cast("list[HtmlElement]", _AT_MAX_DEPTH(root)):
        element.drop_tree()
    return root
