"""The parts of a packed file, each unpacked by itself: of one that is broken nothing is lost but that one.

A web archive is made of gzip members, one for each record. Files that somebody packed as a whole have one member, those
that are not packed, or with zstd, are one part too.
"""

from __future__ import annotations

import io
import zlib
from typing import IO, TYPE_CHECKING, cast

from newscrawler.exchange.streams import GZIP, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMBER = GZIP + b"\x08"
"""How a gzip member begins: RFC 1952 knows no other way of packing than the eighth."""
_READ_BYTES = 1 << 16
_PADDING = b"\x00\r\n "
_SHOWN_BYTES = 64


def parts(file: IO[bytes], mark: bytes) -> Iterator[IO[bytes]]:
    """Yield the parts of a file; behind a broken one it goes on with the next that begins with `mark`.

    Reading one that is broken raises OSError, one that is cut off EOFError.
    """
    file.seek(0)
    is_gzip = file.read(len(GZIP)) == GZIP
    file.seek(0)
    if is_gzip:
        yield from _members(file, mark)
    else:
        with unpacked(file) as stream:
            yield stream


def _members(file: IO[bytes], mark: bytes) -> Iterator[IO[bytes]]:
    start: int | None = 0
    while start is not None:
        member = _Member(file, start)
        yield cast("IO[bytes]", io.BufferedReader(member))
        end = member.end()
        if end is None:
            start = next((at for at in _starts(file, start + 1) if _begins(file, at, mark)), None)
            continue
        start = end
        file.seek(end)
        if file.read(len(_MEMBER)) != _MEMBER:
            start = next(_starts(file, end), None)
            yield from _between(file, end, start)


def _between(file: IO[bytes], end: int, start: int | None) -> Iterator[IO[bytes]]:
    """Yield the beginning of what stands between two members, where it is more than padding."""
    file.seek(end)
    gap = file.read(_SHOWN_BYTES if start is None else min(start - end, _SHOWN_BYTES))
    if gap.strip(_PADDING):
        yield io.BytesIO(gap)


def _starts(file: IO[bytes], at: int) -> Iterator[int]:
    """Yield every place from `at` on where a member may begin."""
    while True:
        file.seek(at)
        read = file.read(_READ_BYTES)
        found = read.find(_MEMBER)
        if found >= 0:
            yield at + found
            at += found + 1
        elif len(read) < _READ_BYTES:
            return
        else:
            at += len(read) - len(_MEMBER) + 1


def _begins(file: IO[bytes], at: int, mark: bytes) -> bool:
    """Whether the member there is one, and unpacks to what begins with the mark."""
    file.seek(at)
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(file.read(_READ_BYTES), len(mark)) == mark
    except zlib.error:
        return False


class _Member(io.RawIOBase):
    """What one gzip member unpacks to."""

    def __init__(self, file: IO[bytes], start: int) -> None:
        super().__init__()
        self._file = file
        self._file.seek(start)
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._packed = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Unpack so many bytes at most; raises OSError where they are broken, EOFError where the file ends too soon."""
        part = b""
        while not part and not self._unpacker.eof:
            self._packed = self._packed or self._file.read(_READ_BYTES)
            if not self._packed:
                raise EOFError("the file ends within a gzip member")
            try:
                part = self._unpacker.decompress(self._packed, len(buffer))
            except zlib.error as error:
                raise OSError(f"a gzip member is broken ({error})") from error
            self._packed = self._unpacker.unconsumed_tail
        buffer[: len(part)] = part
        return len(part)

    def end(self) -> int | None:
        """Return where the member ends; None where it is broken."""
        rest = bytearray(_READ_BYTES)
        try:
            while self.readinto(rest):
                pass
        except (OSError, EOFError):
            return None
        return self._file.tell() - len(self._unpacker.unused_data)
