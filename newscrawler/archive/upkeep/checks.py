"""Whether an archive is whole: each check with what it found, and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from newscrawler.archive.search_index import SEARCH_TRIGGERS
from newscrawler.archive.upkeep.contents import wrong_snapshots, wrong_texts
from newscrawler.archive.upkeep.rules import RULES
from newscrawler.errors import ArchiveError
from newscrawler.text import FOLDING_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from newscrawler.archive.connection import Connection

    Found = list[str]


class _Reading(Protocol):
    def __call__(self, db: Connection, /, progress: Callable[[int, int], None]) -> list[str]: ...


_OK = "ok"
_MOST_NAMED = 20
RESTORE = "restore the file from a backup, or save what can be read: sqlite3 FILE .recover"
OPEN_AGAIN = "open it for writing once, as any crawl does: the triggers and the index are made again"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold of an archive."""

    name: str
    problems: list[str] = field(default_factory=list)
    """What is wrong, in words; empty where all is well."""
    advice: str = ""
    """What to do where something is wrong."""
    skipped: str = ""
    """Why it was not asked; "" where it was."""

    @property
    def is_right(self) -> bool:
        """Did it find nothing wrong?"""
        return not self.problems

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self) | {"is_right": self.is_right}


def verify(db: Connection, *, quick: bool, progress: Callable[[int, int], None]) -> list[Check]:
    """Run every check; reads the whole file. A file too damaged to be asked further ends with the check that told."""
    checks: list[Check] = []
    for name, ask, advice in _FILE_CHECKS:
        checks.append(_asked(name, ask, db, advice))
        if name == "file" and checks[-1].problems:
            return checks
    checks += [_asked(rule.name, rule.broken, db, rule.advice) for rule in RULES]
    for name, read, advice in _CONTENT_CHECKS:
        if quick:
            checks.append(Check(name, skipped="left out by --quick"))
        else:
            checks.append(_asked(name, partial(read, progress=progress), db, advice))
    return checks


def _asked(name: str, ask: Callable[[Connection], Found], db: Connection, advice: str) -> Check:
    try:
        problems = ask(db)
    except ArchiveError as error:
        problems = [str(error)]
    return Check(name, problems, advice if problems else "")


def _file(db: Connection) -> Found:
    found = [str(row[0]) for row in db.rows(f"PRAGMA integrity_check({_MOST_NAMED})") if row[0] != _OK]
    return [line for words in found for line in words.splitlines()]


def _foreign_keys(db: Connection) -> Found:
    rows = db.rows("PRAGMA foreign_key_check")
    words = [f"{row[0]} row {row[1]} refers to no row of {row[2]}" for row in rows[:_MOST_NAMED]]
    return words + ([f"and {len(rows) - _MOST_NAMED:,} more"] if len(rows) > _MOST_NAMED else [])


def _triggers(db: Connection) -> Found:
    there = {row[0] for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    return [f"the trigger {name} is missing" for name in SEARCH_TRIGGERS if name not in there]


def _search_index(db: Connection) -> Found:
    """Compare the index with the articles (https://www.sqlite.org/fts5.html#the_integrity_check_command)."""
    if db.read_only:
        return _counted_index(db)
    try:
        with db.writing():
            db.run("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
    except ArchiveError as error:
        return [f"the index does not match the articles: {error}"]
    return []


def _counted_index(db: Connection) -> Found:
    """Compare numbers: FTS5 compares contents for writers alone."""
    articles, indexed = (db.value(f"SELECT count(*) FROM {table}") for table in ("articles", "articles_fts_docsize"))  # noqa: S608
    return [] if articles == indexed else [f"{indexed:,} articles are indexed, of {articles:,}"]


def _folding(db: Connection) -> Found:
    old = db.value("SELECT count(*) FROM articles WHERE folding_version <> ?", (FOLDING_VERSION,))
    return [f"{old:,} articles are folded by another version than {FOLDING_VERSION}"] if old else []


_FILE_CHECKS: tuple[tuple[str, Callable[[Connection], Found], str], ...] = (
    ("file", _file, RESTORE),
    ("foreign keys", _foreign_keys, RESTORE),
    ("search triggers", _triggers, OPEN_AGAIN),
    ("search index", _search_index, "make it again: INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')"),
    ("folding", _folding, "newscrawler reindex: search finds these articles less well until then"),
)
_CONTENT_CHECKS: tuple[tuple[str, _Reading, str], ...] = (
    ("texts", wrong_texts, "another program altered them; compare with the article's revisions"),
    ("snapshots", wrong_snapshots, "the disk may be failing: restore the file from a backup"),
)
