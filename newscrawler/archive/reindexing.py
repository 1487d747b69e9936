"""Making the search index again: the articles of an earlier folding, batch by batch, or everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive.records import folded
from newscrawler.text import FOLDING_VERSION
from newscrawler.text.agencies import agency_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from newscrawler.archive.connection import Connection

BATCH = 200
"""Articles in one transaction: about half a second, so that a crawl beside it hardly waits."""

_OLDER = """SELECT id, title, lead, body, language, origin_line FROM articles
WHERE folding_version < ? ORDER BY folding_version, id LIMIT ?"""
# Where a crawl wrote the article in between, it is of the present folding already, and newer.
_RENEW = """UPDATE articles SET title_folded = :title_folded, body_folded = :body_folded, agency = :agency,
    folding_version = :folding_version WHERE id = :id AND folding_version < :folding_version"""


class SearchIndex:
    """The words of the articles as search reads them."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    @property
    def is_current(self) -> bool:
        """True when all articles are folded as this newscrawler folds a query."""
        return self._db.value("SELECT 1 FROM articles WHERE folding_version < ? LIMIT 1", (FOLDING_VERSION,)) is None

    def older(self) -> int:
        """Return how many articles are of an earlier folding."""
        return int(self._db.value("SELECT count(*) FROM articles WHERE folding_version < ?", (FOLDING_VERSION,)))

    def renew(self, batch: int = BATCH) -> Iterator[int]:
        """Fold the articles of an earlier folding anew; yield how many after each batch, which is committed then.

        Whatever ends it, the next call goes on from there. Crawls may write meanwhile.
        """
        while rows := self._db.rows(_OLDER, (FOLDING_VERSION, batch)):
            renewed = [_renewed(row) for row in rows]
            with self._db.writing():
                for row in renewed:
                    self._db.run(_RENEW, row)
            yield len(rows)

    def make_again(self) -> None:
        """Make the index from the columns as they are, and let `renew` fold every article; one transaction."""
        with self._db.writing():
            self._db.run("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
            self._db.run("UPDATE articles SET folding_version = 0")


def _renewed(row: sqlite3.Row) -> dict[str, Any]:
    words = folded(row["title"], row["lead"], row["body"], row["language"])
    return words | {"id": row["id"], "agency": agency_of(row["origin_line"])}
