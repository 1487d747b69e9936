"""The date of a page and nothing else: from its declarations where they settle it, else from all that it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, AnyStr, Generic

from newscrawler.dates import settled_by_declarations
from newscrawler.extraction.collected_dates import captured_at
from newscrawler.extraction.date_reader import DateReader
from newscrawler.extraction.date_scene import Scene
from newscrawler.extraction.declared_dates import declared_dates
from newscrawler.extraction.fields import SiteFields
from newscrawler.extraction.site_dates import read_dates
from newscrawler.extraction.title import read_title
from newscrawler.extraction.visible import find_text
from newscrawler.items import SiteFacts
from newscrawler.markup import parse_markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newscrawler.items import DateEvidence

MAX_SCRIPTS = 40
LONGEST_TAG = 300
"""Characters before `ld+json` in which its script must begin."""
NEAR = 60
"""Characters beside a year in which the number of the day stands, tags included."""
BESIDE = 200
"""Characters beside a year in which the time of day stands, tags included."""
MOST_YEARS = 1_000
"""So often the year may stand on a page before it is parsed to be sure."""
_NOON = 12
_QUARTER = 15
"""Every offset in use is a multiple of so many minutes."""
_SAME_DAY_HOURS = range(7, 17)
"""Hours of UTC at which it is the same day from California to Thailand, and in China but for its midnight."""
_OTHER_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]")
_TIME = re.compile(r"(?<!\d)\d{1,2}(?:[:.h時时点시]|\s?Uhr\s?)\s?([0-5]\d)(?!\d)")
LONGEST_COMMENT = 50_000
"""Characters before a script in which a comment that holds it must begin."""


def find_date(
    html: bytes | str,
    url: str,
    *,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
    site: SiteFacts | None = None,
    hints: Sequence[DateEvidence] = (),
) -> str | None:
    """Return when the article at `url` came out, as `Article.published_at` says it; None when nothing tells.

    What the page declares is taken without a look at the rest where all of it agrees to the minute. Of other kinds of
    pages than articles the date is returned too, where they have one. Never raises on what the page holds.
    """
    facts, fetched_at = site or SiteFacts(), fetched_at or captured_at(url)
    if not facts.fields and not hints:
        declared = _declared(html, url, content_type, DateReader(facts, fetched_at))
        found = settled_by_declarations(declared, fetched_at=fetched_at, facts=facts)
        if found and not _may_print_other_day(html, datetime.fromisoformat(found)):
            return found
    markup = parse_markup(html, url, content_type=content_type)
    headline = read_title(markup, facts)
    found_blocks, container = find_text(markup, headline.element)
    scene = Scene(found_blocks, headline.element, container)
    return read_dates(markup, SiteFields(markup, facts), scene, known=(facts, fetched_at, hints)).published_at


def _may_print_other_day(html: bytes | str, moment: datetime) -> bool:
    """Could the page print a moment in UTC with another day: that of the zone it is read in?

    Then the number of that day stands near the year with a time of day that is quarters of an hour off; or the page has
    digits of its own, which are not looked for.
    """
    if moment.utcoffset() != timedelta(0) or moment.hour in _SAME_DAY_HOURS:
        return False
    text = html.decode("utf-8", "replace") if isinstance(html, bytes) else html
    if _OTHER_DIGITS.search(text):
        return True
    other = moment + timedelta(days=1 if moment.hour >= _NOON else -1)
    day, year = re.compile(rf"(?<!\d)0?{other.day}(?!\d)", re.ASCII), str(other.year)
    place = text.find(year)
    for _ in range(MOST_YEARS):
        if place < 0:
            return False
        near = text[max(place - NEAR, 0) : place + NEAR]
        if day.search(near) and _tells_time(text[max(place - BESIDE, 0) : place + BESIDE], moment):
            return True
        place = text.find(year, place + 1)
    return True


def _tells_time(words: str, moment: datetime) -> bool:
    """Does a time of day stand in these words that may be the moment in another zone?"""
    return any(int(minute) % _QUARTER == moment.minute % _QUARTER for minute in _TIME.findall(words))


def _declared(html: bytes | str, url: str, content_type: str | None, reader: DateReader) -> list[DateEvidence]:
    """Return the dates that the head of the page, its JSON-LD and its address declare; little of it is parsed."""
    markup = parse_markup(_declaring(html), url, content_type=content_type)
    return list(declared_dates(markup, reader))


def _declaring(html: bytes | str) -> bytes | str:
    """Return the head of a page, and the JSON-LD behind it that no comment holds."""
    return _BYTES.declaring(html) if isinstance(html, bytes) else _TEXT.declaring(html)


@dataclass(frozen=True, slots=True)
class _Cut(Generic[AnyStr]):
    """What to look for, as bytes or as text, to cut out of a page what declares; linear in the size of the page."""

    head_end: re.Pattern[AnyStr]
    script_end: re.Pattern[AnyStr]
    json_ld: AnyStr
    script: AnyStr
    tag_end: AnyStr
    comment: AnyStr
    comment_end: AnyStr

    def declaring(self, html: AnyStr) -> AnyStr:
        """Return the head and the JSON-LD behind it."""
        at = self.head_end.search(html)
        end = at.start() if at else len(html)
        kept = html[:end]
        for start, stop in islice(self._scripts(html, end), MAX_SCRIPTS):
            kept += html[start:stop]
        return kept

    def _scripts(self, html: AnyStr, position: int) -> Iterator[tuple[int, int]]:
        while (named := html.find(self.json_ld, position)) >= 0:
            position = named + 1
            start = html.rfind(self.script, max(named - LONGEST_TAG, 0), named)
            if start < 0 or html.find(self.tag_end, start, named) >= 0 or not self._is_open(html, start):
                continue
            end = self.script_end.search(html, named)
            if end is None:
                return
            position = end.end()
            yield start, html.find(self.tag_end, position) + 1 or position

    def _is_open(self, html: AnyStr, place: int) -> bool:
        """Is a place outside the comments before it?"""
        low = max(place - LONGEST_COMMENT, 0)
        begun: int = html.rfind(self.comment, low, place)
        ended: int = html.rfind(self.comment_end, low, place)
        return begun <= ended


_TEXT = _Cut(
    re.compile("</head|<body", re.IGNORECASE), re.compile("</script", re.IGNORECASE),
    "ld+json", "<script", ">", "<!--", "-->",
)  # fmt: skip
_BYTES = _Cut(
    re.compile(b"</head|<body", re.IGNORECASE), re.compile(b"</script", re.IGNORECASE),
    b"ld+json", b"<script", b">", b"<!--", b"-->",
)  # fmt: skip
