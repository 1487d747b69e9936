"""Where a page may print a date: short texts with a number or a word of relative time, found before any is read."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newscrawler.extraction.date_names import opens_byline, tells_publication
from newscrawler.extraction.date_place import NEAR
from newscrawler.extraction.date_scene import Part, Scene
from newscrawler.extraction.date_shapes import has_year, with_number
from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.surroundings import nearest
from newscrawler.extraction.tables import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Blocks, Scrap
    from newscrawler.extraction.date_reader import DateReader

MAX_HITS = 250
"""Elements with numbers that are looked at on one page."""
MAX_OUTSIDE = 60
"""Of these so many above the article: the masthead comes first."""
LONGEST_HEADING = 40
SHORTEST_SENTENCE = 24
LONGEST_BYLINE = 80
LEAST_BYLINE_WORDS = 1
LONGEST_RELATIVE = 30
LONGEST_LINE = 160
"""A block of the text with more letters speaks of days, and tells none of its own."""
LONGEST_DATED = 400
"""A block with more letters is no date line."""
_MAY_HEAD = frozenset({Part.ABOVE, Part.META, Part.BODY_START})
"""Parts in which a date may be marked up as a heading."""
_OUTSIDE, _BODY = Part.OUTSIDE, Part.BODY
"""Looked up once, not for each text."""
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_WORDS_APART = bytes(at if chr(at).isalnum() or chr(at) == "_" else ord(" ") for at in range(128)) + bytes(128)
"""White space for what is no part of a word in ASCII."""
_UNSPACED = re.compile("[昨今前本]日|[昨今前]天|어제|오늘|그제")
_NOT_IN = frozenset(
    {"title", "h1", "h2", "h3", "script", "style", "noscript", "option", "select", "textarea", "button", "figcaption"}
)


class Hit(NamedTuple):
    """A short text that may hold a date."""

    element: HtmlElement
    text: str
    part: Part
    """The part of the page it stands in."""
    sentence: str
    """The sentence or byline round it, where that says when the text came out."""


def find_hits(scene: Scene, reader: DateReader) -> Iterator[Hit]:
    """Yield the elements with a number or a word of relative time in a short text of their own, and all `<time>`."""
    outside = inside = 0
    last = None
    for holder, text, node, at in _candidates(scene.found, reader):
        part = None if holder is last else scene.part_at(node, at)
        if part is None or (part is _OUTSIDE and outside > MAX_OUTSIDE) or _is_foreign_text(holder, text, part):
            continue
        block = scene.found.blocks[at].text if at < len(scene.found.blocks) else ""
        sentence = block if part is not _OUTSIDE and (_is_telling(block) or _is_byline(block, part)) else ""
        if part is _BODY and len(text) > LONGEST_RELATIVE and len(block) > LONGEST_LINE and not sentence:
            continue
        last, inside, outside = holder, inside + (part is not _OUTSIDE), outside + (part is _OUTSIDE)
        yield Hit(holder, text, part, sentence)
        if inside > MAX_HITS:
            return


def _is_telling(sentence: str) -> bool:
    """Is it one like "This entry was posted on 3 December by Ann and is filed under World"?"""
    return SHORTEST_SENTENCE < len(sentence) < LONGEST_DATED and tells_publication(sentence)


def _is_byline(line: str, part: Part) -> bool:
    """Is it one like "von Ada Example, 8.5.12" before the text?"""
    if part not in _MAY_HEAD or len(line) >= LONGEST_BYLINE:
        return False
    names = _DIGIT.split(line, maxsplit=1)[0].split()
    return len(names) > LEAST_BYLINE_WORDS and opens_byline(line)


def _candidates(found: Blocks, reader: DateReader) -> list[Scrap]:
    """Return the short texts that may be dates, or parts of dates whose year stands in the same block."""
    scraps = [*found.scraps, *found.hidden_scraps]
    texts = [one[1] for one in scraps]
    numbered = zip(scraps, with_number(texts), strict=True)
    if reader.knows_today:
        relative = _relative_among(texts)
        return [one for one, has_number in numbered if has_number or one[1] in relative or one[0].tag == "time"]
    is_dated = _dated_blocks(found)
    return [
        one
        for one, has_number in numbered
        if (has_number and (is_dated(one[3]) or has_year(one[1]))) or one[0].tag == "time"
    ]


def _dated_blocks(found: Blocks) -> Callable[[int], bool]:
    """Return whether a year stands in the block of an index, which is read once and only when it is asked for."""

    @cache
    def is_dated(at: int) -> bool:
        text = found.blocks[at].text if at < len(found.blocks) else ""
        return len(text) < LONGEST_DATED and has_year(text)

    return is_dated


def _is_foreign_text(element: HtmlElement, text: str, part: Part) -> bool:
    near = nearest(element, NEAR)
    unfit = {one.tag for one in near} & _NOT_IN
    if not unfit or any("date" in (one.get("class") or "").lower() for one in near):
        return False
    return not (unfit <= HEADINGS and part in _MAY_HEAD and len(text.strip()) <= LONGEST_HEADING)


def _relative_among(texts: list[str]) -> set[str]:
    """Return the short ones of some texts that may count back from now.

    Those in ASCII, nearly all of them on most pages, are looked through together: seldom does one hold such a word.
    """
    short = {text for text in texts if len(text) <= LONGEST_RELATIVE}
    plain = {text for text in short if text.isascii()}
    said = " ".join(plain).lower().encode().translate(_WORDS_APART).decode().split()
    if words("relative_words").isdisjoint(said):
        short -= plain
    return set(filter(tells_relative, short))


@lru_cache(maxsize=4096)
def tells_relative(text: str) -> bool:
    """May a short text without a number count back from now: "gestern", "il y a une heure", "昨天"?"""
    told = words("relative_words")
    if not told.isdisjoint(_WORD.findall(text.casefold())):
        return True
    return not text.isascii() and _UNSPACED.search(text) is not None
