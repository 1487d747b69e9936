"""Dates in the page's elements: printed lines, `<time>`, microdata and hidden marks, each with its place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newscrawler.dates import WEAK, Refusal
from newscrawler.extraction.date_hits import find_hits
from newscrawler.extraction.date_line import DateLine, is_part_of_heading, read_line, read_part, read_yearless
from newscrawler.extraction.date_lists import Seen, without_lists
from newscrawler.extraction.date_names import says_modified
from newscrawler.extraction.date_opening import read_opening
from newscrawler.extraction.date_place import (
    is_of_picture,
    is_told,
    place_of,
    role_of,
    role_of_line,
    role_of_time,
    trust_in,
)
from newscrawler.extraction.date_reader import as_evidence
from newscrawler.extraction.date_scene import Part, Scene
from newscrawler.extraction.marked_dates import marked_dates
from newscrawler.extraction.surroundings import path_of
from newscrawler.items import DateEvidence, Place, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.date_reader import DateReader

MAX_OTHERS = 12
"""Dates of one place that are kept, the most trusted first: a page may list hundreds of comments."""
LEAST_TRUST = -9
OVER_ALL = 3
"""What a date over all that holds headline and text has less trust: one beside them goes before it."""
_ISO_DAY = re.compile(r"\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_NEAR_TITLE = frozenset({Part.ABOVE, Part.META})
_BEFORE_TEXT = _NEAR_TITLE | {Part.BODY_START}


def printed_dates(scene: Scene, metas: list[HtmlElement], reader: DateReader) -> list[DateEvidence]:
    """Return the dates that stand in the page's elements; of those in one place the most trusted comes first."""
    seen = [*marked_dates(scene, metas, reader), *without_lists(list(_lines(scene, reader))), *_opening(scene, reader)]
    seen.sort(key=lambda one: -one.trust)
    return _bounded(_standing_in([one.evidence for one in seen]))


def _standing_in(evidence: list[DateEvidence]) -> list[DateEvidence]:
    """Where a page prints nothing but when it was altered, its `<time>` stands for when it came out: weakly."""
    if any(one.role is Role.PUBLISHED for one in evidence):
        return evidence
    return [
        replace(one, role=Role.PUBLISHED, path=f"{WEAK}{one.path}")
        if one.place is Place.TIME and one.role is Role.MODIFIED
        else one
        for one in evidence
    ]


def _bounded(evidence: list[DateEvidence]) -> list[DateEvidence]:
    kept: list[DateEvidence] = []
    counts: dict[str, int] = {}
    for one in evidence:
        counts[one.place] = counts.get(one.place, 0) + 1
        if counts[one.place] <= MAX_OTHERS and one not in kept:
            kept.append(one)
    return kept


def _opening(scene: Scene, reader: DateReader) -> Iterator[Seen]:
    """The date that the text opens with: believed where nothing else tells one."""
    date = read_opening(scene.opening, reader) if scene.opening else None
    if date is not None:
        where = (Place.VISIBLE, Role.PUBLISHED, f"{WEAK}opening of the text")
        yield Seen(as_evidence(date.text, date, where), LEAST_TRUST)


def _lines(scene: Scene, reader: DateReader) -> Iterator[Seen]:
    """Printed lines, and the attributes of `<time>`."""
    read: set[HtmlElement] = set()
    for element, text, part, sentence in find_hits(scene, reader):
        line = read_line(element, reader)
        if element.tag == "time" and (moment := _moment_of(element)):
            if line is None and part in _BEFORE_TEXT:
                line = read_yearless(element, moment, reader)
            yield from _time(element, moment, line, (scene, part, reader))
        if line is None and (sentence or part in _NEAR_TITLE):
            line = read_part(element, text, reader, sentence=sentence)
        if line is None and part in _NEAR_TITLE:
            yield from _refused(element, text, part, reader)
        if line is not None and line.element not in read and not is_part_of_heading(line):
            read.add(line.element)
            yield from _line(line, part, scene, reader)


def _refused(element: HtmlElement, text: str, part: Part, reader: DateReader) -> Iterator[Seen]:
    """A date by the headline that cannot be true, kept with the reason."""
    words = " ".join(text.split())
    if reason := reader.refusal(words):
        where = (Place.VISIBLE, role_of(element, Place.VISIBLE, part), path_of(element))
        yield Seen(as_evidence(words, Refusal(words, reason), where), 0, part)


def _moment_of(element: HtmlElement) -> str:
    """Return the moment that a `<time>` declares, or leaves in data for a script to print; empty where it says none."""
    said = element.get("datetime") or next(filter(_ISO_DAY.match, element.values()), "")
    return said.strip()


def _time(
    element: HtmlElement, moment: str, line: DateLine | None, known: tuple[Scene, Part, DateReader]
) -> Iterator[Seen]:
    scene, part, reader = known
    place, trust = place_of(element, part, scene, Place.TIME)
    where = (place, role_of_time(element, line, place, part), path_of(element))
    evidence = reader.evidence(moment, *where)
    if evidence.value:
        yield Seen(evidence, trust)


def _line(line: DateLine, part: Part, scene: Scene, reader: DateReader) -> Iterator[Seen]:
    if is_of_picture(line, scene):
        return
    stands, part, path = part, scene.part_of(line, part), path_of(line.element)
    if scene.is_masthead(line, part):
        yield Seen(as_evidence(line.whole, line.date, (Place.MASTHEAD, Role.CLOCK, path)), 0, part)
        return
    place, trust = place_of(line.element, part, scene, Place.VISIBLE, told=is_told(line))
    trust -= OVER_ALL if stands is not part else 0
    role = role_of_line(line, place, part)
    if role is Role.OTHER and not line.is_modified and scene.is_end(line, part):
        role, path = Role.PUBLISHED, f"{WEAK}end of the text"
    yield Seen(as_evidence(line.text, line.date, (place, role, path)), trust + trust_in(line), part)
    second = line.second(reader) if role is Role.PUBLISHED and place is Place.VISIBLE else None
    if second is not None:
        which = Role.MODIFIED if says_modified(line.after) else Role.OTHER
        yield Seen(as_evidence(second.text, second, (place, which, path)), trust, part)
