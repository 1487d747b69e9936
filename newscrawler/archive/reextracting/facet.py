"""What re-extraction asks of the archive, and tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive import dating
from newscrawler.archive.reextracting import kept, writing
from newscrawler.archive.reextracting.judging import as_visit, judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.reextracting.values import (
        KeptPage,
        NewestRead,
        Reread,
        StoredArticle,
        ToRead,
        Wanted,
        Written,
    )
    from newscrawler.items import Article, SiteFacts


class Reextraction:
    """An archive, for those who read its pages again."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def to_read(self, wanted: Wanted) -> ToRead:
        """Return how much there is to read."""
        return kept.to_read(self._db, wanted)

    def pages(self, wanted: Wanted) -> Iterator[KeptPage]:
        """Yield the pages of revisions, article by article, each from its first to its newest."""
        return kept.kept_pages(self._db, wanted)

    def facts(self, site: str) -> SiteFacts:
        """Return what the site's spider declared of it when it last ran, without its selectors."""
        return kept.declared_facts(self._db, site)

    def stored(self, article_id: int) -> StoredArticle | None:
        """Return an article as it stands, with the words of its revisions; None where it is gone."""
        return kept.stored_article(self._db, article_id)

    def as_crawled(self, site: str, read: NewestRead) -> Article:
        """Return the article as a crawl would store it by what is known today; nothing is written."""
        return judged(self._db, as_visit(site, read, 0), read)[0]

    def write(self, rereads: Iterable[Reread], version: str) -> Written:
        """Write articles read again by that version of the extractor, in one transaction."""
        return writing.write(self._db, rereads, version)

    def finish(self) -> None:
        """Date all articles by what the lines of those written taught; a killed run leaves it to the next."""
        dating.settle_all(self._db)
        self._db.checkpoint()
