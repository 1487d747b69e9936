"""The lines that a page prints as its date, seen with the moment of its fetch."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from newscrawler import dates
from newscrawler.archive.moments import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.items import DateEvidence, SiteFacts

SITE = "site"
"""The path of evidence that a site's own selectors found: its word is not doubted."""
NEAR = timedelta(days=1)
"""A clock may be a day off the fetch: zones differ, and caches serve what they served before."""
_MINUTE = timedelta(minutes=1)
_LATER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Fetch:
    """When a page was fetched, and what is known of its site."""

    at: datetime
    day: date
    facts: SiteFacts


@dataclass(frozen=True, slots=True)
class Line:
    """One line, at one place of a site."""

    place: str
    path: str
    """Of the element, without the numbers in it."""
    text: str
    day: date
    """The day it says."""
    fetched_at: datetime
    fetched_on: date
    """The day of the fetch where the site is."""
    minutes_ago: int | None = None
    """How long before the fetch it says it is, where it says a time of day; a time without zone is taken as UTC."""
    is_older: bool = False
    """Whether better evidence says that the article is older than the line."""
    is_alone: bool = True
    """Whether nothing else dates the article."""

    @property
    def is_near(self) -> bool:
        """Does it say the day of the fetch?"""
        return abs(self.day - self.fetched_on) <= NEAR

    @property
    def may_be_clock(self) -> bool:
        """May it be the clock, for all that this page tells?"""
        return self.is_alone and self.is_near and not counts_back(self.text)

    def as_row(self) -> dict[str, object]:
        """Return the columns of `date_lines` that it fills."""
        return {
            "text": self.text,
            "day": self.day.isoformat(),
            "minutes_ago": self.minutes_ago,
            "fetched_at": utc_text(self.fetched_at),
            "fetched_on": self.fetched_on.isoformat(),
            "may_be_clock": self.may_be_clock,
        }


def is_at_place(one: DateEvidence) -> bool:
    """Is this a printed line, at a place that other articles of the site may share? The text itself is no place."""
    return dates.is_line(one) and bool(one.path) and one.path != SITE and not one.path.startswith(dates.WEAK)


def lines_of(evidence: Sequence[DateEvidence], fetch: Fetch) -> list[Line]:
    """Return the first line of each place."""
    lines: dict[tuple[str, str], Line] = {}
    printed = [one for one in map(dates.unlearned, evidence) if is_at_place(one) and dates.day_of(one)]
    if not printed:
        return []
    latest = _latest_day([one for one in evidence if not dates.is_line(one)], fetch)
    for one in printed:
        key = (str(one.place), dates.place_path(one.path))
        day = dates.day_of(one)
        if key in lines or day is None:
            continue
        is_older = latest is not None and day - latest > NEAR
        ago = _minutes_ago(one, fetch.at)
        lines[key] = Line(*key, one.text, day, fetch.at, fetch.day, ago, is_older, is_alone=latest is None)
    return list(lines.values())


def _latest_day(others: list[DateEvidence], fetch: Fetch) -> date | None:
    """The day of publication by all but printed lines; the last one possible where they say a month alone."""
    published = dates.choose_dates(others, fetched_at=fetch.at, facts=fetch.facts).published_at or ""
    day = dates.day_of_text(published)
    if day is not None or not published:
        return day
    first = dates.day_of_text(f"{published}-01")
    return first.replace(day=monthrange(first.year, first.month)[1]) if first else None


def _minutes_ago(one: DateEvidence, fetched_at: datetime) -> int | None:
    if one.precision not in ("minute", "second"):
        return None
    try:
        moment = datetime.fromisoformat(one.value or "")
        return round((fetched_at - (moment if moment.tzinfo else moment.replace(tzinfo=UTC))) / _MINUTE)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=512)
def counts_back(text: str) -> bool:
    """Does the text say how long ago something was, or a day without its date, so that its day moves by itself?

    >>> counts_back("2 hours ago"), counts_back("Sunday, 1 March 2026")
    (True, False)
    """
    now = datetime(2100, 1, 31, 12, tzinfo=UTC)
    one, other = (dates.read_date(text, now=moment) for moment in (now, now + _LATER))
    return (one.value.date() if one else None) != (other.value.date() if other else None)
