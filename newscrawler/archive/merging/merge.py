"""Merging another archive: site by site, in short transactions. What breaks off is gone on with by merging again."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from newscrawler.archive import dating
from newscrawler.archive.copies.linking import AT_THE_END, catch_up
from newscrawler.archive.locks import SiteLock
from newscrawler.archive.merging import articles, entries, matching
from newscrawler.archive.merging.names import Names
from newscrawler.archive.merging.other import open_other
from newscrawler.archive.merging.pages import Pages
from newscrawler.errors import Locked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.merging.names import Name

    Progress = Callable[[int, int], None]

ARTICLES_AT_ONCE = 50
"""Articles in one transaction: about a second of work, for crawls of other sites write meanwhile."""
PAGES_AT_ONCE = 500


@dataclass(slots=True)
class Merged:
    """What came of merging one archive."""

    path: str
    sites: int = 0
    articles: int = 0
    """Of the other archive."""
    new: int = 0
    """Those that were not known."""
    enriched: int = 0
    """Those that were known, and to which the other archive had something to add."""
    joined: int = 0
    """Articles of two addresses that were found to be one."""
    returned: int = 0
    """New ones whose page had been forgotten here: forget them again to be rid of them."""
    pages_new: int = 0
    runs: int = 0
    """Runs that were not known."""
    locked: list[str] = field(default_factory=list)
    """Sites that were left out because a crawl holds them."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


class _Theirs(Names):
    """The other archive's rows; its articles bear the names that they have in ours."""

    def __init__(self, db: Connection, ours: Names) -> None:
        super().__init__(db)
        self._ours = ours

    def name(self, table: str, number: int | None) -> Name | None:
        if table != "articles" or number is None:
            return super().name(table, number)
        return self._ours.name(table, self._ours.db.value("SELECT ours FROM temp.theirs WHERE id = ?", (number,)))


def merge(db: Connection, path: Path, progress: Progress) -> Merged:
    """Take in all that the archive at `path` holds; sites that a crawl holds are left out, and named."""
    with open_other(path, db.path) as other:
        return _Merge(db, other, Merged(str(path)), progress).run()


def preview(db: Connection, path: Path) -> Merged:
    """Return what merging would find, as far as addresses tell; write nothing."""
    with open_other(path, db.path) as other:
        merging = _Merge(db, other, Merged(str(path)), lambda _done, _all: None)
        return merging.look()


def _are_same(bundles: list[articles.Bundle]) -> bool:
    """Do an article here and one there say the same? Most of an archive that is merged again does."""
    return len(bundles) == 2 and articles.is_same(*bundles)  # noqa: PLR2004 - one of each


class _Merge:
    def __init__(self, db: Connection, other: Connection, merged: Merged, progress: Progress) -> None:
        self.ours = Names(db)
        self.theirs = _Theirs(other, self.ours)
        self.pages = Pages(self.ours, self.theirs)
        self.merged = merged
        self.progress = progress
        self.sites = [site for (site,) in other.rows("SELECT site FROM sites ORDER BY site")]
        merged.articles = int(other.value("SELECT count(*) FROM articles"))

    def run(self) -> Merged:
        pages = self._count_pages()
        matching.load(self.ours, self.theirs)
        for site in self.sites:
            self._alone(site, self._merge_articles)
        # An address of one site may show another's article: pages come when all articles have their number.
        for site in self.sites:
            self._alone(site, self._merge_pages)
        dating.settle_all(self.ours.db)
        catch_up(self.ours.db, AT_THE_END)
        self.ours.db.checkpoint()
        self.merged.sites = len(self.sites) - len(self.merged.locked)
        self.merged.pages_new = self._count_pages() - pages
        return self.merged

    def _count_pages(self) -> int:
        return int(self.ours.db.value("SELECT count(*) FROM pages"))

    def look(self) -> Merged:
        matching.load(self.ours, self.theirs)
        for site in self.sites:
            groups = matching.match(self.ours, self.theirs, site)
            self.merged.joined += len({frozenset(theirs) for theirs, _ in groups.values()})
            known = "SELECT count(*) FROM temp.theirs WHERE site = ? AND ours IS NULL"
            self.merged.new += int(self.ours.db.value(known, (site,))) - len(groups)
        for table, name in (("pages", "pages_new"), ("runs", "runs")):
            setattr(self.merged, name, self._unknown(table))
        self.merged.sites = len(self.sites)
        return self.merged

    def _unknown(self, table: str) -> int:
        numbers = self.theirs.db.stream(f"SELECT id FROM {table}")  # noqa: S608 - one of two constants
        return sum(self.ours.number(table, Names.name(self.theirs, table, row[0])) is None for row in numbers)

    def _alone(self, site: str, merge: Callable[[str], None]) -> None:
        """Merge a site while no crawl has it: a crawl's leases and ours would be at odds."""
        if site in self.merged.locked:
            return
        try:
            with SiteLock(self.ours.db.path, site, self.ours.db.now_text):
                merge(site)
        except Locked:
            self.merged.locked.append(site)

    def _merge_articles(self, site: str) -> None:
        entries.merge_site(self.ours, self.theirs, site)
        self.merged.runs += entries.merge_runs(self.ours, self.theirs, site)
        entries.merge_robots(self.ours, self.theirs, site)
        entries.merge_places(self.ours, self.theirs, site)
        groups = matching.match(self.ours, self.theirs, site)
        done: set[int] = set()
        for batch in self._batches("articles", site, ARTICLES_AT_ONCE):
            with self.ours.db.writing():
                for number in batch:
                    if number not in done:
                        done |= self._merge_article(number, groups.get(number))
        entries.judge_places(self.ours, self.theirs, site)

    def _merge_article(self, number: int, group: tuple[set[int], set[int]] | None) -> set[int]:
        """Make one article of all that are one; return those of theirs that went into it."""
        known = self.ours.db.value("SELECT ours FROM temp.theirs WHERE id = ?", (number,))
        theirs, mine = group or ({number}, set() if known is None else {known})
        here = {one: bundle for one in sorted(mine) if (bundle := articles.read(self.ours, one)) is not None}
        there = [bundle for one in sorted(theirs) if (bundle := articles.read(self.theirs, one)) is not None]
        bundles = sorted([*here.values(), *there], key=lambda one: (one.row["first_seen_at"], one.row["url_key"]))
        both = here[min(here)] if _are_same(bundles) and here else reduce(articles.joined, bundles)
        keep = min(here, default=None)
        if keep is None or len(here) > 1 or not articles.is_same(both, here[keep]):
            for gone in here.keys() - {keep}:
                articles.absorb(self.ours, gone, into=keep or 0)
            self._count(both, theirs, here)
            keep = articles.write(self.ours, both, keep, self.pages.number)
            self.ours.forget()
        for one in theirs:
            self.ours.db.run("UPDATE temp.theirs SET ours = ? WHERE id = ?", (keep, one))
            for (page,) in self.theirs.db.rows("SELECT id FROM pages WHERE article_id = ? ORDER BY id", (one,)):
                self.pages.merge(page)
        return theirs

    def _count(self, both: articles.Bundle, theirs: Collection[int], here: Collection[int]) -> None:
        self.merged.joined += len(theirs) > 1 or len(here) > 1
        if here:
            self.merged.enriched += 1
            return
        self.merged.new += 1
        forgotten = "SELECT 1 FROM pages WHERE site = ? AND url_key = ? AND forgotten_at IS NOT NULL"
        self.merged.returned += bool(self.ours.db.value(forgotten, (both.row["site"], both.row["url_key"])))

    def _merge_pages(self, site: str) -> None:
        for batch in self._batches("pages", site, PAGES_AT_ONCE):
            with self.ours.db.writing():
                for number in batch:
                    self.pages.merge(number)

    def _batches(self, table: str, site: str, size: int) -> Iterator[list[int]]:
        """Yield the numbers of a site's rows in the other archive, so many at once."""
        last = 0
        statement = f"SELECT id FROM {table} WHERE site = ? AND id > ? ORDER BY id LIMIT ?"  # noqa: S608 - a constant
        done, whole = 0, int(self.theirs.db.value(f"SELECT count(*) FROM {table} WHERE site = ?", (site,)))  # noqa: S608
        while rows := self.theirs.db.rows(statement, (site, last, size)):
            yield [row[0] for row in rows]
            last, done = rows[-1][0], done + len(rows)
            self.progress(done, whole)
