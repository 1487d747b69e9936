"""Taking out of a page what nobody reads before it is parsed: comments, scripts, styles and drawings.

They are half of most pages. What is declared in scripts as JSON-LD stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGIN = re.compile(rb"<(!--|(?:script|style|svg)(?![\w-]))", re.IGNORECASE)
_CLOSING = {kind: re.compile(b"</" + kind, re.IGNORECASE) for kind in (b"script", b"style", b"svg")}
_SCRIPT = re.compile(rb"<script\b([^<>]{0,2000})>", re.IGNORECASE)
_SCRIPT_END = re.compile(b"</script", re.IGNORECASE)
_KEPT = b"ld+json"
MAX_SCRIPTS = 1_000


def without_unread(data: bytes) -> bytes:
    """Return a page without its comments, scripts but for JSON-LD, styles and SVG drawings.

    What is never closed stays, as its end cannot be told. Linear in the size of the page.

    >>> without_unread(b"<p>one<!-- <p>no --> two<svg><path d=''/></svg></p><STYLE>p {}</STYLE>")
    b'<p>one two</p>'
    """
    kept: list[bytes] = []
    unclosed: set[bytes] = set()
    position = 0
    found = _BEGIN.search(data)
    while found:
        begin, inside = found.span()
        kind = found[1].lower()
        end = -1 if kind in unclosed else _end(data, inside, kind)
        if end < 0:
            unclosed.add(kind)
        elif kind != b"script" or data.find(_KEPT, inside, data.find(b">", inside)) < 0:
            kept.append(data[position:begin])
            position = end
        found = _BEGIN.search(data, max(inside, end))
    kept.append(data[position:])
    return b"".join(kept)


def _end(data: bytes, inside: int, kind: bytes) -> int:
    """Return where an element or a comment ends; -1 where it is not closed."""
    if kind == b"!--":
        # HTML standard 13.2.5.43: `<!-->` is a whole comment.
        end = data.find(b"-->", inside - len(b"--"))
        return end + len(b"-->") if end >= 0 else -1
    opened = data.find(b">", inside)
    if opened < 0 or data.startswith(b"/", opened - 1):
        return opened + 1 if opened >= 0 else -1
    closing = _CLOSING[kind].search(data, opened)
    return data.find(b">", closing.end()) + 1 or -1 if closing else -1


def scripts(source: bytes) -> Iterator[tuple[str, str]]:
    """Yield the attributes, as written, and the text of the scripts of a page, the first `MAX_SCRIPTS`.

    One that is never closed ends them: linear in the size of the page.
    """
    position = 0
    for _ in range(MAX_SCRIPTS):
        begin = _SCRIPT.search(source, position)
        end = _SCRIPT_END.search(source, begin.end()) if begin else None
        if begin is None or end is None:
            return
        yield begin[1].decode(errors="replace"), source[begin.end() : end.start()].decode(errors="replace")
        position = end.end()
