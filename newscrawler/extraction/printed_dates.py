"""Dates in the page's elements: printed lines, `<time>`, microdata and hidden marks, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from newscrawler.extraction.date_line import DateLine, read_line, read_part
from newscrawler.extraction.date_names import PROPERTIES, says_modified, says_published
from newscrawler.extraction.date_place import NEAR, is_of_picture, place_of, role_of, trust_in
from newscrawler.extraction.date_reader import YEAR, as_evidence
from newscrawler.extraction.date_scene import Part, Scene
from newscrawler.extraction.surroundings import climb, path_of
from newscrawler.items import DateEvidence, Place, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Attributes, Blocks, Scrap
    from newscrawler.extraction.date_reader import DateReader

MAX_HITS = 250
"""Elements with numbers that are looked at on one page."""
MAX_OTHERS = 12
"""Dates of related items and of comments that are kept, each."""
MAX_OUTSIDE = 60
"""Of these so many above the article: the masthead comes first."""
_NEAR_TITLE = frozenset({Part.ABOVE, Part.META})

# Cheap tests before a text is read: a digit of any script, or a word of relative time.
_DIGIT = re.compile(r"\d")
_RELATIVE = re.compile(r"منذ|قبل|أمس|امس|اليوم|مضت|دیروز|امروز|esterday|oday|ago\b|estern|eute|ier\b|yer\b|eri\b|ntem")
LONGEST_RELATIVE = 30
LONGEST_LINE = 160
"""A block of the text with more letters speaks of days, and tells none of its own."""
LONGEST_DATED = 400
"""A block with more letters is no date line."""
_NOT_IN = frozenset(
    {"title", "h1", "h2", "h3", "script", "style", "noscript", "option", "select", "textarea", "button", "figcaption"}
)
_ABBR_WORDS = ("published", "updated", "date")
"""Classes of the hAtom microformat, whose dates stand in the title of an `<abbr>`."""


@dataclass(frozen=True, slots=True)
class _Seen:
    evidence: DateEvidence
    trust: int


def printed_dates(scene: Scene, metas: list[HtmlElement], reader: DateReader) -> list[DateEvidence]:
    """Return the dates that stand in the page's elements; of those in one place the most trusted comes first."""
    seen = [*_marked(scene, metas, reader), *_lines(scene, reader)]
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


def _marked(scene: Scene, metas: list[HtmlElement], reader: DateReader) -> Iterator[_Seen]:
    """Microdata and microformats whose value stands in an attribute."""
    shown = chain(((one, one.attrib) for one in metas), ((one, named) for one, named, _ in scene.found.marked))
    marked = (element for element, attributes in shown if _is_marked(element, attributes))
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


def _is_marked(element: HtmlElement, attributes: Attributes) -> bool:
    if "itemprop" in attributes:
        named = attributes["itemprop"]
        return ("date" in named or named == "uploadDate") and element.tag != "link"
    if "property" in attributes:
        return ":date" in attributes["property"] and element.tag != "link"
    return (
        element.tag == "abbr"
        and "title" in attributes
        and any(one in attributes.get("class", "") for one in _ABBR_WORDS)
    )


def _lines(scene: Scene, reader: DateReader) -> Iterator[_Seen]:
    """Printed lines, and the attributes of `<time>`."""
    read: set[HtmlElement] = set()
    for element, text, part in _hits(scene, reader):
        if element.tag == "time" and element.get("datetime"):
            yield from _time(element, part, scene, reader)
        line = read_line(element, reader) or (read_part(element, text, reader) if part in _NEAR_TITLE else None)
        if line is not None and line.element not in read:
            read.add(line.element)
            yield from _line(line, part, scene, reader)


def _hits(scene: Scene, reader: DateReader) -> Iterator[tuple[HtmlElement, str, Part]]:
    """The elements that hold a number or a word of relative time in a short text of their own, and every `<time>`."""
    outside = inside = 0
    last = None
    for holder, text, node, block in _candidates(scene.found, reader):
        part = None if holder is last else scene.part_at(node, block)
        if part is None or (part is Part.OUTSIDE and outside > MAX_OUTSIDE) or _is_foreign_text(holder):
            continue
        if (
            part is Part.BODY
            and len(text) > LONGEST_RELATIVE
            and scene.found.blocks[min(block, len(scene.found.blocks) - 1)].length > LONGEST_LINE
        ):
            continue
        last, inside, outside = holder, inside + (part is not Part.OUTSIDE), outside + (part is Part.OUTSIDE)
        yield holder, text, part
        if inside > MAX_HITS:
            return


def _candidates(found: Blocks, reader: DateReader) -> Iterator[Scrap]:
    """Yield the short texts that may be dates, or parts of dates whose year stands in the same block."""
    scraps = chain(found.scraps, found.hidden_scraps)
    if reader.knows_today:
        yield from (scrap for scrap in scraps if _may_be_date(scrap[0], scrap[1]))
        return
    dated = {at for at, block in enumerate(found.blocks) if len(block.text) < LONGEST_DATED and YEAR.search(block.text)}
    for scrap in scraps:
        holder, text, _, block = scrap
        if (_DIGIT.search(text) and (block in dated or YEAR.search(text))) or holder.tag == "time":
            yield scrap


def _may_be_date(holder: HtmlElement, text: str) -> bool:
    if _DIGIT.search(text) is not None or holder.tag == "time":
        return True
    return len(text) <= LONGEST_RELATIVE and _RELATIVE.search(text) is not None


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
    if role is Role.OTHER and place is Place.VISIBLE and says_published(line.before):
        role = Role.PUBLISHED
    role = Role.MODIFIED if role is Role.PUBLISHED and line.is_modified else role
    yield _Seen(as_evidence(line.text, line.date, (place, role, path)), trust + trust_in(line))
    second = line.second(reader) if role is Role.PUBLISHED and place is Place.VISIBLE else None
    if second is not None:
        which = Role.MODIFIED if says_modified(line.after) else Role.OTHER
        yield _Seen(as_evidence(second.text, second, (place, which, path)), trust)
