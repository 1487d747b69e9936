"""Header fields and bodies as they travelled, from anything that has lines: in bounds, and as lenient as browsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Headers: TypeAlias = list[tuple[str, str]]

_LINE_BYTES = 1 << 16
_MOST_HEADERS = 1000
_PIECE_BYTES = 1 << 16
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
"""RFC 9112, section 7.1; what follows the semicolon says nothing to us."""
_STATUS = re.compile(rb"HTTP/\S+[ \t]+(\d{3})\b")
_METHOD = re.compile(rb"([A-Z]{1,20})[ \t]")


class Lines(Protocol):
    """What is read from."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes at most, b"" at the end."""

    def readline(self, size: int, /) -> bytes:
        """Return a line of so many bytes at most, b"" at the end."""


def read_headers(stream: Lines) -> Headers:
    """Return the header fields up to the empty line; raises ValueError where there is none, or only after very many."""
    found: Headers = []
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LINE_BYTES)
        if not line or len(line) == _LINE_BYTES:
            break
        text = _text(line)
        if not text.strip():
            return found
        name, colon, value = text.partition(":")
        if text[0] in " \t" and found:  # an old way to write long values: RFC 9112, section 5.2
            found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}")
        elif colon:
            found.append((name.strip(), value.strip()))
    raise ValueError("headers without end")


def header_value(headers: Headers, name: str) -> str:
    """Return the value of that name, of several the last, as a crawl takes it; "" where there is none."""
    return next((value for known, value in reversed(headers) if known.lower() == name), "")


def read_status(stream: Lines) -> int:
    """Return the status of an answer, from its first line; raises ValueError for what is no answer."""
    found = _STATUS.match(stream.readline(_LINE_BYTES))
    if found is None:
        raise ValueError("no answer of HTTP")
    return int(found[1])


def read_method(stream: Lines) -> str:
    """Return the method of a request, from its first line, "" where there is none."""
    found = _METHOD.match(stream.readline(_LINE_BYTES))
    return found[1].decode() if found else ""


def read_body(stream: Lines, *, is_chunked: bool, most_bytes: int) -> bytes:
    """Return a body without its chunks: all of it, or of a longer one a little more than `most_bytes`."""
    parts, length = [], 0
    for part in _chunks(stream) if is_chunked else _pieces(stream):
        parts.append(part)
        length += len(part)
        if length > most_bytes:
            break
    return b"".join(parts)


def _chunks(stream: Lines) -> Iterator[bytes]:
    """Yield what stands in chunks; where none begins, all that follows as it is: many archives keep only the header."""
    while line := stream.readline(_LINE_BYTES):
        size = _CHUNK_SIZE.fullmatch(line)
        if size is None:
            yield line
            yield from _pieces(stream)
        elif not int(size[1], 16):
            return
        else:
            yield from _pieces(stream, int(size[1], 16))
            yield stream.readline(_LINE_BYTES).lstrip(b"\r\n")


def _pieces(stream: Lines, left: int | None = None) -> Iterator[bytes]:
    """Yield what follows, of so many bytes at most."""
    while left != 0 and (piece := stream.read(_PIECE_BYTES if left is None else min(left, _PIECE_BYTES))):
        left = None if left is None else left - len(piece)
        yield piece


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        return line.decode("latin-1").rstrip("\r\n")
