"""Full-text search over the folded columns; what is shown are the original words."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from newscrawler.archive.query import read_query
from newscrawler.archive.snippets import snippet, wanted_forms
from newscrawler.archive.values import storable_row

if TYPE_CHECKING:
    import sqlite3

    from newscrawler.archive.connection import Connection

TITLE_WEIGHT = 4.0
"""How much more a word in the title counts than one in the body."""

SHOWN_DAY = "coalesce(substr(published_at, 1, 10), date_line_date)"
"""The day that the page shows: of publication, else of its date line. Undated articles have none."""

_MOST = 10**9
_MANY_TERMS = 2
"""A query of more words describes what is looked for; a shorter one states it."""

# The hits are chosen and sorted by number first, so that the bodies of the others are never read.
_SEARCH = f"""SELECT articles.*, score FROM (
    SELECT articles.id AS hit, bm25(articles_fts, 0, 0, {TITLE_WEIGHT}, 1) AS score
    FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid
    WHERE articles_fts MATCH :query
        AND (:site IS NULL OR site = :site)
        AND (:since IS NULL OR {SHOWN_DAY} >= :since)
        AND (:until IS NULL OR {SHOWN_DAY} <= :until)
    ORDER BY score, articles.id DESC LIMIT :limit
) JOIN articles ON articles.id = hit ORDER BY score, id DESC"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles are asked for."""

    site: str | None = None
    since: str | None = None
    """The first day, ISO 8601, as the page shows it."""
    until: str | None = None
    """The last day."""
    limit: int | None = 20

    def as_parameters(self) -> dict[str, Any]:
        """Return the named parameters of the queries."""
        asked = {"site": self.site, "since": self.since, "until": self.until}
        return storable_row(asked) | {"limit": -1 if self.limit is None else min(self.limit, _MOST)}


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found."""

    id: int
    site: str
    url: str
    title: str
    """With the found words marked."""
    published_at: str | None
    language: str | None
    snippet: str
    """Original words round the best place of the body, the found ones marked."""
    score: float
    """bm25: the lower the better."""
    matched: str
    """`all`: it holds every word; `any`: it holds some."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def search(db: Connection, words: str, wanted: Filter, marks: tuple[str, str]) -> list[Hit]:
    """Return the best hits: articles with all the words; then, for a long query or without any, those with some."""
    query = read_query(words)
    forms = wanted_forms(query.terms)
    rows = db.rows(_SEARCH, wanted.as_parameters() | {"query": query.all_words})
    hits = [_hit(row, "all", forms, marks) for row in rows]
    if not hits or len(query.terms) > _MANY_TERMS:
        known = {hit.id for hit in hits}
        rows = db.rows(_SEARCH, wanted.as_parameters() | {"query": query.any_word})
        hits += [_hit(row, "any", forms, marks) for row in rows if row["id"] not in known]
    return hits if wanted.limit is None else hits[: wanted.limit]


def _hit(row: sqlite3.Row, matched: str, forms: set[str], marks: tuple[str, str]) -> Hit:
    language = row["language"]
    return Hit(
        id=row["id"],
        site=row["site"],
        url=row["url"],
        title=snippet(row["title"], language, forms, marks),
        published_at=row["published_at"],
        language=language,
        snippet=snippet(row["body"], language, forms, marks),
        score=row["score"],
        matched=matched,
    )
