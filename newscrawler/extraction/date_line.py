"""A printed date as one line: the element that holds it, with its label, and the words beside it."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from newscrawler.extraction.date_names import is_date_label, says_modified, says_published, tells_publication
from newscrawler.extraction.date_shapes import has_year
from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.surroundings import PAGE_TAGS, climb, nearest
from newscrawler.markup import visible_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newscrawler.dates import PrintedDate
    from newscrawler.extraction.date_reader import DateReader

MAX_LINE = 110
LONGEST_LABEL = 30
SHORTEST_DATE = 6
CALENDAR_TOLERANCE_DAYS = 2
MOST_WORDS_BESIDE = 6
DATE_SHARE = 0.5
"""A heading with less of a date in it is about a day."""
MAX_PARTS = 49
"""A line made of more runs of text than this, between tags, is no date line."""
LONGEST_YEARLESS = 30
SHORTEST_YEARLESS = 4
_MAX_STEPS = 3
_TIME_ALONE = re.compile(r"^[\s|,،\-–—·•(]*\d{1,2}[:.٫]\d{2}(?:[:.]\d{2})?\s*\S{0,6}[)\s]*$")
_WORD = re.compile(r"\S*\w\S*")
_NUMBER = re.compile(r"\d{1,2}(?!\d)")
_TIME = re.compile(r"\d{1,2}[:.٫]\d{2}(?![.\d]).*")
_LAST_PART = re.compile(r"[|•·;.]")
_EDGES = " \t|-–—·•/،,;"


class DateLine(NamedTuple):
    """A date as it is printed."""

    element: HtmlElement
    """The element that holds the whole line."""
    text: str
    """The line with its label; the date alone where other words stand on the line too."""
    whole: str
    """All words of the element."""
    date: PrintedDate
    before: str
    """The words before the date."""
    after: str
    """The words after it."""
    is_told: bool = False
    """The words round the date say that the text came out then."""
    inner: HtmlElement | None = None
    """The smallest element that holds the date, where that is another."""

    @property
    def is_sentence(self) -> bool:
        """Do more words stand round the date than a label, a name and a place have?"""
        return not self.is_alone and len(_WORD.findall(f"{self.before} {self.after}")) > MOST_WORDS_BESIDE

    @property
    def is_modified(self) -> bool:
        """Do the words beside the date say that the text was altered then?"""
        return says_modified(self.before) or (not _WORD.search(self.before) and _is_short_label(self.after))

    @property
    def is_alone(self) -> bool:
        """Is there nothing on the line but the date and its label?"""
        return self.text == self.whole

    def holders(self) -> list[HtmlElement]:
        """Return what holds the date, from the smallest element up to the one round the whole line."""
        inner = climb(self.inner) if self.inner is not None else ()
        inside = takewhile(lambda holder: holder is not self.element, inner)
        return [*inside, *nearest(self.element, 2)]

    def second(self, reader: DateReader) -> PrintedDate | None:
        """Return the date in the words after the first, where it stands among others."""
        return reader.printed(self.after) if not self.is_alone and len(self.after) >= SHORTEST_DATE else None


def _is_short_label(words: str) -> bool:
    return says_modified(words) and not any(letter.isdigit() for letter in words)


def short_text(element: HtmlElement, limit: int = MAX_LINE) -> str | None:
    """Return the words of an element; None where they are more than `limit` letters or many parts."""
    return visible_text(element) if is_short(element, limit) else None


def is_short(element: HtmlElement, limit: int) -> bool:
    """Are the words of an element no more than so many letters, in few parts?"""
    if len(element) == 0:
        return len((element.text or "").strip()) <= limit
    letters = parts = 0
    for one in element.iter():
        text, tail = one.text, one.tail
        if text and isinstance(one.tag, str):  # a comment says nothing, but what stands behind it does
            letters, parts = letters + len(text.strip()), parts + 1
        if tail and one is not element:
            letters, parts = letters + len(tail.strip()), parts + 1
        if letters > limit or parts > MAX_PARTS:
            return False
    return True


def read_line(element: HtmlElement, reader: DateReader) -> DateLine | None:
    """Return the date line that an element with a number in its text belongs to; None where it is no date."""
    held = _smallest_with_date(element, reader)
    if held is None:
        return None
    holder, text, date = _widened(*held, reader)
    at = text.find(date.text)
    before, after = (text[:at], text[at + len(date.text) :]) if at >= 0 else ("", "")
    alone = at < 0 or (_is_part(before) and _is_part(after))
    line = text if alone else date.text.strip(_EDGES)
    before = before if before.strip() else _words_before(holder)
    told = says_published(before) or tells_publication(before)
    return DateLine(holder, line, text, date, before, after, is_told=told and not says_modified(before), inner=held[0])


def _words_before(element: HtmlElement) -> str:
    """Return what stands before an element on its line: text, else the element before: a label with its date beside."""
    before = element.getprevious()
    above = element.getparent()
    text = before.tail if before is not None else above.text if above is not None else ""
    words = " ".join((text or "").split())
    if words:
        return _LAST_PART.split(words)[-1][-LONGEST_LABEL:]
    beside = short_text(before, LONGEST_LABEL) if before is not None and isinstance(before.tag, str) else None
    return beside if beside and not any(map(str.isdigit, beside)) else ""


def read_part(element: HtmlElement, text: str, reader: DateReader, *, sentence: str = "") -> DateLine | None:
    """Return the date in one text of an element that holds too many words for a line; None where it is no date.

    `sentence` is what the text is part of, where that says when the article came out.
    """
    part = " ".join(text.split())
    date = reader.printed(part) if part else None
    if date is None:
        return None
    before = part.partition(date.text)[0] if sentence else ""
    return DateLine(element, date.text.strip(_EDGES), sentence or part, date, before, "", is_told=bool(sentence))


def read_yearless(element: HtmlElement, moment: str, reader: DateReader) -> DateLine | None:
    """Return the day that a `<time>` prints without its year, which the moment that it declares tells; None for none.

    "13.3. at 2:00" is one, where the number of the day stands in it; "2 hours ago" is none.
    """
    text = short_text(element, LONGEST_YEARLESS) or ""
    date = reader.declared(moment) if len(text) >= SHORTEST_YEARLESS and not has_year(text) else None
    if date is None or date.precision == "month":
        return None
    day, numbers = date.value.date(), [int(number) for number in _NUMBER.findall(text)]
    if day.day not in numbers:
        return None
    if day.month not in numbers[:2]:
        named = reader.printed(f"{_TIME.sub(' ', text).strip(_EDGES)} {day.year}")
        if named is None or named.value.date() != day:
            return None
    return DateLine(element, text, text, date, _words_before(element), "")


def is_part_of_heading(line: DateLine) -> bool:
    """Does the line stand in a heading that is about a day, rather than in one that is nothing but a date?"""
    heads = any(one.tag in HEADINGS for one in nearest(line.element, _MAX_STEPS))
    return heads and len(line.date.text) < DATE_SHARE * len(line.whole)


def _smallest_with_date(element: HtmlElement, reader: DateReader) -> tuple[HtmlElement, str, PrintedDate] | None:
    """A day, a month and a year may stand in elements of their own: look up to three holders above."""
    for holder in nearest(element, _MAX_STEPS + 1):
        text = None if holder.tag in PAGE_TAGS else short_text(holder)
        if text is None:
            return None
        date = reader.printed(text) if text else None
        if date is None and len(holder) > 1:
            text = " ".join(" ".join(holder.itertext()).split())
            date = reader.printed(text) if text else None
        if date is not None:
            return holder, text, date
    return None


def _widened(
    element: HtmlElement, text: str, date: PrintedDate, reader: DateReader
) -> tuple[HtmlElement, str, PrintedDate]:
    """The holder that adds only a label, a time, or the same day in another calendar."""
    for holder in nearest(element, _MAX_STEPS + 1)[1:]:
        wider = None if holder.tag in PAGE_TAGS else short_text(holder)
        if wider is None:
            break
        if wider != text:
            rest = wider.replace(text, " ", 1)
            if not (_is_part(rest) or _is_same_day(rest, date, reader)):
                break
            read = reader.printed(wider)
            text, date = wider, read if read and read.value.date() == date.value.date() else date
        element = holder
    return element, text, date


def _is_part(words: str) -> bool:
    """May these words stand on a date line: nothing, marks, a label, a time?"""
    return (
        is_date_label(words)
        or bool(_TIME_ALONE.match(words))
        or (words.rstrip().endswith((":", "：")) and len(words) < LONGEST_LABEL)
    )


def _is_same_day(words: str, date: PrintedDate, reader: DateReader) -> bool:
    other = reader.printed(words.strip(_EDGES))
    return (
        other is not None
        and other.calendar != date.calendar
        and abs((other.value.date() - date.value.date()).days) <= CALENDAR_TOLERANCE_DAYS
    )
