"""What the tests of re-extraction keep and read again: pages of a small site, stored as some extractor read them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newscrawler.archive import Archive
from newscrawler.archive.reextracting import Wanted
from newscrawler.errors import NotAnArchive
from newscrawler.extraction import EXTRACTOR_VERSION, read_article
from newscrawler.items import DateEvidence, Page, SiteFacts, Snapshot, Visit
from newscrawler.markup import parse_markup
from newscrawler.reextraction import Report, Rereading, SiteReading, Spool, apply
from newscrawler.reextraction.reading import PageRead, PageReader, PageToRead
from newscrawler.workers import Answered, Lost
from pipelines.clean import clean_article

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pytest

    from newscrawler.archive.reextracting import Reread, Written

SITE = "daily.example"
FACTS = SiteFacts("The Daily", (SITE,), "GB", ("en",), "Europe/London")
WORDS = (
    "The harbour was closed on Monday after the storm had torn two cranes from their rails, the port said.",
    "Repairs to the cranes will take until the end of the month, an engineer told the council on Tuesday.",
    "Fishing vessels were asked to stay in the northern basin, where the water is calm and the quay is lit.",
    "Nobody was hurt, and the ferry to the islands sails again from Wednesday morning at the usual hours.",
)
OLDER = "0"
"""The version of an extractor of before."""


def address(number: int) -> str:
    return f"https://{SITE}/news/harbour-closed-after-storm-{number}"


def page(number: int, *, words: tuple[str, ...] = WORDS, published: str = "2026-02-20", above: str = "") -> bytes:
    """Return an article's page; dated where `published` says when."""
    meta = f'<meta property="article:published_time" content="{published}T08:00:00+00:00">' if published else ""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in words)
    return (
        f"<html lang='en'><head><title>Storm closes harbour {number} | The Daily</title>{meta}</head><body>"
        f"<header>The Daily {above}</header><main><article><h1>Storm closes harbour {number}</h1>"
        f"<p class='byline'>By <a rel='author' href='/a/mary'>Mary Quill</a></p>{paragraphs}<p>Number {number}.</p>"
        "</article></main><footer>All rights reserved</footer></body></html>"
    ).encode()


def crawled(
    number: int,
    body: bytes,
    *,
    fetched_at: str = "2026-03-01T12:00:00+00:00",
    hints: tuple[DateEvidence, ...] = (),
    content_type: str = "text/html",
) -> Visit:
    """Return the visit that a crawl makes today."""
    url = address(number)
    markup = parse_markup(body, url, content_type=content_type)
    article = read_article(markup, fetched_at=datetime.fromisoformat(fetched_at), site=FACTS, hints=hints)
    clean_article(article)
    snapshot = Snapshot(url, 200, (("content-type", content_type),), body, fetched_at)
    read = Visit(page=Page(url, SITE, hints=hints), article=article, snapshot=snapshot)
    read.extractor_version = EXTRACTOR_VERSION
    return read


def as_older(visit: Visit, **fields: Any) -> Visit:
    """Return the visit as an older extractor would have made it: with other fields."""
    assert visit.article is not None
    for name, value in fields.items():
        setattr(visit.article, name, value)
    visit.extractor_version = OLDER
    return visit


def begin(archive: Archive) -> int:
    archive.register_site(FACTS, SITE, "daily")
    return archive.begin_run("daily", SITE).id


def compared(
    archive: Archive, keep: Callable[[Reread], None], wanted: Wanted, sites: Mapping[str, SiteReading] | None
) -> Report:
    """Read all pages in this process."""
    reader = PageReader(sites or {SITE: SiteReading(FACTS)})
    reader.prepare()
    rereading = Rereading(archive, wanted, {})
    return rereading.compare(((task.name, said(reader, task.content)) for task in rereading.tasks()), keep)


def said(reader: PageReader, page: PageToRead | Answered[PageRead]) -> PageRead | Lost:
    """Return what comes of a task."""
    return page.answer if isinstance(page, Answered) else reader(page)


def read_again(
    archive: Archive, *, wanted: Wanted | None = None, sites: Mapping[str, SiteReading] | None = None
) -> Report:
    """Return what reading again would change."""
    return compared(archive, lambda _: None, wanted or Wanted(), sites)


def rewrite(
    archive: Archive,
    *,
    between: Callable[[], object] | None = None,
    sites: Mapping[str, SiteReading] | None = None,
) -> tuple[Report, Written]:
    """Read all again and write it; `between` is done before the writing."""
    with Spool(archive.path.parent) as spool:
        report = compared(archive, spool.add, Wanted(), sites)
        if between is not None:
            between()
        return report, apply(archive, spool, lambda _: None)


def damage(monkeypatch: pytest.MonkeyPatch, *damaged: int) -> None:
    """Let the pages of these articles be damaged, however they are packed."""
    whole = Archive.snapshot_of_revision

    def of_revision(self: Archive, article_id: int, number: int) -> Any:
        if article_id in damaged:
            raise NotAnArchive(f"the page of article {article_id} is damaged")
        return whole(self, article_id, number)

    monkeypatch.setattr(Archive, "snapshot_of_revision", of_revision)


def dump(path: Path) -> list[str]:
    """Return every row of every table, but for what SQLite keeps for itself."""
    with closing(sqlite3.connect(path)) as sql:
        return [line for line in sql.iterdump() if "articles_fts_" not in line]
