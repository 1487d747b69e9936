"""A row of our own export becomes what it was: the article with its revisions, sightings, absences and addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newscrawler import dates
from newscrawler.archive.intake.addresses import note_address
from newscrawler.archive.intake.placing import COLUMNS as VERSION
from newscrawler.archive.intake.placing import place_version, widen_sightings
from newscrawler.archive.records import COLUMNS, folded, write_parts
from newscrawler.archive.sites import know_site
from newscrawler.items import Outcome
from newscrawler.text.wording import wording_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.archive.connection import Connection
    from newscrawler.items import Article


@dataclass(frozen=True, slots=True)
class Version:
    """A revision as it was exported."""

    seen_at: str
    url: str
    title: str
    lead: str | None
    body: str
    published_at: str | None = None
    modified_at: str | None = None
    extractor_version: str = ""

    def as_row(self) -> dict[str, Any]:
        """Return its columns, the fingerprint of its words made anew."""
        row = {name: getattr(self, name) for name in (*VERSION, "seen_at") if name != "text_hash"}
        return row | {"text_hash": wording_hash(self.title, self.lead or "", self.body)}


@dataclass(frozen=True, slots=True)
class Restored:
    """An article as it was exported."""

    article: Article
    url_key: str
    first_seen_at: str
    last_seen_at: str
    gone_at: str | None = None
    extractor_version: str = ""
    versions: Sequence[Version] = ()
    """The oldest first."""
    absences: Sequence[tuple[str, int, str | None]] = ()
    """Gone at, with which status, back at."""
    pages: Sequence[str] = ()
    """Every address that shows it."""

    def present(self) -> Version:
        """Return the words that the article had when it was seen last."""
        words = {name: getattr(self.article, name) for name in ("url", "title", "lead", "body")}
        moments = {name: getattr(self.article, name) for name in ("published_at", "modified_at")}
        return Version(self.last_seen_at, **words, **moments, extractor_version=self.extractor_version)


def restore(db: Connection, row: Restored, run_id: int) -> tuple[Outcome, list[int], int]:
    """Put an exported article back; return what it is to the archive, its new pages, and its id."""
    know_site(db, row.article.site)
    known = db.row(
        "SELECT id, last_seen_at, text_hash FROM articles WHERE site = ? AND url_key = ?",
        (row.article.site, row.url_key),
    )
    if known is None:
        article_id, outcome = _insert(db, row, run_id), Outcome.NEW
    else:
        article_id = int(known["id"])
        outcome = Outcome.CHANGED if _join(db, row, article_id, run_id, known["last_seen_at"]) else Outcome.UNCHANGED
    for gone_at, status, back_at in row.absences:
        told = {"article_id": article_id, "gone_at": gone_at, "status": status, "back_at": back_at}
        db.run(
            """INSERT INTO absences (article_id, gone_at, status, back_at)
            VALUES (:article_id, :gone_at, :status, :back_at) ON CONFLICT DO NOTHING""",
            told,
        )
    return outcome, _addresses(db, row, article_id), article_id


def _insert(db: Connection, row: Restored, run_id: int) -> int:
    seen = {name: getattr(row, name) for name in ("url_key", "first_seen_at", "last_seen_at", "gone_at")}
    article_id = db.insert("articles", _columns(row) | seen)
    write_parts(db, article_id, row.article)
    versions = list(row.versions)
    present = row.present()
    if not versions or versions[-1].as_row()["text_hash"] != present.as_row()["text_hash"]:
        versions.append(present)
    for number, version in enumerate(versions, start=1):
        owners = {"article_id": article_id, "number": number, "run_id": run_id}
        db.insert("revisions", owners | version.as_row())
    return article_id


def _join(db: Connection, row: Restored, article_id: int, run_id: int, last_seen_at: str) -> bool:
    """Bring what is exported together with what is there; return whether that gained a revision or newer fields."""
    is_newer = row.last_seen_at > last_seen_at
    gained = [place_version(db, article_id, version.as_row(), {"run_id": run_id}) for version in row.versions]
    if is_newer:
        # Its words may be ones that came back: then what was between them stays between.
        gained.append(place_version(db, article_id, row.present().as_row(), {"run_id": run_id}))
        db.update("articles", article_id, _columns(row) | {"gone_at": row.gone_at})
        write_parts(db, article_id, row.article)
    widen_sightings(db, article_id, row.first_seen_at, row.last_seen_at)
    return any(gained)


def _columns(row: Restored) -> dict[str, Any]:
    article = row.article
    return {
        **{column: getattr(article, column) for column in COLUMNS},
        "published_utc": dates.to_utc(article.published_at) if article.published_at else None,
        "text_hash": wording_hash(article.title, article.lead or "", article.body),
        "extractor_version": row.extractor_version,
        **folded(article.title, article.lead, article.body, article.language),
    }


def _addresses(db: Connection, row: Restored, article_id: int) -> list[int]:
    found = [
        note_address(db, row.article.site, url, article_id, Outcome.NEW if url == row.article.url else Outcome.ALIAS)
        for url in row.pages or (row.article.url,)
    ]
    return [page_id for page_id, is_new in found if is_new]
