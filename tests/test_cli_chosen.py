"""Which sites a crawl is for, and in which order."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from newscrawler.archive import Archive, schema
from newscrawler.cli import chosen, main
from newscrawler.cli.project import Crawl
from newscrawler.errors import UsageError
from newscrawler.items import Discovered, PageKind, SiteFacts
from tests.archive_visits import Clock

SPIDERS = {
    "article": SimpleNamespace(takes=("url", "file")),
    "daily": SimpleNamespace(domains=("daily.example",)),
    "herald": SimpleNamespace(domains=("herald.example",)),
    "news": SimpleNamespace(),
}


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "news.db", now=Clock()) as archive:
        yield archive


def crawled(archive, site, spider, home=None, kind=PageKind.SECTION):
    """Write what a run leaves: the site's row, its beginning, the run."""
    archive.register_site(SiteFacts(), site, spider)
    run = archive.begin_run(spider, site)
    archive.add_pages(site, [Discovered(home or f"https://{site}/", kind)])
    archive.end_run(run.id, verdict="worked", exit_status=0)


def test_a_site_named_twice_is_crawled_once():
    assert chosen.named(("daily", "https://daily.example/en", "news.example"), SPIDERS) == [
        Crawl("daily"),
        Crawl("news", "https://news.example/"),
    ]
    assert [crawl.site for crawl in chosen.named(("daily", "http://127.0.0.1:8000/"), SPIDERS)] == [
        "daily.example",
        "127.0.0.1:8000",
    ]


def test_all_are_those_with_a_file_and_those_of_the_archive(archive):
    crawled(archive, "weekly.example", "news", "https://www.weekly.example/en/")
    crawled(archive, "127.0.0.1:8000", "daily", "http://127.0.0.1:8000/feed", PageKind.FEED)
    crawled(archive, "old.example", "removed_since")
    crawled(archive, "daily.example", "daily")
    crawled(archive, "herald.example", "news")  # its file came later
    crawled(archive, "article", "article")  # single pages are no site
    assert chosen.every(archive, SPIDERS) == [
        Crawl("daily"),
        Crawl("herald"),
        Crawl("news", "https://www.weekly.example/en/"),
        Crawl("daily", "http://127.0.0.1:8000/feed"),
        Crawl("news", "https://old.example/"),
    ]
    assert chosen.every(None, SPIDERS) == [Crawl("daily"), Crawl("herald")]


def test_without_any_site_all_is_a_usage_error():
    with pytest.raises(UsageError, match="No site is known yet"):
        chosen.every(None, {"news": SimpleNamespace()})
    with pytest.raises(UsageError, match="No SITE given"):
        chosen.named((), {"news": SimpleNamespace()})


def test_the_site_that_has_waited_longest_is_first(archive):
    for site in ("herald.example", "daily.example"):
        crawled(archive, site, "news")
    crawls = chosen.named(("daily", "herald", "weekly.example"), SPIDERS)
    turns = chosen.by_last_run(crawls, archive)
    assert [crawl.site for crawl in turns] == ["weekly.example", "herald.example", "daily.example"]
    assert chosen.by_last_run(crawls, None) == crawls


def test_due_are_sites_with_a_page_that_waits_and_sites_never_crawled(archive):
    clock = archive._db.now
    for site in ("daily.example", "herald.example"):
        crawled(archive, site, "news")
    archive._db.run("UPDATE pages SET state = 'done', outcome = 'new', next_visit_at = '2026-03-01T12:15:00Z'")
    crawls = chosen.named(("daily", "herald", "weekly.example"), SPIDERS)
    assert [crawl.site for crawl in chosen.due(crawls, archive)] == ["weekly.example"]
    archive.add_pages("herald.example", [Discovered("https://herald.example/a")])
    assert [crawl.site for crawl in chosen.due(crawls, archive)] == ["herald.example", "weekly.example"]
    clock.move(900)
    assert chosen.due(crawls, archive) == crawls
    assert chosen.due(crawls, None) == crawls


def test_nothing_due_is_work_well_done(tmp_path, monkeypatch):
    monkeypatch.setattr("newscrawler.cli.project.load_spiders", lambda _folder: SPIDERS)
    with Archive(tmp_path / "news.db") as archive:
        for site in ("daily.example", "herald.example"):
            crawled(archive, site, "news")
        archive._db.run("UPDATE pages SET state = 'done', outcome = 'new', next_visit_at = NULL")
    done = CliRunner().invoke(main, ["crawl", "--all", "--due", "--archive", str(tmp_path / "news.db")])
    assert (done.exit_code, done.output) == (0, "0 sites: worked (nothing was due)\n")


def test_an_archive_of_an_earlier_version_is_brought_up_to_date(tmp_path, monkeypatch):
    """Cron goes on after an update, and nobody has to do anything."""
    path = tmp_path / "news.db"
    with monkeypatch.context() as earlier:
        earlier.setattr("newscrawler.archive.opening.SCHEMA_VERSION", schema.SCHEMA_VERSION - 1)
        Archive(path).close()
    assert schema_of(path) == schema.SCHEMA_VERSION - 1
    monkeypatch.setattr("newscrawler.cli.project.load_spiders", lambda _folder: SPIDERS)
    monkeypatch.setattr(chosen, "due", lambda _crawls, _archive: [])
    done = CliRunner().invoke(main, ["crawl", "--due", "--archive", str(path)])
    assert done.exit_code == 0, done.output
    assert schema_of(path) == schema.SCHEMA_VERSION


def schema_of(path):
    with closing(sqlite3.connect(path)) as sql:
        return sql.execute("PRAGMA user_version").fetchone()[0]
