"""The file as other programs see it: plain sqlite3, sqlite-utils, Datasette."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import subprocess
import sys

import pytest
import sqlite_utils

from newscrawler.archive import Archive
from newscrawler.items import Article, DateEvidence, Link
from tests.archive_visits import SITE, rich_article, visit

TABLES = {"sites", "pages", "articles", "revisions", "snapshots", "links", "dates", "date_places", "date_lines"}
TABLES |= {"contents", "dictionaries", "runs", "run_outcomes", "run_drops", "absences", "robots_files", "opt_outs"}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "news.db"
    with Archive(path) as archive:
        run = archive.begin_run("daily", SITE)
        archive.store(visit(article=rich_article()), run_id=run.id)
    return path


@pytest.fixture
def sql(path):
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def columns(sql, table):
    return [row[1] for row in sql.execute(f"PRAGMA table_info({table})")]


def test_all_tables_are_strict_and_there(sql):
    kinds = {name: row for name, *row in sql.execute("SELECT name, type, strict FROM pragma_table_list")}
    for table in TABLES:
        assert kinds[table] == ["table", 1]
    assert kinds["articles_fts"][0] == "virtual"


def test_articles_have_the_names_of_the_item(sql):
    names = {field.name for field in dataclasses.fields(Article)} - {"related_links", "dates"}
    assert names <= set(columns(sql, "articles"))
    assert {field.name for field in dataclasses.fields(Link)} <= set(columns(sql, "links"))
    assert {field.name for field in dataclasses.fields(DateEvidence)} <= set(columns(sql, "dates"))


def test_every_foreign_key_has_an_index(sql):
    for table in TABLES:
        for key in sql.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            column = key[3]
            indexed = [
                sql.execute(f"PRAGMA index_info({index[1]})").fetchone()[2]
                for index in sql.execute(f"PRAGMA index_list({table})").fetchall()
            ]
            assert column in indexed, f"{table}.{column}"


def test_lists_are_json_that_sql_can_read(sql):
    assert sql.execute("SELECT value FROM articles, json_each(authors)").fetchall() == [
        ("Ada Example",),
        ("B. Writer",),
    ]
    assert sql.execute("SELECT provenance ->> 'title', is_free FROM articles").fetchone() == ("json-ld", 1)


def test_moments_sort_by_published_utc(sql):
    assert sql.execute("SELECT published_at, published_utc FROM articles").fetchone() == (
        "2017-03-25T10:00:00+04:00",
        "2017-03-25T06:00:00Z",
    )


def test_links_and_dates_keep_their_order(sql):
    assert [row[0] for row in sql.execute("SELECT kind FROM links ORDER BY position")] == ["related", "in_text"]
    assert sql.execute("SELECT text, place, value FROM dates").fetchall() == [
        ("25 March 2017", "visible", "2017-03-25")
    ]


def test_a_plain_client_searches_it(sql):
    found = "SELECT title FROM articles WHERE id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    assert sql.execute(found, ("cranes",)).fetchall() == [("Storm closes harbour news/9",)]


def test_sqlite_utils_finds_the_search_table(path):
    db = sqlite_utils.Database(path)
    assert db.table("articles").detect_fts() == "articles_fts"
    assert [row["title"] for row in db.table("articles").search("harbour")] == ["Storm closes harbour news/9"]
    db.close()


def test_the_sqlite_utils_command_searches_it(path):
    command = [sys.executable, "-m", "sqlite_utils", "search", path, "articles", "cranes", "-c", "title"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(answer.stdout) == [{"title": "Storm closes harbour news/9"}]


def test_datasette_finds_the_search_table(sql):
    detection = pytest.importorskip("datasette.utils")
    assert detection.detect_fts(sql, "articles") == "articles_fts"


def test_a_whole_archive_has_no_problems(path):
    for read_only in (True, False):
        with Archive(path, read_only=read_only) as archive:
            assert archive.problems() == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("DELETE FROM revisions", "1 articles without a revision"),
        ("UPDATE articles SET text_hash = 'x'", "1 articles whose words are not their newest revision"),
        ("UPDATE links SET article_id = 99", "links row"),
        ("DROP TRIGGER articles_au", "trigger articles_au is missing"),
        ("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')", "search index does not match"),
        ("UPDATE pages SET state = 'leased', leased_by = NULL", "pages leased by nobody"),
        ("UPDATE pages SET outcome = NULL", "pages done without an outcome"),
    ],
)
def test_a_problem_is_named(path, harm, words):
    with Archive(path) as archive:
        archive._db._sql.execute("PRAGMA foreign_keys = OFF")
        archive._db._sql.execute(harm)
        assert any(words in problem for problem in archive.problems()), archive.problems()


def test_search_survives_a_transform_by_sqlite_utils(path):
    db = sqlite_utils.Database(path)
    db.table("articles").transform(types={"section": str})
    assert db.table("articles").triggers == []
    db.execute("UPDATE articles SET title = 'Quay reopened', title_folded = 'quay reopened'")
    db.conn.commit()
    db.close()
    with Archive(path) as archive:
        assert [hit.id for hit in archive.search("quay")] == [1]
        assert archive.search("zeppelin") == []
        run = archive.begin_run("daily", SITE)
        archive.store(visit("news/77", title="Zeppelin over town"), run_id=run.id)
        assert [hit.title for hit in archive.search("zeppelin")] == ["[Zeppelin] over town"]
        assert archive.problems() == []


def test_a_touch_of_other_columns_does_not_reach_the_index(path):
    with Archive(path) as archive:
        before = archive._db.value("SELECT count(*) FROM articles_fts_data")
        archive._db._sql.execute("UPDATE articles SET last_seen_at = '2030-01-01T00:00:00Z', authors = '[]'")
        assert archive._db.value("SELECT count(*) FROM articles_fts_data") == before


def test_nothing_is_written_by_replace():
    from importlib.resources import files

    for source in (*files("newscrawler.archive").iterdir(), *files("newscrawler.archive.frontier").iterdir()):
        if source.name.endswith(".py"):
            assert "OR REPLACE" not in source.read_text(encoding="utf-8").upper(), source.name
