"""What speaks against a date: that it cannot be, that other evidence says otherwise, that it is the page's clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from newscrawler.items import DateEvidence, Place, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_DAY = date(1990, 1, 1)
"""No news page declares an earlier day and means it: 1970 and 1900 are empty fields of a database."""
IMPOSSIBLE = ("before", "after", "no date", "could not")
"""How doubts begin that keep evidence from being chosen; the others are said beside it."""
TODAY = "the day of the fetch, and all else says another"
ALTERED_BEFORE = "altered before it was published"
_JUDGED = ("before ", "after the page", TODAY, "another day than", "another month than", ALTERED_BEFORE)
"""How the doubts begin that choosing adds. What reading adds, and what an archive learned, are others and stay."""
BESIDE = "; "
"""Stands between several things that speak against one date."""
WEAK = "weak: "
"""Begins the path of evidence that is often the moment of rendering, or a template's."""
AHEAD = timedelta(days=2)
SAME = timedelta(days=1)
"""Moments of one publication may fall on neighbouring days in different zones."""

# Whom to believe first. Hidden marks hold the day of publication by the hAtom convention of themes.
TRUST = (
    Place.JSON_LD,
    Place.META,
    Place.MICRODATA,
    Place.TIME,
    Place.FEED,
    Place.VISIBLE,
    Place.SITEMAP,
    Place.HIDDEN,
    Place.URL,
    Place.MASTHEAD,
)
"""The last is read as the page's clock; an archive that learned better calls it the date of publication."""
RANKS: Mapping[str, int] = {place: rank for rank, place in enumerate(TRUST)}
"""Place -> how many are believed before it."""


def as_read(one: DateEvidence) -> DateEvidence:
    """Return the evidence as it was before it was judged, so that it can be judged again beside other evidence."""
    if not one.doubt:
        return one
    parts = one.doubt.split(BESIDE)
    read = BESIDE.join(part for part in parts if not part.startswith(_JUDGED))
    return replace(one, role=Role.PUBLISHED if TODAY in parts else one.role, doubt=read)


def with_doubt(one: DateEvidence, words: str) -> DateEvidence:
    """Return the evidence with one more thing that speaks against it."""
    return replace(one, doubt=BESIDE.join(filter(None, (one.doubt, words))))


def without_clocks(seen: list[DateEvidence], today: date | None) -> list[DateEvidence]:
    """Return the evidence with printed lines of the fetch day as the page's clock, where all else says another day."""
    if today is None:
        return seen
    others = {day_of(one) for one in seen if one.role == Role.PUBLISHED and one.place in RANKS} - {today, None}
    if not others:
        return seen
    told = {one.place for one in seen if one.role == Role.PUBLISHED and day_of(one) == today}
    return [
        with_doubt(replace(one, role=Role.CLOCK), TODAY)
        if one.place == Place.VISIBLE
        and one.role == Role.PUBLISHED
        and day_of(one) == today
        and told == {Place.VISIBLE}
        else one
        for one in seen
    ]


def doubted(one: DateEvidence, today: date | None) -> DateEvidence:
    """Return the evidence with what makes it impossible, seen by itself."""
    day = day_of(one)
    if day is None:
        return one
    if day < FIRST_DAY:
        return with_doubt(one, f"before {FIRST_DAY.year}: an empty field rather than a day")
    if today is not None and day > today + AHEAD and one.role != Role.OTHER:
        return with_doubt(one, "after the page was fetched")
    return one


def counts(one: DateEvidence) -> bool:
    """May this evidence win: it was read, and is neither impossible nor of another item?"""
    if one.value is None or one.place not in RANKS:
        return False
    return not (one.doubt and any(part.startswith(IMPOSSIBLE) for part in one.doubt.split(BESIDE)))


def agree(one: DateEvidence, other: DateEvidence) -> bool:
    """Do both say the same day, or days that are one publication's in different zones? A month agrees with its days."""
    if "month" in (one.precision, other.precision):
        return (one.value or "")[:7] == (other.value or "")[:7]
    first, second = day_of(one), day_of(other)
    return first is not None and second is not None and abs(first - second) <= SAME


def contradicted(one: DateEvidence, published: DateEvidence | None) -> DateEvidence:
    """Return the evidence with what the chosen publication says against it."""
    if published is None or not counts(one):
        return one
    if one.role == Role.PUBLISHED and not agree(one, published):
        return with_doubt(one, _other_day(one, published))
    day, first = day_of(one), day_of(published)
    if one.role == Role.MODIFIED and day and first and day < first:
        return with_doubt(one, ALTERED_BEFORE)
    return one


def _other_day(one: DateEvidence, published: DateEvidence) -> str:
    day, first = day_of(one), day_of(published)
    if day is None or first is None:
        return f"another month than {published.place} says"
    apart = abs((day - first).days)
    return f"another day than {published.place} says, {apart} days {'later' if day > first else 'earlier'}"


def day_of(one: DateEvidence) -> date | None:
    """Return the day that evidence says; None for a month alone, and for what could not be read."""
    return day_of_text(one.value) if one.value else None


@lru_cache(maxsize=1024)
def day_of_text(moment: str) -> date | None:
    """Return the day of a moment in ISO 8601; None for a month alone, and for what is none.

    >>> day_of_text("2016-07-16T00:55:00+04:00"), day_of_text("2016-07")
    (datetime.date(2016, 7, 16), None)
    """
    try:
        return date.fromisoformat(moment[: len("2020-06-03")])
    except ValueError:
        return None
