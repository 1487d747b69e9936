"""What is wrong with a site, since when, on which page, what to do: from its condition alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newscrawler.archive import ArticleState, PageState, Run, SiteCondition
from newscrawler.archive.moments import utc_text
from newscrawler.crawling import advice, reasons
from newscrawler.crawling.diagnosis import diagnose
from newscrawler.crawling.verdict import STATUSES

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITE = "daily.example"
PAGE = PageState(f"https://{SITE}/feed", "feed", "failed", "server error 503", 4, "2026-03-01T11:00:00Z")


def run(verdict: str = "worked", reason: str = "", number: int = 7, at: str = "2026-03-01T11:00:00Z") -> Run:
    return Run(number, SITE, "daily", at, at, verdict, STATUSES[verdict], reason)


def failing(verdict: str, reason: str, *pages: PageState, runs: int = 3) -> SiteCondition:
    first, last = run(verdict, reason, 5, "2026-02-28T09:00:00Z"), run(verdict, reason)
    return SiteCondition(SITE, last=last, first_bad=first, last_bad=last, bad_runs=runs, bad_pages=pages)


def hours_ago(*hours: float) -> tuple[str, ...]:
    return tuple(utc_text(NOW - timedelta(hours=hour)) for hour in hours)


def articles(*has: dict[str, bool]) -> tuple[ArticleState, ...]:
    """Return articles, one an hour, the latest first."""
    moments = hours_ago(*range(len(has)))
    return tuple(
        ArticleState(f"https://{SITE}/{len(has) - number}", moment, **fields)
        for number, (moment, fields) in enumerate(zip(moments, has, strict=True))
    )


def test_a_site_that_works_has_nothing_to_say():
    well = SiteCondition(SITE, articles=3, last=run(), started=hours_ago(1, 2, 3), newest=articles({}, {}, {}))
    assert diagnose(well, NOW) == []
    assert diagnose(SiteCondition(SITE), NOW) == []


def test_failing_runs_are_told_with_their_first_page():
    (finding,) = diagnose(failing("degraded", "still: nothing could be read: 1 server error 503", PAGE), NOW)
    assert finding.what == "degraded, 3 runs: nothing could be read: 1 server error 503"
    assert (finding.exit_status, finding.since) == (20, "2026-02-28T09:00:00Z")
    assert (finding.page, finding.reason) == (PAGE.url, "server error 503, 4 times in a row")
    assert finding.advice == advice.OF_REASONS["server error"]


def test_the_page_is_one_that_shows_the_reason():
    dead = replace(PAGE, url="https://daily.example/dead", reason="gone 404", state="gone")
    wall = replace(PAGE, url="https://daily.example/wall", reason="blocked 403", attempts=1)
    listed = replace(PAGE, url="https://daily.example/menu", reason="not an article", state="skipped")
    (finding,) = diagnose(failing("blocked", "5 blocked 403", dead, wall, listed), NOW)
    assert (finding.page, finding.reason) == (wall.url, "blocked 403")
    waiting = replace(PAGE, url="https://daily.example/", state="new", reason="", attempts=0)
    (finding,) = diagnose(failing("blocked", "2 robots unreachable", listed, waiting), NOW)
    assert (finding.page, finding.reason) == (waiting.url, "put back for a later run")
    (finding,) = diagnose(failing("nothing new", "the last 5 runs all brought new articles", listed), NOW)
    assert finding.page is None


def test_articles_without_a_body_name_the_first_of_them():
    bare = failing("degraded", "5 of 9 articles without title or body")
    bare = replace(bare, newest=articles({}, {"has_body": False}, {"has_body": False}, {}))
    (finding,) = diagnose(bare, NOW)
    assert (finding.page, finding.reason) == (bare.newest[2].url, "without title or body")


@pytest.mark.parametrize("verdict", sorted(set(STATUSES) - {"worked", "usage", "locked", "interrupted"}))
def test_every_verdict_that_a_run_can_fail_with_has_an_advice(verdict):
    assert advice.advice_for(verdict, "").endswith(".") or "`" in advice.advice_for(verdict, "")


@pytest.mark.parametrize(
    "reason",
    [
        *(
            getattr(reasons, name)
            for name in dir(reasons)
            if name.isupper()
            # They are everyday, or say nothing of the site.
            and name not in {"OFF_SITE", "PRIVATE", "SCHEME", "BAD_ADDRESS", "LONG_ADDRESS", "NO_SOURCE"}
            and name not in {"NOT_TEXT", "INTERRUPTED"}
        ),
        *(reasons.status_reason(status) for status in (401, 403, 404, 410, 429, 451, 500, 503)),
    ],
)
def test_every_reason_has_an_advice_of_its_own(reason):
    assert advice.advice_for("degraded", f"nothing could be read: 3 {reason}") != advice.OF_VERDICTS["degraded"]


def test_the_commonest_reason_decides_on_the_advice():
    assert advice.advice_for("degraded", "9 of 25 failed: 5 timeout, 4 gone 404") == advice.OF_REASONS["timeout"]
    assert advice.advice_for("blocked", "3 blocked 429") == advice.OF_REASONS["blocked 429"]
    assert advice.advice_for("blocked", "3 blocked 407") == advice.OF_REASONS["blocked"]
    assert advice.advice_for("crashed", "killed") == advice.OF_REASONS["killed"]
    assert advice.advice_for("worked", "") == ""


DAILY_WITH_WEEKENDS = hours_ago(*(24 * day for day in range(1, 40) if day % 7 not in {2, 3}))


@pytest.mark.parametrize(
    ("silent_hours", "is_told"),
    [(24, False), (72, False), (120, True), (24 * 30, True)],
)
def test_a_silence_is_longer_than_the_longest_pause_of_before(silent_hours, is_told):
    moved = timedelta(hours=silent_hours - 24)
    condition = SiteCondition(
        SITE, last=run(), started=(utc_text(NOW + moved), *DAILY_WITH_WEEKENDS), productive=DAILY_WITH_WEEKENDS
    )
    found = diagnose(condition, NOW + moved)
    assert [finding.exit_status for finding in found] == ([10] if is_told else [])
    if is_told:
        assert found[0].since == DAILY_WITH_WEEKENDS[0]
        assert found[0].what.endswith("the longest pause before was 3 days")


def test_a_young_archive_knows_no_usual_pause():
    condition = SiteCondition(SITE, started=hours_ago(1), productive=hours_ago(*range(200, 209)))
    assert diagnose(condition, NOW) == []


def test_a_site_that_is_no_more_crawled():
    condition = SiteCondition(SITE, last=run(), started=hours_ago(50, 51, 52, 53, 54))
    (finding,) = diagnose(condition, NOW)
    assert finding.what == "not crawled for 2 days; usually every 1 hour"
    assert (finding.exit_status, finding.since) == (10, condition.started[0])
    assert diagnose(replace(condition, started=hours_ago(20, 21, 22, 23, 24)), NOW) == []
    assert diagnose(replace(condition, started=hours_ago(900, 901)), NOW) == [], "crawled by hand, twice"


@pytest.mark.parametrize(
    ("field", "word"), [("has_title", "title"), ("has_body", "body"), ("has_date", "publication date")]
)
def test_a_field_that_articles_had_and_have_no_more(field, word):
    newest = articles(*[{field: False}] * 14, *[{}] * 40)
    (finding,) = diagnose(SiteCondition(SITE, last=run(), newest=newest), NOW)
    assert finding.what == f"30% of the last 20 articles have a {word}, of those before 100%"
    assert (finding.exit_status, finding.since) == (20, newest[13].first_seen_at)
    assert (finding.page, finding.reason) == (newest[13].url, f"no {word}")


def test_a_field_that_articles_never_had_is_not_lost():
    never = articles(*[{"has_date": False}] * 60)
    few = articles(*[{"has_body": False}] * 20, *[{}] * 9)
    some = articles(*[{"has_body": False}] * 5, *[{}] * 40)
    for newest in (never, few, some):
        assert diagnose(SiteCondition(SITE, last=run(), newest=newest), NOW) == []


def test_notes_are_no_trouble_and_come_last():
    condition = replace(
        failing("blocked", "1 blocked 403"),
        newest=articles(*[{"has_date": False, "has_clock": True}] * 12),
        set_aside=(replace(PAGE, url="https://daily.example/poison", reason="held by runs that died"),),
        lost_sources=(PAGE,),
        last=replace(run(), ended_at=None, verdict=None),
    )
    found = diagnose(condition, NOW)
    assert [finding.exit_status for finding in found] == [30, 0, 0, 0, 0]
    assert [finding.what for finding in found[1:]] == [
        "run 7 ended without a verdict",
        "a feed that answered before answers no more",
        "pages over which runs died are set aside",
        "12 of the last 12 articles have no publication date",
    ]
    assert found[-1].reason == "only a clock is printed"
    assert diagnose(replace(condition, holder=99), NOW)[1].what == "being crawled now, by process 99"
