"""The frontier in figures and in rows: what is due, what waits, what failed and why."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newscrawler.archive.moments import utc_text

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection

_SITE = "(:site IS NULL OR site = :site)"
_IS_DUE = "(next_visit_at <= :now OR (state = 'new' AND next_visit_at IS NULL)) AND state <> 'leased'"
_WAITS = "next_visit_at > :now AND state <> 'leased'"
_STATES = ("new", "leased", "done", "moved", "skipped", "failed", "gone", "set aside", "forgotten")
QUEUE_STATES = {"due": _IS_DUE, "waiting": _WAITS, **{state: f"state = '{state}'" for state in _STATES}}
"""What pages can be listed by -> the condition of it: `due` and `waiting` are of any state that is visited again."""

_WITHIN = {"hour": 3600, "day": 86400}
_REASONS = 20
_COLUMNS = """url, site, kind, state, outcome, reason, attempts, crashes, visits, last_status, last_visit_at,
    next_visit_at, interval_seconds, brought, brought_at, moved_to, forgotten_at, article_id"""


def overview(db: Connection, site: str | None) -> dict[str, Any]:
    """Return pages by `states` and kind, by kind when they are `due`, and the commonest `reasons` why they are not.

    `due` counts for each kind those due `now`, in less than an `hour`, in less than a `day`, `later` and `never`, and
    names the `next` moment. A reason has its state, how many pages it holds and one of them.
    """
    asked = {"site": site, "now": db.now_text}
    states: dict[str, dict[str, int]] = {}
    for state, kind, pages in db.rows(
        f"SELECT state, kind, count(*) FROM pages WHERE {_SITE} GROUP BY state, kind ORDER BY state, count(*) DESC",
        asked,
    ):
        states.setdefault(state, {})[kind] = pages
    return {"site": site, "states": states, "due": _due(db, asked), "reasons": _reasons(db, asked)}


def _due(db: Connection, asked: dict[str, Any]) -> dict[str, dict[str, Any]]:
    moments = {name: utc_text(db.now() + timedelta(seconds=seconds)) for name, seconds in _WITHIN.items()}
    rows = db.rows(
        f"""SELECT kind, sum({_IS_DUE}) AS now, sum({_WAITS} AND next_visit_at <= :hour) AS hour,
            sum({_WAITS} AND next_visit_at > :hour AND next_visit_at <= :day) AS day,
            sum({_WAITS} AND next_visit_at > :day) AS later,
            sum(state <> 'new' AND next_visit_at IS NULL) AS never,
            min(CASE WHEN {_WAITS} THEN next_visit_at END) AS next
        FROM pages WHERE {_SITE} AND state <> 'leased' GROUP BY kind ORDER BY kind""",
        asked | moments,
    )
    return {row["kind"]: {name: row[name] or 0 for name in row.keys()[1:-1]} | {"next": row["next"]} for row in rows}


def _reasons(db: Connection, asked: dict[str, Any]) -> list[dict[str, Any]]:
    rows = db.rows(
        f"""SELECT state, reason, count(*) AS pages, max(url) AS example, max(last_visit_at) AS last_visit_at
        FROM pages WHERE {_SITE} AND state IN ('failed', 'gone', 'skipped', 'set aside', 'forgotten')
        GROUP BY state, reason ORDER BY pages DESC, state, reason LIMIT {_REASONS}""",
        asked,
    )
    return [dict(row) for row in rows]


def pages(db: Connection, site: str | None, state: str | None, limit: int | None) -> list[dict[str, Any]]:
    """Return pages in a state of `QUEUE_STATES`, in any where none is named; those visited next come first."""
    condition = QUEUE_STATES[state] if state else "1"
    rows = db.rows(
        f"""SELECT {_COLUMNS} FROM pages WHERE {_SITE} AND {condition}
        ORDER BY state <> 'new', next_visit_at IS NULL, next_visit_at, id LIMIT :limit""",
        {"site": site, "now": db.now_text, "limit": -1 if limit is None else limit},
    )
    return [dict(row) for row in rows]
