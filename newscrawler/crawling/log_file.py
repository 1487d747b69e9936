"""A log that many processes write, and that never grows beyond a size: the old part moves away, the oldest goes.

`logging.handlers.RotatingFileHandler` is for one process: of two that find the file full, both would move it. Here each
line is written under a lock, into the file that has the name at that moment.
"""

from __future__ import annotations

import fcntl
import logging
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class SharedLogFile(logging.Handler):
    """Appends lines to a file; `path.1` is the part before it, up to so many parts."""

    def __init__(self, path: Path, *, most_bytes: int, parts: int) -> None:
        """Keep the file below so many bytes, and so many earlier parts of it; 0 bytes is without limit."""
        super().__init__()
        self._path = path
        self._most_bytes = most_bytes
        self._parts = parts
        self._has_warned = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; that it cannot be written is said once, and stops no crawl."""
        try:
            self._write(f"{self.format(record)}\n".encode("utf-8", "backslashreplace"))
        except OSError as error:
            if not self._has_warned:
                self._has_warned = True
                sys.stderr.write(f"The log {self._path} cannot be written: {error.strerror or error}\n")

    def _write(self, line: bytes) -> None:
        with self._locked():
            if self._most_bytes and 0 < self._size() > self._most_bytes - len(line):
                self._move_away()
            with self._path.open("ab") as file:
                file.write(line)

    def _size(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    def _move_away(self) -> None:
        if self._parts < 1:
            self._path.unlink()
            return
        names = [self._path, *(self._part(number) for number in range(1, self._parts + 1))]
        for older, newer in reversed(list(zip(names[1:], names, strict=False))):
            if newer.exists():
                newer.replace(older)

    def _part(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = os.open(self._path.with_name(f"{self._path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)  # which frees it
