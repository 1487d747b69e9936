"""The newspaper's texts: one file a report in demo/articles/, a few lines of facts, an empty line, the paragraphs.

Blocks are parted by empty lines: `## ` begins a sub-heading, `> ` a quote, `- ` the items of a list. A block that
begins with `[1] ` or `[2] ` stands in that edition only: the second edition is what a later crawl sees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

ARTICLES = Path(__file__).parent / "articles"
EDITION_MARK = re.compile(r"\[(\d)\] ")
INNER_TAGS = {"ul": "li", "blockquote": "p"}
MARKS = {"## ": "h2", "> ": "blockquote", "- ": "ul"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, sub-heading, quote or list."""

    tag: str
    """`p`, `h2`, `blockquote` or `ul`."""
    lines: tuple[str, ...]
    """One line of text, or the items of a list."""

    @property
    def html(self) -> str:
        """The block as HTML."""
        if self.tag == "ul":
            return "<ul>\n" + "\n".join(f"<li>{escape(line, quote=False)}</li>" for line in self.lines) + "\n</ul>"
        inside = escape(self.lines[0], quote=False)
        return (
            f"<blockquote><p>{inside}</p></blockquote>"
            if self.tag == "blockquote"
            else f"<{self.tag}>{inside}</{self.tag}>"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of the newspaper as an edition prints it."""

    slug: str
    title: str
    path: str
    """Where it stands, not percent-encoded."""
    theme: str
    """The template that prints it: `sahifa`, `modern` or `plain`."""
    language: str
    section: str
    published: str
    """ISO 8601."""
    blocks: tuple[Block, ...]
    lists: frozenset[str]
    """Where it is listed: `front`, `feed`, `news` (the news sitemap), `sitemap`, `section`."""
    edition: int = 1
    """The first edition that holds it."""
    modified: str = ""
    shown: str = ""
    """The date as its page prints it; empty where the page prints none."""
    also: str = ""
    """A second path with the same text."""
    author: str = ""
    lead: str = ""
    related: tuple[str, ...] = ()
    """Slugs."""
    tags: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """The path, percent-encoded."""
        return quote(self.path)

    @property
    def paragraphs(self) -> list[str]:
        """The text as a reader sees it, the lead apart."""
        return [line for block in self.blocks for line in block.lines]

    @property
    def html(self) -> str:
        """The text as HTML."""
        return "\n".join(block.html for block in self.blocks)


def load_reports(edition: int) -> list[Report]:
    """Return the reports of an edition, the newest first."""
    reports = [read_report(path, edition) for path in sorted(ARTICLES.glob("*.txt"))]
    return sorted((r for r in reports if r.edition <= edition), key=lambda r: r.published, reverse=True)


def read_report(path: Path, edition: int) -> Report:
    """Return one report; raises TypeError or KeyError, naming the fact, for one that is unknown or missing."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    facts = {name: value.strip() for name, _, value in (line.partition(":") for line in head.splitlines())}
    return Report(
        slug=path.stem,
        blocks=_blocks(text, edition),
        lists=frozenset(facts.pop("lists").split()),
        edition=int(facts.pop("edition", "1")),
        related=tuple(facts.pop("related", "").split()),
        tags=tuple(tag.strip() for tag in re.split("[,،]", facts.pop("tags", "")) if tag.strip()),
        **facts,
    )


def _blocks(text: str, edition: int) -> tuple[Block, ...]:
    blocks = []
    for block in filter(None, (block.strip() for block in text.split("\n\n"))):
        mark = EDITION_MARK.match(block)
        if mark is None:
            blocks.append(_block(block))
        elif int(mark[1]) == edition:
            blocks.append(_block(block[mark.end() :]))
    return tuple(blocks)


def _block(text: str) -> Block:
    for mark, tag in MARKS.items():
        if text.startswith(mark):
            return Block(tag, tuple(line.removeprefix(mark) for line in text.splitlines()))
    return Block("p", (" ".join(text.splitlines()),))
