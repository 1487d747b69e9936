"""The places where a site prints dates, and what is believed of each."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from newscrawler.archive.dating.votes import Vote
from newscrawler.archive.values import storable_text
from newscrawler.items import Place

if TYPE_CHECKING:
    import sqlite3

    from newscrawler.archive.connection import Connection

ALIKE_DAYS = 5
"""So many articles with the same line, nothing but the day of the fetch, and nothing else to date them by."""
ALIKE_MOMENTS = 3
"""So many where the line tells the time of day too, or runs with the fetch."""
ALIKE_MINUTES = 3
_MOST_COMPARED = 50
OWN_DAYS = 3
"""A masthead is the articles' own where so many days were printed there, none of them by a clock."""
_SAMPLE = 200


class Verdict(StrEnum):
    """What the lines at a place are; empty while nothing speaks for either."""

    CLOCK = "clock"
    OWN = "own"
    OPEN = ""


@dataclass(slots=True)
class Known:
    """A row of `date_places`."""

    id: int
    place: str
    votes: dict[Vote, int] = field(default_factory=dict)
    alike: int = 0
    verdict: Verdict = Verdict.OPEN
    reason: str = ""

    @property
    def is_other(self) -> bool:
        """Are its lines something else than what one page tells of them?"""
        return self.verdict == (Verdict.OWN if self.place == Place.MASTHEAD else Verdict.CLOCK)

    @property
    def clock_votes(self) -> int:
        """Articles whose line was the page's clock."""
        return self.votes[Vote.MOVED] + self.votes[Vote.OLDER]

    @property
    def own_votes(self) -> int:
        """Articles whose line was their own date."""
        return self.votes[Vote.STAYED] + self.votes[Vote.PAST]


def find_place(db: Connection, site: str, place: str, path: str) -> Known | None:
    """Return the place; None where no line of the site stood there so far."""
    row = db.row(
        "SELECT * FROM date_places WHERE site = ? AND path = ? AND place = ?",
        (storable_text(site), storable_text(path), storable_text(place)),
    )
    return known_of(row) if row else None


def make_place(db: Connection, site: str, place: str, path: str) -> Known:
    """Return the place, made where it is new."""
    known = find_place(db, site, place, path)
    if known is not None:
        return known
    row_id = db.insert("date_places", {"site": site, "place": place, "path": path})
    return Known(row_id, place, dict.fromkeys(Vote, 0))


def known_of(row: sqlite3.Row) -> Known:
    """Return a row of `date_places`."""
    votes = {vote: int(row[vote]) for vote in Vote}
    return Known(row["id"], row["place"], votes, row["alike"], Verdict(row["verdict"]), row["reason"])


def reconsider(db: Connection, known: Known) -> None:
    """Write the votes and what follows from them; where that is something else, its articles are judged again."""
    was_other = known.is_other
    known.verdict, known.reason = _verdict(db, known)
    row: dict[str, object] = {vote.value: count for vote, count in known.votes.items()}
    row |= {"alike": known.alike, "verdict": str(known.verdict), "reason": known.reason}
    if known.is_other != was_other:
        row["judging_from"] = 0
    db.update("date_places", known.id, row)


def _verdict(db: Connection, known: Known) -> tuple[Verdict, str]:
    if known.clock_votes > known.own_votes:
        moved = known.votes[Vote.MOVED]
        return Verdict.CLOCK, "it moved with the day of the fetch" if moved else "it stands on articles of earlier days"
    if known.own_votes and known.place == Place.MASTHEAD:
        own = _has_own_days(db, known)
        return (Verdict.OWN, "each article keeps a day of its own") if own else (Verdict.OPEN, "")
    if known.own_votes:
        stayed = known.votes[Vote.STAYED]
        return Verdict.OWN, "it stayed when the day changed" if stayed else "articles keep days before their fetch"
    if known.alike and known.place != Place.MASTHEAD:
        return Verdict.CLOCK, "the same on different articles fetched that day"
    return Verdict.OPEN, ""


def _has_own_days(db: Connection, known: Known) -> bool:
    """Whether the days differ as those of articles do: a line that is the same everywhere is the site's, not theirs."""
    if known.clock_votes:
        return False
    days, lines = db.rows(
        """SELECT count(DISTINCT day), count(*)
        FROM (SELECT day, vote FROM date_lines WHERE place_id = ? LIMIT ?) WHERE vote IN ('stayed', 'past')""",
        (known.id, _SAMPLE),
    )[0]
    return bool(days >= OWN_DAYS and days * 4 >= lines)


def count_alike(db: Connection, place_id: int, article_id: int) -> int:
    """Return how many articles the line is the same on, where they are enough to tell a clock; else 0."""
    line = db.row("SELECT * FROM date_lines WHERE place_id = ? AND article_id = ?", (place_id, article_id))
    if line is None or not line["may_be_clock"]:
        return 0
    at = (place_id, line["fetched_on"])
    alike = "SELECT 1 FROM date_lines WHERE place_id = ? AND fetched_on = ? AND text = ? AND may_be_clock = 1 LIMIT ?"
    same = db.value(f"SELECT count(*) FROM ({alike})", (*at, line["text"], _MOST_COMPARED))
    if line["minutes_ago"] is None:
        return int(same) if same >= ALIKE_DAYS else 0
    running = """SELECT count(*), total(abs(minutes_ago - ?) <= ?) FROM (
        SELECT minutes_ago FROM date_lines WHERE place_id = ? AND fetched_on = ? AND may_be_clock = 1 LIMIT ?)"""
    all_lines, near = db.rows(running, (line["minutes_ago"], ALIKE_MINUTES, *at, _MOST_COMPARED))[0]
    best = max(int(same), int(near) if near == all_lines else 0)
    return best if best >= ALIKE_MOMENTS else 0
