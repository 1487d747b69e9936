"""A deleted article is news: since when it is gone, and that it came back; its words are never removed."""

from __future__ import annotations

import pytest

from newscrawler.archive import Archive
from newscrawler.items import Outcome, Visit
from tests.archive_visits import SITE, Clock, address, article, failure, found, lease, snapshot, visit

SEEN = "2026-03-01T12:00:00Z"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def archive(tmp_path, clock):
    with Archive(tmp_path / "news.db", now=clock) as archive:
        archive.add_pages(SITE, found("news/1"))
        again(archive)
        yield archive


def again(archive, *, gone=None, **fields):
    """Visit whatever is due: it is there, or answers with the status `gone`."""
    run = archive.begin_run("daily", SITE).id
    seen = []
    for page in lease(archive, run):
        seen.append(failure(page, f"gone {gone}", gone) if gone else visit("news/1", page=page, **fields))
        archive.store(seen[-1], run_id=run)
    return seen


def state(archive, path="news/1"):
    return archive._db.value("SELECT state FROM pages WHERE url = ?", (address(path),))


@pytest.mark.parametrize("status", [404, 410])
def test_an_archived_article_that_is_gone_is_said_to_be_and_stays(archive, clock, status):
    clock.move(3600)
    again(archive, gone=status)
    kept = archive.article(1)
    assert (kept["gone_at"], kept["absences"]) == (
        "2026-03-01T13:00:00Z",
        [{"gone_at": "2026-03-01T13:00:00Z", "status": status, "back_at": None}],
    )
    assert kept["body"].startswith("The harbour was closed")
    assert (len(kept["revisions"]), len(kept["snapshots"]), state(archive)) == (1, 1, "gone")
    assert archive.search("cranes")[0].id == 1
    stats = archive.stats()
    assert (stats["gone"], stats["articles"], stats["sites"][0]["gone"]) == (1, 1, 1)
    assert archive.problems() == []


def test_since_when_it_is_gone_stands_while_it_is_asked_for_again(archive, clock):
    for days in (1, 1, 7, 30):
        clock.move(86_400 * days)
        again(archive, gone=404)
    assert archive.article(1)["gone_at"] == "2026-03-02T12:00:00Z"
    assert len(archive.article(1)["absences"]) == 1
    clock.move(86_400 * 365)
    assert again(archive) == [], "after three more looks it is left alone"


@pytest.mark.parametrize("title", [None, "Storm closes harbour news/1, a second time"])
def test_an_article_that_comes_back_is_gone_no_more_and_was_away(archive, clock, title):
    clock.move(3600)
    again(archive, gone=404)
    clock.move(86_400)
    (seen,) = again(archive, **({"title": title} if title else {}))
    assert seen.outcome is (Outcome.CHANGED if title else Outcome.UNCHANGED)
    kept = archive.article(1)
    assert (kept["gone_at"], state(archive)) == (None, "done")
    away = {"gone_at": "2026-03-01T13:00:00Z", "status": 404, "back_at": "2026-03-02T13:00:00Z"}
    assert kept["absences"] == [away]
    clock.move(86_400 * 6)
    again(archive, gone=410)
    assert [absence["status"] for absence in archive.article(1)["absences"]] == [404, 410]


def test_a_304_says_that_it_is_back_too(archive, clock):
    clock.move(3600)
    again(archive, gone=404)
    clock.move(86_400)
    run = archive.begin_run("daily", SITE).id
    (page,) = lease(archive, run)
    archive.store(Visit(page=page, snapshot=snapshot(page.url, b"", 304)), run_id=run)
    assert archive.article(1)["gone_at"] is None


@pytest.mark.parametrize("answer", [{"status": 500}, {"status": 403, "reason": "blocked 403"}])
def test_other_failures_do_not_make_it_gone(archive, clock, answer):
    clock.move(3600)
    run = archive.begin_run("daily", SITE).id
    (page,) = lease(archive, run)
    archive.store(failure(page, **answer), run_id=run)
    assert archive.article(1)["gone_at"] is None


def test_a_page_that_never_showed_an_article_is_gone_and_no_article_is(archive, clock):
    archive.add_pages(SITE, found("dead"))
    again(archive, gone=404)
    assert (state(archive, "dead"), archive.stats()["gone"]) == ("gone", 0)


def test_an_article_is_gone_when_the_last_of_its_addresses_is(archive, clock):
    run = archive.begin_run("daily", SITE).id
    archive.add_pages(SITE, found("print/1"))
    (page,) = lease(archive, run)
    told = article("news/1", url=address("print/1"))
    copy = Visit(page=page, article=told, snapshot=snapshot(told.url))
    archive.store(copy, run_id=run)
    assert copy.outcome is Outcome.ALIAS
    clock.move(90 * 86_400)
    run = archive.begin_run("daily", SITE).id
    pages = {page.url: page for page in lease(archive, run)}
    archive.store(failure(pages[address("news/1")], "gone 404", 404), run_id=run)
    assert archive.article(1)["gone_at"] is None, "the other address may still show it"
    due = archive._db.value("SELECT next_visit_at FROM pages WHERE url = ?", (address("print/1"),))
    assert due == archive._db.now_text, "and is asked at once"
    archive.store(failure(pages[address("print/1")], "gone 404", 404), run_id=run)
    assert archive.article(1)["gone_at"] == archive._db.now_text


def test_an_address_that_moved_is_no_place_where_it_can_be_read(archive, clock):
    clock.move(3600)
    run = archive.begin_run("daily", SITE).id
    (page,) = lease(archive, run)
    told = article("news/1", url=address("2026/news/1"))
    archive.store(Visit(page=page, article=told, snapshot=snapshot(told.url)), run_id=run)
    assert (state(archive), state(archive, "2026/news/1")) == ("moved", "done")
    clock.move(86_400)
    again(archive, gone=410)
    assert archive.article(1)["gone_at"] == archive._db.now_text
    assert archive.article(1)["moves"] == [{"url": address("news/1"), "moved_to": address("2026/news/1")}]


def test_a_moved_page_that_answers_itself_again_is_where_it_was(archive, clock):
    clock.move(3600)
    run = archive.begin_run("daily", SITE).id
    (page,) = lease(archive, run)
    told = article("news/1", url=address("2026/news/1"))
    archive.store(Visit(page=page, article=told, snapshot=snapshot(told.url)), run_id=run)
    archive.add_pages(SITE, found("news/1"), at_once=True)
    again(archive)
    assert (state(archive), archive.article(1)["moves"]) == ("done", [])
