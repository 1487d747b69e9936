"""The records of a web archive, one after the other: of WARC, and of ARC, which was before it.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/ (ISO 28500) and
https://archive.org/web/researcher/ArcFileFormat.php. What is written wrong costs the record in which it stands: reading
goes on where the next one begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from newscrawler.exchange.http_message import header_value, read_headers
from newscrawler.exchange.members import parts
from newscrawler.exchange.records import Bad
from newscrawler.exchange.streams import BROKEN, beginning_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newscrawler.exchange.http_message import Headers

_LINE_BYTES = 1 << 16
_BLANK = b"\r\n\t "
_SHOWN = 40
DAMAGED = "damaged or cut off here"
_ARC_FILE = b"filedesc:"
_ARC_LINE = re.compile(rb"(\S.*?) \S+ (\d{8,14}) (\S+) (?:.* )?(\d+)\r?\n?")
"""URL, IP address, moment, kind of content, in version 2 more; length."""


class Block:
    """What stands in a record, behind its headers."""

    def __init__(self, stream: IO[bytes], length: int, begins: Callable[[bytes], bool]) -> None:
        """Take so many bytes of the stream, and what tells the first line of a record."""
        self._stream = stream
        self.left = length
        """Bytes that were not read yet."""
        self._begins = begins
        self.next_line: bytes | None = None
        """With which the next record begins, b"" at the end; None as long as this one is not closed."""

    def read(self, size: int) -> bytes:
        """Return so many bytes at most, b"" at the end; raises EOFError where the stream ends too soon."""
        return self._passed(self._stream.read(min(size, self.left)))

    def readline(self, size: int) -> bytes:
        """Return a line of so many bytes at most, b"" at the end; raises EOFError where the stream ends too soon."""
        return self._passed(self._stream.readline(min(size, self.left)))

    def _passed(self, read: bytes) -> bytes:
        if not read and self.left:
            raise EOFError(f"{self.left:,} bytes are missing")
        self.left -= len(read)
        return read

    def close(self) -> None:
        """Pass over what is left; raises EOFError where it is cut off, ValueError where it does not end there."""
        while self.read(_LINE_BYTES):
            pass
        line = self._stream.readline(_LINE_BYTES)
        if line.strip(_BLANK) and not self._begins(line):
            self.next_line = _next_record(self._stream, self._begins)
            raise ValueError("it is longer than it says")
        self.next_line = line if line.strip(_BLANK) else _first_line(self._stream)


@dataclass(frozen=True, slots=True)
class Found:
    """A record."""

    block: Block
    kind: str
    """As WARC calls it: `response`, `request`, ..."""
    url: str
    date: str
    headers: Headers = field(default_factory=list)


def found_records(file: IO[bytes]) -> Iterator[Found | Bad]:
    """Yield the records of a file, packed or not. Whoever takes one closes its block before asking for the next."""
    is_arc = beginning_of(file).lstrip(_BLANK).startswith(_ARC_FILE)
    mark, begins, read = (b"http", _begins_arc, _arc) if is_arc else (b"WARC/", _begins_warc, _warc)
    for part in parts(file, mark):
        try:
            line: bytes | None = _first_line(part)
            while line:
                found = read(line, part) if begins(line) else Bad(f"{DAMAGED}: no record of a web archive")
                yield found
                line = _next_record(part, begins) if isinstance(found, Bad) else found.block.next_line
        except BROKEN as error:
            yield Bad(f"{DAMAGED}: {error}")


def _begins_warc(line: bytes) -> bool:
    return line.startswith(b"WARC/")


def _begins_arc(line: bytes) -> bool:
    return _ARC_LINE.fullmatch(line) is not None


def _warc(_: bytes, stream: IO[bytes]) -> Found | Bad:
    """Return the record whose first line was read."""
    try:
        headers = read_headers(stream)
    except ValueError as error:
        return Bad(f"{DAMAGED}: {error}")
    length = header_value(headers, "content-length")
    if not (length.isascii() and length.isdigit()):
        return Bad(f"{DAMAGED}: expected its Content-Length, got {length[:_SHOWN]!r}")
    url = header_value(headers, "warc-target-uri").strip("<> ").replace(" ", "%20")
    kind, date = (header_value(headers, name) for name in ("warc-type", "warc-date"))
    return Found(Block(stream, int(length), _begins_warc), kind.lower(), url, date, headers)


def _arc(line: bytes, stream: IO[bytes]) -> Found | Bad:
    """Return the record with that first line."""
    told = _ARC_LINE.fullmatch(line)
    if told is None:
        return Bad(f"{DAMAGED}: no record of a web archive")
    url, date = told[1].decode("utf-8", "replace").replace(" ", "%20"), told[2].decode()
    kind = "warcinfo" if line.startswith(_ARC_FILE) else "response"
    moment = f"{date[:8]}T{date[8:].ljust(6, '0')}Z"
    return Found(Block(stream, int(told[4]), _begins_arc), kind, url, moment)


def _first_line(stream: IO[bytes]) -> bytes:
    """Return the next line that is not blank, b"" where there is none."""
    while line := stream.readline(_LINE_BYTES):
        if line.strip(_BLANK):
            return line
    return b""


def _next_record(stream: IO[bytes], begins: Callable[[bytes], bool]) -> bytes:
    """Pass over all lines up to the one with which a record begins; return that, b"" where there is none."""
    while line := stream.readline(_LINE_BYTES):
        if begins(line):
            return line
    return b""
