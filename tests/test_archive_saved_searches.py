"""Saved searches: what is new is told once, in the order it came, and never lost."""

from __future__ import annotations

import pytest

from newscrawler.archive import MARKS, Archive
from newscrawler.errors import ArchiveError, BadQuery, UsageError
from tests.archive_visits import SITE, Clock, visit


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "news.db", now=Clock()) as archive:
        store(archive, 1, "Quake in the north")
        archive.saved_searches.save("quakes", "quake -drill")
        yield archive


def store(archive, number, title, **fields):
    run = archive.begin_run("daily", SITE).id
    archive.store(visit(f"n/{number}", title=title, **fields), run_id=run)


def tell(archive, limit=None):
    news = archive.saved_searches.news("quakes", limit, MARKS)
    archive.saved_searches.note_told(news)
    return [hit.id for hit in news.hits]


def test_what_was_there_when_it_was_saved_is_not_new(archive):
    assert tell(archive) == []


def test_what_comes_in_is_told_once(archive):
    store(archive, 2, "Quake in the south")
    store(archive, 3, "Quake drill")
    store(archive, 4, "Harbour")
    assert tell(archive) == [2]
    assert tell(archive) == []
    assert list(archive.saved_searches.told("quakes")) == [2]


def test_what_is_not_noted_as_told_is_told_again(archive):
    store(archive, 2, "Quake in the south")
    for _ in range(2):
        assert [hit.id for hit in archive.saved_searches.news("quakes", None, MARKS).hits] == [2]


def test_what_is_beyond_the_limit_comes_the_next_time(archive):
    for number in range(2, 7):
        store(archive, number, f"Quake {number}")
    assert [tell(archive, 2), tell(archive, 2), tell(archive, 2), tell(archive, 2)] == [[2, 3], [4, 5], [6], []]


def test_an_article_that_comes_to_match_is_new_and_one_that_was_told_is_not(archive):
    store(archive, 2, "Harbour")
    assert tell(archive) == []
    store(archive, 2, "Harbour shaken by a quake")
    assert tell(archive) == [2]
    store(archive, 2, "Harbour shaken by a strong quake")
    assert tell(archive) == []


def test_articles_with_some_of_the_words_are_no_news(archive):
    archive.saved_searches.save("quakes", "strong quake")
    store(archive, 2, "Quake")
    assert tell(archive) == []


def test_filters_are_kept_with_it(archive):
    archive.saved_searches.save("quakes", "lang:ar", site=SITE, since="2026-01-01")
    store(archive, 2, "زلزال", language="ar", published_at="2026-02-01")
    store(archive, 3, "زلزال قديم", language="ar", published_at="2016-02-01")
    assert tell(archive) == [2]
    (kept,) = archive.saved_searches.all()
    assert (kept.query, kept.site, kept.since, kept.told_at) == ("lang:ar", SITE, "2026-01-01", "2026-03-01T12:00:00Z")


def test_it_is_forgotten_with_what_it_told(archive):
    store(archive, 2, "Quake")
    tell(archive)
    archive.saved_searches.forget("quakes")
    assert archive.saved_searches.all() == []
    assert archive._db.value("SELECT count(*) FROM saved_search_hits") == 0
    with pytest.raises(ArchiveError, match=r"No saved search 'quakes' .* it has: none yet"):
        archive.saved_searches.news("quakes", None, MARKS)


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_a_name_that_is_none_is_refused(archive, name):
    with pytest.raises(UsageError, match="is no name for a search"):
        archive.saved_searches.save(name, "oil")


def test_a_query_that_is_none_is_refused(archive):
    with pytest.raises(BadQuery):
        archive.saved_searches.save("x", "-oil")


def test_a_search_that_was_forgotten_meanwhile_is_no_error(archive):
    store(archive, 2, "Quake")
    news = archive.saved_searches.news("quakes", None, MARKS)
    archive.saved_searches.forget("quakes")
    archive.saved_searches.note_told(news)
    assert archive.saved_searches.all() == []
