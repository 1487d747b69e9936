"""Choosing the dates of an article among all evidence: of its page, its address, and the sources that listed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newscrawler.dates.doubts import (
    ALTERED_BEFORE,
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
from newscrawler.dates.winner import best_of, moment_of, published_among
from newscrawler.dates.zones import zone_of
from newscrawler.items import DateEvidence, Place, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from newscrawler.items import SiteFacts

_DAY = len("2016-07-16")


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
    published = published_among(seen, today)
    seen = [one if _is_same_day(one, published) else contradicted(turned(one, published), published) for one in seen]
    altered = [one for one in seen if one.role == Role.MODIFIED and counts(one)]
    modified = best_of([one for one in altered if ALTERED_BEFORE not in one.doubt]) or best_of(altered)
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
    winner = best_of(candidates)
    moment = moment_of(winner) if winner else None
    if winner is None or moment is None or winner.path.startswith(WEAK):
        return None
    addresses = [one for one in candidates if one.place == Place.URL]
    return winner.value if all(agree(one, winner) for one in addresses) else None


def day_of_fetch(fetched_at: datetime | None, facts: SiteFacts) -> date | None:
    """Return the day on which a page was fetched, where its site is; in the moment's own zone where that is unknown."""
    zone = zone_of(facts.country, facts.timezone)
    return fetched_at.astimezone(zone).date() if fetched_at and zone else fetched_at.date() if fetched_at else None


def _is_same_day(one: DateEvidence, published: DateEvidence | None) -> bool:
    """Do both say the same day in the same words, so that nothing speaks against one of them?"""
    if published is None or not one.value or not published.value:
        return False
    return one.value[:_DAY] == published.value[:_DAY] and day_of(one) is not None


def _sources(**chosen: DateEvidence | None) -> dict[str, str]:
    return {name: f"{one.place} {one.path}".strip() for name, one in chosen.items() if one}


def _day_text(one: DateEvidence | None) -> str | None:
    day = day_of(one) if one else None
    return day.isoformat() if day else None


def _date_line(seen: list[DateEvidence], published: DateEvidence | None) -> DateEvidence | None:
    """The article's own printed line: one that agrees with the publication before others, then the page's clock."""
    lines = [one for one in seen if one.place == Place.VISIBLE and one.role == Role.PUBLISHED and one.value]
    agreeing = [one for one in lines if published and agree(one, published)]
    agreeing.sort(key=lambda one: published is not None and day_of(one) != day_of(published))
    altered = [one for one in seen if one.place == Place.VISIBLE and one.role == Role.MODIFIED and one.value]
    mastheads = [one for one in seen if one.place == Place.MASTHEAD]
    clocks = [one for one in seen if one.place == Place.VISIBLE and one.role == Role.CLOCK]
    return next(iter([*agreeing, *lines, *altered, *clocks, *mastheads]), None)
