"""Dates in the page's elements: printed lines, `<time>`, microdata and hidden marks, each with its place."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from newscrawler.dates import WEAK
from newscrawler.extraction.date_line import DateLine, is_part_of_heading, read_line, read_part
from newscrawler.extraction.date_lists import Seen, without_lists
from newscrawler.extraction.date_names import PROPERTIES, opens_byline, says_modified, tells_publication
from newscrawler.extraction.date_opening import read_opening
from newscrawler.extraction.date_place import NEAR, is_of_picture, is_told, place_of, role_of, role_of_line, trust_in
from newscrawler.extraction.date_reader import YEAR, as_evidence
from newscrawler.extraction.date_scene import Part, Scene
from newscrawler.extraction.elements import HEADINGS
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
_MAY_HEAD = _NEAR_TITLE | {Part.BODY_START}
"""Parts in which a date may be marked up as a heading."""
LONGEST_HEADING = 40
SHORTEST_SENTENCE = 24
LONGEST_BYLINE = 80
LEAST_BYLINE_WORDS = 1
LEAST_TRUST = -9

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


def printed_dates(scene: Scene, metas: list[HtmlElement], reader: DateReader) -> list[DateEvidence]:
    """Return the dates that stand in the page's elements; of those in one place the most trusted comes first."""
    seen = [*_marked(scene, metas, reader), *without_lists(list(_lines(scene, reader))), *_opening(scene, reader)]
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


def _marked(scene: Scene, metas: list[HtmlElement], reader: DateReader) -> Iterator[Seen]:
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
        yield Seen(reader.evidence(text.strip(), Place.MICRODATA, role, f"{path_of(element)} {name}"), 1)


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


def _opening(scene: Scene, reader: DateReader) -> Iterator[Seen]:
    """The date that the text opens with: believed where nothing else tells one."""
    date = read_opening(scene.opening, reader) if scene.opening else None
    if date is not None:
        where = (Place.VISIBLE, Role.PUBLISHED, f"{WEAK}opening of the text")
        yield Seen(as_evidence(date.text, date, where), LEAST_TRUST)


def _lines(scene: Scene, reader: DateReader) -> Iterator[Seen]:
    """Printed lines, and the attributes of `<time>`."""
    read: set[HtmlElement] = set()
    for element, text, part, sentence in _hits(scene, reader):
        if element.tag == "time" and element.get("datetime"):
            yield from _time(element, part, scene, reader)
        line = read_line(element, reader)
        if line is None and (sentence or part in _NEAR_TITLE):
            line = read_part(element, text, reader, sentence=sentence)
        if line is not None and line.element not in read and not is_part_of_heading(line):
            read.add(line.element)
            yield from _line(line, part, scene, reader)


def _hits(scene: Scene, reader: DateReader) -> Iterator[tuple[HtmlElement, str, Part, str]]:
    """Yield the elements that hold a number or a word of relative time in a short text of their own, and all `<time>`.

    Each with the part of the page it stands in, and with the sentence round it where that says when the text came out.
    """
    outside = inside = 0
    last = None
    for holder, text, node, at in _candidates(scene.found, reader):
        part = None if holder is last else scene.part_at(node, at)
        if part is None or (part is Part.OUTSIDE and outside > MAX_OUTSIDE) or _is_foreign_text(holder, text, part):
            continue
        block = scene.found.blocks[at].text if at < len(scene.found.blocks) else ""
        sentence = block if part is not Part.OUTSIDE and (_is_telling(block) or _is_byline(block, part)) else ""
        if part is Part.BODY and len(text) > LONGEST_RELATIVE and len(block) > LONGEST_LINE and not sentence:
            continue
        last, inside, outside = holder, inside + (part is not Part.OUTSIDE), outside + (part is Part.OUTSIDE)
        yield holder, text, part, sentence
        if inside > MAX_HITS:
            return


def _is_telling(sentence: str) -> bool:
    """Is it one like "This entry was posted on 3 December by Ann and is filed under World"?"""
    return SHORTEST_SENTENCE < len(sentence) < LONGEST_DATED and tells_publication(sentence)


def _is_byline(line: str, part: Part) -> bool:
    """Is it one like "von Ada Example, 8.5.12" before the text?"""
    names = _DIGIT.split(line, maxsplit=1)[0].split()
    is_short = len(line) < LONGEST_BYLINE and len(names) > LEAST_BYLINE_WORDS
    return is_short and part in _MAY_HEAD and opens_byline(line)


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


def _is_foreign_text(element: HtmlElement, text: str, part: Part) -> bool:
    near = list(climb(element))[:NEAR]
    unfit = {one.tag for one in near} & _NOT_IN
    if not unfit or any("date" in (one.get("class") or "").lower() for one in near):
        return False
    return not (unfit <= HEADINGS and part in _MAY_HEAD and len(text.strip()) <= LONGEST_HEADING)


def _time(element: HtmlElement, part: Part, scene: Scene, reader: DateReader) -> Iterator[Seen]:
    place, trust = place_of(element, part, scene, Place.TIME)
    where = (place, role_of(element, place, part), path_of(element))
    evidence = reader.evidence((element.get("datetime") or "").strip(), *where)
    if evidence.value:
        yield Seen(evidence, trust)


def _line(line: DateLine, part: Part, scene: Scene, reader: DateReader) -> Iterator[Seen]:
    if is_of_picture(line, scene):
        return
    part, path = scene.part_of(line, part), path_of(line.element)
    if scene.is_masthead(line, part):
        yield Seen(as_evidence(line.whole, line.date, (Place.MASTHEAD, Role.CLOCK, path)), 0, part)
        return
    place, trust = place_of(line.element, part, scene, Place.VISIBLE, told=is_told(line))
    role = role_of_line(line, place, part)
    if role is Role.OTHER and not line.is_modified and scene.is_end(line, part):
        role, path = Role.PUBLISHED, f"{WEAK}end of the text"
    yield Seen(as_evidence(line.text, line.date, (place, role, path)), trust + trust_in(line), part)
    second = line.second(reader) if role is Role.PUBLISHED and place is Place.VISIBLE else None
    if second is not None:
        which = Role.MODIFIED if says_modified(line.after) else Role.OTHER
        yield Seen(as_evidence(second.text, second, (place, which, path)), trust, part)
