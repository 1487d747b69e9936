"""JSON Lines: one article a line, with all that belongs to it. `newscrawler import` reads it back without loss."""

from __future__ import annotations

from typing import IO, Any

from newscrawler.exchange.values import json_line


class JsonLines:
    """Writes articles into a stream."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, article: dict[str, Any]) -> None:
        """Write one line."""
        self._stream.write(f"{json_line(article)}\n".encode())

    def close(self) -> None:
        """Write nothing: the last line is like the others."""
