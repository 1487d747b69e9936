"""Which printings and clusters are asked for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from newscrawler.archive.values import storable_row

_MOST = 10**9
_LAST_DAY = "9999-12-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Of which site, from which day to which, at most how many (None: all)."""

    site: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None

    def takes(self, row: dict[str, Any]) -> bool:
        """Return True for an article of that site and time: the day it shows, else the day when it was first seen."""
        day = str(row["published_at"] or row["first_seen_at"])[:10]
        is_in_time = (self.since or "") <= day <= (self.until or _LAST_DAY)
        return is_in_time and self.site in (None, row["site"])

    def of(self, rows: list[dict[str, Any]], article_id: int) -> list[dict[str, Any]]:
        """Return the rows that are asked for, in their order; the first of all and the article itself always."""
        kept = [row for row in rows if self.takes(row)][: self.limit]
        ids = {row["id"] for row in (rows[0], *kept)} | {article_id}
        return [row for row in rows if row["id"] in ids]

    def as_parameters(self) -> dict[str, Any]:
        """Return the named parameters of a query."""
        return storable_row(asdict(self) | {"limit": min(self.limit or _MOST, _MOST)})
