"""Which archived article a visit shows, within its site only: never across sites, whatever a page claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newscrawler.archive.frontier.pages import page_key
from newscrawler.archive.values import storable_text
from newscrawler.items import Outcome
from newscrawler.text import fingerprint, word_count
from newscrawler.text.wording import wording_hash

if TYPE_CHECKING:
    import sqlite3

    from newscrawler.archive.connection import Connection
    from newscrawler.items import Article, Visit

MIN_ALIAS_WORDS = 10
"""Below it two pages of the same words may well be two: a headline and "watch the video"."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a visit is to the archive."""

    outcome: Outcome
    article_id: int | None
    """The archived article; None for a new one."""
    url_key: str
    """The key of a new article."""
    text_hash: str
    """Fingerprint of title, lead and body."""
    evicted_id: int | None = None
    """An article that claims this page's address as its canonical one, wrongly: its words are others."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A visit's article with its keys."""

    article: Article
    site: str
    page_key: str
    own_key: str
    """Of the address after redirects."""
    canonical_key: str
    text_hash: str
    known_id: int | None

    def has_title_of(self, row: sqlite3.Row) -> bool:
        return bool(self.article.title) and fingerprint(self.article.title) == fingerprint(row["title"])

    def has_words_of(self, row: sqlite3.Row) -> bool:
        return bool(self.text_hash == row["text_hash"])

    def is_like(self, row: sqlite3.Row) -> bool:
        return self.has_words_of(row) or self.has_title_of(row)

    def is_main_page_of(self, row: sqlite3.Row) -> bool:
        """Whether this is the address that the article is read from; other addresses never alter it."""
        return row["url_key"] in (self.own_key, self.page_key) or page_key(row["url"]) == self.own_key


def text_hash(article: Article) -> str:
    """Return the fingerprint of the words that make a revision."""
    return wording_hash(storable_text(article.title), storable_text(article.lead or ""), storable_text(article.body))


def identify(db: Connection, visit: Visit, article: Article, known_id: int | None) -> Identity:
    """Tell whether the article is new, changed, unchanged or an alias; `known_id` is what the page showed before."""
    seen = _Seen(
        article=article,
        site=storable_text(article.site or visit.page.site),
        page_key=page_key(visit.page.url),
        own_key=page_key(article.url or visit.page.url),
        canonical_key=_believable_key(article),
        text_hash=text_hash(article),
        known_id=known_id,
    )
    for find in (_by_page, _by_address, _by_canonical, _by_words):
        row = find(db, seen)
        if row is not None:
            return Identity(_outcome(seen, row), row["id"], row["url_key"], seen.text_hash)
    return _new(db, seen)


_COLUMNS = "SELECT id, url, url_key, title, text_hash FROM articles"


def _by_page(db: Connection, seen: _Seen) -> sqlite3.Row | None:
    row = db.row(f"{_COLUMNS} WHERE site = ? AND id = ?", (seen.site, seen.known_id))
    return row if row and (seen.is_main_page_of(row) or seen.is_like(row)) else None


def _by_address(db: Connection, seen: _Seen) -> sqlite3.Row | None:
    row = _at(db, seen.site, seen.own_key)
    return row if row and not _is_squatter(seen, row) else None


def _by_canonical(db: Connection, seen: _Seen) -> sqlite3.Row | None:
    row = _at(db, seen.site, seen.canonical_key)
    return row if row and seen.is_like(row) else None


def _by_words(db: Connection, seen: _Seen) -> sqlite3.Row | None:
    if word_count(seen.article.body) < MIN_ALIAS_WORDS:
        return None
    return db.row(f"{_COLUMNS} WHERE site = ? AND text_hash = ? ORDER BY id LIMIT 1", (seen.site, seen.text_hash))


def _at(db: Connection, site: str, key: str) -> sqlite3.Row | None:
    return db.row(f"{_COLUMNS} WHERE site = ? AND url_key = ?", (site, key))


def _is_squatter(seen: _Seen, row: sqlite3.Row) -> bool:
    """Whether the article only claims this address as its canonical one, and its words are others."""
    return page_key(row["url"]) != seen.own_key and not seen.is_like(row)


def _outcome(seen: _Seen, row: sqlite3.Row) -> Outcome:
    if not seen.is_main_page_of(row):
        return Outcome.ALIAS
    if not seen.has_words_of(row):
        return Outcome.CHANGED
    is_first_visit = seen.known_id != row["id"]
    return Outcome.ALIAS if is_first_visit and seen.page_key != row["url_key"] else Outcome.UNCHANGED


def _new(db: Connection, seen: _Seen) -> Identity:
    squatter = _at(db, seen.site, seen.own_key)
    is_free = _at(db, seen.site, seen.canonical_key) is None
    key = seen.canonical_key if is_free else seen.own_key
    return Identity(
        Outcome.NEW, None, key, seen.text_hash, squatter["id"] if squatter and key == seen.own_key else None
    )


def _believable_key(article: Article) -> str:
    """Return the canonical address's key; its own where the page names the front page, a common fault of themes."""
    canonical = article.canonical_url or article.url
    if urlsplit(canonical).path in ("", "/") and not urlsplit(canonical).query:
        canonical = article.url
    return page_key(canonical)
