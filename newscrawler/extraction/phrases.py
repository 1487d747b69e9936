"""Lines that sites print among the text in every language: read from boilerplate.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newscrawler.extraction.elements import HEADINGS

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Block

LONGEST_LABEL = 60
LONGEST_LINE = 220
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
SAME_LETTERS = str.maketrans("أإآٱىیکةۀ", "ااااييكهه")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The table, ready to look up."""

    lines: frozenset[str]
    starts: re.Pattern[str]
    headings: frozenset[str]
    heading_starts: re.Pattern[str]


def plain(text: str) -> str:
    """Return a line for comparison: lower case, edge punctuation off, Arabic spellings of one word made one."""
    return EDGES.sub("", " ".join(MARKS.sub("", text).casefold().translate(SAME_LETTERS).split()))


@cache
def phrases() -> Phrases:
    """Read boilerplate.toml."""
    table = tomllib.loads(files(__package__).joinpath("boilerplate.toml").read_text("utf-8"))
    rows: dict[str, set[str]] = {"lines": set(), "starts": set(), "headings": set()}
    for language in table.values():
        for name, words in language.items():
            rows[name] |= {plain(word) for word in words}
    return Phrases(
        frozenset(rows["lines"] | rows["headings"]),
        _beginning(rows["starts"]),
        frozenset(rows["headings"]),
        _beginning(rows["headings"]),
    )


def _beginning(words: set[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?!\w)")


def is_boilerplate_line(text: str) -> bool:
    """Return True for a line that sites print round any article: "Read also: ...", "Share", "Back to top".

    >>> is_boilerplate_line("إلى الأعلى"), is_boilerplate_line("The minister read also the letter aloud.")
    (True, False)
    """
    if len(text) > LONGEST_LINE:
        return False
    line = plain(text)
    table = phrases()
    return not line or line in table.lines or bool(table.starts.match(line))


def opens_boilerplate(block: Block) -> bool:
    """Return True for a label whose whole section is not the text: "Related", "Most read", "Comments"."""
    if block.length > LONGEST_LABEL * 3 or len(block.text) > LONGEST_LABEL:
        return False
    line = plain(block.text)
    table = phrases()
    return line in table.headings or (block.tag in _LABELS and bool(table.heading_starts.match(line)))


_LABELS = HEADINGS - {"h1"}
