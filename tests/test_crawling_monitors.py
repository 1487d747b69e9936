"""A site beside its own history: each monitor speaks when something has changed, and is silent when it has not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newscrawler.archive import Archive, ArticleState, Day, SiteCondition
from newscrawler.archive.moments import utc_text
from newscrawler.crawling.diagnosis import diagnose
from newscrawler.items import Outcome, Visit
from tests.archive_visits import SITE, Clock, found, lease, visit
from tests.test_crawling_diagnosis import run

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def condition(*, characters: tuple[int, int] = (900, 900), lag: tuple[float, float] = (1, 1)) -> SiteCondition:
    """Return a site whose last 20 articles are one way, and the 200 before them another."""
    articles = [
        ArticleState(
            f"https://{SITE}/{number}", utc_text(NOW - timedelta(hours=number)),
            body_characters=characters[number >= 20], lag_hours=lag[number >= 20],
        )
        for number in range(220)
    ]  # fmt: skip
    return SiteCondition(SITE, articles=220, last=run(), newest=tuple(articles), days=(Day(20, 20, 200, 2),) * 15)


def said(site: SiteCondition) -> list[tuple[str, int]]:
    return [(finding.what, finding.exit_status) for finding in diagnose(site, NOW)]


def test_a_site_that_is_as_it_was_has_nothing_to_say() -> None:
    assert said(condition()) == []
    assert said(condition(characters=(500, 900), lag=(6, 1))) == []


def test_texts_that_are_cut() -> None:
    (finding,) = diagnose(condition(characters=(300, 900)), NOW)
    assert finding.what == "texts of 300 characters (median of 20), of those before 900"
    assert (finding.page, finding.reason, finding.exit_status) == (f"https://{SITE}/19", "300 characters", 20)
    assert finding.since == utc_text(NOW - timedelta(hours=19))


def test_articles_that_come_late() -> None:
    assert said(condition(lag=(30, 1))) == [("archived 30 hours after publication (median of 20), before 1", 10)]
    assert said(condition(lag=(30, 12))) == []


@pytest.mark.parametrize(
    ("last", "what"),
    [
        (Day(4, 4, 100, 1), "4 article pages were found in the last day; the poorest of the 14 before brought 20"),
        (Day(20, 4, 100, 1), "4 articles are new in the last day; the poorest of the 14 before brought 20"),
        (Day(20, 20, 100, 12), "12% of the 100 visits of the last day failed; 1% in the 14 before"),
        (Day(11, 11, 100, 3), ""),
        (Day(0, 0, 0, 0), ""),
    ],
)
def test_a_day_beside_the_days_before(last: Day, what: str) -> None:
    site = condition()
    told = [words for words, _ in said(replace(site, days=(last, *site.days[1:])))]
    assert told == ([what] if what else [])


def test_what_is_known_for_less_than_a_week_says_nothing() -> None:
    site = condition()
    assert said(replace(site, days=(Day(0, 0, 100, 90), *site.days[1:5]))) == []


def test_a_quiet_day_of_the_week_is_among_those_before() -> None:
    site = condition()
    days = (Day(6, 6, 100, 1), *site.days[1:7], Day(10, 10, 100, 1), *site.days[8:])
    assert said(replace(site, days=days)) == []


def test_the_archive_counts_each_day_back_from_now(tmp_path) -> None:
    clock = Clock()
    with Archive(tmp_path / "news.db", now=clock) as archive:
        assert archive.condition(SITE).days == ()
        for day in range(3):
            begun = archive.begin_run("daily", SITE)
            paths = [f"{day}-{number}" for number in range(day + 2)]
            archive.add_pages(SITE, found(*paths))
            first, *others = [page for page in lease(archive, begun.id) if page.url.rpartition("/")[2] in paths]
            archive.store(Visit(page=first, outcome=Outcome.FAILED, reason="timeout"), run_id=begun.id)
            for page in others:
                archive.store(visit(page.url.rpartition("/")[2]), run_id=begun.id)
            archive.end_run(begun.id, verdict="worked", exit_status=0, reason="", line="")
            clock.move(86_400)
        clock.move(-3600)
        assert archive.condition(SITE).days == (Day(4, 3, 4, 1), Day(3, 2, 3, 1)), "the first was no whole day"
        (article, *_) = archive.condition(SITE).newest
        assert article.body_characters > 50
