"""What came of a site in each of the last days, counted back from now: what its monitors compare."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from newscrawler.archive.moments import utc_text

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection

DAYS = 15
"""The last, and fourteen to compare it with: two weekends are among them."""

_AGE = "CAST(julianday(:now) - julianday({moment}) AS INTEGER)"
_SPAN = "site = :site AND {moment} > :since AND {moment} <= :now"
_FOUND = f"""SELECT {_AGE} AS age, count(*) FROM pages WHERE {_SPAN} AND kind = 'article' GROUP BY 1""".format(
    moment="found_at"
)
_NEW = f"SELECT {_AGE} AS age, count(*) FROM articles WHERE {_SPAN} GROUP BY 1".format(moment="first_seen_at")
_OUTCOMES = f"""SELECT {_AGE} AS age, sum(count), sum(count) FILTER (WHERE outcome = 'failed')
    FROM runs JOIN run_outcomes ON run_id = runs.id WHERE {_SPAN} GROUP BY 1""".format(moment="started_at")

_WHOLE_DAYS = f"SELECT {_AGE} FROM runs WHERE site = :site".format(moment="min(started_at)")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a site."""

    found: int = 0
    """Article pages that became known."""
    new: int = 0
    """Articles that came into the archive."""
    visits: int = 0
    failed: int = 0
    """Visits that failed."""


def by_day(db: Connection, site: str) -> tuple[Day, ...]:
    """Return the last days, the latest first: the whole ones since the site's first run, `DAYS` at most."""
    asked = {"site": site, "now": db.now_text, "since": utc_text(db.now() - timedelta(days=DAYS))}
    whole_days = db.value(_WHOLE_DAYS, asked) or 0
    found, new = (dict(map(tuple, db.rows(statement, asked))) for statement in (_FOUND, _NEW))
    visits = {age: (total, failed or 0) for age, total, failed in db.rows(_OUTCOMES, asked)}
    return tuple(
        Day(found.get(age, 0), new.get(age, 0), *visits.get(age, (0, 0))) for age in range(min(whole_days, DAYS))
    )
