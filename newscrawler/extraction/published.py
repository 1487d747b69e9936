"""Choosing the dates of an article among everything the page shows, declares and hides."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from newscrawler.dates import zone_of
from newscrawler.extraction.date_reader import DateReader
from newscrawler.extraction.date_scene import Scene
from newscrawler.extraction.declared_dates import WEAK, declared_dates
from newscrawler.extraction.printed_dates import printed_dates
from newscrawler.items import DateEvidence, Place, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

FIRST_DAY = date(1990, 1, 1)
"""No news page declares an earlier day and means it: 1970 and 1900 are empty fields of a database."""
AHEAD = timedelta(days=2)
SAME = timedelta(days=1)
"""Moments of one publication may fall on neighbouring days in different zones."""
WIDEST_OFFSET = timedelta(hours=14)
QUARTER = timedelta(minutes=15)
"""Every offset in use is a multiple of it."""
_COARSE = ("month", "day")

# Whom to believe first. Hidden marks hold the day of publication by the hAtom convention of themes.
_TRUST = (
    Place.JSON_LD,
    Place.META,
    Place.MICRODATA,
    Place.TIME,
    Place.FEED,
    Place.VISIBLE,
    Place.SITEMAP,
    Place.HIDDEN,
    Place.URL,
)


@dataclass(slots=True, kw_only=True)
class ChosenDates:
    """What the evidence says, field by field as in `Article`."""

    date_line: str | None = None
    date_line_date: str | None = None
    published_at: str | None = None
    published_precision: str | None = None
    published_from: str | None = None
    modified_at: str | None = None
    evidence: list[DateEvidence] = field(default_factory=list)


def collect_dates(
    markup: Markup,
    *,
    container: HtmlElement | None,
    title_element: HtmlElement | None,
    facts: SiteFacts,
    fetched_at: datetime | None,
    hints: Sequence[DateEvidence] = (),
) -> list[DateEvidence]:
    """Return every date of the page and what sources said of it; within one place the most trusted comes first."""
    reader = DateReader(facts, fetched_at, markup.root.get("lang") or "")
    scene = Scene(markup.root, title_element, container)
    return [*declared_dates(markup, reader), *printed_dates(scene, reader), *hints]


def choose_dates(evidence: Sequence[DateEvidence], *, fetched_at: datetime | None, facts: SiteFacts) -> ChosenDates:
    """Return the article's dates, with the evidence completed by what speaks against each piece of it."""
    zone = zone_of(facts.country, facts.timezone)
    today = fetched_at.astimezone(zone).date() if fetched_at and zone else fetched_at.date() if fetched_at else None
    seen = _without_clocks([_doubted(one, today) for one in evidence], today)
    published = _published(seen)
    seen = [_contradicted(one, published) for one in seen]
    modified = _best([one for one in seen if one.role == Role.MODIFIED and _counts(one)])
    line = _date_line(seen, published)
    return ChosenDates(
        date_line=line.text if line else None,
        date_line_date=_day_text(line),
        published_at=published.value if published else None,
        published_precision=published.precision if published else None,
        published_from=published.place if published else None,
        modified_at=modified.value if modified else None,
        evidence=seen,
    )


def _day(one: DateEvidence) -> date | None:
    try:
        return date.fromisoformat((one.value or "")[: len("2020-06-03")])
    except ValueError:
        return None


def _day_text(one: DateEvidence | None) -> str | None:
    day = _day(one) if one else None
    return day.isoformat() if day else None


def _without_clocks(seen: list[DateEvidence], today: date | None) -> list[DateEvidence]:
    """A printed line that says the day of the fetch is the page's clock where all else says another day."""
    others = {_day(one) for one in seen if one.role == Role.PUBLISHED and one.place in _TRUST} - {today, None}
    if today is None or not others:
        return seen
    told = {one.place for one in seen if one.role == Role.PUBLISHED and _day(one) == today}
    return [
        replace(one, role=Role.CLOCK, doubt="the day of the fetch, and all else says another")
        if one.place == Place.VISIBLE and one.role == Role.PUBLISHED and _day(one) == today and told == {Place.VISIBLE}
        else one
        for one in seen
    ]


def _doubted(one: DateEvidence, today: date | None) -> DateEvidence:
    day = _day(one)
    if day is None or one.doubt:
        return one
    if day < FIRST_DAY:
        return replace(one, doubt=f"before {FIRST_DAY.year}: an empty field rather than a day")
    if today is not None and day > today + AHEAD and one.role != Role.OTHER:
        return replace(one, doubt="after the page was fetched")
    return one


def _counts(one: DateEvidence) -> bool:
    """May this evidence win: it was read, and is neither impossible nor of another item?"""
    impossible = one.doubt.startswith(("before 1990", "after the page", "no date"))
    return one.value is not None and not impossible and one.place in _TRUST


def _rank(one: DateEvidence) -> int:
    late = len(_TRUST) if one.path.startswith(WEAK) else 0
    return _TRUST.index(Place(one.place)) + late


def _best(evidence: list[DateEvidence]) -> DateEvidence | None:
    return min(evidence, key=_rank, default=None)


def _published(seen: list[DateEvidence]) -> DateEvidence | None:
    candidates = [one for one in seen if one.role == Role.PUBLISHED and _counts(one)]
    winner = _best(candidates)
    if winner is None:
        return None
    winner = _outvoted(winner, candidates)
    return _in_local_time(_finer(winner, candidates), candidates)


def _outvoted(winner: DateEvidence, candidates: list[DateEvidence]) -> DateEvidence:
    """Where the printed line and the address agree on another day than what is declared, they are believed."""
    votes = [
        one for one in candidates if one.place in (Place.VISIBLE, Place.URL, Place.TIME) and not _agree(one, winner)
    ]
    line = next((one for one in votes if one.place == Place.VISIBLE), None)
    agreeing = {one.place for one in votes if line and _agree(one, line)}
    return line if line and Place.URL in agreeing else winner


def _agree(one: DateEvidence, other: DateEvidence) -> bool:
    if "month" in (one.precision, other.precision):
        return (one.value or "")[:7] == (other.value or "")[:7]
    first, second = _day(one), _day(other)
    return first is not None and second is not None and abs(first - second) <= SAME


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


def _contradicted(one: DateEvidence, published: DateEvidence | None) -> DateEvidence:
    if published is None or one.doubt or not _counts(one):
        return one
    if one.role == Role.PUBLISHED and not _agree(one, published):
        return replace(one, doubt=f"another day than {published.place} says")
    day, first = _day(one), _day(published)
    if one.role == Role.MODIFIED and day and first and day < first:
        return replace(one, doubt="altered before it was published")
    return one


def _date_line(seen: list[DateEvidence], published: DateEvidence | None) -> DateEvidence | None:
    """The article's own printed line: one that agrees with the publication before others, then the masthead's."""
    lines = [one for one in seen if one.place == Place.VISIBLE and one.role == Role.PUBLISHED and one.value]
    agreeing = [one for one in lines if published and _agree(one, published)]
    agreeing.sort(key=lambda one: published is not None and _day(one) != _day(published))
    altered = [one for one in seen if one.place == Place.VISIBLE and one.role == Role.MODIFIED and one.value]
    mastheads = [one for one in seen if one.place == Place.MASTHEAD]
    return next(iter([*agreeing, *lines, *altered, *mastheads]), None)
