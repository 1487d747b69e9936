"""What came over the wire -> the UTF-8 that is parsed, decoded no further than is needed to know that it is sound."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import NamedTuple

from newscrawler.markup.charset import decode, is_plain
from newscrawler.markup.mojibake import mended
from newscrawler.markup.stripping import without_unread

MAX_CHARACTERS = 16 * 1024 * 1024
"""A page longer than this is cut, and said to be truncated."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Source(NamedTuple):
    """A page before it is parsed."""

    whole: bytes
    """All of it in UTF-8; in what is not read, characters may be broken."""
    read: bytes
    """What is parsed: sound UTF-8, without comments, scripts, styles and drawings."""
    encoding: str
    """What the page was written in."""
    cut: bool
    """Whether `read` ends at the cap."""


def source_of(html: bytes | str, content_type: str | None = None) -> Source:
    """Return the source of a page; `content_type` is the HTTP header of that name. Never raises.

    >>> source_of(b"<p>one<script>two</script>").read
    b'<p>one'
    """
    if isinstance(html, bytes) and len(html) <= MAX_CHARACTERS:
        # Nearly all pages: only what is read must be UTF-8, and it is taken as it stands.
        whole = html.removeprefix(BOM_UTF8)
        read = without_unread(whole)
        # Where all that is read is ASCII, only the scripts tell what the page was written in.
        evidence = whole if read.isascii() else read
        if is_plain(evidence) and _is_sound(evidence):
            return Source(whole, read, "utf-8", cut=False)
    text, encoding = decode(html, content_type) if isinstance(html, bytes) else (html, "utf-8")
    whole, cut = utf8(text), len(text) > MAX_CHARACTERS
    return Source(whole, without_unread(utf8(text[:MAX_CHARACTERS]) if cut else whole), encoding, cut)


def _is_sound(data: bytes) -> bool:
    """Is this UTF-8, and no text that came to harm before it was written?"""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return mended(text) is text


def utf8(text: str) -> bytes:
    """Return the text in UTF-8; a lone surrogate becomes U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()
