"""Fewer re-visits where a site never edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.archive import Archive, RevisitPlan
from newscrawler.archive.frontier.editing import edits_found, thinned
from tests.archive_visits import SITE, Clock, article, visit

AGES = RevisitPlan().article_seconds


@pytest.mark.parametrize(
    ("revisits", "changed", "expected"),
    [
        (0, 0, AGES),
        (99, 0, AGES),
        (100, 0, (86_400, 2_592_000)),
        (500, 4, (86_400, 2_592_000)),
        (500, 5, AGES),
        (100, 100, AGES),
    ],
)
def test_only_a_site_known_not_to_edit_is_visited_less(revisits, changed, expected):
    assert thinned(AGES, revisits, changed) == expected


@given(st.lists(st.floats(0, 1e9), max_size=9).map(tuple), st.integers(0, 1000), st.integers(0, 1000))
def test_ages_are_only_left_out_and_the_last_never_is(ages, revisits, changed):
    left = thinned(ages, revisits, min(changed, revisits))
    assert set(left) <= set(ages)
    assert not ages or max(left) == max(ages)
    assert left == ages or (0 not in ages and len(left) <= 2)


def test_it_is_told_from_the_sites_own_newest_revisits(tmp_path):
    with Archive(tmp_path / "news.db", now=Clock()) as archive:
        plan = RevisitPlan()
        first = archive.begin_run("daily", SITE).id
        for number in range(2):
            archive.store(visit(f"news/{number}"), run_id=first)
        archive.store(visit("news/0", article=article("news/0", body="Other words. " * 9)), run_id=first)
        assert edits_found(archive._db, SITE) == (1, 1)
        for _ in range(25):
            run = archive.begin_run("daily", SITE).id
            for _ in range(20):
                archive.store(visit("news/1"), run_id=run)
        assert edits_found(archive._db, SITE) == (500, 0), "what is older tells nothing of today"
        assert archive.fitted_plan(SITE, plan).article_seconds == (86_400, 2_592_000)
        assert archive.fitted_plan("other.example", plan) == plan
