"""Dates that a page declares for machines: JSON-LD, meta tags, and the address itself."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from newscrawler.dates import WEAK
from newscrawler.extraction.date_names import PROPERTIES, meta_role
from newscrawler.items import DateEvidence, Place, Role
from newscrawler.markup import texts, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscrawler.extraction.date_reader import DateReader
    from newscrawler.markup import Markup

MAX_THINGS = 8
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORDS = {name: number for number, name in enumerate(_MONTHS, 1)}
_URL_DATE = re.compile(
    r"""(?<![\d.])(?P<year>(?:19[89]|20\d)\d)
        (?: (?P<mark>[-/_.]) (?P<month>1[0-2]|0?[1-9]|[a-z]{3}) (?![\da-z])
            (?: (?:(?P=mark)|/) (?P<day>3[01]|[12]\d|0?[1-9]) (?!\d) )?
          | (?P<month2>1[0-2]|0[1-9]) /? (?P<day2>3[01]|[12]\d|0[1-9])
            (?=(?!\d)|\d{2}(?!\d)|\d{4}(?!\d)|\d{7,12}(?!\d)) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Eight digits may run on into an hour or a number; fourteen are the moment of an archive's capture."""


def declared_dates(markup: Markup, reader: DateReader) -> Iterator[DateEvidence]:
    """Yield the dates of the article's JSON-LD, of other JSON-LD on the page, of meta tags and of the address."""
    for thing in markup.own_articles[:MAX_THINGS]:
        yield from _json_ld(thing, reader, "")
    for thing in markup.own_pages[:MAX_THINGS]:
        yield from _json_ld(thing, reader, WEAK)
    yield from _metas(markup, reader)
    yield from url_dates(markup.url)


def _json_ld(thing: dict[str, Any], reader: DateReader, weak: str) -> Iterator[DateEvidence]:
    kind = (types_of(thing) or ["thing"])[0]
    for name, role in PROPERTIES.items():
        for text in texts(thing.get(name), "@value")[:1]:
            yield reader.evidence(text, Place.JSON_LD, role, f"{weak}{kind}.{name}")


def _metas(markup: Markup, reader: DateReader) -> Iterator[DateEvidence]:
    for name, contents in markup.declared.meta.items():
        known = meta_role(name)
        if known is not None:
            role, is_strong = known
            yield reader.evidence(contents[0], Place.META, role, name if is_strong else WEAK + name)


def url_dates(url: str) -> Iterator[DateEvidence]:
    """Yield the date in an address: a day, or a month where no day stands.

    >>> [(seen.value, seen.text) for seen in url_dates("https://example.org/news/2020/06/03/title")]
    [('2020-06-03', '2020/06/03')]
    >>> list(url_dates("https://example.org/news/20209999"))
    []
    """
    path = url.partition("?")[0]
    for match in _URL_DATE.finditer(path):
        month_text, day_text = match["month"] or match["month2"], match["day"] or match["day2"]
        month = _MONTH_WORDS.get(month_text.lower()) or (int(month_text) if month_text.isdigit() else 0)
        value = _day(int(match["year"]), month, int(day_text) if day_text else None)
        if value:
            precision = "day" if day_text else "month"
            yield DateEvidence(match.group(), Place.URL, Role.PUBLISHED, value, precision, path="address")
            return


def _day(year: int, month: int, day: int | None) -> str | None:
    try:
        return date(year, month, day or 1).isoformat()[: None if day else len("2020-06")]
    except ValueError:
        return None
