"""Markdown with front matter. Nothing that a page printed is taken for Markdown, HTML or YAML."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from newscrawler.exchange.files import article_file
from newscrawler.exchange.values import json_line, text_of, web_address
from newscrawler.text import clean_text, split_paragraphs

if TYPE_CHECKING:
    from pathlib import Path

FRONT = (
    "id", "site", "url", "title", "published_at", "published_precision", "date_line", "modified_at", "authors",
    "section", "breadcrumbs", "tags", "language", "is_free", "first_seen_at", "last_seen_at", "gone_at",
)  # fmt: skip
# Any ASCII punctuation may be escaped (CommonMark 0.31, 2.4); these mean something inside a line, the others before it.
_INLINE = re.compile(r"([\\`*_\[\]<>&|~$])")
_OPENING = re.compile(r"^([#+=:!-]|\d+[.)])")


def escaped(text: str) -> str:
    r"""Return one line of text that Markdown prints as it is.

    >>> escaped("# <b> 1*2"), escaped("1. one")
    ('\\# \\<b\\> 1\\*2', '1\\. one')
    """
    return _OPENING.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", _INLINE.sub(r"\\\1", text))


def front_matter(article: dict[str, Any]) -> str:
    """Return the fields that are not the text as YAML: every value is JSON, which YAML 1.2 reads as it is."""
    told = {name: article[name] for name in FRONT if article[name] not in (None, [], "")}
    return "".join(f"{name}: {json_line(value)}\n" for name, value in told.items())


def as_markdown(article: dict[str, Any]) -> str:
    """Return the article as Markdown that ends with a line break."""
    parts = [f"# {escaped(clean_text(article['title']))}"] if article["title"] else []
    parts += [escaped(clean_text(paragraph)) for paragraph in split_paragraphs(text_of(article))]
    links = [_link(link) for link in article["related_links"] if link["kind"] == "related"]
    parts += ["\n".join(filter(None, links))] if any(links) else []
    return f"---\n{front_matter(article)}---\n\n" + "\n\n".join(parts) + "\n"


def _link(link: dict[str, str]) -> str:
    address = web_address(link["url"])
    return f"* [{escaped(clean_text(link['text'] or link['url']))}](<{address}>)" if address else ""


class MarkdownStream:
    """Writes articles into one stream, each with its front matter."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._gap = ""

    def write(self, article: dict[str, Any]) -> None:
        """Write one article."""
        self._stream.write((self._gap + as_markdown(article)).encode())
        self._gap = "\n"

    def close(self) -> None:
        """Write nothing."""


class MarkdownFolder:
    """Writes a file for each article."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, article: dict[str, Any]) -> None:
        """Write one file."""
        article_file(self._folder, article, ".md").write_text(as_markdown(article), "utf-8", newline="\n")

    def close(self) -> None:
        """Write nothing."""
