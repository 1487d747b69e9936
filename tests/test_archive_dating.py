"""What is stored of dates is enough to choose them again; and an older archive learns from what it holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import sqlite_utils

from newscrawler.archive import Archive, opening, schema
from newscrawler.archive.dating.judging import judge_again, stored_evidence
from newscrawler.archive.dating.lines import counts_back
from newscrawler.dates import choose_dates, place_path
from newscrawler.errors import NotAnArticle
from newscrawler.extraction import extract_article
from newscrawler.items import DateEvidence, Discovered, Page, Place, Role, SiteFacts, Snapshot, Visit
from pipelines.clean import clean_article
from tests.archive_visits import SITE, address, visit
from tests.dated_visits import BAR, dated_visit, line
from tests.test_golden import PAGES

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = ("date_line", "date_line_date", "published_at", "published_precision", "published_from", "modified_at")
FETCHED = [datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2017, 3, 25, 20, tzinfo=UTC)]


@pytest.mark.parametrize("fetched_at", FETCHED, ids=["later", "on the day of the clock"])
@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_stored_evidence_gives_the_dates_that_are_stored(folder: Path, fetched_at: datetime, tmp_path: Path) -> None:
    url = (folder / "url.txt").read_text(encoding="utf-8").splitlines()[0]
    try:
        article = extract_article((folder / "page.html").read_bytes(), url, fetched_at=fetched_at)
    except NotAnArticle:
        return
    clean_article(article)
    served = Snapshot(url, 200, (), b"<html>", fetched_at.isoformat(timespec="seconds"))
    with Archive(tmp_path / "news.db") as archive:
        run = archive.begin_run("daily", article.site).id
        article_id = archive.store(Visit(page=Page(url, article.site), article=article, snapshot=served), run_id=run)
        assert article_id is not None
        stands = archive.article(article_id)
        assert stands is not None
        evidence = stored_evidence(archive._db, article_id)
        assert evidence == article.dates
        chosen = choose_dates(evidence, fetched_at=fetched_at, facts=SiteFacts())
        assert {name: getattr(chosen, name) for name in FIELDS} == {name: stands[name] for name in FIELDS}
        assert chosen.evidence == evidence
        with archive._db.writing():
            judge_again(archive._db, article_id)
        assert archive.article(article_id) == stands


def lines_and_places(archive: Archive) -> list[tuple[str, ...]]:
    return [
        tuple(row)
        for row in archive._db.rows(
            """SELECT article_id, place, path, past, verdict, text, day, fetched_at, fetched_on, vote
            FROM date_lines JOIN date_places ON date_places.id = place_id ORDER BY article_id"""
        )
    ]


def test_an_archive_of_the_second_schema_brings_its_lines_along(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    now = datetime(2026, 3, 25, 12, tzinfo=UTC)
    with Archive(path) as archive:
        run = archive.begin_run("daily", SITE).id
        past = line(datetime(2026, 3, 2, tzinfo=UTC), "div.post-1 > i")
        archive.store(dated_visit("news/1", [past], now), run_id=run)
        archive.store(dated_visit("news/2", [line(now, place=Place.MASTHEAD)], now), run_id=run)
        archive.store(visit("news/3"), run_id=run)
        learned = lines_and_places(archive)
        archive._db._sql.executescript(
            "DROP TABLE date_lines; DROP TABLE date_places; PRAGMA user_version = 2;"
            "DELETE FROM _sqlite_migrations WHERE name = 'places_of_printed_dates'"
        )
    with Archive(path) as archive:
        assert archive.problems() == []
        assert lines_and_places(archive) == learned
        assert len(learned) == 2
    assert (tmp_path / "news.db.schema-2.backup").exists()


def test_an_archive_of_the_first_schema_opens_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sqlite_utils.Migrations("newscrawler")
    first._migrations = schema.migrations._migrations[:1]
    with monkeypatch.context() as before:
        before.setattr(opening, "migrations", first)
        before.setattr(opening, "SCHEMA_VERSION", 1)
        Archive(tmp_path / "news.db").close()
    with Archive(tmp_path / "news.db") as archive:
        assert archive.problems() == []


def test_any_text_is_evidence_that_can_be_judged(tmp_path: Path) -> None:
    odd = [
        DateEvidence("\x00", Place.VISIBLE, Role.PUBLISHED, "2026-03-01", "second", path="\ud800 > b"),
        DateEvidence("x" * 9999, Place.MASTHEAD, Role.CLOCK, "9999-12-31", "day", path="a" * 9999),
        DateEvidence("", Place.VISIBLE, Role.PUBLISHED, "0001-01-01T00:00:00+14:00", "minute", path="i"),
        DateEvidence("", Place.VISIBLE, Role.PUBLISHED, "nonsense", "day", path="i"),
        DateEvidence("", Place.META, Role.PUBLISHED, "9999-12", "month"),
    ]
    with Archive(tmp_path / "news.db") as archive:
        run = archive.begin_run("daily", SITE).id
        for _ in range(2):
            archive.store(dated_visit("news/1", odd, datetime(2026, 3, 1, tzinfo=UTC)), run_id=run)
        assert archive.problems() == []


@pytest.mark.parametrize("text", ["منذ ساعتين", "2 hours ago", "yesterday", "أمس", "vor 3 Stunden", "اليوم"])
def test_words_that_count_back(text: str) -> None:
    assert counts_back(text)


@pytest.mark.parametrize("text", ["الأحد 1 مارس 2026", "1 March 2026, 10:20", "١٢ رمضان ١٤٤٧", "2026-03-01", "no day"])
def test_words_that_name_a_day(text: str) -> None:
    assert not counts_back(text)


def test_a_place_has_no_numbers() -> None:
    assert place_path("li#item12 > span.d2") == "li#item > span.d"
    assert place_path(BAR) == BAR


def test_a_source_without_offset_means_the_sites_own_time(tmp_path: Path) -> None:
    with Archive(tmp_path / "news.db") as archive:
        archive.register_site(SiteFacts(country="OM"), SITE, "daily")
        run = archive.begin_run("daily", SITE).id
        archive.store(dated_visit("news/1", [], datetime(2026, 3, 2, tzinfo=UTC)), run_id=run)
        archive.add_pages(SITE, [Discovered(address("news/1"), published="2026-03-01 02:30:00")])
        row = archive._db.row("SELECT published_at, published_utc FROM articles")
        assert row is not None
        assert tuple(row) == ("2026-03-01T02:30:00+04:00", "2026-02-28T22:30:00Z")
