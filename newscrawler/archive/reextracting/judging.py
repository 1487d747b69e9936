"""An article read again, dated as a crawl dates it: by what the archive knows of its lines, and by later evidence."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from newscrawler import dates
from newscrawler.archive import dating
from newscrawler.archive.values import storable_text
from newscrawler.items import Article, DateEvidence, Image, Link, Outcome, Page, Snapshot, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.reextracting.values import NewestRead


def as_visit(site: str, read: NewestRead, article_id: int, version: str = "") -> Visit:
    """Return the visit that brought the page, as a crawl with today's extractor would have made it."""
    article = replace(read.article, site=site)
    return Visit(
        page=Page(article.url, site),
        outcome=Outcome.CHANGED,
        article=article,
        article_id=article_id,
        snapshot=Snapshot(article.url, 200, (), b"", read.fetched_at),
        extractor_version=version,
    )


def judged(db: Connection, visit: Visit, read: NewestRead) -> tuple[Article, dating.Printed | None]:
    """Return the visit's article with its dates judged and every text storable, and the lines that its page prints."""
    printed = dating.printed_on(db, visit)
    article = visit.article or read.article
    dating.judge_visit(article, printed)
    if read.later and not article.published_at and printed is not None:
        dating.judge_with(db, article, printed, read.later)
    return as_stored(article), printed


def same_evidence(new: Iterable[DateEvidence], old: Iterable[DateEvidence]) -> bool:
    """Return whether both hold the same dates, taken for the same, in any order: what was told later stands in between.

    What choosing says against a date counts as little as the words in which a clock was learned: they follow.
    """
    return sorted(map(_as_taken, new)) == sorted(map(_as_taken, old))


def _as_taken(one: DateEvidence) -> str:
    return repr(replace(dates.unlearned(one), role=str(one.role), place=str(one.place)))


def as_stored(article: Article) -> Article:
    """Return the article as the archive gives it back."""
    return Article(**{field.name: _stored(getattr(article, field.name)) for field in fields(Article)})


def _stored(value: Any) -> Any:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, (list, tuple)):
        return [_stored(member) for member in value]
    if isinstance(value, dict):
        return {storable_text(str(key)): _stored(member) for key, member in value.items()}
    if isinstance(value, (Link, Image, DateEvidence)):
        return replace(value, **{field.name: _stored(getattr(value, field.name)) for field in fields(value)})
    return value
