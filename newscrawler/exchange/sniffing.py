"""Whether bytes are a page of HTML, by how they begin."""

from __future__ import annotations

import re

LOOKED_AT_BYTES = 4096
_LONG_LOOK_BYTES = 65536
_PAGE = re.compile(rb"<(!doctype html|html|head|body)\b", re.IGNORECASE)
_OTHERS = re.compile(rb"\s*(<\?php\b|<%|(from|subject|date|mime-version|snapshot-content-location):)", re.IGNORECASE)
"""A program that would write a page, and a page saved with its pictures as a mail (RFC 2557): neither was served so."""


def is_page(body: bytes, *, is_likely: bool = False) -> bool:
    """Return whether they are, in any charset; what is likely one may begin with a long comment.

    >>> is_page(b"<!-- a comment --><HTML lang=en>"), is_page("<html>".encode("utf-16")), is_page(b"body { }")
    (True, True, False)
    """
    head = body[: _LONG_LOOK_BYTES if is_likely else LOOKED_AT_BYTES].translate(None, b"\x00")
    return _PAGE.search(head) is not None and _OTHERS.match(head) is None
