"""The opening of a text cut at its separators, and what each piece of it is: a place, an agency, a day, other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from newscrawler.extraction.tables import names
from newscrawler.text import agency_names, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEGMENT_WORDS = 4
NAME_SIZES = range(1, 4)
"""Words of a site's name."""
DATED_PLACE_WORDS = 3
"""The most words of a place before a full date and an agency."""

# A dash needs white space on one side, or Arabic letters on both; U+0640 (tatweel) is printed as a dash too.
# The first line asks whether there is any sign at all.
_SEPARATOR = re.compile(
    r"""(?=\s*[-–—―−‒ـ.:：|/,،;؛()\[\]【】«»])(?:
        (?P<colon>\s*[:：]+(?=\s|\S))
      | (?P<dash>\.?(?: \s+[-–—―−‒]+\s* | [-–—―−‒]+\s+ | \s*—\s* | (?<=[\u0621-\u064a])[-–](?=[\u0621-\u064a])
                      | \s+ـ+\s* | \s*ـ{2,}\s* | \s+\|\s* ))
      | (?P<slash>\s*/\s*)
      | (?P<comma>\s*[,،;؛]\s*)
      | (?P<bracket>\s*[()\[\]【】«»]\s*))""",
    re.VERBOSE,
)
_DATE = re.compile(r"\d")
_FULL_DATE = re.compile(r"\d{1,2}\D.*\d{4}|\d{4}\D.*\d")


class Kind(Enum):
    """What a segment is."""

    PLACE = "place"
    AGENCY = "agency"
    DATED = "dated agency"
    """The form "place day month year agency" without separators, as national agencies print it."""
    SOURCE = "source"
    DATE = "date"
    SHORT = "short"
    LONG = "long"


@dataclass(slots=True)
class Segment:
    """What stands between two separators."""

    kind: Kind
    text: str
    closer: str
    """Name of the separator after it; empty at the end of the text."""
    end: int
    after: int
    """Where the separator after it ends."""


def segments_of(head: str) -> Iterator[Segment]:
    """Yield what stands between separators, each with what closes it; most texts are done with after the first."""
    last: Segment | None = None
    start = 0
    for match in _SEPARATOR.finditer(head):
        closer, text = match.lastgroup or "", head[start : match.start()].strip()
        if text:
            if last is not None:
                yield last
            last = Segment(kind_of(text), text, closer, match.start(), match.end())
        elif last is not None:  # two separators in a row, as in ") -": the later one decides how the segment closes
            last.closer, last.after = _stronger(last.closer, closer), match.end()
        start = match.end()
    if last is not None:
        yield last
    rest = head[start:].strip()
    if rest:
        yield Segment(kind_of(rest), rest, "", len(head), len(head))


def _stronger(first: str, second: str) -> str:
    return second if second in ("colon", "dash") else first


def kind_of(text: str) -> Kind:
    """Return what a segment is by its words alone."""
    word = fold(text.strip(" ."))
    if word in agency_names():
        return Kind.AGENCY
    if word in names("origin_words") or word.partition(" ")[0] in names("correspondents"):
        return Kind.SOURCE if len(word.split()) <= SEGMENT_WORDS else Kind.LONG
    if word in names("places"):
        return Kind.PLACE
    words = text.split()
    if _DATE.search(text) and _is_dated_agency(words):
        return Kind.DATED
    if _DATE.search(text) and len(words) <= SEGMENT_WORDS + 1:
        return Kind.DATE
    return Kind.SHORT if len(words) <= SEGMENT_WORDS else Kind.LONG


def is_dated(text: str, is_own: Callable[[str], bool]) -> bool:
    """Do a few words, a full date and one of the site's names follow each other?"""
    words = text.split()
    return _DATE.search(text) is not None and any(
        is_own(" ".join(words[-size:])) and _opens_with_date(words[:-size]) for size in NAME_SIZES if size < len(words)
    )


def _is_dated_agency(words: list[str]) -> bool:
    """Do a few words, a full date and the name of an agency follow each other?"""
    return fold(words[-1].strip(".")) in agency_names() and _opens_with_date(words)


def _opens_with_date(words: list[str]) -> bool:
    """Does a full date stand behind the first few words?"""
    day = next((at for at, word in enumerate(words) if _DATE.search(word)), 0)
    return 0 < day <= DATED_PLACE_WORDS and _FULL_DATE.search(" ".join(words[day:])) is not None
