"""The sources of a site as the archive remembers them: when each was asked last, how it answered, what it brought."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newscrawler.archive.moments import utc_text

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection

LATELY_DAYS = 7
"""How far back `brought_lately` looks."""

# A page is counted for the source that listed it first.
_SOURCES = """SELECT site, url, kind, state, outcome, reason, last_status, last_visit_at, next_visit_at, visits,
    attempts AS failures,
    (SELECT count(*) FROM pages AS found WHERE found.found_on = pages.id AND found.kind = 'article') AS brought,
    (SELECT count(*) FROM pages AS found WHERE found.found_on = pages.id AND found.kind = 'article'
        AND found.found_at >= :lately) AS brought_lately,
    (SELECT max(coalesce(found.listed_utc, found.found_at)) FROM pages AS found
        WHERE found.found_on = pages.id AND found.kind = 'article') AS newest
FROM pages WHERE kind <> 'article' AND (:site IS NULL OR site = :site)
ORDER BY site, brought_lately DESC, brought DESC, id"""


def source_health(db: Connection, site: str | None) -> list[dict[str, Any]]:
    """Return the sources of a site, or of all, those that bring most lately first.

    `failures` are those in a row since the last answer that worked, `brought` the articles that the source was the
    first to list, `brought_lately` those of the last `LATELY_DAYS` days.
    """
    lately = utc_text(db.now() - timedelta(days=LATELY_DAYS))
    return [dict(row) for row in db.rows(_SOURCES, {"site": site, "lately": lately})]
