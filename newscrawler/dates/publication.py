"""Choosing the dates of an article among all evidence: of its page, its address, and the sources that listed it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from newscrawler.dates.doubts import (
    AHEAD,
    ALTERED_BEFORE,
    TRUST,
    WEAK,
    agree,
    as_read,
    contradicted,
    counts,
    day_of,
    doubted,
    without_clocks,
)
from newscrawler.dates.turning import turned
from newscrawler.dates.zones import zone_of
from newscrawler.items import DateEvidence, Place, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from newscrawler.items import SiteFacts

WIDEST_OFFSET = timedelta(hours=14)
QUARTER = timedelta(minutes=15)
"""Every offset in use is a multiple of it."""
_COARSE = ("month", "day")


@dataclass(slots=True, kw_only=True)
class ChosenDates:
    """What the evidence says, field by field as in `Article`."""

    date_line: str | None = None
    date_line_date: str | None = None
    published_at: str | None = None
    published_precision: str | None = None
    published_from: str | None = None
    modified_at: str | None = None
    sources: dict[str, str] = field(default_factory=dict)
    """Field -> the place of the evidence that it was taken from."""
    evidence: list[DateEvidence] = field(default_factory=list)


def choose_dates(evidence: Sequence[DateEvidence], *, fetched_at: datetime | None, facts: SiteFacts) -> ChosenDates:
    """Return the article's dates, with the evidence completed by what speaks against each piece of it.

    Evidence that was judged before is judged anew, so that more of it may have come since.
    """
    today = day_of_fetch(fetched_at, facts)
    seen = without_clocks([doubted(as_read(one), today) for one in evidence], today)
    published = _published(seen, today)
    seen = [contradicted(turned(one, published), published) for one in seen]
    altered = [one for one in seen if one.role == Role.MODIFIED and counts(one)]
    modified = _best([one for one in altered if ALTERED_BEFORE not in one.doubt]) or _best(altered)
    line = _date_line(seen, published)
    return ChosenDates(
        date_line=line.text if line else None,
        date_line_date=_day_text(line),
        published_at=published.value if published else None,
        published_precision=published.precision if published else None,
        published_from=published.place if published else None,
        modified_at=modified.value if modified else None,
        sources=_sources(date_line=line, date_line_date=line, published_at=published, modified_at=modified),
        evidence=seen,
    )


def settled_by_declarations(
    declared: Sequence[DateEvidence], *, fetched_at: datetime | None, facts: SiteFacts
) -> str | None:
    """Return the moment of publication where what the page shows could at most give it another offset; else None.

    That is a moment to the minute in JSON-LD or a trusted meta tag that the address does not contradict: only address
    and printed line together overrule a declaration.
    """
    seen = [doubted(one, day_of_fetch(fetched_at, facts)) for one in declared]
    candidates = [one for one in seen if one.role == Role.PUBLISHED and counts(one)]
    winner = _best(candidates)
    moment = _moment(winner) if winner else None
    if winner is None or moment is None or winner.path.startswith(WEAK):
        return None
    addresses = [one for one in candidates if one.place == Place.URL]
    return winner.value if all(agree(one, winner) for one in addresses) else None


def day_of_fetch(fetched_at: datetime | None, facts: SiteFacts) -> date | None:
    """Return the day on which a page was fetched, where its site is; in the moment's own zone where that is unknown."""
    zone = zone_of(facts.country, facts.timezone)
    return fetched_at.astimezone(zone).date() if fetched_at and zone else fetched_at.date() if fetched_at else None


def _sources(**chosen: DateEvidence | None) -> dict[str, str]:
    return {name: f"{one.place} {one.path}".strip() for name, one in chosen.items() if one}


def _day_text(one: DateEvidence | None) -> str | None:
    day = day_of(one) if one else None
    return day.isoformat() if day else None


def _rank(one: DateEvidence) -> int:
    late = len(TRUST) if one.path.startswith(WEAK) else 0
    return TRUST.index(Place(one.place)) + late


def _best(evidence: list[DateEvidence]) -> DateEvidence | None:
    return min(evidence, key=_rank, default=None)


def _published(seen: list[DateEvidence], today: date | None) -> DateEvidence | None:
    candidates = [one for one in seen if one.role == Role.PUBLISHED and counts(one)]
    winner = _best(candidates)
    if winner is None:
        return None
    winner = _outvoted(winner, candidates)
    return _in_local_time(_day_of_month(_finer(winner, candidates), seen, today), candidates)


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
    return _best(finer) or winner


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


def _in_local_time(winner: DateEvidence, candidates: list[DateEvidence]) -> DateEvidence:
    """A moment declared in UTC that falls on another day than the page prints, with the offset that the page shows."""
    moment = _moment(winner)
    if moment is None or moment.utcoffset() != timedelta(0):
        return winner
    for line in candidates:
        printed = _moment(line)
        if line.place != Place.VISIBLE or printed is None or printed.tzinfo or printed.date() == moment.date():
            continue
        ahead = printed - moment.replace(tzinfo=None, second=0, microsecond=0)
        if abs(ahead) <= WIDEST_OFFSET and ahead % QUARTER == timedelta(0):
            return replace(winner, value=moment.astimezone(timezone(ahead)).isoformat())
    return winner


def _moment(one: DateEvidence) -> datetime | None:
    """The moment where its time of day is known to the minute."""
    if one.precision not in ("minute", "second"):
        return None
    try:
        return datetime.fromisoformat(one.value or "")
    except ValueError:
        return None


def _date_line(seen: list[DateEvidence], published: DateEvidence | None) -> DateEvidence | None:
    """The article's own printed line: one that agrees with the publication before others, then the page's clock."""
    lines = [one for one in seen if one.place == Place.VISIBLE and one.role == Role.PUBLISHED and one.value]
    agreeing = [one for one in lines if published and agree(one, published)]
    agreeing.sort(key=lambda one: published is not None and day_of(one) != day_of(published))
    altered = [one for one in seen if one.place == Place.VISIBLE and one.role == Role.MODIFIED and one.value]
    mastheads = [one for one in seen if one.place == Place.MASTHEAD]
    clocks = [one for one in seen if one.place == Place.VISIBLE and one.role == Role.CLOCK]
    return next(iter([*agreeing, *lines, *altered, *clocks, *mastheads]), None)
