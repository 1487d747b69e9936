"""What publishers reserve against AI training and text mining, by page and by host, and what robots.txt said last.

A robots.txt that changed makes the pages due again that it had forbidden: it may allow them now.
"""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from newscrawler.archive.moments import from_utc_text
from newscrawler.archive.values import storable_text
from newscrawler.items import OptOut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.archive.connection import Connection
    from newscrawler.items import RobotsFile

OPT_OUT_TABLES = """
CREATE TABLE robots_files (
    site TEXT NOT NULL,
    host TEXT NOT NULL,
    read_at TEXT NOT NULL,
    status INTEGER,
    sha256 TEXT NOT NULL,
    crawl_delay_seconds REAL NOT NULL,
    PRIMARY KEY (site, host)
) STRICT, WITHOUT ROWID;

CREATE TABLE opt_outs (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    host TEXT NOT NULL DEFAULT '',
    page_id INTEGER REFERENCES pages(id) ON DELETE CASCADE,
    signal TEXT NOT NULL,
    place TEXT NOT NULL,
    first_seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX opt_outs_page ON opt_outs(page_id) WHERE page_id IS NOT NULL;
CREATE INDEX opt_outs_site ON opt_outs(site, host);
"""

TDM_FILES = """
ALTER TABLE robots_files ADD COLUMN tdm_file_read_at TEXT;
"""

_TDM_FILE = "tdmrep.json"
"""The place of what a host reserves there; the other reservations of a host are those of its robots.txt."""

_SHOWN = "SELECT signal, place, host, first_seen_at FROM opt_outs"


class _Owner(NamedTuple):
    """Whose reservations they are: a page's, or a host's."""

    site: str
    host: str
    page_id: int | None
    is_tdm_file: bool = False

    @property
    def condition(self) -> tuple[str, tuple[Any, ...]]:
        if self.page_id is not None:
            return "page_id = ?", (self.page_id,)
        return "page_id IS NULL AND site = ? AND host = ? AND (place = ?) = ?", (*self[:2], _TDM_FILE, self.is_tdm_file)


def note_page(db: Connection, site: str, page_id: int, found: Iterable[OptOut]) -> None:
    """Write what a page reserves today; inside a transaction."""
    _replace(db, _Owner(storable_text(site), "", page_id), found)


def note_robots(db: Connection, file: RobotsFile, run_id: int | None, forbidden: str) -> int:
    """Write what a robots.txt says today; return how many pages are due again because it changed.

    `forbidden` is the reason of the pages that it forbade.
    """
    key = {"site": storable_text(file.site), "host": storable_text(file.host)}
    row = {name: getattr(file, name) for name in ("status", "sha256", "crawl_delay_seconds")}
    row["read_at"] = db.now_text
    with db.writing():
        before = db.value("SELECT sha256 FROM robots_files WHERE site = :site AND host = :host", key)
        _replace(db, _Owner(key["site"], key["host"], None), file.opt_outs)
        if before is None:
            db.insert("robots_files", key | row)
        else:
            db.update_where("robots_files", key, row)
        return 0 if before == file.sha256 else _reopen(db, key, run_id, forbidden)


def tdm_file_is_due(db: Connection, site: str, host: str, seconds: float) -> bool:
    """Return True where a host's tdmrep.json was not read within so many seconds."""
    statement = "SELECT tdm_file_read_at FROM robots_files WHERE site = ? AND host = ?"
    read_at = from_utc_text(db.value(statement, (storable_text(site), storable_text(host))))
    return read_at is None or db.now() - read_at >= timedelta(seconds=seconds)


def note_tdm_file(db: Connection, site: str, host: str, found: Iterable[OptOut]) -> None:
    """Write what a host's tdmrep.json reserves today; its robots.txt was noted before."""
    key = {"site": storable_text(site), "host": storable_text(host)}
    with db.writing():
        _replace(db, _Owner(key["site"], key["host"], None, is_tdm_file=True), found)
        db.update_where("robots_files", key, {"tdm_file_read_at": db.now_text})


def _reopen(db: Connection, key: dict[str, str], run_id: int | None, forbidden: str) -> int:
    """Make the host's forbidden pages due, from the start of the run on: it leases what is due then."""
    start = db.value("SELECT started_at FROM runs WHERE id = ?", (run_id,)) or db.now_text
    prefix = key["host"] + "/"
    return db.run(
        """UPDATE pages SET next_visit_at = ?
        WHERE site = ? AND state = 'skipped' AND reason = ? AND substr(url, 1, ?) = ?""",
        (start, key["site"], forbidden, len(prefix), prefix),
    )


def _replace(db: Connection, owner: _Owner, found: Iterable[OptOut]) -> None:
    """Make the reservations of an owner those that were found; what was known keeps the moment it was first seen."""
    condition, values = owner.condition
    known = {OptOut(row["signal"], row["place"]): row["id"] for row in _rows(db, condition, values)}
    wanted = {OptOut(storable_text(one.signal), storable_text(one.place)) for one in found}
    for gone in known.keys() - wanted:
        db.run("DELETE FROM opt_outs WHERE id = ?", (known[gone],))
    for new in sorted(wanted - known.keys(), key=lambda one: (one.place, one.signal)):
        row = {"signal": new.signal, "place": new.place, "first_seen_at": db.now_text}
        db.insert("opt_outs", {"site": owner.site, "host": owner.host, "page_id": owner.page_id} | row)


def _rows(db: Connection, condition: str, values: tuple[Any, ...]) -> list[Any]:
    return db.rows(f"SELECT id, signal, place FROM opt_outs WHERE {condition}", values)


def of_article(db: Connection, article_id: int, host: str) -> list[dict[str, Any]]:
    """Return what an article's pages reserve, and what its host's robots.txt does."""
    pages = "page_id IN (SELECT id FROM pages WHERE article_id = ?)"
    hosts = "page_id IS NULL AND host = ?"
    statement = f"{_SHOWN} WHERE {pages} UNION {_SHOWN} WHERE {hosts} ORDER BY host, place, signal"
    return [dict(row) for row in db.rows(statement, (article_id, host))]


def of_site(db: Connection, site: str) -> list[dict[str, Any]]:
    """Return what a site reserves: each signal with its place, and on how many pages; 0 pages is robots.txt."""
    statement = """SELECT signal, place, count(page_id) AS pages FROM opt_outs WHERE site = ?
        GROUP BY signal, place ORDER BY pages DESC, place, signal"""
    return [dict(row) for row in db.rows(statement, (storable_text(site),))]
