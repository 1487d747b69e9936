"""A stretch of days that a run is asked for, and what may have been published in it: by addresses and by dates."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newscrawler import dates

if TYPE_CHECKING:
    from newscrawler.items import Discovered

TOLERANCE = timedelta(days=1)
"""A site's day may begin before ours, and a date in an address is the day when the text was begun."""

_YEAR = r"(?P<year>19[89]\d|20[0-4]\d)"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12]\d|3[01])"
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAME = rf"(?P<name>{'|'.join(_NAMES)})[a-z]{{0,6}}"
_LOOSE_MONTH, _LOOSE_DAY = r"(?P<month>0?[1-9]|1[0-2])", r"(?P<day>0?[1-9]|[12]\d|3[01])"
# The most telling first. What stands before and after is no digit, so that no long number is taken for a date.
_ARTICLE_FORMS = (
    rf"{_YEAR}/{_LOOSE_MONTH}/{_LOOSE_DAY}(?=/|$|[^\w])",
    rf"{_YEAR}([-_.]){_LOOSE_MONTH}\2{_LOOSE_DAY}",
    rf"{_YEAR}[-/_.]?{_NAME}[-/_.]?{_LOOSE_DAY}",
    rf"{_YEAR}{_MONTH}{_DAY}",
    rf"/{_YEAR}/{_LOOSE_MONTH}(?=/)",
)
# In an article's address these are as likely a number of its own, or what it is about.
_LIST_FORMS = (
    rf"y+(?:ear)?=?{_YEAR}[&;]m+(?:onth)?={_LOOSE_MONTH}(?:[&;]d+(?:ay)?={_LOOSE_DAY})?",
    rf"{_YEAR}[-/_.]{_LOOSE_MONTH}",
    rf"{_YEAR}[-/_.]?{_NAME}",
    rf"{_NAME}[-/_.]?{_YEAR}",
    rf"{_MONTH}[-_]{_YEAR}",
    rf"{_YEAR}{_MONTH}",
    rf"(?<=[-/_.=]){_YEAR}(?=[-/_.]|$)",
)


def _compiled(forms: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\d){form}(?!\d)") for form in forms)


_FORMS = {True: _compiled(_ARTICLE_FORMS), False: _compiled(_ARTICLE_FORMS + _LIST_FORMS)}
_LONGEST = 2_048

Span = tuple[date, date]
"""A first and a last day; both belong to it."""


def span_of_address(url: str, *, is_article: bool = False) -> Span | None:
    """Return the days that an address names: a day, a month or a year; None when it names none, or is no address.

    In an article's address only a day, and a month as folders, are taken for its date.

    >>> [str(day) for day in span_of_address("https://example.org/sitemap-2024-02.xml") or ()]
    ['2024-02-01', '2024-02-29']
    >>> span_of_address("https://example.org/post-sitemap12.xml") is None, span_of_address("https://[x/2024/") is None
    (True, True)
    """
    try:
        parts = urlsplit(url[:_LONGEST])
    except ValueError:  # no address at all
        return None
    address = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path).lower()
    found = (span for form in _FORMS[is_article] if (match := form.search(address)) and (span := _span(match)))
    return next(found, None)


def _span(match: re.Match[str]) -> Span | None:
    said = match.groupdict()
    year = int(said["year"])
    month = _NAMES.index(said["name"]) + 1 if said.get("name") else int(said.get("month") or 0)
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not said.get("day"):
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    try:
        day = date(year, month, int(said["day"]))
    except ValueError:
        return None
    return day, day


def span_of(found: Discovered) -> Span | None:
    """Return the days that a page's address names, else the day on which its source says that it came out."""
    return span_of_address(found.url, is_article=not found.kind.is_source) or _day(found.published)


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a run is asked for."""

    since: date
    until: date
    """The last day: it belongs to the period."""

    def meets(self, span: Span, tolerance: timedelta = TOLERANCE) -> bool:
        """Return whether something of these days, give or take the tolerance, lies in the period."""
        return span[0] <= self.until + tolerance and span[1] >= self.since - tolerance

    def may_hold(self, found: Discovered) -> bool | None:
        """Return whether an article, or anything that a sitemap lists, lies in the period; None when nothing tells.

        The date in its address and the date of publication decide. A `lastmod` before the period says that all was
        published before it; a later one says nothing.
        """
        span = span_of(found)
        if span is not None:
            return self.meets(span, timedelta() if found.kind.is_source else TOLERANCE)
        changed = _day(found.modified)
        return False if changed and changed[1] < self.since - TOLERANCE else None


def _day(text: str | None) -> Span | None:
    printed = dates.read_moment(text) if text else None
    if printed is None or printed.precision == "month":
        return None
    day = printed.value.date()
    return day, day
