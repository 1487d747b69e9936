from __future__ import annotations

from collections import Counter

import pytest

from newscrawler.crawling.tally import Tally
from newscrawler.crawling.verdict import RUNS_TO_BE_USUAL, STATUSES, TIME_IS_UP, Ending, Past, judge
from newscrawler.items import Article, Outcome, Page, PageKind, Visit


def tally(new: int = 0, unchanged: int = 0, **reasons: dict[str, int]) -> Tally:
    outcomes = {"skipped": Outcome.SKIPPED, "failed": Outcome.FAILED, "put_back": Outcome.PUT_BACK}
    made = Tally(articles=new + unchanged, new_articles=new)
    made.outcomes.update({Outcome.NEW: new, Outcome.UNCHANGED: unchanged})
    for name, counts in reasons.items():
        setattr(made, name, Counter(counts))
        made.outcomes[outcomes[name]] += sum(counts.values())
    return made


@pytest.mark.parametrize(
    ("run", "word"),
    [
        (tally(), "worked"),
        (tally(new=3), "worked"),
        (tally(unchanged=3), "worked"),
        (tally(new=9, failed={"gone 404": 1}), "worked"),
        (tally(new=1, failed={"gone 404": 1}), "degraded"),
        (tally(failed={"gone 404": 1}), "degraded"),
        (tally(new=99, failed={"crashed: KeyError": 1}), "degraded"),
        (tally(failed={"crashed: KeyError": 1}), "crashed"),
        (tally(failed={"connection refused": 2, "timeout": 1}), "network down"),
        (tally(put_back={"host not found": 1}), "network down"),
        (tally(put_back={"robots unreachable": 1}), "blocked"),
        (tally(failed={"blocked 403": 3, "gone 404": 1}), "blocked"),
        (tally(skipped={"disallowed by robots.txt": 2}), "blocked"),
        (tally(skipped={"not an article": 2}), "degraded"),
        (tally(failed={"server error 500": 3}), "degraded"),
    ],
)
def test_the_counts_decide(run: Tally, word: str) -> None:
    verdict = judge("example.org", run)
    assert verdict.word == word
    assert verdict.exit_status == STATUSES[word]
    assert verdict.line.startswith(f"example.org: {word}")


def test_nothing_new_counts_only_where_there_always_is() -> None:
    usual = [4] * RUNS_TO_BE_USUAL
    assert judge("example.org", tally(unchanged=2), past=Past(usual)).exit_status == 10
    assert judge("example.org", tally(unchanged=2), past=Past([*usual[1:], 0])).exit_status == 0
    assert judge("example.org", tally(unchanged=2), past=Past(usual[1:])).exit_status == 0
    assert judge("example.org", tally(), past=Past(usual)).exit_status == 0


@pytest.mark.parametrize(
    ("broke_off", "status"),
    [("crashed", 1), ("usage", 2), ("disk full", 50), ("locked", 75), ("interrupted", 130)],
)
def test_what_broke_a_run_off_wins_over_its_counts(broke_off: str, status: int) -> None:
    verdict = judge("example.org", tally(new=5), Ending(broke_off, "why"))
    assert verdict.exit_status == status
    assert "why" in verdict.line


def test_articles_without_a_body_degrade() -> None:
    counted = Tally()
    for number, body in enumerate(["", "", "text"]):
        page = Page(f"https://example.org/{number}", "example.org")
        article = Article(url=page.url, canonical_url=page.url, site="example.org", title="A title", body=body)
        counted.count(Visit(page=page, outcome=Outcome.NEW, article=article))
    assert judge("example.org", counted).exit_status == 20


def test_sources_are_no_articles() -> None:
    counted = Tally()
    page = Page("https://example.org/feed", "example.org", PageKind.FEED)
    counted.count(Visit(page=page, outcome=Outcome.NEW))
    assert (counted.new_articles, counted.sources, counted.worked, counted.visits) == (0, 1, 1, 1)


def test_a_site_without_any_article_is_degraded() -> None:
    counted = Tally()
    counted.count(Visit(page=Page("https://example.org/", "example.org", PageKind.SECTION), outcome=Outcome.NEW))
    assert judge("example.org", counted, past=Past(is_barren=True)).exit_status == 20
    assert judge("example.org", counted, past=Past(is_barren=False)).exit_status == 0


def test_reading_robots_txt_alone_is_no_work() -> None:
    counted = tally(skipped={"disallowed by robots.txt": 1})
    counted.count(
        Visit(page=Page("https://example.org/robots.txt", "example.org", PageKind.ROBOTS), outcome=Outcome.NEW)
    )
    assert judge("example.org", counted).exit_status == 30


@pytest.mark.parametrize(
    ("run", "word", "reason"),
    [
        (tally(), "worked", TIME_IS_UP),
        (tally(new=2), "worked", TIME_IS_UP),
        (tally(put_back={"interrupted": 3, TIME_IS_UP: 1}), "worked", TIME_IS_UP),
        (tally(unchanged=2), "worked", TIME_IS_UP),
        (tally(failed={"timeout": 1}, put_back={"interrupted": 3}), "network down", "1 timeout"),
        (tally(new=1, failed={"server error 500": 1}), "degraded", "1 of 2 failed: 1 server error 500"),
    ],
)
def test_a_run_whose_time_is_up_has_worked_unless_what_it_saw_failed(run: Tally, word: str, reason: str) -> None:
    usual = Past([4] * RUNS_TO_BE_USUAL, is_barren=True)
    verdict = judge("example.org", run, Ending(reason=TIME_IS_UP), usual)
    assert (verdict.word, verdict.reason) == (word, reason)


def test_a_site_that_is_down_is_not_well_again_while_it_is_left_alone() -> None:
    first = judge("example.org", tally(failed={"server error 503": 3}))
    second = judge("example.org", tally(), past=Past(last=(first.word, first.reason)))
    third = judge("example.org", tally(), past=Past(last=(second.word, second.reason)))
    assert second.exit_status == third.exit_status == 20
    assert second.reason == third.reason == "still: nothing could be read: 3 server error 503"
    assert judge("example.org", tally(unchanged=1), past=Past(last=(third.word, third.reason))).exit_status == 0
    assert judge("example.org", tally(), past=Past(last=("interrupted", "stopped"))).exit_status == 0
