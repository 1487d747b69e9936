"""Evidence with its lines marked as what they were found to be, and the dates that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newscrawler import dates
from newscrawler.archive.dating.lines import NEAR, SITE, is_at_place
from newscrawler.items import Place, Role
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newscrawler.archive.dating.lines import Fetch
    from newscrawler.archive.dating.places import Known
    from newscrawler.items import DateEvidence

TOGETHER = (
    ("published_at", "published_precision", "published_from"),
    ("date_line", "date_line_date"),
    ("modified_at",),
)
"""Fields that are one finding; the first has its provenance."""
DATED = tuple(name for group in TOGETHER for name in group)


@dataclass(frozen=True, slots=True)
class Redated:
    """An article's dates, chosen again."""

    changes: dict[str, Any]
    """The fields that are others now."""
    provenance: dict[str, str]
    evidence: list[DateEvidence]


def marked(
    evidence: Sequence[DateEvidence], fetch: Fetch, known_at: Callable[[str, str], Known | None]
) -> list[DateEvidence]:
    """Return the evidence with its lines as what their places are known to be."""
    return [
        _marked(one, fetch, known_at(str(one.place), dates.place_path(one.path))) if is_at_place(one) else one
        for one in evidence
    ]


def _marked(one: DateEvidence, fetch: Fetch, known: Known | None) -> DateEvidence:
    day = dates.day_of(one)
    is_other = known is not None and known.is_other and day is not None
    if one.place == Place.MASTHEAD:
        is_own = one.role == Role.PUBLISHED
        return one if is_own == is_other else dates.as_own(one) if is_other else dates.unlearned(one)
    if known and day and is_other and abs(day - fetch.day) <= NEAR:
        return dates.as_clock(one, known.reason)
    return dates.unlearned(one) if dates.is_learned_clock(one) else one


def redated(
    stands: Mapping[str, Any], before: Sequence[DateEvidence], after: Sequence[DateEvidence], fetch: Fetch
) -> Redated:
    """Return what new evidence changes in fields that stand as the old evidence said.

    What the old evidence does not explain was set by the site's own file: it stays.
    """
    old, new = (dates.choose_dates(seen, fetched_at=fetch.at, facts=fetch.facts) for seen in (before, after))
    provenance: dict[str, str] = dict(stands["provenance"])
    changes: dict[str, Any] = {}
    for group in TOGETHER:
        if provenance.get(group[0]) == SITE or any(stands[name] != _told(old, name) for name in group):
            continue
        changes |= {name: _told(new, name) for name in group if _told(new, name) != stands[name]}
        for name in group:
            provenance.pop(name, None)
        provenance |= {name: new.sources[name] for name in group if name in new.sources}
    return Redated(changes, provenance, new.evidence)


def _told(chosen: dates.ChosenDates, name: str) -> Any:
    value = getattr(chosen, name)
    return clean_text(value) if name == "date_line" and value else value
