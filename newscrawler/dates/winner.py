"""Which evidence of publication wins: the most trusted, unless the page and its address agree on another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from newscrawler.dates.doubts import AHEAD, RANKS, WEAK, agree, counts, day_of
from newscrawler.items import DateEvidence, Place, Role

if TYPE_CHECKING:
    from datetime import date

WIDEST_OFFSET = timedelta(hours=14)
QUARTER = timedelta(minutes=15)
"""Every offset in use is a multiple of it."""
_COARSE = ("month", "day")


def _rank(one: DateEvidence) -> int:
    return RANKS[one.place] + (len(RANKS) if one.path.startswith(WEAK) else 0)


def best_of(evidence: list[DateEvidence]) -> DateEvidence | None:
    """Return the most trusted; the first of equals."""
    return min(evidence, key=_rank, default=None)


def published_among(seen: list[DateEvidence], today: date | None) -> DateEvidence | None:
    """Return the evidence of publication that wins, with its value made as exact as the others allow; None without any.

    `today` is the day of the fetch, where it is known.
    """
    candidates = [one for one in seen if one.role == Role.PUBLISHED and counts(one)]
    winner = best_of(candidates)
    if winner is None:
        return None
    winner = _outvoted(winner, candidates)
    winner = _day_of_month(_finer(winner, candidates), seen, today)
    return _in_local_time(_with_offset(winner, candidates), candidates)


def _outvoted(winner: DateEvidence, candidates: list[DateEvidence]) -> DateEvidence:
    """Where the printed line and the address agree on another day than what is declared, they are believed."""
    votes = [
        one for one in candidates if one.place in (Place.VISIBLE, Place.URL, Place.TIME) and not agree(one, winner)
    ]
    line = next((one for one in votes if one.place == Place.VISIBLE), None)
    agreeing = {one.place for one in votes if line and agree(one, line)}
    return line if line and Place.URL in agreeing else winner


def _finer(winner: DateEvidence, candidates: list[DateEvidence]) -> DateEvidence:
    """The same day with its time, where the winner says the day alone."""
    if winner.precision not in _COARSE:
        return winner
    finer = [
        one
        for one in candidates
        if (one.value or "").startswith(winner.value or "-") and len(one.value or "") > len(winner.value or "")
    ]
    return best_of(finer) or winner


def _day_of_month(winner: DateEvidence, seen: list[DateEvidence], today: date | None) -> DateEvidence:
    """Return the one printed day of the month, where the winner says the month alone; a clock's is no such day."""
    if winner.precision != "month":
        return winner
    days = [
        one
        for one in seen
        if (one.value or "").startswith(winner.value or "-") and day_of(one) and _may_be_day(one, today)
    ]
    return days[0] if days and len({day_of(one) for one in days}) == 1 else winner


def _may_be_day(one: DateEvidence, today: date | None) -> bool:
    """May a printed day be the article's: no edit's or clock's, and a masthead's only where it is not today?"""
    if one.place == Place.MASTHEAD:
        day = day_of(one)
        return today is not None and day is not None and today - day > AHEAD
    told = one.role in (Role.PUBLISHED, Role.OTHER)
    return told and one.place in (Place.VISIBLE, Place.TIME, Place.HIDDEN) and counts(one)


def _with_offset(winner: DateEvidence, candidates: list[DateEvidence]) -> DateEvidence:
    """Return a moment declared in UTC with the offset of one that reads the same but for it.

    Templates write "Z" behind local time; a page that names the offset elsewhere knows it.
    """
    moment = moment_of(winner)
    if moment is None or moment.utcoffset() != timedelta(0):
        return winner
    for other in candidates:
        same = moment_of(other)
        if same is not None and same.utcoffset() and _minute(same) == _minute(moment):
            return replace(winner, value=moment.replace(tzinfo=same.tzinfo).isoformat())
    return winner


def _minute(moment: datetime) -> datetime:
    """Return the minute that a clock beside the moment shows."""
    return moment.replace(second=0, tzinfo=None)


def _in_local_time(winner: DateEvidence, candidates: list[DateEvidence]) -> DateEvidence:
    """A moment declared in UTC that falls on another day than the page prints, with the offset that the page shows."""
    moment = moment_of(winner)
    if moment is None or moment.utcoffset() != timedelta(0):
        return winner
    for line in candidates:
        printed = moment_of(line)
        if line.place != Place.VISIBLE or printed is None or printed.tzinfo or printed.date() == moment.date():
            continue
        ahead = printed - moment.replace(tzinfo=None, second=0, microsecond=0)
        if abs(ahead) <= WIDEST_OFFSET and ahead % QUARTER == timedelta(0):
            return replace(winner, value=moment.astimezone(timezone(ahead)).isoformat())
    return winner


def moment_of(one: DateEvidence) -> datetime | None:
    """Return the moment where its time of day is known to the minute."""
    if one.precision not in ("minute", "second"):
        return None
    try:
        return datetime.fromisoformat(one.value or "")
    except ValueError:
        return None
