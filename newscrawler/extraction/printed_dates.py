"""Dates in the page's elements: printed lines, `<time>`, microdata and hidden marks, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.extraction.date_line import DateLine, read_line, read_part
from newscrawler.extraction.date_names import PROPERTIES, says_modified
from newscrawler.extraction.date_place import NEAR, is_of_picture, place_of, role_of, trust_in
from newscrawler.extraction.date_reader import as_evidence
from newscrawler.extraction.date_scene import Part, Scene
from newscrawler.extraction.surroundings import climb, path_of
from newscrawler.items import DateEvidence, Place, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.date_reader import DateReader

MAX_HITS = 250
"""Elements with numbers that are looked at on one page."""
MAX_OTHERS = 12
"""Dates of related items and of comments that are kept, each."""
MAX_OUTSIDE = 60
"""Of these so many above the article: the masthead comes first."""
LONGEST_NODE = 110
_NEAR_TITLE = frozenset({Part.ABOVE, Part.META})

# Cheap tests before a text is read: a digit of any script, or a word of relative time.
_DIGIT = re.compile(r"\d")
_RELATIVE = re.compile(r"منذ|قبل|أمس|امس|اليوم|مضت|دیروز|امروز|esterday|oday|ago\b|estern|eute|ier\b|yer\b|eri\b|ntem")
LONGEST_RELATIVE = 30
_NOT_IN = frozenset(
    {"title", "h1", "h2", "h3", "script", "style", "noscript", "option", "select", "textarea", "button", "figcaption"}
)
_MARKS = ("itemprop", "property", "title")
_ABBR_WORDS = ("published", "updated", "date")
"""Classes of the hAtom microformat, whose dates stand in the title of an `<abbr>`."""


@dataclass(frozen=True, slots=True)
class _Seen:
    evidence: DateEvidence
    trust: int


def printed_dates(scene: Scene, reader: DateReader) -> list[DateEvidence]:
    """Return the dates that stand in the page's elements; of those in one place the most trusted comes first."""
    seen = [*_marked(scene, reader), *_lines(scene, reader)]
    seen.sort(key=lambda one: -one.trust)
    return _bounded([one.evidence for one in seen])


def _bounded(evidence: list[DateEvidence]) -> list[DateEvidence]:
    kept: list[DateEvidence] = []
    counts: dict[str, int] = {}
    for one in evidence:
        counts[one.place] = counts.get(one.place, 0) + 1
        if counts[one.place] <= MAX_OTHERS and one not in kept:
            kept.append(one)
    return kept


def _marked(scene: Scene, reader: DateReader) -> Iterator[_Seen]:
    """Microdata and microformats whose value stands in an attribute."""
    attributes = scene.elements.attributes
    marked = (one for one in scene.elements.having(*_MARKS) if _is_marked(one, attributes[one]))
    for element in islice(marked, MAX_HITS):
        text = (
            element.get("content")
            or element.get("datetime")
            or (element.get("title") if element.tag == "abbr" else None)
        )
        if not text or not text.strip() or scene.is_foreign(element):
            continue
        name = (element.get("itemprop") or element.get("property") or "datePublished").rpartition(":")[2].split()[0]
        role = PROPERTIES.get(name, Role.PUBLISHED if "ublish" in name or name == "date" else Role.OTHER)
        yield _Seen(reader.evidence(text.strip(), Place.MICRODATA, role, f"{path_of(element)} {name}"), 1)


def _is_marked(element: HtmlElement, attributes: dict[str, str]) -> bool:
    if (
        element.tag == "abbr"
        and "title" in attributes
        and any(one in attributes.get("class", "") for one in _ABBR_WORDS)
    ):
        return True
    named = attributes.get("itemprop", "")
    is_date = "date" in named or named == "uploadDate" or ":date" in attributes.get("property", "")
    return is_date and element.tag != "link"


def _lines(scene: Scene, reader: DateReader) -> Iterator[_Seen]:
    """Printed lines, and the attributes of `<time>`."""
    read: set[HtmlElement] = set()
    for element, text, part in _hits(scene):
        if element.tag == "time" and element.get("datetime"):
            yield from _time(element, part, scene, reader)
        line = read_line(element, reader) or (read_part(element, text, reader) if part in _NEAR_TITLE else None)
        if line is not None and line.element not in read:
            read.add(line.element)
            yield from _line(line, part, scene, reader)


def _hits(scene: Scene) -> Iterator[tuple[HtmlElement, str, Part]]:
    """The elements that hold a number or a word of relative time in a short text of their own, and every `<time>`."""
    outside = inside = 0
    last = None
    for element, part in scene.walk():
        if part is Part.OUTSIDE and outside > MAX_OUTSIDE:
            continue
        for holder, text in _with_number(element):
            if holder is not last:
                last, inside, outside = holder, inside + (part is not Part.OUTSIDE), outside + (part is Part.OUTSIDE)
                yield holder, text, part
        if inside > MAX_HITS:
            return


def _with_number(element: HtmlElement) -> list[tuple[HtmlElement, str]]:
    """The element where its text may be a date, and its holder where the text behind the element may be one."""
    found = []
    text, behind = element.text, element.tail
    if (element.tag == "time" or (text and _may_be_date(text))) and not _is_foreign_text(element):
        found.append((element, text or ""))
    if behind and _may_be_date(behind):
        holder = element.getparent()
        if holder is not None and not _is_foreign_text(holder):
            found.append((holder, behind))
    return found


def _may_be_date(text: str) -> bool:
    if len(text) > LONGEST_NODE or text.isspace():
        return False
    return _DIGIT.search(text) is not None or (len(text) <= LONGEST_RELATIVE and _RELATIVE.search(text) is not None)


def _is_foreign_text(element: HtmlElement) -> bool:
    near = list(climb(element))[:NEAR]
    return any(one.tag in _NOT_IN for one in near) and not any(
        "date" in (one.get("class") or "").lower() for one in near
    )


def _time(element: HtmlElement, part: Part, scene: Scene, reader: DateReader) -> Iterator[_Seen]:
    place, trust = place_of(element, part, scene, Place.TIME)
    where = (place, role_of(element, place, part), path_of(element))
    evidence = reader.evidence((element.get("datetime") or "").strip(), *where)
    if evidence.value:
        yield _Seen(evidence, trust)


def _line(line: DateLine, part: Part, scene: Scene, reader: DateReader) -> Iterator[_Seen]:
    if is_of_picture(line, scene):
        return
    part, path = scene.part_of(line, part), path_of(line.element)
    if scene.is_masthead(line, part):
        yield _Seen(as_evidence(line.whole, line.date, (Place.MASTHEAD, Role.CLOCK, path)), 0)
        return
    place, trust = place_of(line.element, part, scene, Place.VISIBLE)
    role = role_of(line.element, place, part)
    role = Role.MODIFIED if role is Role.PUBLISHED and line.is_modified else role
    yield _Seen(as_evidence(line.text, line.date, (place, role, path)), trust + trust_in(line))
    second = line.second(reader) if role is Role.PUBLISHED and place is Place.VISIBLE else None
    if second is not None:
        which = Role.MODIFIED if says_modified(line.after) else Role.OTHER
        yield _Seen(as_evidence(second.text, second, (place, which, path)), trust)
