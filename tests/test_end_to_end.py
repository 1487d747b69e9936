"""The whole way through: the newspaper crawled by the real spider into a real archive, read back with plain SQL."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from demo.newspaper import GONE, PRIVATE, PROGRAMME
from demo.server import NewspaperServer
from newscrawler.archive import Archive
from tests.conftest import PROJECT
from tests.loopback import Loopback, html, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from demo.reports import Report
    from tests.loopback import Route

DUE_AT_ONCE = (
    *("-s", "NEWSCRAWLER_REVISIT_SECONDS=0"),
    *("-s", "NEWSCRAWLER_SOURCE_INTERVAL_SECONDS=0"),
    *("-s", "NEWSCRAWLER_PUT_BACK_SECONDS=0"),
)
LONGEST_CRAWL_SECONDS = 50
KILLS = 4
FEED = "<rss version='2.0'><channel><item><title>{title}</title><link>/details/128245</link></item></channel></rss>"


@dataclass(frozen=True)
class Crawled:
    """An archive after some crawls."""

    path: Path
    base: str
    reports: list[Report]
    """What the newspaper printed in the last edition that was crawled."""
    statuses: tuple[int, ...]
    words: str
    """What the last crawl said."""

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what plain SQLite finds."""
        return rows(self.path, sql, *values)

    def column(self, sql: str, *values: object) -> list[Any]:
        """Return the first column."""
        return [row[0] for row in self.rows(sql, *values)]


def rows(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


def scrapy_crawl(archive: Path, *words: str) -> subprocess.Popen[str]:
    """Start `scrapy crawl` as its users do."""
    environment = os.environ | {"NEWSCRAWLER_ARCHIVE": str(archive), "NEWSCRAWLER_PROGRESS": "off"}
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", *words],
        cwd=PROJECT,
        env=environment,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def crawl(archive: Path, *words: str) -> tuple[int, str]:
    """Crawl to the end; return the exit status and what was said."""
    with scrapy_crawl(archive, *words) as process:
        _, said = process.communicate(timeout=LONGEST_CRAWL_SECONDS)
    return process.returncode, said


def serving() -> Iterator[NewspaperServer]:
    with NewspaperServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def newspaper() -> Iterator[NewspaperServer]:
    yield from serving()


@pytest.fixture(scope="module")
def _editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crawled, Crawled]]:
    """Crawl both editions into one archive; keep a copy of it as it was between them."""
    folder = tmp_path_factory.mktemp("newspaper")
    path, between = folder / "news.db", folder / "between.db"
    for server in serving():
        words = ("news", "-a", f"site={server.base}/", *DUE_AT_ONCE)
        status, said = crawl(path, *words)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(between)) as copy:
            source.backup(copy)
        first = Crawled(between, server.base, server.newspaper.reports, (status,), said)
        server.print_edition(2)
        again, said = crawl(path, *words)
        yield first, Crawled(path, server.base, server.newspaper.reports, (status, again), said)


@pytest.fixture
def first(_editions: tuple[Crawled, Crawled]) -> Crawled:
    return _editions[0]


@pytest.fixture
def second(_editions: tuple[Crawled, Crawled]) -> Crawled:
    return _editions[1]


def test_first_crawl_works_and_archives_every_article_once(first: Crawled) -> None:
    assert first.statuses == (0,), first.words
    assert sorted(first.column("SELECT title FROM articles")) == sorted(report.title for report in first.reports)
    assert first.column("SELECT count(*) FROM revisions") == [len(first.reports)]
    assert first.column("SELECT count(*) FROM snapshots WHERE article_id IS NOT NULL")[0] >= len(first.reports)


def test_articles_are_read_as_they_were_written(first: Crawled) -> None:
    for report in first.reports:
        ((body, language, published_at, section, lead),) = first.rows(
            "SELECT body, language, published_at, section, lead FROM articles WHERE title = ?", report.title
        )
        paragraphs = body.split("\n\n")
        expected = [*([report.lead] if report.lead and report.lead in paragraphs else []), *report.paragraphs]
        assert paragraphs == expected, report.slug
        assert language == report.language, report.slug
        assert published_at.startswith(report.published[:10]), report.slug
        assert section, report.slug
        assert (lead or "") == report.lead, report.slug


def test_origin_line_is_kept_apart_and_in_the_body(first: Crawled) -> None:
    ((origin, body),) = first.rows("SELECT origin_line, body FROM articles WHERE title LIKE 'أمطار الخريف%'")
    assert origin == "مرسى السدر ــ المرسى ــ وكالات"
    assert body.startswith(f"{origin}: ")


def test_masthead_clock_dates_nothing(first: Crawled) -> None:
    published = first.column("SELECT published_at FROM articles")
    assert all(moment.startswith("2026-0") for moment in published)
    assert first.column("SELECT count(*) FROM dates WHERE role = 'clock'")[0] > 0


def test_second_address_of_a_text_is_an_alias(first: Crawled) -> None:
    (copy,) = [report for report in first.reports if report.also]
    found = first.rows(
        "SELECT p.outcome, a.title FROM pages p JOIN articles a ON a.id = p.article_id WHERE p.url LIKE ?",
        f"%{copy.also}",
    )
    assert found == [("alias", copy.title)]
    assert first.column("SELECT count(*) FROM pages WHERE url LIKE '%lighthouse-lit-again%'") == [1]


@pytest.mark.parametrize(
    ("path", "outcome", "reason"),
    [
        (PRIVATE, "skipped", "disallowed by robots.txt"),
        (GONE, "failed", "gone 410"),
        (PROGRAMME, "skipped", "not an article"),
    ],
)
def test_page_that_brings_nothing_says_why(first: Crawled, path: str, outcome: str, reason: str) -> None:
    assert first.rows("SELECT outcome, reason FROM pages WHERE url = ?", first.base + path) == [(outcome, reason)]


def test_closed_page_was_never_asked_for_and_nothing_left_the_site(first: Crawled) -> None:
    assert first.column("SELECT count(*) FROM snapshots WHERE url LIKE '%/private/%'") == [0]
    assert first.column("SELECT count(*) FROM snapshots WHERE url NOT LIKE ?", f"{first.base}%") == [0]


def test_every_page_has_an_outcome_and_the_run_adds_up(second: Crawled) -> None:
    assert second.column("SELECT count(*) FROM pages WHERE state IN ('new', 'leased')") == [0]
    with Archive(second.path, read_only=True) as archive:
        for run in archive.runs():
            counts = run.counts
            reasons = [*counts.skipped.values(), *counts.failed.values(), *counts.put_back.values()]
            kept = counts.new + counts.changed + counts.unchanged + counts.alias + counts.sources
            assert counts.fetched == kept + sum(reasons)


def test_second_crawl_brings_the_new_article_and_the_changed_one_only(first: Crawled, second: Crawled) -> None:
    assert second.statuses == (0, 0), second.words
    before = set(first.column("SELECT title FROM articles"))
    after = second.column("SELECT title FROM articles")
    assert sorted(after) == sorted(report.title for report in second.reports)
    assert [title for title in after if title not in before] == ["قافلة طبية تصل إلى قرى الجبل بعد إصلاح الطريق"]
    with Archive(second.path, read_only=True) as archive:
        counts = archive.runs()[0].counts
    assert (counts.new, counts.changed) == (1, 1)


def test_changed_article_has_both_revisions(second: Crawled) -> None:
    bodies = second.column(
        """SELECT r.body FROM revisions r JOIN articles a ON a.id = r.article_id
        WHERE a.url = ? ORDER BY r.number""",
        f"{second.base}/details/4104",
    )
    assert len(bodies) == 2
    assert "كل أربعين دقيقة" in bodies[0]
    assert "كل عشرين دقيقة" in bodies[1]
    assert second.column("SELECT count(*) FROM revisions") == [len(second.reports) + 1]


def test_archive_is_sound_for_any_sqlite_client(second: Crawled) -> None:
    assert second.rows("PRAGMA integrity_check") == [("ok",)]
    assert second.rows("PRAGMA foreign_key_check") == []
    assert second.column("SELECT count(*) FROM articles_fts") == [len(second.reports)]


def test_search_finds_an_arabic_word_typed_without_hamza(second: Crawled) -> None:
    with Archive(second.path, read_only=True) as archive:
        assert f"{second.base}/details/4102" in [hit.url for hit in archive.search("امطار")]
        assert [hit.url for hit in archive.search("watchmaker lens")] == [
            f"{second.base}/en/news/2026/03/lighthouse-lit-again.html"
        ]


def test_seed_page_comes_out_as_its_reader_wrote_it_down(tmp_path: Path) -> None:
    golden = PROJECT / "tests" / "fixtures" / "alwatan" / "sahifa-masthead-only"
    written = json.loads((golden / "article.json").read_text(encoding="utf-8"))
    teaser = f'<h2><a href="/details/128245">{written["title"]}</a></h2>'
    page = (200, {"Content-Type": "text/html; charset=UTF-8"}, (golden / "page.html").read_bytes())
    archive = tmp_path / "news.db"
    feed = text(FEED.format(title=written["title"]), content_type="application/rss+xml")
    routes: dict[str, Route] = {"/": html(f"<body>{teaser}</body>"), "/feed": feed, "/details/128245": page}
    with Loopback(routes) as server:
        status, said = crawl(archive, "alwatan", "-a", f"site={server.url()}")
    assert status == 0, said
    fields = ("title", "date_line", "date_line_date", "origin_line", "breadcrumbs", "body", "published_at")
    (found,) = rows(archive, f"SELECT {', '.join(fields)} FROM articles")
    article = dict(zip(fields, found, strict=True)) | {"breadcrumbs": json.loads(found[4])}
    assert article == {field: written[field] for field in fields}
    assert len(article["body"].split("\n\n")) == 9
    assert "إلى الأعلى" not in article["body"]
    links = rows(archive, "SELECT text FROM links WHERE kind = 'related' ORDER BY position")
    assert links == [(link["text"],) for link in written["related_links"]]


def test_killed_crawls_lose_nothing_and_repeat_nothing(newspaper: NewspaperServer, tmp_path: Path) -> None:
    archive = tmp_path / "news.db"
    words = ("news", "-a", f"site={newspaper.base}/", "-s", "DOWNLOAD_DELAY=0.06", *DUE_AT_ONCE)
    moments = random.Random(20260302)
    for _ in range(KILLS):
        with scrapy_crawl(archive, *words) as process:
            _wait_for_pages(archive, process)
            time.sleep(moments.uniform(0, 1.2))
            process.send_signal(signal.SIGKILL)
            process.communicate()
        assert rows(archive, "PRAGMA integrity_check") == [("ok",)]
    status, said = crawl(archive, *words)
    assert status == 0, said
    titles = [title for (title,) in rows(archive, "SELECT title FROM articles")]
    assert sorted(titles) == sorted(report.title for report in newspaper.newspaper.reports)
    assert rows(archive, "SELECT count(*) FROM revisions") == [(len(titles),)]
    assert rows(archive, "SELECT count(*) FROM pages WHERE state IN ('new', 'leased')") == [(0,)]
    assert rows(archive, "SELECT count(*) FROM runs WHERE ended_at IS NULL") == [(0,)]


def _wait_for_pages(archive: Path, process: subprocess.Popen[str]) -> None:
    """Return when the crawl has begun its run, so that the kill meets it at work."""
    before = _count_runs(archive)
    while _count_runs(archive) == before and process.poll() is None:
        time.sleep(0.02)


def _count_runs(archive: Path) -> int:
    try:
        return int(rows(archive, "SELECT count(*) FROM runs")[0][0]) if archive.exists() else 0
    except sqlite3.OperationalError:  # the tables are being made
        return 0
