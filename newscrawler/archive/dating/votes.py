"""What one article's line tells of its place: the page's clock, or the article's own date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from newscrawler.archive.dating.lines import NEAR, counts_back
from newscrawler.items import Place

if TYPE_CHECKING:
    from newscrawler.archive.dating.lines import Line

APART = timedelta(hours=23)
"""A clock says two days at two moments that lie a day apart; visits that are due after a day come a little early."""
_OLD_ENOUGH = {Place.MASTHEAD: timedelta(days=7)}
"""How long before the fetch the day of an own line lies at least: caches serve mastheads of last week."""


class Vote(StrEnum):
    """What a line is taken for, and why: names of columns of `date_places`."""

    MOVED = "moved"
    """Clock: the article's words stayed, and the line went with the day of the fetch."""
    OLDER = "older"
    """Clock: it says the day of the fetch on an article that is older."""
    STAYED = "stayed"
    """Own: the same day at visits on different days."""
    PAST = "past"
    """Own: a day that lies clearly before the fetch."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the archive knows of the article from before this visit."""

    day: date | None = None
    """The day that the line said then."""
    fetched_at: datetime | None = None
    fetched_on: date | None = None
    first_seen_on: date | None = None
    words_stayed: bool = False


def vote_of(line: Line, earlier: Earlier) -> Vote | None:
    """Return the article's vote; None where the line may be either, as on the day when an article comes out."""
    if line.is_near and not counts_back(line.text):
        if _moved(line, earlier):
            return Vote.MOVED
        if line.is_older or _was_known(line, earlier):
            return Vote.OLDER
    is_old = line.day <= line.fetched_on - _OLD_ENOUGH.get(Place(line.place), 2 * NEAR)
    if is_old:
        return Vote.PAST
    stayed = earlier.day == line.day and earlier.fetched_at and line.fetched_at - earlier.fetched_at >= APART
    return Vote.STAYED if stayed and line.place not in _OLD_ENOUGH else None


def _moved(line: Line, earlier: Earlier) -> bool:
    if not earlier.words_stayed or earlier.day is None or earlier.fetched_on is None:
        return False
    return line.day > earlier.day and abs(earlier.day - earlier.fetched_on) <= NEAR


def _was_known(line: Line, earlier: Earlier) -> bool:
    """Whether the same words were archived days before the day that the line says."""
    if not earlier.words_stayed or earlier.first_seen_on is None:
        return False
    return earlier.day is None and earlier.first_seen_on < line.day - NEAR
