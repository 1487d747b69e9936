"""The pages for people who know SQL: every column has its meaning, every query runs and finds something."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils

from newscrawler.archive import Archive, describing
from newscrawler.archive.upkeep.asking import ask
from newscrawler.items import DateEvidence, Discovered, Link, PageKind
from tests.archive_visits import SITE, WORDS, address, article, failure, visit
from tests.test_archive_merging import ALWAYS, at

DOCS = Path(__file__).parent.parent / "docs"
QUERIES = re.findall(r"\*\*(.+?)\*\*.*?```sql\n(.+?)```", (DOCS / "queries.md").read_text(encoding="utf-8"), re.DOTALL)
VIEWS = ("latest", "by_day", "site_health", "edited")
HERALD = "herald.example"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Return an archive of two sites in which everything happened that the queries ask for."""
    path = tmp_path_factory.mktemp("queries") / "news.db"
    clock = at(0)
    with Archive(path, now=clock) as archive:
        for site in (SITE, HERALD):
            run = archive.begin_run(site.split(".")[0], site)
            archive.add_pages(site, [Discovered(f"https://{site}/feed", PageKind.FEED)])
            source = archive._db.value("SELECT max(id) FROM pages")
            archive.add_pages(site, [Discovered(f"https://{site}/{name}") for name in ("1", "2")], found_on=source)
            for name in ("1", "2", "3"):
                archive.store(visit(name, article=story(name, site), site=site), run_id=run.id, plan=ALWAYS)
            archive.store(visit("copy", article=story("1", site, url=f"https://{site}/copy"), site=site), run_id=run.id)
            clock.move(86400)
            archive.store(
                visit("1", article=story("1", site, title="Port opens", body="All well again."), site=site),
                run_id=run.id,
            )
            for status, name in ((410, "2"), (404, "3")):
                archive.store(failure(visit(name, site=site).page, f"gone {status}", status), run_id=run.id)
            clock.move(86400)
            archive.store(visit("3", article=story("3", site), site=site), run_id=run.id)
            archive.end_run(run.id, verdict="worked", exit_status=0)
    return path


def story(name, site, **fields):
    doubted = DateEvidence("1 March", "masthead", "clock", doubt="the day of the fetch")
    told = {
        "title": f"Storm closes harbour {name}",
        "body": f"{WORDS} {name}",
        "published_at": "2026-02-28T10:00:00+00:00",
        "published_precision": "minute",
        "section": "Port",
        "authors": ["Ada Example"],
        "tags": ["harbour", "storm"],
        "is_free": True,
        "related_links": [Link(f"https://{site}/2", "More")],
        "dates": [doubted],
    }
    return article(name, site=site, **(told | fields))


def test_every_table_view_and_column_has_its_meaning_and_no_other_has():
    assert describing.undescribed() == []


def test_the_page_is_the_one_that_the_schema_makes():
    written = (DOCS / "schema.md").read_text(encoding="utf-8")
    assert written == describing.schema_page(), "run: make docs"


def test_there_are_twenty_queries():
    assert len(QUERIES) >= 20


@pytest.mark.parametrize(("question", "query"), QUERIES, ids=[question for question, _ in QUERIES])
def test_a_query_runs_read_only_and_finds_something(question, query, path):
    answer = ask(path, query.strip())
    assert answer.rows
    assert all(any(value not in (None, "") for value in row) for row in answer.rows)


def rows(path, statement):
    with closing(sqlite3.connect(path)) as sql:
        return sql.execute(statement).fetchall()


def test_latest_has_every_article_the_newest_first(path):
    assert rows(path, "SELECT count(*) FROM latest") == rows(path, "SELECT count(*) FROM articles")
    first = rows(path, "SELECT title, published, first_seen, authors, letters FROM latest WHERE id = 1")
    assert first == [("Port opens", "2026-02-28T10:00:00+00:00", "2026-03-01 12:00", "Ada Example", 15)]


def test_by_day_counts_what_came_out_and_what_is_gone(path):
    assert rows(path, "SELECT * FROM by_day") == [("2026-02-28", SITE, 3, 1), ("2026-02-28", HERALD, 3, 1)]


def test_site_health_tells_the_last_run(path):
    (row,) = rows(
        path, f"SELECT articles, verdict, pages_failed, undated, last_run FROM site_health WHERE site = '{SITE}'"
    )
    assert row == (3, "worked", 0, 0, "2026-03-01T12:00:00Z")


def test_edited_tells_what_was_altered(path):
    (row,) = rows(path, f"SELECT title, first_title, title_changed, revisions FROM edited WHERE site = '{SITE}'")
    assert row == ("Port opens", "Storm closes harbour 1", 1, 2)


def test_views_survive_a_transform_by_sqlite_utils(path, tmp_path):
    copy = tmp_path / "copy.db"
    with Archive(path, read_only=True) as archive:
        archive.upkeep.back_up(copy)
    db = sqlite_utils.Database(copy)
    for table in ("articles", "runs", "pages", "revisions"):
        db.table(table).transform(types={"url": str} if table != "runs" else {"reason": str})
    db.close()
    for view in VIEWS:
        assert rows(copy, f"SELECT * FROM {view}") == rows(path, f"SELECT * FROM {view}")


def test_views_are_quick_on_what_people_ask_first(path):
    plan = rows(path, "EXPLAIN QUERY PLAN SELECT * FROM latest LIMIT 5")
    assert any("articles_newest" in step for *_, step in plan), plan
    assert not any("TEMP B-TREE FOR ORDER BY" in step for *_, step in plan), plan


def test_addresses_of_the_page_are_those_of_the_site(path):
    assert rows(path, "SELECT url FROM latest WHERE id = 1") == [(address("1"),)]
