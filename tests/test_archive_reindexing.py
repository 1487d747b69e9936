"""The index of an earlier folding: searched as it is, brought up to date in steps, never in the way of a crawl."""

from __future__ import annotations

from typing import Any

import pytest

from newscrawler.archive import Archive
from newscrawler.text import FOLDING_VERSION
from tests.archive_visits import SITE, visit


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
    assert not archive.search_index().is_current
    assert archive.search_index().older() == 5
    assert len(ids(archive.search("elections"))) == 5
    assert len(ids(archive.search("المملكة"))) == 5
    assert archive.search("government") == []


def test_it_is_brought_up_to_date_in_steps_that_may_be_cut_off(archive):
    index = archive.search_index()
    renewing = index.renew(batch=2)
    assert next(renewing) == 2
    renewing.close()
    assert index.older() == 3
    assert len(archive.search("government")) == 2
    assert list(archive.search_index().renew(batch=2)) == [2, 1]
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
        list(archive.search_index().renew(batch=5))
    assert ids(archive.search("zeppelin")) == [1]
    assert archive.problems() == []


def test_the_whole_index_is_made_again(archive):
    archive._db._sql.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
    assert archive.search("elections") == []
    index = archive.search_index()
    index.make_again()
    assert sum(index.renew()) == 5
    assert len(archive.search("election")) == 5
    assert archive.problems() == []
    assert archive._db.value("SELECT min(folding_version) FROM articles") == FOLDING_VERSION
