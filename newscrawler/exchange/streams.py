"""Files to read, compressed or not, and what makes one the same as before."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

import zstandard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
_HEAD_BYTES = 65536
BROKEN = (OSError, EOFError, zlib.error, zstandard.ZstdError)
"""What reading a damaged or cut off file raises."""


def shown(path: Path) -> str:
    """Return a path as text, whatever bytes its name is made of."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def file_key(path: Path) -> str:
    """Return what makes a file the same as before."""
    told = path.stat()
    with path.open("rb") as file:
        head = hashlib.sha256(file.read(_HEAD_BYTES)).hexdigest()
    return hashlib.sha256(
        f"{path.absolute()}\n{told.st_size}\n{told.st_mtime_ns}\n{head}".encode(errors="replace")
    ).hexdigest()


@contextmanager
def unpacked(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """Give the bytes of a file, unpacked where they are gzip or zstd."""
    head = file.read(len(ZSTD))
    file.seek(0)
    if head.startswith(GZIP):
        with gzip.open(file) as stream:
            yield cast("IO[bytes]", stream)
    elif head == ZSTD:
        reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True, closefd=False)
        with io.BufferedReader(cast("io.RawIOBase", reader)) as stream:
            yield stream
    else:
        yield file


def beginning(path: Path, length: int = 512) -> bytes:
    """Return the first bytes of a file, unpacked; b"" where they cannot be."""
    try:
        with path.open("rb") as file:
            return beginning_of(file, length)
    except OSError:
        return b""


def beginning_of(file: IO[bytes], length: int = 512) -> bytes:
    """Return the first bytes of an open file, unpacked; b"" where they cannot be."""
    try:
        with unpacked(file) as stream:
            return stream.read(length)
    except BROKEN:
        return b""
