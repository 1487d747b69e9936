"""Decoded text -> a tree of elements, parsed once, whatever the text holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml import etree
from lxml.html import HTMLParser

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_CHARACTERS = 16 * 1024 * 1024
"""A page longer than this is cut, and said to be truncated."""

# NUL and the C0 controls that no text needs; libxml2 keeps them and lxml then refuses to write them. FF counts as white space.
_CONTROLS = bytes([*range(0x00, 0x09), 0x0B, *range(0x0E, 0x20), 0x7F])
_FORM_FEED = bytes.maketrans(b"\x0c", b" ")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def parse_dom(text: str) -> tuple[HtmlElement, bool]:
    """Return the root element and whether something was cut: the text at its cap, or the tree at libxml2's depth limit.

    Never raises. Blank text gives an empty `html` element. A charset declared inside the text is not obeyed: it was decoded already.
    """
    cut = len(text) > MAX_CHARACTERS
    data = _utf8(text[:MAX_CHARACTERS]).translate(_FORM_FEED, _CONTROLS)
    root, too_deep = _parse(data)
    return root, cut or too_deep


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()


def _parse(data: bytes) -> tuple[HtmlElement, bool]:
    parser = HTMLParser(encoding="utf-8", huge_tree=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or not isinstance(root.tag, str):
        root = etree.fromstring(b"<html><body></body></html>", HTMLParser(encoding="utf-8"))
    # ERR_RESOURCE_LIMIT is the only sign that libxml2 dropped everything below depth 2048 and all that follows.
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return cast("HtmlElement", root), too_deep
