"""How a site fares, as the archive tells it: the present run of failures, its pages, its sources, its articles."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from newscrawler.archive import Archive
from newscrawler.archive.locks import holder
from newscrawler.items import DateEvidence, Outcome, PageKind, Visit
from tests.archive_visits import SITE, Clock, address, article, failure, found, lease, snapshot, visit

HOUR = 3600


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "news.db", now=Clock()) as archive:
        yield archive


def run(archive, status=0, *, visits=(), verdict="", reason=""):
    """Write a run with its visits, an hour after the last."""
    archive._db.now.move(HOUR)
    begun = archive.begin_run("daily", SITE)
    for one in visits:
        archive.store(one(begun.id) if callable(one) else one, run_id=begun.id)
    archive.end_run(begun.id, verdict=verdict or str(status), exit_status=status, reason=reason)
    return begun.id


def leased(archive, url, made):
    """Return a visit of a page that the run leases."""

    def take(run_id):
        page = next(page for page in lease(archive, run_id) if page.url == url)
        return made(page)

    return take


def test_a_site_without_a_run_is_only_known(archive):
    archive.add_pages(SITE, found("1"))
    condition = archive.condition(SITE)
    assert (condition.last, condition.first_bad, condition.started, condition.newest) == (None, None, (), ())


def test_the_present_failures_begin_after_the_last_run_that_worked(archive):
    for status in (20, 0, 30, 130, 40):
        last = run(archive, status)
    condition = archive.condition(SITE)
    assert (condition.first_bad.id, condition.last_bad.id, condition.bad_runs) == (3, 5, 2)
    assert condition.last.id == last
    run(archive, 0)
    assert archive.condition(SITE).first_bad is None


def test_an_interrupted_run_neither_fails_nor_works(archive):
    for status in (0, 20, 130):
        run(archive, status)
    condition = archive.condition(SITE)
    assert (condition.first_bad.id, condition.last_bad.id, condition.last.id) == (2, 2, 3)


def test_the_pages_of_the_failures_sources_first_and_none_of_before(archive):
    archive.add_pages(SITE, found("old"))
    run(archive, 0, visits=[leased(archive, address("old"), failure)])
    archive._db.run("UPDATE pages SET next_visit_at = NULL")
    archive.add_pages(SITE, [*found("1", "2"), *found("feed", kind=PageKind.FEED)])

    def all_fail(run_id):
        pages = {page.url: page for page in lease(archive, run_id)}
        archive.put_back([pages[address("2")].id], "asked to wait")
        archive.store(failure(pages[address("1")]), run_id=run_id)
        return failure(pages[address("feed")], "server error 503", 503)

    run(archive, 20, visits=[all_fail])
    pages = archive.condition(SITE).bad_pages
    assert [page.url for page in pages] == [address("feed"), address("1"), address("2")]
    assert (pages[0].kind, pages[0].state, pages[0].reason, pages[0].attempts) == (
        "feed",
        "failed",
        "server error 503",
        1,
    )


def test_pages_that_failed_in_a_run(archive):
    archive.add_pages(SITE, found("1"))
    number = run(archive, 20, visits=[leased(archive, address("1"), lambda page: failure(page, "gone 404", 404))])
    assert [(page.url, page.state, page.reason) for page in archive.failed_pages(number)] == [
        (address("1"), "gone", "gone 404")
    ]
    assert archive.failed_pages(99) == []


def test_a_source_that_answered_before_is_lost_after_three_failures(archive):
    archive.add_pages(SITE, found("feed", "never", kind=PageKind.FEED))
    answered = leased(archive, address("feed"), lambda page: Visit(page=page, snapshot=snapshot(page.url, b"<rss/>")))
    run(archive, 0, visits=[answered])
    for expected in (0, 0, 0, 1):
        assert len(archive.condition(SITE).lost_sources) == expected
        archive._db.now.move(24 * HOUR)
        run(archive, 20, visits=[leased(archive, address("feed"), lambda page: failure(page, "gone 404", 404))])
        archive._db.run("UPDATE pages SET next_visit_at = '2026-03-01T00:00:00Z'")
    assert archive.condition(SITE).lost_sources[0].url == address("feed")


def test_what_articles_have_and_when_runs_brought_some(archive):
    clock = DateEvidence("Sunday", "masthead", "clock", "2026-03-01", "day")
    bare = article("bare", title="", body="Something was said.", dates=[clock])
    run(archive, 0, visits=[visit("1", published_at="2026-03-01")])
    run(archive, 0)
    run(archive, 0, visits=[visit("bare", article=bare)])
    condition = archive.condition(SITE)
    assert condition.articles == 2
    assert condition.productive == ("2026-03-01T15:00:00Z", "2026-03-01T13:00:00Z")
    assert condition.started[0] == "2026-03-01T15:00:00Z"
    newest, first = condition.newest
    assert (newest.has_title, newest.has_body, newest.has_date, newest.has_clock) == (False, True, False, True)
    assert (first.url, first.has_title, first.has_date, first.has_clock) == (address("1"), True, True, False)


def test_pages_over_which_runs_died_are_told(archive):
    archive.add_pages(SITE, found("poison"))
    archive._db.run("UPDATE pages SET state = 'set aside', reason = 'held by runs that died'")
    assert [page.url for page in archive.condition(SITE).set_aside] == [address("poison")]


def test_the_holder_is_a_process_that_lives(archive):
    assert holder(archive.path, SITE) is None
    archive.lock(SITE)
    assert holder(archive.path, SITE) == os.getpid()
    lock = archive.path.with_name("news.db.locks") / f"{SITE}.lock"
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    lock.write_text(f"pid {gone.pid}\nstarted 2026\n")
    assert holder(archive.path, SITE) is None
    lock.write_text("no number")
    assert holder(archive.path, SITE) is None


def test_a_whole_file_has_no_damage(archive, tmp_path):
    for number in range(40):
        archive.store(visit(str(number)), run_id=archive.begin_run("daily", SITE).id)
    archive._db.checkpoint()
    assert archive.damage() == ""
    assert archive.schema_version > 0
    content = bytearray(archive.path.read_bytes())
    content[-60_000:] = b"\xff" * 60_000
    (tmp_path / "bad.db").write_bytes(content)
    with Archive(tmp_path / "bad.db", read_only=True) as damaged:
        assert damaged.damage()


def test_a_visit_of_a_skipped_page_names_its_run(archive):
    archive.add_pages(SITE, found("1"))

    def skip(page):
        return Visit(page=page, outcome=Outcome.SKIPPED, reason="disallowed by robots.txt")

    run(archive, 30, visits=[leased(archive, address("1"), skip)])
    assert [page.reason for page in archive.condition(SITE).bad_pages] == ["disallowed by robots.txt"]
