"""Plain text: headline, facts, address, body."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from newscrawler.exchange.files import article_file
from newscrawler.exchange.values import facts, text_of
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from pathlib import Path

RULE = "\n" + "-" * 72 + "\n\n"
"""Between two articles of one stream."""


def as_text(article: dict[str, Any]) -> str:
    """Return the article as a text that ends with a line break."""
    head = (clean_text(article["title"]), " · ".join(facts(article)), clean_text(article["url"]))
    return "\n".join(filter(None, head)) + f"\n\n{text_of(article)}".rstrip() + "\n"


class TextStream:
    """Writes articles into one stream, parted by a rule."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._rule = ""

    def write(self, article: dict[str, Any]) -> None:
        """Write one article."""
        self._stream.write((self._rule + as_text(article)).encode(errors="replace"))
        self._rule = RULE

    def close(self) -> None:
        """Write nothing."""


class TextFolder:
    """Writes a file for each article."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, article: dict[str, Any]) -> None:
        """Write one file."""
        article_file(self._folder, article, ".txt").write_text(as_text(article), "utf-8", newline="\n")

    def close(self) -> None:
        """Write nothing."""
