"""Dates in the page's elements: printed lines, `<time>`, microdata and hidden marks, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from newscrawler.extraction.date_line import DateLine, read_line
from newscrawler.extraction.date_names import PROPERTIES
from newscrawler.extraction.date_reader import as_evidence
from newscrawler.extraction.date_scene import Part, Scene
from newscrawler.extraction.surroundings import climb, elements_at, is_unseen, kinds_above, path_of, words_of
from newscrawler.items import DateEvidence, Place, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.date_reader import DateReader

MAX_HITS = 250
"""Elements with numbers that are looked at on one page."""
MAX_OTHERS = 12
"""Dates of related items and of comments that are kept, each."""
LONGEST_NODE = 110
SHORTEST_DATE = 6
NEAR = 4
"""Holders of a text that tell what kind of text it is."""

# Cheap test before a text is read: a digit of any script, or a word of relative time.
_MAY_BE_DATE = re.compile(
    r"\d|منذ|قبل|أمس|امس|اليوم|مضت|دیروز|امروز|yesterday|today|ago\b|gestern|heute|hier\b|ayer|ieri|ontem",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"date|time|publish|posted|fecha|datum|tarih|tarikh|dato|clock|calendar|meta|updated|created", re.IGNORECASE
)
_NOT_IN = frozenset(
    {"title", "h1", "h2", "h3", "script", "style", "noscript", "option", "select", "textarea", "button", "figcaption"}
)
_OTHER_ITEMS = frozenset({"related", "popular", "nav", "footer", "sidebar", "ads", "aside", "newsletter"})
_NO_DATE_OF_TEXT = frozenset({"caption", "figure", "figcaption", "share", "tags", "consent"})
_MARKED = etree.XPath(
    "//*[contains(@itemprop, 'date') or @itemprop = 'uploadDate' or contains(@property, ':date')][not(self::link)]"
    "|//abbr[@title][contains(@class, 'published') or contains(@class, 'updated') or contains(@class, 'date')]"
)


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
    for element in elements_at(_MARKED, scene.root)[:MAX_HITS]:
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


def _lines(scene: Scene, reader: DateReader) -> Iterator[_Seen]:
    """Printed lines, and the attributes of `<time>`."""
    read: set[HtmlElement] = set()
    for element, part in _hits(scene):
        if element.tag == "time" and element.get("datetime"):
            yield from _time(element, part, scene, reader)
        line = read_line(element, reader)
        if line is not None and line.element not in read:
            read.add(line.element)
            yield from _line(line, part, scene, reader)


def _hits(scene: Scene) -> Iterator[tuple[HtmlElement, Part]]:
    """The elements that hold a number or a word of relative time in a short text of their own, and every `<time>`."""
    hits = 0
    last = None
    for element, part in scene.walk():
        for holder in _with_number(element):
            if holder is not last:
                last, hits = holder, hits + 1
                yield holder, part
        if hits > MAX_HITS:
            return


def _with_number(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element where its text may be a date, and its holder where the text behind the element may be one."""
    if (element.tag == "time" or _may_be_date(element.text)) and not _is_foreign_text(element):
        yield element
    holder = element.getparent()
    if holder is not None and _may_be_date(element.tail) and not _is_foreign_text(holder):
        yield holder


def _may_be_date(text: str | None) -> bool:
    return bool(text) and len(text or "") <= LONGEST_NODE and _MAY_BE_DATE.search(text or "") is not None


def _is_foreign_text(element: HtmlElement) -> bool:
    near = list(climb(element))[:NEAR]
    return any(one.tag in _NOT_IN for one in near) and not any("date" in (one.get("class") or "").lower() for one in near)


def _time(element: HtmlElement, part: Part, scene: Scene, reader: DateReader) -> Iterator[_Seen]:
    kinds = kinds_above(element, scene.scope)
    place, trust = _place(element, part, kinds, Place.TIME)
    role = _role(element, place)
    evidence = reader.evidence(element.get("datetime", "").strip(), place, role, path_of(element))
    if evidence.value:
        yield _Seen(evidence, trust)


def _line(line: DateLine, part: Part, scene: Scene, reader: DateReader) -> Iterator[_Seen]:
    kinds = kinds_above(line.element, scene.scope)
    if not kinds.isdisjoint(_NO_DATE_OF_TEXT):
        return
    part = scene.part_of(line, part)
    if scene.is_masthead(line, part):
        yield _Seen(as_evidence(line.whole, line.date, (Place.MASTHEAD, Role.CLOCK, path_of(line.element))), 0)
        return
    place, trust = _place(line.element, part, kinds, Place.VISIBLE)
    role = Role.MODIFIED if line.is_modified and place is Place.VISIBLE else _role(line.element, place)
    if place is Place.HIDDEN and line.is_modified:
        role = Role.MODIFIED
    yield _Seen(as_evidence(line.text, line.date, (place, role, path_of(line.element))), trust + _looks_like_date(line))
    second = reader.printed(line.after) if not line.is_alone and len(line.after) >= SHORTEST_DATE else None
    if second is not None and place is Place.VISIBLE:
        which = Role.MODIFIED if DateLine(line.element, "", "", second, line.after, "").is_modified else Role.OTHER
        yield _Seen(as_evidence(second.text, second, (place, which, path_of(line.element))), trust)


def _looks_like_date(line: DateLine) -> int:
    words = " ".join(words_of(holder) for holder in list(climb(line.element))[:3])
    named = 3 if _DATE_WORDS.search(words) or line.element.tag == "time" else 0
    return (
        named
        + (2 if line.is_alone else 0)
        + (2 if line.before.strip() and not line.is_modified and line.is_alone else 0)
    )


def _place(element: HtmlElement, part: Part, kinds: set[str], own: Place) -> tuple[Place, int]:
    """Where a date stands, and how near to the headline: what is not the article's own has no trust."""
    if "comment" in kinds:
        return Place.COMMENT, 0
    if not kinds.isdisjoint(_OTHER_ITEMS) or part is Part.OUTSIDE:
        return Place.RELATED, 0
    if part is Part.AFTER and any(holder.tag == "a" for holder in list(climb(element))[:NEAR]):
        return Place.RELATED, 0
    if is_unseen(element):
        return Place.HIDDEN, 1
    return own, {Part.META: 6, Part.ABOVE: 4, Part.BODY_START: 4, Part.BODY: -5, Part.AFTER: 0}[part]


def _role(element: HtmlElement, place: Place) -> Role:
    if place in (Place.RELATED, Place.COMMENT):
        return Role.OTHER
    named = element.get("itemprop") or ""
    if named in PROPERTIES:
        return PROPERTIES[named]
    words = words_of(element).lower()
    return Role.MODIFIED if re.search(r"modif|date-upd|last-?upd", words) and "publish" not in words else Role.PUBLISHED
