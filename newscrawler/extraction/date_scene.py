"""The page as dates see it: the masthead, the line under the headline, the text, and what is not the article's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from newscrawler.extraction.date_line import short_text
from newscrawler.extraction.surroundings import PAGE_TAGS, climb, kinds_above, next_outside, shared_holder, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.date_line import DateLine
    from newscrawler.markup import Elements

MAX_AFTER = 400
"""Elements behind the text, inside the article, that are looked at."""
PROSE_LETTERS = 140
STEPS_OVER = 3
STEPS_OVER_NAMED = 7
"""So many holders above headline and text a date may stand beside them, as blogs group what appeared on one day."""
_MENUS = frozenset({"header", "nav", "aside", "footer"})

_CLOCK_WORDS = re.compile(
    r"today|to-day|clock|current-?(?:date|time)|date-?now|now-?date|date-?today|header-?date|top-?date|site-?date|"
    r"top-?(?:nav|bar|header|menu)|masthead|navbar|hijri|islamic",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(r"publish|posted|entry-date|post-date|article|story|news-?date|meta", re.IGNORECASE)
_FOREIGN = frozenset({"related", "popular", "comment", "nav", "footer", "sidebar"})


class Part(Enum):
    """Which part of the page an element stands in."""

    OUTSIDE = "outside"
    ABOVE = "above"
    META = "meta"
    BODY_START = "body start"
    BODY = "body"
    AFTER = "after"


@dataclass(frozen=True)
class Scene:
    """The page's elements with the article's headline and text; either may be missing."""

    elements: Elements
    title: HtmlElement | None
    container: HtmlElement | None

    @cached_property
    def scope(self) -> HtmlElement | None:
        """The closest element that holds headline and text; the article element round one of them without the other."""
        if self.title is not None and self.container is not None:
            return shared_holder(self.title, self.container)
        known = self.container if self.container is not None else self.title
        if known is None:
            return None
        return next((holder for holder in climb(known) if holder.tag in ("article", *PAGE_TAGS)), known)

    def walk(self) -> Iterator[tuple[HtmlElement, Part]]:
        """Yield the elements up to the article's end, each with its part of the page."""
        scope, behind_scope = self.scope, next_outside(self.scope)
        behind_text = next_outside(self.container)
        part, after, in_text = Part.OUTSIDE, 0, False
        for element in self.elements:
            if element is behind_scope or after > MAX_AFTER:
                return
            if element is scope:
                part = Part.ABOVE
            if element is self.title:
                part = Part.META
            elif element is self.container:
                part, in_text = Part.BODY_START, True
            elif element is behind_text:
                part, in_text = Part.AFTER, False
            if in_text and _is_prose(element):
                part = Part.BODY
            after += part is Part.AFTER
            yield element, part

    def part_of(self, line: DateLine, part: Part) -> Part:
        """Return the part that a line stands in: a date alone may stand over what holds headline and text."""
        if part is not Part.OUTSIDE or self.scope is None:
            return part
        named = "date" in words_of(line.element).lower()
        steps = STEPS_OVER_NAMED if named else STEPS_OVER
        above = [one for one in list(climb(self.scope))[1 : steps + 1] if one.tag not in PAGE_TAGS]
        branch = next((one for one in climb(line.element) if one.getparent() in above), None)
        alone = branch is not None and branch.tag not in _MENUS and short_text(branch) == line.whole
        return Part.ABOVE if alone else part

    def is_masthead(self, line: DateLine, part: Part) -> bool:
        """Is the line the page's clock, by its place: above the headline, outside what holds headline and text?"""
        if part not in (Part.OUTSIDE, Part.ABOVE):
            return False
        words = " ".join(words_of(holder) for holder in climb(line.element) if holder.tag not in PAGE_TAGS)
        if part is Part.ABOVE and self.title is not None and not _holds_page(self.scope):
            near = " ".join(words_of(holder) for holder in list(climb(line.element))[:2])
            return bool(_CLOCK_WORDS.search(near)) and not _OWN_WORDS.search(near)
        if _CLOCK_WORDS.search(words) or not {"header", "nav"}.isdisjoint(kinds_above(line.element)):
            return True
        if line.element.tag == "time" or (line.before.strip() and line.is_alone):
            return False
        return not _OWN_WORDS.search(" ".join(words_of(holder) for holder in list(climb(line.element))[:2]))

    def is_foreign(self, element: HtmlElement) -> bool:
        """Does the element belong to another item of the page than the article: a teaser, a comment?"""
        for holder in climb(element):
            if holder is self.scope or holder is self.container or holder.tag in PAGE_TAGS:
                return not kinds_above(element, holder).isdisjoint(_FOREIGN)
            if holder is not element and holder.get("itemscope") is not None:
                return True
        return False


def _holds_page(element: HtmlElement | None) -> bool:
    return element is None or element.tag in PAGE_TAGS


def _is_prose(element: HtmlElement) -> bool:
    return len(element.text or "") > PROSE_LETTERS or len(element.tail or "") > PROSE_LETTERS
