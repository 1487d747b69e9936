"""Fewer re-visits where a site never edits: told from what its last re-visits found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection
    from newscrawler.archive.frontier.due import RevisitPlan

REVISITS_LOOKED_AT = 500
"""The newest re-visits of a site that tell whether it edits."""
REVISITS_TO_KNOW = 100
"""Fewer tell nothing: of a site that edits every thirtieth article, a hundred re-visits still find some."""
SHARE_OF_EDITS = 0.01
"""A site of which fewer re-visits than this find other words does not edit."""

_RUNS_LOOKED_AT = 1000
_REVISITS = """SELECT run_id, sum(count) AS revisits, sum(count * (outcome = 'changed')) AS changed FROM run_outcomes
WHERE kind = 'article' AND outcome IN ('changed', 'unchanged')
    AND run_id IN (SELECT id FROM runs WHERE site = ? AND spider <> 'import' ORDER BY id DESC LIMIT ?)
GROUP BY run_id ORDER BY run_id DESC"""


def thinned(ages: tuple[float, ...], revisits: int, changed: int) -> tuple[float, ...]:
    """Return the ages at which articles of a site are visited again, when so many of its re-visits found other words.

    Where they found next to none the middle age and the last stay: the one meets what is edited after all, so that the
    site is seen to edit when it begins to; the last tells whether the article is still there.

    >>> thinned((3600, 21600, 86400, 604800, 2592000), 300, 0)
    (86400, 2592000)
    >>> thinned((3600, 21600, 86400, 604800, 2592000), 300, 9)
    (3600, 21600, 86400, 604800, 2592000)
    """
    is_known = revisits >= REVISITS_TO_KNOW
    if 0 in ages or not ages or not is_known or changed >= revisits * SHARE_OF_EDITS:
        return ages
    by_age = sorted(ages)
    return tuple(sorted({by_age[len(by_age) // 2], by_age[-1]}))


def fitted_plan(db: Connection, site: str, plan: RevisitPlan) -> RevisitPlan:
    """Return the plan as it suits the site."""
    return replace(plan, article_seconds=thinned(plan.article_seconds, *edits_found(db, site)))


def edits_found(db: Connection, site: str) -> tuple[int, int]:
    """Return how many of the site's newest re-visits are known, and how many of them found other words."""
    revisits = changed = 0
    for row in db.rows(_REVISITS, (site, _RUNS_LOOKED_AT)):
        if revisits >= REVISITS_LOOKED_AT:
            break
        revisits, changed = revisits + row["revisits"], changed + row["changed"]
    return revisits, changed
