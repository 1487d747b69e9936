"""Writing what pages say today into the articles and revisions that stand: nothing is added, nothing has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive import dating
from newscrawler.archive.history.filling import recount
from newscrawler.archive.identity import Identity, text_hash
from newscrawler.archive.records import article_row, write_parts
from newscrawler.archive.reextracting.judging import as_visit, judged, same_evidence
from newscrawler.archive.reextracting.kept import newest_of, stored_article
from newscrawler.archive.reextracting.values import Written
from newscrawler.archive.values import from_json, storable
from newscrawler.items import Outcome

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.reextracting.values import NewestRead, Reread, RereadVersion
    from newscrawler.items import Article, DateEvidence

_REVISION_DATES = ("published_at", "modified_at")


def write(db: Connection, rereads: Iterable[Reread], version: str) -> Written:
    """Write articles that were read again, in one transaction; those that a crawl altered meanwhile are left alone."""
    written = Written()
    with db.writing():
        for one in rereads:
            if newest_of(db, one.article_id) != one.newest:
                written.left += 1
                continue
            has_changed = _write_one(db, one, version)
            written.articles += has_changed
        dating.settle(db)
    return written


def _write_one(db: Connection, one: Reread, version: str) -> bool:
    """Write one article; return whether anything but the version of the extractor is another now."""
    for again in one.versions:
        _write_version(db, again, version)
    if any(again.words for again in one.versions):
        _tell_changes(db, one.article_id)
    if one.read is not None:
        _write_article(db, one, one.read, version)
    elif any(again.revision_id == one.newest.revision_id for again in one.versions):
        db.update("articles", one.article_id, {"extractor_version": version})
    return one.read is not None or any(again.words for again in one.versions)


def _write_version(db: Connection, again: RereadVersion, version: str) -> None:
    row: dict[str, Any] = {"extractor_version": version}
    if again.words is not None:
        row |= again.words._asdict() | {"text_hash": again.text_hash}
    db.update("revisions", again.revision_id, row)


def _tell_changes(db: Connection, article_id: int) -> None:
    """Write anew what each revision of an article changed: its words, or those of the one before, are others now."""
    for (number,) in db.rows("SELECT number FROM revisions WHERE article_id = ? ORDER BY number", (article_id,)):
        recount(db, article_id, number)


def _write_article(db: Connection, one: Reread, read: NewestRead, version: str) -> None:
    """Write fields, links and dates where they differ; dates that came since the page was taken out are kept."""
    before = db.rows("SELECT * FROM articles WHERE id = ?", (one.article_id,))[0]
    stored = stored_article(db, one.article_id)
    gained = _gained(dating.stored_evidence(db, one.article_id), one.evidence)
    visit = as_visit(before["site"], read, one.article_id, version)
    article, printed = judged(db, visit, read)
    visit.article = article
    row = article_row(visit, article, Identity(Outcome.CHANGED, one.article_id, "", text_hash(article)))
    changes = {column: value for column, value in row.items() if not _is_same(before, column, value)}
    if changes:
        db.update("articles", one.article_id, changes)
    if stored is None or not _has_same_parts(article, stored.article):
        write_parts(db, one.article_id, article)
    moved = {name: changes[name] for name in _REVISION_DATES if name in changes}
    if moved:
        db.update("revisions", one.newest.revision_id, moved)
    dating.learn(db, visit, printed)
    dating.add_evidence(db, one.article_id, gained)


def _gained(now: Sequence[DateEvidence], before: Sequence[DateEvidence]) -> list[DateEvidence]:
    known = {dating.identity_of(one) for one in before}
    return [one for one in now if dating.identity_of(one) not in known]


def _is_same(before: sqlite3.Row, column: str, value: Any) -> bool:
    new = storable(value)
    if column == "provenance":  # the order in which fields were read says nothing
        return bool(from_json(before[column], {}) == from_json(new, {}))
    return bool(new == before[column])


def _has_same_parts(article: Article, stored: Article) -> bool:
    return article.related_links == stored.related_links and same_evidence(article.dates, stored.dates)
