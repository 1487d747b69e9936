"""The part of a page that declares things for machines: its head, and the JSON-LD behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, AnyStr, Generic

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SCRIPTS = 40
LONGEST_TAG = 300
"""Characters before `ld+json` in which its script must begin."""
LONGEST_COMMENT = 50_000
"""Characters before a script in which a comment that holds it must begin."""


def declaring_part(html: bytes | str) -> bytes | str:
    """Return the head of a page, and the JSON-LD behind it that no comment holds. Linear in the size of the page.

    >>> declaring_part('<head><title>x</title></head><p>text<script type="application/ld+json">{}</script>')
    '<head><title>x</title><script type="application/ld+json">{}</script>'
    """
    return _BYTES.declaring(html) if isinstance(html, bytes) else _TEXT.declaring(html)


@dataclass(frozen=True, slots=True)
class _Cut(Generic[AnyStr]):
    """What to look for, as bytes or as text, to cut out of a page what declares."""

    head_end: re.Pattern[AnyStr]
    script_end: re.Pattern[AnyStr]
    json_ld: AnyStr
    script: AnyStr
    tag_end: AnyStr
    comment: AnyStr
    comment_end: AnyStr

    def declaring(self, html: AnyStr) -> AnyStr:
        """Return the head and the JSON-LD behind it."""
        at = self.head_end.search(html)
        end = at.start() if at else len(html)
        kept = html[:end]
        for start, stop in islice(self._scripts(html, end), MAX_SCRIPTS):
            kept += html[start:stop]
        return kept

    def _scripts(self, html: AnyStr, position: int) -> Iterator[tuple[int, int]]:
        while (named := html.find(self.json_ld, position)) >= 0:
            position = named + 1
            start = html.rfind(self.script, max(named - LONGEST_TAG, 0), named)
            if start < 0 or html.find(self.tag_end, start, named) >= 0 or not self._is_open(html, start):
                continue
            end = self.script_end.search(html, named)
            if end is None:
                return
            position = end.end()
            yield start, html.find(self.tag_end, position) + 1 or position

    def _is_open(self, html: AnyStr, place: int) -> bool:
        """Is a place outside the comments before it?"""
        low = max(place - LONGEST_COMMENT, 0)
        begun: int = html.rfind(self.comment, low, place)
        ended: int = html.rfind(self.comment_end, low, place)
        return begun <= ended


_TEXT = _Cut(
    re.compile("</head|<body", re.IGNORECASE), re.compile("</script", re.IGNORECASE),
    "ld+json", "<script", ">", "<!--", "-->",
)  # fmt: skip
_BYTES = _Cut(
    re.compile(b"</head|<body", re.IGNORECASE), re.compile(b"</script", re.IGNORECASE),
    b"ld+json", b"<script", b">", b"<!--", b"-->",
)  # fmt: skip
