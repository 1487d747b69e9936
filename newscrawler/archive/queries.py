"""What may be asked of an archive: articles, their history and copies, sites, sources, and plain SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive import condition, reading, sites
from newscrawler.archive.exporting import Selected, Selection
from newscrawler.archive.flat import flat
from newscrawler.archive.history.reading import History
from newscrawler.archive.search import Hit, prepare, search
from newscrawler.archive.search_filters import Filter
from newscrawler.archive.snapshots import every_snapshot, snapshot_of_revision
from newscrawler.archive.source_health import source_health
from newscrawler.archive.suggestions import Advice, advise
from newscrawler.archive.upkeep.asking import ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newscrawler.archive.condition import SiteCondition
    from newscrawler.archive.connection import Connection
    from newscrawler.archive.sites import KnownSite
    from newscrawler.archive.snapshots import Keeper, KeptSnapshot
    from newscrawler.items import Snapshot

MARKS = ("[", "]")
"""What stands round the found words of a snippet."""


class Queries:
    """The reading side of an `Archive`: nothing here writes, so all of it works on a file opened `read_only`."""

    path: Path
    _db: Connection
    _keeper: Keeper

    def search(
        self,
        words: str,
        *,
        site: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = 20,
        recent: bool = False,
        marks: tuple[str, str] = MARKS,
    ) -> list[Hit]:
        """Return the best hits for a query (`newscrawler.archive.query`); later articles first where `recent`.

        `since` and `until` are days as the pages show them. Raises `BadQuery` where there is no word to look for, or a
        date of the query is none; no other input is refused.
        """
        return search(self._db, words, Filter(site, since, until, limit), marks, recent=recent)

    def article(self, id_or_url: int | str) -> dict[str, Any] | None:
        """Return one article by its id or any of its addresses, with all that belongs to it; else None."""
        return reading.article(self._db, id_or_url)

    def articles(
        self, *, site: str | None = None, since: str | None = None, until: str | None = None, limit: int | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield articles, newest first, one by one."""
        return reading.articles(self._db, Filter(site, since, until, limit))

    def stats(self, site: str | None = None) -> dict[str, Any]:
        """Return the archive's figures in all or those of one site, and under `sites` for each site."""
        return reading.stats(self._db, site)

    def source_health(self, site: str | None = None) -> list[dict[str, Any]]:
        """Return the sources of a site, or of all, with their last answer, failures in a row and what they brought."""
        return source_health(self._db, site)

    def find_site(self, word: str) -> str | None:
        """Return the site that its identity, a mirror domain or its spider names; None when there is none."""
        return sites.find_site(self._db, word)

    def site_names(self) -> list[str]:
        """Return the identities of all sites, sorted."""
        return sites.site_names(self._db)

    def known_sites(self) -> list[KnownSite]:
        """Return every site with its spider and its beginning, the one whose last run is the longest ago first."""
        return sites.known_sites(self._db)

    def condition(self, site: str) -> SiteCondition:
        """Return how a site fares: since when its runs fail, over which pages, what its articles lack."""
        return condition.condition(self._db, site)

    def advise(
        self, words: str, *, site: str | None = None, since: str | None = None, until: str | None = None
    ) -> Advice:
        """Return what may help a query that found nothing: near words, and filters that hide what there is."""
        return advise(prepare(self._db, words, Filter(site, since, until)))

    def rows(
        self, *, site: str | None = None, since: str | None = None, until: str | None = None, limit: int | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield articles as flat rows, newest first: lists as text, so that a data frame takes them as they are."""
        return map(flat, self.articles(site=site, since=since, until=until, limit=limit))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield every article, newest first, one by one."""
        return self.articles()

    def __len__(self) -> int:
        """Return how many articles there are."""
        return int(self._db.value("SELECT count(*) FROM articles"))

    def __bool__(self) -> bool:
        """An archive is there, also one without articles."""
        return True

    def sql(self, statement: str, *, seconds: float = 10.0, limit: int | None = None) -> list[dict[str, Any]]:
        """Return the rows that one reading SQL statement finds; raise `UsageError` for any other, or a slower one."""
        answer = ask(self.path, statement, seconds=seconds, limit=limit)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    # --- the record ---------------------------------------------------------------------------------------------------

    @property
    def history(self) -> History:
        """Return what happened to articles: their revisions, moved dates, deletions and restorations."""
        return History(self._db)

    def snapshots(self, *, site: str | None = None, after_id: int = 0) -> Iterator[KeptSnapshot]:
        """Yield pages as they were served, in the order of their ids, one in memory at a time, each checked.

        `after_id` takes up an earlier walk. Raises `NotAnArchive` naming the snapshot that is damaged.
        """
        return every_snapshot(self._db, site, after_id)

    def snapshot_of_revision(self, article_id: int, number: int | None = None) -> KeptSnapshot | None:
        """Return the page from which an article's revision was read, or its newest page; None where none was kept."""
        return snapshot_of_revision(self._db, self._keeper.unpacker, article_id, number)

    def snapshot(self, article_id: int) -> Snapshot | None:
        """Return the newest page of an article as it was served, its SHA-256 checked; None where none was kept."""
        kept = self.snapshot_of_revision(article_id)
        return kept.snapshot if kept else None

    def selected(self, wanted: Selection) -> Selected:
        """Return the articles of a selection, to take them out whole; raises `BadQuery` for a query without a word."""
        return Selected(self._db, self._keeper.unpacker, wanted)
