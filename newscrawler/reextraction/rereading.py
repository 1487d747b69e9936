"""Reading an archive's pages again: each compared with what stands, and made ready to be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newscrawler.archive.reextracting import NewestRead, Reread, RereadVersion, Words, Written, as_stored, text_hash_of
from newscrawler.errors import NotAnArchive
from newscrawler.extraction import EXTRACTOR_VERSION
from newscrawler.reextraction.comparing import Came, compare
from newscrawler.reextraction.reading import PageRead, PageReader, PageToRead
from newscrawler.reextraction.report import Named, Report
from newscrawler.workers import PAGE_SECONDS, Answered, Lost, Task, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from newscrawler.archive import Archive
    from newscrawler.archive.reextracting import KeptPage, StoredArticle, StoredVersion, Wanted
    from newscrawler.items import Article
    from newscrawler.reextraction.sites import SiteReading

WRITTEN_TOGETHER = 50
"""Articles in one transaction: a crawl that wants to write waits as long as they take."""


class PageName(NamedTuple):
    """A page with its place in the archive."""

    kept: KeptPage
    url: str
    fetched_at: str


Outcome: TypeAlias = tuple[PageName, "PageRead | Lost"]


@dataclass(slots=True)
class Rereading:
    """One pass over an archive's pages."""

    archive: Archive
    wanted: Wanted
    sites: Mapping[str, SiteReading]
    """How each site's pages are read."""
    report: Report = field(default_factory=Report)

    def read_all(
        self,
        keep: Callable[[Reread], None],
        tick: Callable[[], None],
        *,
        jobs: int,
        page_seconds: float = PAGE_SECONDS,
    ) -> Report:
        """Read all pages in so many processes; give what is to be written to `keep`, call `tick` after each page.

        Nothing is written.
        """
        with Workers[PageName, PageToRead, PageRead](
            PageReader(self.sites), jobs, task_seconds=page_seconds
        ) as workers:
            return self.compare(_ticking(workers.map(self.tasks()), tick), keep)

    def compare(self, outcomes: Iterable[Outcome], keep: Callable[[Reread], None]) -> Report:
        """Compare what the pages say with what stands; `outcomes` come in the order of `tasks`."""
        self.report.without_page = self.archive.reextraction.to_read(self.wanted).without_page
        for article_id, pages in groupby(outcomes, key=lambda one: one[0].kept.article_id):
            again = self._article(article_id, list(pages))
            if again is not None:
                keep(again)
        return self.report

    def tasks(self) -> Iterator[Task[PageName, PageToRead, PageRead]]:
        """Yield the pages, taken out of the archive one by one; a damaged one is lost from the start."""
        for kept in self.archive.reextraction.pages(self.wanted):
            try:
                found = self.archive.snapshot_of_revision(kept.article_id, kept.number)
            except NotAnArchive as error:
                yield Task(PageName(kept, "", ""), Answered(Lost(f"damaged: {error}")))
                continue
            if found is None:
                yield Task(PageName(kept, "", ""), Answered(Lost("deleted meanwhile")))
                continue
            page = found.snapshot
            name = PageName(kept, page.url, page.fetched_at)
            yield Task(name, PageToRead(kept.site, page, kept.evidence), len(page.body))

    def _article(self, article_id: int, pages: list[Outcome]) -> Reread | None:
        """Compare an article with what its pages say; return what is to be written, None where nothing is."""
        self.report.pages += len(pages)
        stored = self.archive.reextraction.stored(article_id)
        if stored is None or stored.newest != pages[0][0].kept.newest:
            self.report.meanwhile += 1
            return None
        versions: list[RereadVersion] = []
        newest = None
        for name, said in pages:
            read = self._read(name, said, stored)
            if read is None:
                continue
            version = stored.version(name.kept.revision_id)
            if name.kept.is_newest:
                words, has_changed = self._newest(name.kept, read, stored)
                newest = read if has_changed else None
            else:
                words = self._older(read.article, version)
            versions.append(_reread(version, words))
        self._note_no_edits(stored, versions)
        if newest is None and not _is_news(stored, versions):
            return None
        return Reread(article_id, stored.newest, pages[-1][0].kept.evidence, newest, tuple(versions))

    def _read(self, name: PageName, said: PageRead | Lost, stored: StoredArticle) -> NewestRead | None:
        """Return what a page says; None, with a line in the report, where it says nothing."""
        url = name.url or stored.article.url
        if isinstance(said, Lost):
            self.report.add_lost(name.kept, url, said.reason)
            return None
        if said.article is None:
            self.report.add_no_article(name.kept, url)
            return None
        return NewestRead(said.article, name.fetched_at, said.later)

    def _newest(self, kept: KeptPage, read: NewestRead, stored: StoredArticle) -> tuple[Words, bool]:
        """Compare an article's fields; return its words, and whether anything is another."""
        article = self.archive.reextraction.as_crawled(kept.site, read)
        came = compare(stored.article, article)
        self.report.add_fields(came)
        words, before = as_words(article), as_words(stored.article)
        if words != before:
            self.report.add_words(kept.article_id, before, words)
        is_same = all(one is Came.SAME for one in came.values()) and article.provenance == stored.article.provenance
        return words, not is_same

    def _older(self, article: Article, version: StoredVersion) -> Words:
        words = as_words(as_stored(article))
        self.report.older += 1
        self.report.older_changed += words != version.words
        return words

    def _note_no_edits(self, stored: StoredArticle, versions: Iterable[RereadVersion]) -> None:
        """Name revisions whose words are those of the revision before: edits that an older extractor made up."""
        today = {version.revision_id: version.text_hash for version in versions}
        hashes = [today.get(version.revision_id, version.text_hash) for version in stored.versions]
        for version, before, own in zip(stored.versions[1:], hashes, hashes[1:], strict=False):
            if before == own:
                self.report.no_edits.add(Named(stored.id, version.number, stored.article.url))


def apply(archive: Archive, rereads: Iterable[Reread], tick: Callable[[int], None]) -> Written:
    """Write what was read again, some articles in each transaction; `tick` is told how many were done.

    Killed at any moment, it has written whole articles; reading and writing again leads to the same end.
    """
    again, written, waiting = archive.reextraction, Written(), iter(rereads)
    while batch := list(islice(waiting, WRITTEN_TOGETHER)):
        written += again.write(batch, EXTRACTOR_VERSION)
        tick(len(batch))
    again.finish()
    return written


def as_words(article: Article) -> Words:
    """Return what makes a revision of an article."""
    return Words(article.title, article.lead, article.body)


def _reread(version: StoredVersion, words: Words) -> RereadVersion:
    if words == version.words:  # telling their fingerprint costs as much as all the rest
        return RereadVersion(version.revision_id, None, version.text_hash)
    return RereadVersion(version.revision_id, words, text_hash_of(words))


def _is_news(stored: StoredArticle, versions: Iterable[RereadVersion]) -> bool:
    """Whether a revision has other words, or was read by another version of the extractor."""
    read = {version.revision_id for version in versions}
    if stored.newest.revision_id in read and stored.extractor_version != EXTRACTOR_VERSION:
        return True
    by_others = {one.revision_id for one in stored.versions if one.extractor_version != EXTRACTOR_VERSION}
    return bool(read & by_others) or any(version.words for version in versions)


def _ticking(outcomes: Iterable[Outcome], tick: Callable[[], None]) -> Iterator[Outcome]:
    for one in outcomes:
        tick()
        yield one
