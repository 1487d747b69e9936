"""What is neither an article nor a page: sites, runs, robots.txt files, places of dates."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive.dating.places import find_place, known_of, reconsider
from newscrawler.archive.dating.votes import Vote
from newscrawler.archive.merging.joining import content, joined_rows, winner
from newscrawler.archive.merging.tables import TABLES

if TYPE_CHECKING:
    from newscrawler.archive.merging.names import Names

    Row = dict[str, Any]

_RUN_PARTS = ("run_outcomes", "run_drops")


def _columns(table: str) -> tuple[str, ...]:
    return tuple(column for column in TABLES[table].columns if column not in TABLES[table].left)


def merge_site(ours: Names, theirs: Names, site: str) -> None:
    """Take in what is known of a site."""
    (their_row,) = theirs.db.rows("SELECT * FROM sites WHERE site = ?", (site,))
    mine = ours.db.row("SELECT * FROM sites WHERE site = ?", (site,))
    row = theirs.named("sites", their_row)
    with ours.db.writing():
        if mine is None:
            ours.db.insert("sites", row)
        else:
            both = joined_rows(TABLES["sites"], ours.named("sites", mine), row)
            ours.db.update_where("sites", {"site": site}, both)


def merge_runs(ours: Names, theirs: Names, site: str) -> int:
    """Take in the runs of a site with their counts; return how many were new. One that both have is the longer one."""
    new = 0
    with ours.db.writing():
        for their_row in theirs.db.rows("SELECT * FROM runs WHERE site = ? ORDER BY id", (site,)):
            run = _run(theirs, their_row)
            mine = ours.db.row("SELECT * FROM runs WHERE origin = ?", (run["origin"],))
            if mine is None:
                number = ours.db.insert("runs", {column: run[column] for column in _columns("runs")})
                new += 1
            else:
                number, known = mine["id"], _run(ours, mine)
                if winner(TABLES["runs"], 0, known, run) is known:
                    continue
                ours.db.update("runs", number, {column: run[column] for column in _columns("runs")})
            for part in _RUN_PARTS:
                ours.db.run(f"DELETE FROM {part} WHERE run_id = ?", (number,))
                for row in run[part]:
                    ours.db.insert(part, {"run_id": number, **row})
    return new


def _run(names: Names, row: Any) -> Row:
    return names.named("runs", row) | {part: names.parts(part, row["id"]) for part in _RUN_PARTS}


def merge_robots(ours: Names, theirs: Names, site: str) -> None:
    """Take in what robots.txt files said last, with what they reserve."""
    with ours.db.writing():
        for host in _hosts(theirs, site):
            mine, other = _robots(ours, site, host), _robots(theirs, site, host)
            if _robots_rank(other) <= _robots_rank(mine):
                continue
            ours.db.run("DELETE FROM robots_files WHERE site = ? AND host = ?", (site, host))
            ours.db.run("DELETE FROM opt_outs WHERE page_id IS NULL AND site = ? AND host = ?", (site, host))
            if other["file"]:
                ours.db.insert("robots_files", other["file"])
            for row in other["opt_outs"]:
                ours.db.insert("opt_outs", row)


def _hosts(names: Names, site: str) -> list[str]:
    both = """SELECT host FROM robots_files WHERE site = ?
        UNION SELECT host FROM opt_outs WHERE page_id IS NULL AND site = ?"""
    return [host for (host,) in names.db.rows(both, (site, site))]


def _robots(names: Names, site: str, host: str) -> Row:
    row = names.db.row("SELECT * FROM robots_files WHERE site = ? AND host = ?", (site, host))
    reserved = """SELECT site, host, signal, place, first_seen_at FROM opt_outs
        WHERE page_id IS NULL AND site = ? AND host = ? ORDER BY signal, place"""
    opt_outs = [dict(one) for one in names.db.rows(reserved, (site, host))]
    return {"file": dict(row) if row else None, "opt_outs": opt_outs}


def _robots_rank(robots: Row) -> tuple[str, str, str]:
    return ((robots["file"] or {}).get("read_at", ""), content(robots, ("file",)), content(robots, ("opt_outs",)))


def merge_places(ours: Names, theirs: Names, site: str) -> None:
    """Make sure that the places are there where the site prints dates."""
    with ours.db.writing():
        for row in theirs.db.rows("SELECT * FROM date_places WHERE site = ? ORDER BY id", (site,)):
            if find_place(ours.db, site, row["place"], row["path"]) is None:
                ours.db.insert("date_places", {column: row[column] for column in _columns("date_places")})


def judge_places(ours: Names, theirs: Names, site: str) -> None:
    """Count the votes on each place anew, with the lines of both archives; where they tell otherwise, date again."""
    with ours.db.writing():
        for row in theirs.db.rows("SELECT * FROM date_places WHERE site = ? ORDER BY id", (site,)):
            known, other = find_place(ours.db, site, row["place"], row["path"]), known_of(row)
            if known is None:
                continue
            lines = "SELECT vote, count(*) FROM date_lines WHERE place_id = ? AND vote <> '' GROUP BY vote"
            counted = dict(map(tuple, ours.db.rows(lines, (known.id,))))
            for vote in Vote:
                known.votes[vote] = max(known.votes[vote], other.votes[vote], counted.get(vote, 0))
            known.alike = max(known.alike, other.alike)
            reconsider(ours.db, known)
            if other.is_other != known.is_other:
                ours.db.update("date_places", known.id, {"judging_from": 0})
