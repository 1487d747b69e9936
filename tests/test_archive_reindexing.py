"""The index of an earlier folding: searched as it is, brought up to date in steps, never in the way of a crawl."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from sqlite_utils import Migrations

from newscrawler.archive import Archive, opening, schema
from newscrawler.text import FOLDING_VERSION
from tests.archive_visits import SITE, visit

ROWS_OF_THE_FIFTH_SCHEMA = f"""
INSERT INTO sites (site, first_seen_at) VALUES ('{SITE}', '2026-03-01T12:00:00Z');
INSERT INTO articles (id, site, url, canonical_url, title, origin_line, body, language, first_seen_at, last_seen_at,
    url_key, text_hash, title_folded, body_folded, folding_version)
VALUES (1, '{SITE}', 'u1', 'u1', 't', 'ROME (AFP)', 'قال مُحَمَّد', 'ar', 'x', 'x', 'u1', 'h1', 't', 'قال محمد', 1);
"""


@pytest.fixture
def archive(tmp_path):
    """Return an archive of five articles, as the first folding indexed them."""
    with Archive(tmp_path / "news.db") as archive:
        run = archive.begin_run("daily", SITE).id
        for number in range(1, 6):
            told: dict[str, Any] = {
                "title": f"Elections {number}",
                "body": "The governments of المَمْلَكةِ",
                "origin_line": "ROME (AFP)",
            }
            archive.store(visit(f"n/{number}", **told), run_id=run)
        archive._db._sql.execute(
            "UPDATE articles SET title_folded = lower(title), body_folded = 'the governments of مملك', "
            "folding_version = 1, agency = NULL"
        )
        yield archive


def ids(hits):
    return [hit.id for hit in hits]


def test_an_earlier_folding_is_searched_and_known(archive):
    assert not archive.search_index.is_current
    assert archive.search_index.older() == 5
    assert len(ids(archive.search("elections"))) == 5
    assert len(ids(archive.search("المملكة"))) == 5
    assert archive.search("government") == []


def test_an_archive_of_the_fifth_schema_is_searched_by_whole_words(tmp_path, monkeypatch):
    fifth = Migrations("newscrawler")
    fifth._migrations = schema.migrations._migrations[:5]
    with monkeypatch.context() as before:
        before.setattr(opening, "migrations", fifth)
        before.setattr(opening, "SCHEMA_VERSION", 5)
        Archive(tmp_path / "old.db").close()
    with closing(sqlite3.connect(tmp_path / "old.db")) as sql, sql:
        sql.executescript(ROWS_OF_THE_FIFTH_SCHEMA)
    with Archive(tmp_path / "old.db") as archive:
        assert ids(archive.search("محمد")) == [1]
        assert ids(archive.search("agency:afp")) == []
        found = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
        assert len(archive._db.rows(found, ("مُحَمَّد",))) == 1, "the word as printed"
        assert archive._db.rows(found, ("حَ",)) == [], "a piece of it"
        assert list(archive.search_index.renew()) == [1]
        assert ids(archive.search("agency:afp")) == [1]
        assert archive._db.value("SELECT count(*) FROM revisions") == 0, "nothing else was touched"


def test_it_is_brought_up_to_date_in_steps_that_may_be_cut_off(archive):
    index = archive.search_index
    renewing = index.renew(batch=2)
    assert next(renewing) == 2
    renewing.close()
    assert index.older() == 3
    assert len(archive.search("government")) == 2
    assert list(archive.search_index.renew(batch=2)) == [2, 1]
    assert index.is_current
    assert len(archive.search("government")) == 5
    assert archive.article(3)["agency"] == "AFP"
    assert archive.problems() == []
    assert list(index.renew()) == []


def test_what_a_crawl_writes_meanwhile_stays(archive, monkeypatch):
    with Archive(archive.path) as crawl:
        run = crawl.begin_run("daily", SITE).id
        rows = archive._db.rows

        def read_then_crawl(statement, parameters=()):
            found = rows(statement, parameters)
            if "origin_line FROM articles" in statement and found:
                crawl.store(visit("n/1", title="Zeppelin over town", body="New words altogether"), run_id=run)
            return found

        monkeypatch.setattr(archive._db, "rows", read_then_crawl)
        list(archive.search_index.renew(batch=5))
    assert ids(archive.search("zeppelin")) == [1]
    assert archive.problems() == []


def test_the_whole_index_is_made_again(archive):
    archive._db._sql.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
    assert archive.search("elections") == []
    index = archive.search_index
    index.make_again()
    assert sum(index.renew()) == 5
    assert len(archive.search("election")) == 5
    assert archive.problems() == []
    assert archive._db.value("SELECT min(folding_version) FROM articles") == FOLDING_VERSION
