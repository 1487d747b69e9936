"""Tags with thousands of attributes: libxml2 compares each attribute with all others, 80,000 of them take 8 s."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_CROWD = 8_192
"""Bytes of a tag from which its attributes are counted: in fewer there is no room for 3,000 different ones."""

# The alternatives are those of the HTML standard's tokenizer (13.2.5.32 to 40), possessive so that no text makes them
# try again.
_CROWDED_TAG = re.compile(
    rb"(<[a-zA-Z][^\s/<>]*+)(?=[\s/])"  # a row of tags without white space would else be read from each of them
    rb"(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++)?+)?+){2000,}+"
)


def without_crowds(data: bytes) -> tuple[bytes, int]:
    """Return a page without the attributes of its crowded tags, and how many such tags there were. Linear in its size.

    >>> without_crowds(b"<p " + b"a " * 5_000 + b">text</p>")
    (b'<p  >text</p>', 1)
    """
    for start, stop in _long_stretches(data):
        if _CROWDED_TAG.search(data, start, stop):
            return _CROWDED_TAG.subn(rb"\1 ", data)
    return data, 0


def _long_stretches(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where no tag certainly ends for long; every long tag stands in one of these places."""
    ended = -1
    while len(data) - ended > SHORTEST_CROWD:
        end = data.rfind(b">", ended + 1, ended + SHORTEST_CROWD)
        if end < 0 or _may_be_quoted(data, ended, end):
            end = data.find(b">", ended + SHORTEST_CROWD)
            end = len(data) if end < 0 or _may_be_quoted(data, ended, end) else end
            yield ended + 1, end
        ended = end


def _may_be_quoted(data: bytes, ended: int, place: int) -> bool:
    """May a place stand in the quoted value of an attribute, of a tag that begins behind `ended`?"""
    for quote in (b'"', b"'"):
        opening = data.rfind(quote, ended + 1, place)
        if opening >= 0 and data[ended + 1 : opening].rstrip().endswith(b"="):
            return True
    return False
