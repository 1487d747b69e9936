"""Searches that are kept by name, and what came in for them since it was told last."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from newscrawler.archive.search import Hit, prepare
from newscrawler.archive.search_filters import Filter
from newscrawler.archive.values import storable_text
from newscrawler.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.archive.connection import Connection

LONGEST_NAME = 100
_NEWEST = "SELECT coalesce(max(id), 0) FROM revisions"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that was kept."""

    name: str
    query: str
    site: str | None
    since: str | None
    until: str | None
    saved_at: str
    told_at: str | None
    """When what is new was told last; None: never."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)

    def filter(self, limit: int | None) -> Filter:
        """Return the filter that was saved with it."""
        return Filter(self.site, self.since, self.until, limit)


@dataclass(frozen=True, slots=True)
class News:
    """What came in for a saved search."""

    name: str
    hits: list[Hit]
    """The earliest first."""
    upto: int
    """The revision up to which they are told when these are."""


class SavedSearches:
    """The saved searches of an archive."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def save(
        self, name: str, query: str, *, site: str | None = None, since: str | None = None, until: str | None = None
    ) -> None:
        """Keep a search, in place of one of that name; what is in the archive by now counts as told.

        Raises `UsageError` for a name that is none, `BadQuery` for a query that is none.
        """
        if not name.strip() or len(name) > LONGEST_NAME:
            raise UsageError(f"{name[:40]!r} is no name for a search; expected 1 to {LONGEST_NAME} characters")
        prepare(self._db, query, Filter(site, since, until))
        with self._db.writing():
            self._db.run("DELETE FROM saved_searches WHERE name = ?", (storable_text(name),))
            row = {"name": name, "query": query, "site": site, "since": since, "until": until}
            told = self._db.value(_NEWEST)
            self._db.insert("saved_searches", row | {"saved_at": self._db.now_text, "told_revision": told})

    def all(self) -> list[SavedSearch]:
        """Return every saved search, by name."""
        columns = "name, query, site, since, until, saved_at, told_at"
        return [SavedSearch(*row) for row in self._db.rows(f"SELECT {columns} FROM saved_searches ORDER BY name")]

    def get(self, name: str) -> SavedSearch:
        """Return the search of that name; raise `ArchiveError` when there is none."""
        kept = self.all()
        for search in kept:
            if search.name == storable_text(name):
                return search
        known = ", ".join(search.name for search in kept)
        raise ArchiveError(f"No saved search {name!r} in {self._db.path}; it has: {known or 'none yet'}")

    def forget(self, name: str) -> None:
        """Delete the search of that name; raise `ArchiveError` when there is none."""
        kept = self.get(name)
        with self._db.writing():
            self._db.run("DELETE FROM saved_searches WHERE name = ?", (kept.name,))

    def news(self, name: str, limit: int | None, marks: tuple[str, str]) -> News:
        """Return articles with all the words that are new, or have new words, and were not told yet.

        Those beyond the limit come the next time.
        """
        kept = self.get(name)
        search = prepare(self._db, kept.query, kept.filter(None))
        newest = int(self._db.value(_NEWEST))
        told = int(self._db.value("SELECT told_revision FROM saved_searches WHERE name = ?", (kept.name,)))
        rows = search.changed({"name": kept.name, "told": told, "newest": newest, "limit": _limit(limit)})
        upto = newest if limit is None or len(rows) < limit else rows[-1]["revision"]
        return News(kept.name, search.shown(rows, marks), upto)

    def note_told(self, news: News) -> None:
        """Write that the news were told: called after they are out, so that a crash repeats and never loses."""
        with self._db.writing():
            for hit in news.hits:
                self._db.run(
                    "INSERT INTO saved_search_hits SELECT :name, :id WHERE :id IN (SELECT id FROM articles) "
                    "AND :name IN (SELECT name FROM saved_searches) ON CONFLICT DO NOTHING",
                    {"name": news.name, "id": hit.id},
                )
            told = {"told_at": self._db.now_text, "upto": news.upto, "name": news.name}
            self._db.run("UPDATE saved_searches SET told_at = :told_at, told_revision = :upto WHERE name = :name", told)

    def told(self, name: str) -> Sequence[int]:
        """Return the articles that were told of a search."""
        rows = self._db.rows("SELECT article_id FROM saved_search_hits WHERE name = ? ORDER BY article_id", (name,))
        return [row["article_id"] for row in rows]


def _limit(limit: int | None) -> int:
    return -1 if limit is None else min(limit, 10**9)
