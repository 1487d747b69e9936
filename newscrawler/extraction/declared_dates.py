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
_URL_DAY_FIRST = re.compile(r"(?<!\d)(3[01]|[12]\d|0[1-9])([-_.])(3[01]|[12]\d|0[1-9])\2((?:19[89]|20\d)\d)(?!\d)")


def declared_dates(markup: Markup, reader: DateReader) -> Iterator[DateEvidence]:
    """Yield the dates of the article's JSON-LD, of other JSON-LD on the page, of meta tags and of the address."""
    for thing in markup.own_articles[:MAX_THINGS]:
        yield from _json_ld(thing, reader, "")
    for thing in markup.own_pages[:MAX_THINGS]:
        yield from _json_ld(thing, reader, WEAK)
    yield from _metas(markup, reader)
    yield from url_dates(markup.url, month_first=reader.month_first)


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


def url_dates(url: str, *, month_first: bool = False) -> Iterator[DateEvidence]:
    """Yield the date in an address: a day, or a month where no day stands.

    >>> [(seen.value, seen.text) for seen in url_dates("https://example.org/news/2020/06/03/title")]
    [('2020-06-03', '2020/06/03')]
    >>> [seen.value for seen in url_dates("https://example.org/news/23-01-2022-title")]
    ['2022-01-23']
    >>> list(url_dates("https://example.org/news/20209999"))
    []
    """
    path = url.partition("?")[0]
    found = next(filter(None, map(_year_first, _URL_DATE.finditer(path))), None)
    found = found or next(filter(None, (_day_first(one, month_first) for one in _URL_DAY_FIRST.finditer(path))), None)
    if found:
        text, value = found
        precision = "day" if len(value) == len("2020-06-03") else "month"
        yield DateEvidence(text, Place.URL, Role.PUBLISHED, value, precision, path="address")


def _year_first(match: re.Match[str]) -> tuple[str, str] | None:
    month_text, day_text = match["month"] or match["month2"], match["day"] or match["day2"]
    month = _MONTH_WORDS.get(month_text.lower()) or (int(month_text) if month_text.isdigit() else 0)
    value = _day(int(match["year"]), month, int(day_text) if day_text else None)
    return (match.group(), value) if value else None


def _day_first(match: re.Match[str], month_first: bool) -> tuple[str, str] | None:
    day, month = (int(match[3]), int(match[1])) if month_first else (int(match[1]), int(match[3]))
    value = _day(int(match[4]), month, day) or _day(int(match[4]), day, month)
    return (match.group(), value) if value else None


def _day(year: int, month: int, day: int | None) -> str | None:
    try:
        return date(year, month, day or 1).isoformat()[: None if day else len("2020-06")]
    except ValueError:
        return None
