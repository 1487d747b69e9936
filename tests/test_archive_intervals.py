"""How long a source rests, by what its visits bring."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.archive import Archive, RevisitPlan
from newscrawler.archive.frontier.intervals import first_interval, next_interval
from newscrawler.items import Discovered, PageKind, Visit
from tests.archive_visits import SITE, Clock, address, failure, found, lease, snapshot

PLAN = RevisitPlan()
KINDS = st.sampled_from([kind for kind in PageKind if kind.is_source])
SECONDS = st.floats(0, 1e9, allow_nan=False)
PLANS = st.builds(RevisitPlan, source_seconds=SECONDS, source_ceiling_seconds=SECONDS)


@given(PLANS, KINDS, st.none() | SECONDS, st.integers(0, 10**6))
def test_it_stays_between_floor_and_ceiling(plan, kind, before, found):
    interval = next_interval(plan, kind, before, found)
    if plan.source_seconds == 0:
        assert interval == 0
    else:
        ceiling = plan.source_ceiling_seconds * (7 if kind in (PageKind.SITEMAP, PageKind.ROBOTS) else 1)
        assert plan.source_seconds <= interval <= max(ceiling, plan.source_seconds)


@given(PLANS, KINDS, SECONDS, st.integers(0, 1000), st.integers(0, 1000))
def test_the_more_it_brings_the_shorter_it_rests(plan, kind, before, one, other):
    fewer, more = sorted((one, other))
    assert next_interval(plan, kind, before, more) <= next_interval(plan, kind, before, fewer)


@given(KINDS, st.floats(900, 79_200), st.integers(0, 50))
def test_it_reacts_to_each_visit(kind, before, found):
    interval = next_interval(PLAN, kind, before, found)
    if found:
        assert interval == max(before / max(found, 2), 900)
    else:
        assert interval > before or interval == before == 79_200


@given(KINDS, st.integers(0, 10**6))
def test_the_first_visit_says_nothing_of_how_often_it_brings_something(kind, found):
    assert next_interval(PLAN, kind, None, found) == first_interval(PLAN, kind)


def test_a_ceiling_below_the_floor_is_the_floor():
    plan = replace(PLAN, source_seconds=5000, source_ceiling_seconds=10)
    assert [next_interval(plan, PageKind.FEED, 5000, found) for found in (0, 9)] == [5000, 5000]


# --- in the archive ---------------------------------------------------------------------------------------------------


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def archive(tmp_path, clock):
    with Archive(tmp_path / "news.db", now=clock) as archive:
        archive.add_pages(SITE, found("feed", kind=PageKind.FEED))
        yield archive


def row(archive, path="feed"):
    return dict(archive._db.row("SELECT * FROM pages WHERE url = ?", (address(path),)))


def read(archive, clock, *paths, plan=PLAN, **fields):
    """Visit the feed when it is due; it lists those pages."""
    due = row(archive)["next_visit_at"]
    while due and archive._db.now_text < due:
        clock.move(60)
    run = archive.begin_run("daily", SITE).id
    page = next(page for page in lease(archive, run) if page.kind is PageKind.FEED)
    seen = Visit(page=page, snapshot=snapshot(page.url), links=found(*paths), **fields)
    archive.store(seen, run_id=run, plan=plan)
    return row(archive)["interval_seconds"]


def test_a_feed_rests_longer_while_it_brings_nothing_and_shorter_when_it_does(archive, clock):
    assert read(archive, clock, "a", "b", "c") == 900
    assert [read(archive, clock, "a", "b", "c") for _ in range(3)] == [1350, 2025, 3037.5]
    assert (row(archive)["brought"], row(archive)["brought_at"]) == (0, "2026-03-01T12:00:00Z")
    assert read(archive, clock, "d", "a", "b") == 1518.75
    assert (row(archive)["brought"], row(archive)["brought_at"]) == (1, archive._db.now_text)
    assert read(archive, clock, "e", "f", "g", "a") == 900


def test_a_304_brings_nothing_new(archive, clock):
    read(archive, clock, "a")
    clock.move(900)
    run = archive.begin_run("daily", SITE).id
    page = next(page for page in lease(archive, run) if page.kind is PageKind.FEED)
    archive.store(Visit(page=page, snapshot=snapshot(page.url, b"", 304)), run_id=run)
    assert row(archive)["interval_seconds"] == 1350
    assert archive.run(run).counts.sources == 1


def test_a_failure_leaves_the_interval_as_it_was(archive, clock):
    read(archive, clock, "a")
    read(archive, clock, "a")
    clock.move(1400)
    run = archive.begin_run("daily", SITE).id
    page = next(page for page in lease(archive, run) if page.kind is PageKind.FEED)
    archive.store(failure(page), run_id=run)
    assert (row(archive)["interval_seconds"], row(archive)["attempts"]) == (1350, 1)


def test_zero_is_at_every_run_whatever_it_brings(archive, clock):
    plan = replace(PLAN, source_seconds=0)
    assert [read(archive, clock, "a", plan=plan) for _ in range(4)] == [0, 0, 0, 0]


def test_what_a_source_listed_and_was_held_back_counts_for_it(archive, clock):
    read(archive, clock, "a")
    assert read(archive, clock) == 1350
    feed = row(archive)["id"]
    held = [Discovered(address(path), found_on=feed) for path in ("a", "late", "later")]
    assert archive.add_pages(SITE, held, depth=1) == 2
    source = row(archive)
    assert (source["interval_seconds"], source["brought"], source["brought_at"]) == (900, 2, archive._db.now_text)
    assert source["next_visit_at"] == "2026-03-01T12:30:00Z"
    assert (row(archive, "late")["found_on"], row(archive, "late")["depth"]) == (feed, 1)


def test_what_the_first_visit_held_back_says_nothing(archive, clock):
    read(archive, clock)
    archive.add_pages(SITE, [Discovered(address(f"a{n}"), found_on=row(archive)["id"]) for n in range(40)])
    assert (row(archive)["interval_seconds"], row(archive)["brought"]) == (900, 40)
