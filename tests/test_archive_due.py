"""When a page is due again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.archive import RevisitPlan
from newscrawler.archive.frontier.due import VisitFacts, next_visit
from newscrawler.items import Outcome, PageKind

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PLAN = RevisitPlan()
SEEN = VisitFacts(Outcome.NEW, PageKind.ARTICLE, NOW, status=200)
FAILED = replace(SEEN, outcome=Outcome.FAILED, status=500, attempts=1)


def wait(facts: VisitFacts, plan: RevisitPlan = PLAN) -> float | None:
    due = next_visit(plan, facts)
    return None if due is None else (due - NOW).total_seconds()


@pytest.mark.parametrize(
    ("age", "expected"),
    [(0, 3600), (3600, 18_000), (7200, 14_400), (21_600, 64_800), (86_400, 518_400), (2_592_000, None), (10**9, None)],
)
def test_an_article_is_visited_again_at_growing_ages(age, expected):
    assert wait(replace(SEEN, published=NOW - timedelta(seconds=age))) == expected


def test_an_article_from_the_future_counts_as_born_now():
    assert wait(replace(SEEN, published=NOW + timedelta(days=900))) == 3600


def test_zero_means_at_every_run():
    assert wait(replace(SEEN, published=NOW - timedelta(days=9000)), RevisitPlan(article_seconds=(0,))) == 0


def test_no_ages_mean_never():
    assert wait(SEEN, RevisitPlan(article_seconds=())) is None


@pytest.mark.parametrize(
    ("kind", "times"), [(PageKind.FEED, 1), (PageKind.SECTION, 1), (PageKind.SITEMAP, 24), (PageKind.ROBOTS, 24)]
)
def test_sources_have_an_interval(kind, times):
    assert wait(replace(SEEN, kind=kind)) == 900 * times


def test_failures_wait_twice_as_long_each_time_up_to_a_ceiling_and_are_given_up():
    waits = [wait(replace(FAILED, attempts=attempts)) for attempts in range(1, 10)]
    assert waits == [900, 1800, 3600, 7200, 14_400, 28_800, 57_600, None, None]
    assert wait(replace(FAILED, attempts=7), replace(PLAN, retry_ceiling_seconds=5000)) == 5000


def test_a_source_is_never_given_up():
    assert wait(replace(FAILED, kind=PageKind.FEED, attempts=10**6)) == PLAN.retry_ceiling_seconds
    assert wait(replace(FAILED, kind=PageKind.FEED, status=404)) == PLAN.retry_ceiling_seconds


def test_a_page_that_never_was_there_is_asked_once_more_unless_the_server_means_it():
    assert [wait(replace(FAILED, status=404, attempts=attempts)) for attempts in (1, 2, 3)] == [900, None, None]
    assert wait(replace(FAILED, status=410)) is None


@pytest.mark.parametrize("status", [404, 410])
def test_an_article_that_is_gone_is_asked_for_three_times_since_it_may_come_back(status):
    gone = replace(FAILED, status=status, published=NOW - timedelta(days=2))
    waits = [wait(replace(gone, attempts=attempts)) for attempts in range(1, 6)]
    assert waits == [86_400, 604_800, 2_592_000, None, None]
    assert wait(gone, replace(PLAN, gone_seconds=())) is None
    assert wait(gone, replace(PLAN, max_attempts=1)) is None


def test_what_broke_its_reading_twice_is_not_asked_again():
    assert wait(replace(FAILED, is_poison=True)) is None


def test_the_servers_wish_counts_when_it_is_longer():
    assert wait(replace(FAILED, retry_after_seconds=5000)) == 5000
    assert wait(replace(FAILED, retry_after_seconds=5)) == 900
    assert wait(replace(SEEN, outcome=Outcome.PUT_BACK, retry_after_seconds=30)) == 30


def test_what_is_skipped_is_not_asked_again_but_sources_are():
    skipped = replace(SEEN, outcome=Outcome.SKIPPED)
    assert wait(skipped) is None
    assert wait(replace(skipped, kind=PageKind.SECTION)) == 900


def test_an_article_whose_page_reads_as_none_for_once_is_visited_on_its_plan():
    assert wait(replace(SEEN, outcome=Outcome.SKIPPED, published=NOW)) == 3600


@given(
    st.sampled_from(Outcome),
    st.sampled_from(PageKind),
    st.integers(0, 10**9),
    st.one_of(st.none(), st.floats(0, 1e18)),
    st.datetimes(timezones=st.just(UTC)),
)
def test_it_is_never_due_in_the_past(outcome, kind, attempts, retry_after, published):
    facts = VisitFacts(outcome, kind, NOW, attempts, 500, retry_after, published)
    due = next_visit(PLAN, facts)
    assert due is None or due >= NOW
