"""The pages that are kept, and what the archive says of their articles."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive.dating import stored_evidence
from newscrawler.archive.identity import text_hash
from newscrawler.archive.reading import article_dict
from newscrawler.archive.records import COLUMNS
from newscrawler.archive.reextracting.values import KeptPage, Newest, StoredArticle, StoredVersion, ToRead, Words
from newscrawler.archive.values import from_json, storable_text
from newscrawler.items import Article, Image, Link, SiteFacts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.reextracting.values import Wanted

_BATCH = 200
_ON_SITE = "(:site IS NULL OR articles.site = :site)"
_WANTED = f"{_ON_SITE} AND (:version IS NULL OR revisions.extractor_version <> :version)"
_FROM = "FROM revisions JOIN articles ON articles.id = article_id"
_NEWEST = "SELECT id, snapshot_id FROM revisions WHERE article_id = ? ORDER BY number DESC LIMIT 1"


def to_read(db: Connection, wanted: Wanted) -> ToRead:
    """Return how much there is to read."""
    kept = f"SELECT count(DISTINCT article_id), count(*) {_FROM} WHERE snapshot_id IS NOT NULL AND {_WANTED}"
    newest = "SELECT snapshot_id FROM revisions WHERE article_id = articles.id ORDER BY number DESC LIMIT 1"
    without = f"SELECT count(*) FROM articles WHERE {_ON_SITE} AND ({newest}) IS NULL"
    parameters = _parameters(wanted)
    articles, pages = db.rows(kept, parameters)[0]
    return ToRead(articles, pages, db.value(without, parameters))


def kept_pages(db: Connection, wanted: Wanted) -> Iterator[KeptPage]:
    """Yield the pages of revisions by article and number; writers may work meanwhile."""
    statement = f"""SELECT revisions.id, article_id, number, snapshot_id, site {_FROM}
        WHERE (article_id, number) > (:article, :number) AND snapshot_id IS NOT NULL AND {_WANTED}
        ORDER BY article_id, number LIMIT {_BATCH}"""
    at = {"article": 0, "number": 0}
    while rows := db.rows(statement, _parameters(wanted) | at):
        for row in rows:
            page = _kept_page(db, row)
            if page is not None:
                yield page
        at = {"article": rows[-1]["article_id"], "number": rows[-1]["number"]}


def _parameters(wanted: Wanted) -> dict[str, object]:
    return {"site": storable_text(wanted.site) if wanted.site else None, "version": wanted.other_than}


def _kept_page(db: Connection, row: sqlite3.Row) -> KeptPage | None:
    newest = newest_of(db, row["article_id"])
    if newest is None:
        return None
    is_newest = row["id"] == newest.revision_id
    evidence = tuple(stored_evidence(db, row["article_id"])) if is_newest else ()
    return KeptPage(row["article_id"], row["number"], row["id"], row["snapshot_id"], row["site"], newest, evidence)


def newest_of(db: Connection, article_id: int) -> Newest | None:
    """Return the article's newest revision with its snapshot; None where the article is gone."""
    row = db.row(_NEWEST, (article_id,))
    return Newest(row["id"], row["snapshot_id"]) if row else None


def stored_article(db: Connection, article_id: int) -> StoredArticle | None:
    """Return the article as it stands, with the words of its revisions; None where it is gone."""
    row = db.row("SELECT * FROM articles WHERE id = ?", (article_id,))
    newest = newest_of(db, article_id)
    if row is None or newest is None:
        return None
    article, versions = _as_article(db, row), _versions(db, article_id)
    return StoredArticle(row["id"], article, row["text_hash"], row["extractor_version"], newest, versions)


def _as_article(db: Connection, row: sqlite3.Row) -> Article:
    told = article_dict(row)
    fields = {name: told[name] for name in COLUMNS}
    fields["images"] = [Image(**image) for image in told["images"]]
    links = db.rows("SELECT url, text, kind FROM links WHERE article_id = ? ORDER BY position", (row["id"],))
    related = [Link(**dict(link)) for link in links]
    return Article(**fields, related_links=related, dates=stored_evidence(db, row["id"]))


def _versions(db: Connection, article_id: int) -> tuple[StoredVersion, ...]:
    rows = db.rows("SELECT * FROM revisions WHERE article_id = ? ORDER BY number", (article_id,))
    return tuple(
        StoredVersion(
            row["id"],
            row["number"],
            Words(row["title"], row["lead"], row["body"]),
            row["text_hash"],
            row["extractor_version"],
        )
        for row in rows
    )


def text_hash_of(words: Words) -> str:
    """Return the fingerprint of a revision's words, as a crawl takes it."""
    return text_hash(Article(url="", canonical_url="", site="", title=words.title, lead=words.lead, body=words.body))


def declared_facts(db: Connection, site: str) -> SiteFacts:
    """Return what the site's spider declared of it when it last ran; its selectors are not kept."""
    row = db.row("SELECT * FROM sites WHERE site = ?", (storable_text(site),))
    if row is None:
        return SiteFacts()
    domains, languages = (tuple(from_json(row[name], [])) for name in ("domains", "languages"))
    return SiteFacts(row["name"], domains, row["country"], languages, row["timezone"])
