"""The body of a source -> XML text that is safe to parse: unpacked within bounds, decoded, without a document type."""

from __future__ import annotations

import re
import zlib

from newscrawler.markup import decode

MAX_BYTES = 50 * 1024 * 1024
"""The sitemap protocol's own limit, unpacked; what lies beyond is cut."""
_MAX_WRAPPINGS = 2
"""A file packed once by the site and once more on its way."""
_MAX_MEMBERS = 100
"""Parts of one gzip file; each costs a copy of the rest."""
_GZIP_MARK = b"\x1f\x8b"
_WITH_GZIP_HEADER = 31

_PROLOG = 10_000
"""Where a document type can stand: before the first element."""
_DECLARATION = re.compile(r"^[\s\ufeff]*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b(?:[^\[>]*\[.*?\]\s*>|[^>]*>)", re.IGNORECASE | re.DOTALL)
# XML 1.0, 2.2: everything else ends a strict parser's work.
_NO_XML_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def unpacked(body: bytes) -> tuple[bytes, str]:
    """Return the body, gunzipped where it is gzip, at most `MAX_BYTES` of it, and what was wrong with it."""
    problem = ""
    for _ in range(_MAX_WRAPPINGS):
        if not body.startswith(_GZIP_MARK):
            break
        body, problem = _gunzipped(body)
    return (body, problem) if len(body) <= MAX_BYTES else (body[:MAX_BYTES], f"cut at {MAX_BYTES} bytes")


def _gunzipped(body: bytes) -> tuple[bytes, str]:
    """Return what the members of a gzip file hold, one byte more than `MAX_BYTES` at most, and what was wrong."""
    pieces: list[bytes] = []
    room = MAX_BYTES + 1
    for _ in range(_MAX_MEMBERS):
        member = zlib.decompressobj(wbits=_WITH_GZIP_HEADER)
        try:
            pieces.append(member.decompress(body, room))
        except zlib.error:
            return b"".join(pieces), "broken gzip"
        room -= len(pieces[-1])
        if room > 0 and not member.eof:
            return b"".join(pieces), "truncated gzip"
        body = member.unused_data
        if room <= 0 or not body.startswith(_GZIP_MARK):
            break
    return b"".join(pieces), ""


def xml_text(body: bytes, content_type: str | None) -> tuple[str, bool]:
    """Return the decoded text without XML declaration and document type, and whether it had a document type."""
    text, _ = decode(body, content_type)
    text = _DECLARATION.sub("", _NO_XML_CHARACTER.sub("", text), count=1)
    if "<!DOCTYPE" not in text[:_PROLOG].upper():
        return text.lstrip(), False
    return _DOCTYPE.sub("", text, count=1).lstrip(), True
