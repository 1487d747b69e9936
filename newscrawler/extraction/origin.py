"""The origin line: the place, paper and agency that open a news text, as in "دمشق ــ الوطن ــ عواصم ــ وكالات: أعلن".

Precision goes before recall: an opening counts only when a known place or agency stands in it as a whole segment, for
many agency names are ordinary words too, and many first sentences hold a colon or a dash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from newscrawler.extraction.tables import names
from newscrawler.text import agency_names, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEAD_LETTERS = 160
"""How far into the text an origin line may reach."""
LINE_LETTERS = 90
"""The longest first paragraph that is an origin line and nothing else."""
SEGMENT_WORDS = 4
NAME_WORDS = 2
PLACE_AND_PAPER = 2
"""Segments of "PLACE (Paper) - "."""

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
_UPPER_START = re.compile(r"[\"'“”„«»‘’(]*[^\W\d_]")
_DATE = re.compile(r"\d")
_CHINESE_END = "电"
_CHINESE = re.compile(
    rf"^[(（【]?(?P<line>[^\s，。：]{{0,16}}?(?:[社网報报]|通讯社|通信)[^\s，。：]{{1,18}}?[日月]{_CHINESE_END})"
)


class _Kind(Enum):
    PLACE = "place"
    AGENCY = "agency"
    SOURCE = "source"
    DATE = "date"
    SHORT = "short"
    LONG = "long"


_KNOWN = frozenset({_Kind.PLACE, _Kind.AGENCY, _Kind.SOURCE})


@dataclass(slots=True)
class _Segment:
    kind: _Kind
    text: str
    closer: str
    """Name of the separator after it; empty at the end of the text."""
    end: int
    after: int
    """Where the separator after it ends."""


def read_origin_line(body: str) -> str | None:
    """Return the place and agency opening of a body, without the closing colon or dash; None where there is none.

    >>> read_origin_line("LONDON (Reuters) - The bank said on Friday that rates would stay.")
    'LONDON (Reuters)'
    >>> read_origin_line("One thing is clear: the bank will not move.") is None
    True
    """
    paragraph = body.lstrip().partition("\n")[0].strip()
    head = paragraph[:HEAD_LETTERS]
    if not head:
        return None
    chinese = _CHINESE.match(head) if _CHINESE_END in head else None
    if chinese:
        return chinese["line"]
    if len(paragraph) <= LINE_LETTERS and paragraph != body.strip() and _is_origin_alone(list(_segments(head))):
        return head.rstrip(" :：-–—ـ")
    return _opening(head, _segments(head))


def _segments(head: str) -> Iterator[_Segment]:
    """Yield what stands between separators, each with what closes it; most texts are done with after the first."""
    last: _Segment | None = None
    start = 0
    for match in _SEPARATOR.finditer(head):
        closer, text = match.lastgroup or "", head[start : match.start()].strip()
        if text:
            if last is not None:
                yield last
            last = _Segment(_kind(text), text, closer, match.start(), match.end())
        elif last is not None:  # two separators in a row, as in ") -": the later one decides how the segment closes
            last.closer, last.after = _stronger(last.closer, closer), match.end()
        start = match.end()
    if last is not None:
        yield last
    rest = head[start:].strip()
    if rest:
        yield _Segment(_kind(rest), rest, "", len(head), len(head))


def _stronger(first: str, second: str) -> str:
    return second if second in ("colon", "dash") else first


def _kind(text: str) -> _Kind:
    word = fold(text.strip(" ."))
    if word in agency_names():
        return _Kind.AGENCY
    if word in names("origin_words") or word.partition(" ")[0] in names("correspondents"):
        return _Kind.SOURCE if len(word.split()) <= SEGMENT_WORDS else _Kind.LONG
    if word in names("places"):
        return _Kind.PLACE
    words = text.split()
    if _DATE.search(text) and len(words) <= SEGMENT_WORDS + 1:
        return _Kind.DATE
    return _Kind.SHORT if len(words) <= SEGMENT_WORDS else _Kind.LONG


def _is_origin_alone(segments: list[_Segment]) -> bool:
    """Is the whole paragraph an origin line: known segments, and beside them a paper's or a person's name at most?"""
    if len(segments) == 1:
        return _is_dated_agency(segments[0].text)
    unknown = [segment for segment in segments if segment.kind in (_Kind.SHORT, _Kind.LONG)]
    kinds = {segment.kind for segment in segments}
    agency_before_text = _Kind.AGENCY in kinds and segments[-1] in unknown
    named = not unknown or (len(unknown) == 1 and len(unknown[0].text.split()) <= NAME_WORDS and not agency_before_text)
    return named and not kinds.isdisjoint(_KNOWN) and not _is_byline(segments)


def _is_byline(segments: list[_Segment]) -> bool:
    return fold(segments[0].text.partition(" ")[0]) in names("byline_words")


def _is_dated_agency(text: str) -> bool:
    """The form "place day month year agency" without separators, as national agencies print it."""
    first, _, rest = text.partition(" ")
    last = rest.rpartition(" ")[2]
    return bool(_DATE.search(rest)) and fold(last) in agency_names() and fold(first) in names("places")


def _opening(head: str, segments: Iterable[_Segment]) -> str | None:
    """The leading segments up to the closer that the text follows; None when they are no origin line."""
    opening: list[_Segment] = []
    closed = 0
    for segment in segments:
        if segment.kind is _Kind.LONG or not segment.closer:
            break
        opening.append(segment)
        if segment.closer in ("colon", "dash") or (segment.closer == "slash" and segment.kind is _Kind.AGENCY):
            closed = len(opening)
        if segment.closer == "colon":
            break
    if not closed:
        return None
    opening = opening[:closed]
    is_origin = _is_drawn_out(head, opening) or _is_believable(opening, head[opening[-1].after :])
    return _cut(head, opening[-1]) if is_origin else None


def _is_drawn_out(head: str, segments: list[_Segment]) -> bool:
    """Are unknown names parted by a dash made of tatweel, and closed by a colon? Hardly anything else is printed so."""
    is_parted = any("ـ" in head[segment.end : segment.after] for segment in segments[:-1])
    return is_parted and segments[-1].closer == "colon" and not _is_byline(segments)


def _is_believable(segments: list[_Segment], rest: str) -> bool:
    kinds = [segment.kind for segment in segments]
    if _is_byline(segments):
        return False
    if _Kind.AGENCY in kinds:
        return len(segments) > 1 or segments[0].closer == "colon" or _starts_upper(rest)
    if _Kind.PLACE in kinds and segments[-1].closer == "colon":
        return True
    if _Kind.SOURCE in kinds and len(segments) > 1 and segments[-1].closer == "colon":
        return True
    if kinds[0] is not _Kind.PLACE and not _is_capitals(segments):
        return False
    return segments[-1].closer == "colon" or _starts_upper(rest)


def _is_capitals(segments: list[_Segment]) -> bool:
    """A place unknown to the table, in capitals, with a day or a bracket: "PUTRAJAYA, Nov 22 — ", "HILL (Paper) - "."""
    first = segments[0]
    is_dated = any(segment.kind is _Kind.DATE for segment in segments)
    is_bracketed = first.closer == "bracket" and len(segments) == PLACE_AND_PAPER
    return first.text.isupper() and len(first.text) > len("UK:") and (is_dated or is_bracketed)


def _starts_upper(rest: str) -> bool:
    """Does a sentence begin here? Scripts without case cannot say no."""
    start = _UPPER_START.match(rest.lstrip())
    return bool(start) and not start.group()[-1].islower() if start else bool(rest[:1].isdigit())


def _cut(head: str, last: _Segment) -> str:
    line = head[: last.end]
    tail = head[last.end : last.after]
    return (line + ")" if ")" in tail else line).strip() if "(" in line else line.strip()
