"""The frontier: what is added, what is leased and in which order, and who gets what a dead run held."""

from __future__ import annotations

import pytest

from newscrawler.archive import Archive, RevisitPlan
from newscrawler.archive.frontier.leases import _QUEUES
from newscrawler.archive.frontier.pages import MAX_URL_LENGTH
from newscrawler.items import DateEvidence, Discovered, Outcome, Page, PageKind, Visit
from tests.archive_visits import ALWAYS, SITE, Clock, address, failure, found, lease, snapshot, visit


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def archive(tmp_path, clock):
    with Archive(tmp_path / "news.db", now=clock) as archive:
        yield archive


@pytest.fixture
def run(archive):
    return archive.begin_run("daily", SITE).id


def paths(pages):
    return [page.url.removeprefix(address("")) for page in pages]


def row(archive, path):
    return dict(archive._db.row("SELECT * FROM pages WHERE url = ?", (address(path),)))


# --- adding -----------------------------------------------------------------------------------------------------------


def test_new_pages_are_counted_once(archive, run):
    assert archive.add_pages(SITE, found("a", "b", "a?utm_source=x", "b#top")) == 2
    assert archive.add_pages(SITE, found("b", "c")) == 1
    counts = archive.run(run).counts
    assert (counts.found, counts.known) == (3, 1)


def test_what_cannot_be_fetched_is_dropped_and_counted(archive, run):
    long = address("a" * MAX_URL_LENGTH)
    pages = [
        Discovered(url) for url in (long, "javascript:alert(1)", "file:///etc/passwd", "", "http://", "https://[::1")
    ]
    assert archive.add_pages(SITE, pages) == 0
    assert archive.run(run).counts.dropped == {"bad address": len(pages)}
    assert archive.queue_counts(SITE) == {}


def test_the_same_address_of_two_sites_is_two_pages(archive):
    archive.add_pages(SITE, found("a"))
    assert archive.add_pages("other.example", found("a")) == 1


def feed_id(archive, run):
    archive.add_pages(SITE, found("feed", kind=PageKind.FEED))
    (feed,) = lease(archive, run)
    return feed.id


def test_a_known_page_gains_title_priority_and_dates_and_loses_nothing(archive, run):
    feed = feed_id(archive, run)
    archive.add_pages(SITE, found("a"), found_on=feed)
    told = Discovered(address("a"), title="Storm", published="Sat, 25 Mar 2017 10:00:00 +0400", priority=3)
    archive.add_pages(SITE, [told, *found("b")], found_on=feed)
    archive.add_pages(SITE, found("a"), found_on=feed)
    assert archive.add_pages(SITE, [told], found_on=feed) == 0
    page = next(page for page in lease(archive, run) if page.url == address("a"))
    assert page.title == "Storm"
    assert page.hints == (
        DateEvidence("Sat, 25 Mar 2017 10:00:00 +0400", "feed", "published", "2017-03-25T10:00:00+04:00", "second"),
    )
    assert row(archive, "a")["priority"] == 3


def test_a_date_that_cannot_be_read_is_kept_as_printed(archive, run):
    archive.add_pages(SITE, [Discovered(address("a"), modified="soon " * 100)], found_on=feed_id(archive, run))
    (page,) = lease(archive, run)
    assert page.hints[0].text.startswith("soon soon")
    assert (page.hints[0].value, page.hints[0].role, page.hints[0].doubt) == (None, "modified", "no date could be read")


def test_the_dates_of_a_page_do_not_pile_up(archive, run):
    feed = feed_id(archive, run)
    for day in range(10, 29):
        archive.add_pages(SITE, [Discovered(address("a"), published=f"2017-03-{day}")], found_on=feed)
    (page,) = lease(archive, run)
    assert len(page.hints) == 8
    assert page.hints[0].value == "2017-03-28"


def test_a_feed_corrects_what_a_link_was_taken_for_and_a_link_corrects_nothing(archive, run):
    feed = feed_id(archive, run)
    archive.add_pages(SITE, found("section", kind=PageKind.SECTION))
    section = next(iter(lease(archive, run))).id
    archive.add_pages(SITE, found("a", kind=PageKind.SECTION), found_on=section)
    archive.add_pages(SITE, found("a"), found_on=section)
    assert row(archive, "a")["kind"] == "section"
    archive.add_pages(SITE, found("a", "section"), found_on=feed)
    assert row(archive, "a")["kind"] == "article"
    assert row(archive, "section")["kind"] == "section", "what the site declares stands"


def test_what_a_user_names_is_due_at_once(archive, run, clock):
    archive.add_pages(SITE, found("a"))
    archive.store(visit("a", page=lease(archive, run)[0]), run_id=run)
    clock.move(60)
    again = archive.begin_run("article", SITE).id
    archive.add_pages(SITE, found("a"))
    assert lease(archive, again) == []
    archive.add_pages(SITE, found("a"), at_once=True)
    assert paths(lease(archive, again)) == ["a"]
    assert lease(archive, again) == []


# --- leasing ----------------------------------------------------------------------------------------------------------


def test_sources_come_first_then_priority_then_the_newest(archive, run):
    archive.add_pages(
        SITE,
        [
            Discovered(address("old"), published="2017-03-01"),
            Discovered(address("undated")),
            Discovered(address("new"), published="2017-03-25"),
            Discovered(address("urgent"), priority=5),
            Discovered(address("undated-2")),
            Discovered(address("front"), PageKind.SECTION),
        ],
    )
    assert paths(lease(archive, run)) == ["front", "urgent", "new", "old", "undated", "undated-2"]


def test_a_lease_hands_out_so_many_and_none_twice(archive, run):
    archive.add_pages(SITE, found(*(f"a{number}" for number in range(5))))
    handed = [paths(lease(archive, run, 2)) for _ in range(4)]
    assert [len(part) for part in handed] == [2, 2, 1, 0]
    assert len({path for part in handed for path in part}) == 5
    assert archive.pending(SITE, run) == {"new": 0, "due": 0, "leased": 5}


def test_a_page_due_at_once_is_visited_once_in_a_run_and_again_in_the_next(archive, clock):
    archive.add_pages(SITE, found("a") + found("feed", kind=PageKind.FEED))
    for outcome in (Outcome.NEW, Outcome.UNCHANGED, Outcome.UNCHANGED):
        run = archive.begin_run("daily", SITE).id
        pages = lease(archive, run)
        assert paths(pages) == ["feed", "a"]
        archive.store(Visit(page=pages[0], snapshot=snapshot(pages[0].url)), run_id=run, plan=ALWAYS)
        seen = visit("a", page=pages[1])
        archive.store(seen, run_id=run, plan=ALWAYS)
        assert seen.outcome is outcome
        assert lease(archive, run) == []
        clock.move(1)


def test_pages_found_during_a_run_are_leased_by_it(archive, run, clock):
    clock.move(100)
    archive.add_pages(SITE, found("late"))
    assert paths(lease(archive, run)) == ["late"]


def test_a_revisit_comes_when_it_is_due_at_the_runs_start(archive, run, clock):
    archive.add_pages(SITE, found("a"))
    archive.store(visit("a", page=lease(archive, run)[0]), run_id=run)
    clock.move(3599)
    early = archive.begin_run("daily", SITE).id
    clock.move(60)
    assert lease(archive, early) == []
    assert paths(lease(archive, archive.begin_run("daily", SITE).id)) == ["a"]


def test_failures_are_tried_again_later_and_later(archive, clock):
    archive.add_pages(SITE, found("a"))
    waits = []
    for _ in range(4):
        run = archive.begin_run("daily", SITE).id
        (page,) = lease(archive, run)
        archive.store(failure(page), run_id=run)
        seconds = 0
        while archive.pending(SITE)["due"] == 0:
            clock.move(450)
            seconds += 450
        waits.append(seconds)
    assert waits == [900, 1800, 3600, 7200]
    assert page.attempts == 3


def test_a_success_forgets_the_failures(archive, clock):
    archive.add_pages(SITE, found("a"))
    for step in (failure, None):
        run = archive.begin_run("daily", SITE).id
        (page,) = lease(archive, run)
        archive.store(failure(page) if step else visit("a", page=page), run_id=run, plan=ALWAYS)
        clock.move(900)
    assert (row(archive, "a")["attempts"], row(archive, "a")["state"]) == (0, "done")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_recorded_as_such(archive, run, status):
    archive.add_pages(SITE, found("a"))
    archive.store(failure(lease(archive, run)[0], f"gone ({status})", status), run_id=run)
    assert archive.queue_counts(SITE) == {"gone": 1}
    assert row(archive, "a")["next_visit_at"] == ("2026-03-01T12:15:00Z" if status == 404 else None)


def test_a_page_put_back_waits_for_the_next_run(archive, run, clock):
    archive.add_pages(SITE, found("a", "b"))
    first, second = lease(archive, run)
    archive.put_back([first.id], "stopped")
    busy = Visit(page=second, outcome=Outcome.PUT_BACK, reason="asked to wait", retry_after_seconds=300)
    archive.store(busy, run_id=run)
    assert archive.queue_counts(SITE) == {"new": 2}
    assert lease(archive, run) == []
    assert archive.run(run).counts.put_back == {"stopped": 1, "asked to wait": 1}
    clock.move(10)
    assert paths(lease(archive, archive.begin_run("daily", SITE).id)) == ["a"]
    clock.move(300)
    assert paths(lease(archive, archive.begin_run("daily", SITE).id)) == ["b"]


def test_what_is_left_at_the_end_has_vanished(archive, run):
    archive.add_pages(SITE, found("a", "b"))
    pages = lease(archive, run)
    archive.store(visit("a", page=pages[0]), run_id=run)
    assert archive.vanish(run) == 1
    counts = archive.run(run).counts
    assert (counts.fetched, counts.new, counts.failed) == (2, 1, {"vanished": 1})
    assert archive.queue_counts(SITE) == {"done": 1, "failed": 1}


def test_known_sources_are_told_with_whether_they_work(archive, run):
    archive.add_pages(SITE, found("feed", "rss", kind=PageKind.FEED) + found("a"))
    good, bad, _ = lease(archive, run)
    archive.store(Visit(page=good, snapshot=snapshot(good.url, etag='"1"')), run_id=run)
    archive.store(failure(bad, status=404), run_id=run)
    assert paths(archive.known_sources(SITE)) == ["feed", "rss"]
    (working,) = archive.known_sources(SITE, working=True)
    assert (working.url, working.etag) == (good.url, '"1"')


def test_a_source_that_is_down_for_a_while_still_works(archive, run):
    archive.add_pages(SITE, found("feed", "rss", kind=PageKind.FEED))
    for page in lease(archive, run):
        archive.store(Visit(page=page, snapshot=snapshot(page.url, etag='"1"')), run_id=run)
    feed, gone = archive.known_sources(SITE)
    for _ in range(5):
        archive.store(failure(feed), run_id=run)
    archive.store(failure(gone, status=410), run_id=run)
    assert [page.url for page in archive.known_sources(SITE, working=True)] == [feed.url]
    archive.store(failure(feed), run_id=run)
    assert archive.known_sources(SITE, working=True) == []


# --- dead runs --------------------------------------------------------------------------------------------------------


def die(archive):
    """Let go of the site as the kernel does for a killed process: no verdict, leases stay."""
    archive._locks.pop(SITE).release()
    archive._run_id = None


def test_the_leases_of_a_dead_run_are_free_at_once(archive):
    archive.add_pages(SITE, found("a", "b"))
    archive.lock(SITE)
    dead = archive.begin_run("daily", SITE).id
    lease(archive, dead)
    assert archive.free_dead_leases(SITE) == 0, "one's own leases are alive"
    die(archive)
    with archive.lock(SITE):
        assert archive.queue_counts(SITE) == {"new": 2}
        run = archive.run(dead)
        assert (run.verdict, run.exit_status, run.reason) == ("crashed", 1, "killed")
        assert run.ended_at == run.started_at


def test_without_the_lock_only_expired_leases_are_freed(archive, run, clock):
    archive.add_pages(SITE, found("a"))
    lease(archive, run)
    archive._run_id = None
    assert archive.free_dead_leases(SITE) == 0
    clock.move(601)
    assert archive.free_dead_leases(SITE) == 1


def test_what_a_dead_run_held_comes_last_and_alone(archive):
    archive.add_pages(SITE, found("a", "b"))
    archive.lock(SITE)
    lease(archive, archive.begin_run("daily", SITE).id)
    die(archive)
    archive.lock(SITE)
    run = archive.begin_run("daily", SITE).id
    archive.add_pages(SITE, found("c"))
    (fresh,) = lease(archive, run)
    assert fresh.url == address("c")
    assert lease(archive, run) == []
    archive.store(visit("c", page=fresh), run_id=run)
    (suspect,) = lease(archive, run)
    assert lease(archive, run) == []
    archive.store(visit("a", page=suspect), run_id=run)
    assert len(lease(archive, run)) == 1
    assert row(archive, paths([suspect])[0])["crashes"] == 0


def test_a_page_that_kills_its_runs_is_set_aside_and_no_other(archive):
    archive.add_pages(SITE, found("poison", "good"))
    deaths = 0
    while archive.queue_counts(SITE).get("set aside", 0) == 0:
        archive.lock(SITE)
        run = archive.begin_run("daily", SITE).id
        while pages := lease(archive, run):
            if any("poison" in page.url for page in pages):
                deaths += 1
                break
            for page in pages:
                archive.store(visit("good", page=page), run_id=run)
        die(archive)
        archive.lock(SITE).release()
        assert deaths < 10
    assert deaths == 3
    assert row(archive, "poison")["reason"] == "two runs died while they held nothing else"
    assert row(archive, "poison")["next_visit_at"] is None
    archive.lock(SITE)
    run = archive.begin_run("daily", SITE).id
    assert paths(lease(archive, run)) in ([], ["good"])
    archive.add_pages(SITE, found("poison"), at_once=True)
    assert "poison" in paths(lease(archive, run))


def test_a_page_that_was_done_is_done_again_after_its_run_died(archive, clock):
    archive.add_pages(SITE, found("a"))
    archive.lock(SITE)
    run = archive.begin_run("daily", SITE).id
    archive.store(visit("a", page=lease(archive, run)[0]), run_id=run, plan=ALWAYS)
    die(archive)
    clock.move(5)
    archive.lock(SITE)
    lease(archive, archive.begin_run("daily", SITE).id)
    assert archive.queue_counts(SITE) == {"leased": 1}
    die(archive)
    archive.lock(SITE)
    assert archive.queue_counts(SITE) == {"done": 1}
    assert archive.pending(SITE)["due"] == 1


# --- size -------------------------------------------------------------------------------------------------------------


def test_leasing_walks_indexes_and_sorts_nothing(archive, run):
    asked = {"site": SITE, "run_id": run, "start": "2026", "limit": 10}
    for queue in _QUEUES:
        plan = " ".join(step[3] for step in archive._db.rows(f"EXPLAIN QUERY PLAN {queue}", asked))
        assert "USING INDEX pages_" in plan
        assert "TEMP B-TREE" not in plan, plan


def test_a_page_without_a_row_gets_one(archive, run):
    archive.store(visit("direct", page=Page(address("direct"), SITE)), run_id=run)
    assert archive.queue_counts(SITE) == {"done": 1}


def test_the_plan_reaches_the_page(archive, run):
    archive.add_pages(SITE, found("a"))
    archive.store(visit("a", page=lease(archive, run)[0]), run_id=run, plan=RevisitPlan(article_seconds=(120,)))
    assert row(archive, "a")["next_visit_at"] == "2026-03-01T12:02:00Z"
