"""Lists of dates: of events, of teasers, of editions. None of their members is the date of the article."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newscrawler.dates import day_of
from newscrawler.extraction.date_scene import Part
from newscrawler.items import Place, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from newscrawler.items import DateEvidence

LEAST_DAYS = 3
"""So many days in elements of one path make a list."""
LEAST_TEASERS = 2
_NEAR_TITLE = frozenset({Part.ABOVE, Part.META, Part.BODY_START})
_IN_TEXT = frozenset({Part.BODY, Part.AFTER})
_LAST_STEPS = 2


class Seen(NamedTuple):
    """Evidence with what its place tells."""

    evidence: DateEvidence
    trust: int
    """How near to the headline it stands, and how far it looks like a date line."""
    part: Part = Part.OUTSIDE


def without_lists(seen: list[Seen]) -> list[Seen]:
    """Return the evidence, what stands in a list of days or like the dates of teasers as such."""
    listed, teasers = _listed_paths(seen), _teaser_paths(seen)
    return [
        one._replace(evidence=replace(one.evidence, role=Role.OTHER), trust=0)
        if _is_own(one.evidence) and one.part in _NEAR_TITLE and one.evidence.path in listed
        else one._replace(evidence=replace(one.evidence, role=Role.OTHER, place=Place.RELATED), trust=0)
        if _is_own(one.evidence) and one.part in _IN_TEXT and _end(one.evidence.path) in teasers
        else one
        for one in seen
    ]


def _is_own(one: DateEvidence) -> bool:
    return one.place == Place.VISIBLE and one.role == Role.PUBLISHED


def _listed_paths(seen: Iterable[Seen]) -> set[str]:
    days: dict[str, set[date | None]] = defaultdict(set)
    for one in seen:
        if _is_own(one.evidence) and one.part in _NEAR_TITLE:
            days[one.evidence.path].add(day_of(one.evidence))
    return {path for path, found in days.items() if len(found - {None}) >= LEAST_DAYS}


def _teaser_paths(seen: Iterable[Seen]) -> set[str]:
    ends = Counter(_end(one.evidence.path) for one in seen if one.evidence.place == Place.RELATED)
    return {end for end, count in ends.items() if count >= LEAST_TEASERS}


def _end(path: str) -> str:
    return " > ".join(path.split(" > ")[-_LAST_STEPS:])
