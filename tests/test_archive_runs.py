"""Runs, their counts and verdicts, and the lock that says which run lives."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.archive import Archive
from newscrawler.archive.locks import WRITE_LOCK, site_lock_name
from newscrawler.errors import ArchiveError, Locked
from newscrawler.items import Discovered, Outcome, PageKind, SiteFacts, Visit
from tests.archive_visits import SITE, Clock, address, article, failure, found, lease, snapshot, visit


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "news.db", now=Clock()) as archive:
        yield archive


def test_a_run_has_no_verdict_until_it_ends(archive):
    run = archive.begin_run("daily", SITE)
    assert (run.started_at, run.verdict, run.ended_at) == ("2026-03-01T12:00:00Z", None, None)
    archive._db.now.move(90)
    ended = archive.end_run(
        run.id, verdict="degraded", exit_status=20, reason="half failed", line="degraded: half failed"
    )
    assert ended == archive.run(run.id)
    assert (ended.verdict, ended.exit_status, ended.ended_at) == ("degraded", 20, "2026-03-01T12:01:30Z")
    assert ended.as_dict()["counts"]["fetched"] == 0
    assert archive.run(99) is None


def test_the_newest_runs_come_first(archive):
    for site in (SITE, "other.example", SITE):
        archive.begin_run("daily", site)
    assert [run.id for run in archive.runs()] == [3, 2, 1]
    assert [run.id for run in archive.runs(site=SITE, limit=1)] == [3]


def test_what_was_fetched_is_the_sum_of_the_outcomes(archive):
    run = archive.begin_run("daily", SITE).id
    archive.add_pages(SITE, found("feed", kind=PageKind.FEED) + found("1", "2", "copy", "wall", "down", "gone", "late"))
    pages = {page.url: page for page in lease(archive, run)}
    feed = pages.pop(address("feed"))
    archive.store(Visit(page=feed, snapshot=snapshot(feed.url)), run_id=run)
    archive.store(visit("1", page=pages[address("1")]), run_id=run)
    archive.store(visit("2", page=pages[address("2")]), run_id=run)
    told = article("1", url=address("copy"), canonical_url=address("1"))
    archive.store(Visit(page=pages[address("copy")], article=told), run_id=run)
    archive.store(Visit(page=pages[address("wall")], outcome=Outcome.SKIPPED, reason="no article"), run_id=run)
    archive.store(failure(pages[address("down")]), run_id=run)
    archive.store(failure(pages[address("gone")], "gone", 404), run_id=run)
    archive.put_back([pages[address("late")].id], "stopped")
    counts = archive.run(run).counts
    assert (counts.sources, counts.new, counts.alias) == (1, 2, 1)
    assert (counts.skipped, counts.failed) == ({"no article": 1}, {"server error": 1, "gone": 1})
    assert counts.put_back == {"stopped": 1}
    assert counts.fetched == 8
    rows = "SELECT sum(count) FROM run_outcomes WHERE run_id = ?"
    assert archive._db.value(rows, (run,)) == 8


def test_links_that_are_not_followed_are_counted_by_reason(archive):
    run = archive.begin_run("daily", SITE).id
    archive.add_pages(SITE, [*found("feed", "1", kind=PageKind.FEED), Discovered("ftp://example.org/")])
    feed, other = lease(archive, run)
    for page in (feed, other):
        reading = Visit(page=page, snapshot=snapshot(page.url), dropped=Counter({"too many": 7, "off site": 0}))
        archive.store(reading, run_id=run)
    archive.count_dropped(run, {"too deep": 2})
    counts = archive.run(run).counts
    assert counts.dropped == {"too many": 14, "too deep": 2, "bad address": 1}
    assert counts.fetched == 2
    assert archive._db.value("SELECT dropped FROM runs WHERE id = ?", (run,)) == 17


def test_what_is_known_of_a_site_is_written_and_replaced(archive):
    facts = SiteFacts("The Daily", (SITE, "daily.test"), "OM", ("ar", "en"), "Asia/Muscat")
    archive.register_site(SiteFacts(), SITE, "news")
    archive.register_site(facts, SITE, "daily")
    row = archive._db.row("SELECT * FROM sites")
    assert tuple(row)[:7] == (
        SITE,
        "The Daily",
        f'["{SITE}","daily.test"]',
        "OM",
        '["ar","en"]',
        "Asia/Muscat",
        "daily",
    )


def test_a_site_is_held_once(archive):
    lock = archive.lock(SITE)
    with Archive(archive.path) as second:
        with pytest.raises(Locked, match=rf"another run holds {SITE}.*pid \d+, started 2026"):
            second.lock(SITE)
        with second.lock("other.example"):
            pass
        lock.release()
        assert not lock.is_held
        second.lock(SITE).release()


def test_a_failed_attempt_leaves_the_holders_words(archive):
    lock = archive.lock(SITE)
    before = lock.path.read_text()
    with Archive(archive.path) as second, pytest.raises(Locked):
        second.lock(SITE)
    assert lock.path.read_text() == before


def test_closing_the_archive_frees_its_sites(tmp_path):
    with Archive(tmp_path / "news.db") as archive:
        archive.lock(SITE)
    with Archive(tmp_path / "news.db") as archive:
        archive.lock(SITE)


HOLD = """
import sys
from newscrawler.archive import Archive
archive = Archive(sys.argv[1])
archive.lock("daily.example")
archive.begin_run("daily", "daily.example")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_killed_holder_holds_nothing(archive, project):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, archive.path],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Locked, match=f"pid {holder.pid}"):
            archive.lock(SITE)
        assert archive.runs()[0].verdict is None
        holder.kill()
    archive.lock(SITE)
    run = archive.runs()[0]
    assert (run.verdict, run.exit_status, run.reason) == ("crashed", 1, "killed")


def test_a_run_of_another_site_is_not_closed_with_it(archive):
    archive.begin_run("daily", "other.example")
    archive.lock(SITE)
    assert archive.runs()[0].verdict is None


@given(st.text(min_size=1))
def test_any_site_has_a_safe_lock_of_its_own(site):
    name = site_lock_name(site)
    assert "/" not in name
    assert name not in ("", ".", "..", WRITE_LOCK)
    assert len(name.encode()) <= 255
    assert site_lock_name(site + "x") != name


def test_a_writer_that_waits_too_long_says_so(archive, monkeypatch):
    from newscrawler.archive import opening

    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with Archive(archive.path) as second, archive._db.writing(), pytest.raises(ArchiveError, match="busy"):
        second.begin_run("daily", SITE)


def test_another_programs_writer_is_waited_for_and_then_named(tmp_path, monkeypatch):
    import sqlite3

    from newscrawler.archive import opening

    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with Archive(tmp_path / "news.db") as archive:
        other = sqlite3.connect(archive.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="is busy"):
            archive.begin_run("daily", SITE)
        other.execute("ROLLBACK")
        other.close()
        archive.begin_run("daily", SITE)


def test_a_site_is_found_by_identity_mirror_and_spider(archive):
    archive.register_site(SiteFacts(domains=("daily.example", "daily.test")), "daily.example", "daily")
    archive.register_site(SiteFacts(domains=("herald.example",)), "herald.example", "herald")
    for word in ("daily.example", "daily.test", "daily"):
        assert archive.find_site(word) == "daily.example"
    assert archive.find_site("weekly") is None
    assert archive.site_names() == ["daily.example", "herald.example"]
