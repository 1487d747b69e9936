"""Which of several printings was first, as far as their moments tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from newscrawler.archive.moments import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SPANS = {
    "month": timedelta(days=31),
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
}
_SECOND = timedelta(seconds=1)
_NEVER = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Printing:
    """When an article came out: not before one moment, and before another."""

    article_id: int
    moment_from: str
    """"published", or "first seen" where the article does not say when it was published: then it was by that moment."""
    earliest: datetime
    latest: datetime

    @property
    def order(self) -> tuple[datetime, datetime, int]:
        """The key by which printings are sorted."""
        return self.earliest, self.latest, self.article_id


def printing(row: Mapping[str, Any]) -> Printing:
    """Return when the article of a row of `articles` came out."""
    published = from_utc_text(row["published_utc"])
    if published is None:
        seen = from_utc_text(row["first_seen_at"]) or _NEVER
        return Printing(row["id"], "first seen", seen, seen + _SECOND)
    span = _SPANS.get(row["published_precision"] or "", _SECOND)
    return Printing(row["id"], "published", published, published + span)


def firsts(printings: Sequence[Printing]) -> dict[int, bool | None]:
    """Return for each article whether it was first; None for those that may have been, where several may."""
    first = min(printings, key=lambda one: one.order)
    may_be = {one.article_id for one in printings if one is first or one.earliest < first.latest}
    certain = len(may_be) == 1
    return {one.article_id: (certain or None) if one.article_id in may_be else False for one in printings}
