"""Full-text search over the folded columns; what is shown are the original words."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any

from newscrawler.archive.match import Matcher, quoted
from newscrawler.archive.query import read_query
from newscrawler.archive.search_filters import SHOWN_DAY, Conditions, Filter, conditions_of, names_it
from newscrawler.archive.snippets import Sought, printed_words, snippet
from newscrawler.text import different_stemmings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.query import Query, Term

TITLE_WEIGHT = 4.0
"""How much more a word in the title counts than one in the body."""
RANKED = 20_000
"""Of more matches than so many, those that were stored last are ranked: a word so common says little by itself.

Where all hits are asked for, all are ranked."""
RECENT_DAYS = 90
"""With `recent`, an article so old has lost half of the bonus for its age."""

_LONG_QUERY = 5
"""So many words describe what is looked for, and are ranked by how many are there; fewer state it, and all must be."""
# A match loses up to half of its score with its age: one that is twice as good stands before any later one.
_AGE_DAYS = f"max(julianday(:now) - julianday(substr({SHOWN_DAY} || '-01-01', 1, 10)), 0)"
_RECENCY = f"(0.5 + 0.5 / (1 + coalesce({_AGE_DAYS}, 1e9) / {RECENT_DAYS}))"
# CROSS: the words lead, the conditions follow.
_WITH_ARTICLES = "CROSS JOIN articles ON articles.id = articles_fts.rowid"
_WITH_FACTS = "CROSS JOIN articles INDEXED BY articles_facts ON articles.id = articles_fts.rowid"


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found."""

    id: int
    site: str
    url: str
    title: str
    """With the found words marked."""
    published_at: str | None
    date_line_date: str | None
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


@dataclass(frozen=True, slots=True)
class Ranking:
    """How hits are ordered, and how many come."""

    limit: int | None = 20
    recent: bool = False
    """Later articles before earlier ones that match about as well."""


@dataclass(frozen=True, slots=True)
class Search:
    """A query, ready to be asked of one archive."""

    db: Connection
    query: Query
    matcher: Matcher
    conditions: Conditions

    def hits(self, ranking: Ranking, marks: tuple[str, str]) -> list[Hit]:
        """Return the best hits: those with all words; then, for several words or without any such, those with some."""
        if not self.query.wanted.parts:
            return self.shown(self._newest(ranking), marks)
        hits: list[Hit] = []
        words, is_plain = len(self.query.wanted.parts), self.query.is_plain
        is_long = is_plain and words >= _LONG_QUERY
        if not is_long:
            hits = self.shown(self._ranked(self.matcher.all_words(self.query), ranking), marks)
        if is_plain and words > 1 and (ranking.limit is None or len(hits) < ranking.limit):
            known = {hit.id for hit in hits}
            rows = self._ranked(self.matcher.any_word(self.query), ranking)
            hits += self.shown([row for row in rows if row["id"] not in known], marks, "any")
        return hits if ranking.limit is None else hits[: ranking.limit]

    def count(self, conditions: Conditions, most: int) -> int:
        """Return how many articles hold all the words under other conditions, `most` at most."""
        match = self.matcher.all_words(self.query)
        inner = f"SELECT 1 FROM {_found(match, conditions)} LIMIT :most"
        values = conditions.values | {"match": match, "most": most}
        return int(self.db.value(f"SELECT count(*) FROM ({inner})", values))

    def _ranked(self, match: str, ranking: Ranking) -> list[sqlite3.Row]:
        """Return the best articles, scored before their bodies are read."""
        bm25 = f"bm25(articles_fts, 0, 0, {TITLE_WEIGHT}, 1)"
        score = f"{bm25} * {_RECENCY}" if ranking.recent else bm25
        source = _found(match, self.conditions, joined=ranking.recent)
        limit = _limit(ranking)
        return self.db.rows(
            f"""SELECT articles.*, score FROM (
                SELECT hit, score FROM (
                    SELECT articles_fts.rowid AS hit, {score} AS score FROM {source}
                    ORDER BY articles_fts.rowid DESC LIMIT :ranked
                ) ORDER BY score, hit DESC LIMIT :limit
            ) JOIN articles ON articles.id = hit ORDER BY score, id DESC""",
            self.conditions.values
            | {"match": match, "limit": limit, "ranked": max(RANKED, limit) if limit >= 0 else -1}
            | {"now": self.db.now_text},
        )

    def _newest(self, ranking: Ranking) -> list[sqlite3.Row]:
        return self.db.rows(
            f"""SELECT *, 0.0 AS score FROM articles WHERE {self.conditions.sql}
            ORDER BY coalesce(published_utc, first_seen_at) DESC, id DESC LIMIT :limit""",
            self.conditions.values | {"limit": _limit(ranking)},
        )

    def changed(self, told: dict[str, Any]) -> list[sqlite3.Row]:
        """Return articles with all words that have a revision after `told` and are no hits of `name` yet."""
        match = self.matcher.all_words(self.query)
        return self.db.rows(
            f"""WITH fresh AS MATERIALIZED (
                SELECT article_id, max(id) AS revision FROM revisions WHERE id > :told AND id <= :newest
                GROUP BY article_id
            ) SELECT articles.*, 0.0 AS score, revision FROM fresh JOIN articles ON articles.id = article_id
            WHERE article_id NOT IN (SELECT article_id FROM saved_search_hits WHERE name = :name)
                AND articles.id IN (SELECT {"articles_fts.rowid" if match else "articles.id"}
                    FROM {_found(match, self.conditions)})
            ORDER BY revision LIMIT :limit""",
            self.conditions.values | told | {"match": match},
        )

    def shown(self, rows: Iterable[sqlite3.Row], marks: tuple[str, str], matched: str = "all") -> list[Hit]:
        """Return rows of `articles` with their score as hits."""
        terms = list(self.query.wanted.terms())
        sought = Sought(
            frozenset(word for term in terms for form in self.matcher.forms(term) for word in form.split()),
            tuple(begins for term in terms for begins in self.matcher.beginnings(term)),
        )
        return [_hit(row, matched, sought, marks) for row in rows]

    def knows(self, term: Term) -> bool:
        """Return whether any article of the archive holds the term."""
        asked = "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1"
        return self.db.value(asked, (self.matcher.word(term),)) is not None

    def frequencies(self, forms: Iterable[str]) -> dict[str, int]:
        """Return in how many articles the index has those of the forms that it has at all, in title or body."""
        self.db.show_words()
        asked = "SELECT sum(doc) FROM temp.search_words WHERE term = ? AND col IN ('title_folded', 'body_folded')"
        found = {form: self.db.value(asked, (form,)) for form in dict.fromkeys(forms)}
        return {form: count for form, count in found.items() if count}

    def printed(self, sought: Sought) -> str | None:
        """Return a sought form as the last article that has it prints it."""
        match = f"{{title_folded body_folded}} : {quoted(next(iter(sought.forms)))}"
        row = self.db.row(
            """SELECT title, body, language FROM articles WHERE id = (
                SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid DESC LIMIT 1)""",
            (match,),
        )
        if row is None:
            return None
        words = printed_words(f"{row['title']} {row['body']}")
        return next(compress(words, sought.are_in(words, row["language"])), None)


def prepare(db: Connection, words: str, wanted: Filter) -> Search:
    """Return the search that the words and the filter ask for; raise `BadQuery` as `read_query` does."""
    db.teach("names_it", 2, names_it)
    query = read_query(words)
    return Search(db, query, Matcher(languages_of(db)), conditions_of(db, query, wanted))


def search(db: Connection, words: str, wanted: Filter, marks: tuple[str, str], *, recent: bool = False) -> list[Hit]:
    """Return the best hits for a query."""
    return prepare(db, words, wanted).hits(Ranking(wanted.limit, recent), marks)


def languages_of(db: Connection) -> tuple[str | None, ...]:
    """Return the languages of the archive's articles, one for each way of stemming."""
    # One step through the index a language, instead of one a row (https://www.sqlite.org/lang_with.html).
    rows = db.rows(
        """WITH RECURSIVE found(language) AS (
            SELECT min(language) FROM articles
            UNION ALL
            SELECT (SELECT min(language) FROM articles WHERE articles.language > found.language)
            FROM found WHERE found.language IS NOT NULL
        ) SELECT language FROM found WHERE language IS NOT NULL LIMIT 500"""
    )
    return tuple(different_stemmings(row["language"] for row in rows))


def _found(match: str, conditions: Conditions, *, joined: bool = False) -> str:
    """Return the tables and conditions that find articles; `articles` itself is only joined where it is asked."""
    if not match:
        return f"articles WHERE {conditions.sql or 'TRUE'}"
    if not conditions.groups:
        return f"articles_fts {_WITH_ARTICLES if joined else ''} WHERE articles_fts MATCH :match"
    return f"articles_fts {_WITH_FACTS} WHERE articles_fts MATCH :match AND {conditions.sql}"


def _limit(ranking: Ranking) -> int:
    return -1 if ranking.limit is None else min(ranking.limit, 10**9)


def _hit(row: sqlite3.Row, matched: str, sought: Sought, marks: tuple[str, str]) -> Hit:
    language = row["language"]
    return Hit(
        id=row["id"],
        site=row["site"],
        url=row["url"],
        title=snippet(row["title"], language, sought, marks),
        published_at=row["published_at"],
        date_line_date=row["date_line_date"],
        language=language,
        snippet=snippet(row["body"], language, sought, marks),
        score=row["score"],
        matched=matched,
    )
