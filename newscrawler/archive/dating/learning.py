"""What a visit teaches: the votes of its lines, each article one on a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from newscrawler import dates
from newscrawler.archive.dating.lines import Fetch, Line, lines_of
from newscrawler.archive.dating.places import Known, count_alike, find_place, make_place, reconsider
from newscrawler.archive.dating.votes import Earlier, Vote, vote_of
from newscrawler.archive.moments import from_utc_text
from newscrawler.archive.sites import facts_of
from newscrawler.items import Outcome

if TYPE_CHECKING:
    import sqlite3

    from newscrawler.archive.connection import Connection
    from newscrawler.items import Visit

LATER = (Outcome.UNCHANGED, Outcome.ALIAS)
"""Outcomes of visits that found the words of an article as they were."""


@dataclass(slots=True)
class Printed:
    """The lines of one visit, and what is known of their places before it."""

    site: str
    fetch: Fetch
    lines: list[Line] = field(default_factory=list)
    known: dict[tuple[str, str], Known] = field(default_factory=dict)


def printed_on(db: Connection, visit: Visit) -> Printed | None:
    """Return what a visit prints as dates; None where it brought no article."""
    article = visit.article
    if article is None:
        return None
    site = article.site or visit.page.site
    fetch = fetch_of(db, site, visit.snapshot.fetched_at if visit.snapshot else None)
    printed = Printed(site, fetch, lines_of(article.dates, fetch))
    for line in printed.lines:
        known = find_place(db, site, line.place, line.path)
        if known is not None:
            printed.known[line.place, line.path] = known
    return printed


def fetch_of(db: Connection, site: str, fetched_at: str | None) -> Fetch:
    """Return the fetch at a moment; now, where it is not known."""
    moment = _moment(fetched_at) or db.now()
    facts = facts_of(db, site)
    return Fetch(moment, dates.day_of_fetch(moment, facts) or moment.date(), facts)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def learn(db: Connection, visit: Visit, printed: Printed | None) -> None:
    """Count the votes of a stored visit's lines, and reconsider their places."""
    if printed is None or visit.article_id is None:
        return
    for line in printed.lines:
        known = printed.known.get((line.place, line.path)) or make_place(db, printed.site, line.place, line.path)
        row = db.row("SELECT * FROM date_lines WHERE place_id = ? AND article_id = ?", (known.id, visit.article_id))
        vote = vote_of(line, _earlier(db, visit, row))
        before = Vote(row["vote"]) if row and row["vote"] else None
        if row is None or visit.outcome not in LATER or vote not in (None, before):
            _write_line(db, visit, (known.id, line, vote or before), is_new=row is None)
        alike = count_alike(db, known.id, visit.article_id) if row is None else 0
        if vote in (None, before) and alike <= known.alike:
            continue
        if vote is not None and vote != before:
            known.votes[vote] += 1
            if before is not None:
                known.votes[before] -= 1
        known.alike = max(known.alike, alike)
        reconsider(db, known)


def _earlier(db: Connection, visit: Visit, row: sqlite3.Row | None) -> Earlier:
    words_stayed = visit.outcome in LATER
    if row is not None:
        return Earlier(
            dates.day_of_text(row["day"]),
            from_utc_text(row["fetched_at"]),
            dates.day_of_text(row["fetched_on"]),
            words_stayed=words_stayed,
        )
    return Earlier(first_seen_on=_first_seen_on(db, visit) if words_stayed else None, words_stayed=words_stayed)


def _first_seen_on(db: Connection, visit: Visit) -> date | None:
    return dates.day_of_text(db.value("SELECT first_seen_at FROM articles WHERE id = ?", (visit.article_id,)) or "")


def _write_line(db: Connection, visit: Visit, told: tuple[int, Line, Vote | None], *, is_new: bool) -> None:
    """Write the line of an article's present words; a later visit of the same words adds its vote alone."""
    place_id, line, vote = told
    row = line.as_row() | {"vote": str(vote or "")}
    key = {"place_id": place_id, "article_id": visit.article_id}
    if is_new:
        db.insert("date_lines", key | row)
    elif visit.outcome in LATER:
        db.update_where("date_lines", key, {"vote": row["vote"]})
    else:
        db.update_where("date_lines", key, row)
