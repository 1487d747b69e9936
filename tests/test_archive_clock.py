"""The archive tells a page's clock from an article's own date line, and corrects the dates of what it holds."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawler.archive import Archive, dating
from newscrawler.archive.dating import settling
from newscrawler.dates import WEAK, choose_dates
from newscrawler.items import DateEvidence, Discovered, PageKind, Place, Role, SiteFacts
from tests.archive_visits import ALWAYS, SITE, Clock, address
from tests.dated_visits import BAR, dated_visit, declared, line, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from newscrawler.items import Visit

PATHS = [f"news/{number}" for number in range(1, 8)]


class Paper:
    """An archive of one paper, crawled on days that are set by hand."""

    def __init__(self, path: Path) -> None:
        self.clock = Clock()
        self.archive = Archive(path, now=self.clock)
        self.run = self.archive.begin_run("daily", SITE).id

    @property
    def now(self) -> datetime:
        return self.clock.moment

    def see(self, path: str, *evidence: DateEvidence, **fields: Any) -> Visit:
        """Store one visit, a few seconds after the last."""
        self.clock.move(7)
        seen = dated_visit(path, list(evidence), self.now, **fields)
        self.archive.store(seen, run_id=self.run, plan=ALWAYS)
        return seen

    def days_later(self, days: float) -> None:
        self.clock.move(days * 86400)

    def article(self, path: str) -> dict[str, Any]:
        found = self.archive.article(address(path))
        assert found is not None
        return found

    def published(self) -> list[str | None]:
        return [row[0] for row in self.archive._db.rows("SELECT published_at FROM articles ORDER BY id")]

    def verdicts(self) -> dict[str, str]:
        rows = self.archive._db.rows("SELECT path, place, verdict FROM date_places")
        return {row["path"] if row["place"] == "visible" else row["place"]: row["verdict"] for row in rows}


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    paper = Paper(tmp_path / "news.db")
    yield paper
    assert paper.archive.problems() == []
    paper.archive.close()


def test_a_line_that_moves_with_the_day_is_the_pages_clock(paper: Paper) -> None:
    for path in PATHS[:3]:
        paper.see(path, line(paper.now))
    assert paper.published() == ["2026-03-01"] * 3
    paper.days_later(1)
    for path in PATHS[:3]:
        assert paper.see(path, line(paper.now)).outcome == "unchanged"
    assert paper.verdicts() == {BAR: "clock"}
    assert paper.published() == [None] * 3
    found = paper.article(PATHS[0])
    assert (found["date_line"], found["date_line_date"]) == ("1 March 2026", "2026-03-01")
    assert (found["published_from"], found["published_utc"]) == (None, None)
    assert "published_at" not in found["provenance"]
    (clock,) = found["dates"]
    assert (clock["role"], clock["doubt"]) == ("clock", "the page's clock: it moved with the day of the fetch")
    assert len(found["revisions"]) == 1


def test_a_new_article_is_stored_with_what_is_known_of_its_lines(paper: Paper) -> None:
    paper.see(PATHS[0], line(paper.now))
    paper.days_later(1)
    paper.see(PATHS[0], line(paper.now))
    seen = paper.see(PATHS[1], line(paper.now))
    assert seen.article is not None
    assert (seen.article.published_at, seen.article.date_line) == (None, "2 March 2026")
    assert paper.archive._db.rows("SELECT published_at FROM revisions WHERE article_id = 2")[0][0] is None


def test_numbers_in_a_path_make_no_other_place(paper: Paper) -> None:
    for number, path in enumerate(PATHS[:2]):
        paper.see(path, line(paper.now, f"div.post-{number} > span"))
    paper.days_later(1)
    for number, path in enumerate(PATHS[:2]):
        paper.see(path, line(paper.now, f"div.post-{number} > span"))
    assert paper.verdicts() == {"div.post- > span": "clock"}
    assert paper.published() == [None, None]


def test_better_evidence_stands_beside_a_clock(paper: Paper) -> None:
    month = DateEvidence("2026/03", Place.URL, Role.PUBLISHED, "2026-03", "month", path="address")
    paper.see(PATHS[0], line(paper.now), month)
    assert paper.published() == ["2026-03-01"]
    paper.days_later(1)
    paper.see(PATHS[0], line(paper.now), month)
    found = paper.article(PATHS[0])
    assert (found["published_at"], found["published_precision"], found["published_from"]) == ("2026-03", "month", "url")
    assert found["date_line"] == "1 March 2026"


def test_the_day_of_the_fetch_on_an_older_article_is_a_clock(paper: Paper) -> None:
    paper.see(PATHS[0], line(paper.now))
    for path in PATHS[1:3]:
        paper.see(path, line(paper.now), declared("2025-06-05"))
    assert paper.verdicts() == {BAR: "clock"}
    assert paper.published() == [None, "2025-06-05", "2025-06-05"]


def test_an_honest_line_stays_when_the_day_changes(paper: Paper) -> None:
    first = paper.now
    for path in PATHS:
        paper.see(path, line(first))
    assert paper.verdicts() == {BAR: "clock"}, "alike on many articles of one day: until proven otherwise"
    assert paper.published() == [None] * len(PATHS)
    paper.days_later(1)
    paper.see(PATHS[0], line(first))
    assert paper.verdicts() == {BAR: "own"}
    assert paper.published() == ["2026-03-01"] * len(PATHS)
    assert all(one["doubt"] == "" and one["role"] == "published" for one in paper.article(PATHS[4])["dates"])
    assert paper.article(PATHS[4])["provenance"]["published_at"] == f"visible {BAR}"
    for path in PATHS[:2]:
        paper.see(f"{path}0", line(paper.now))
    assert paper.published()[-2:] == ["2026-03-02"] * 2


def test_a_paper_with_older_articles_is_never_taken_for_a_clock(paper: Paper) -> None:
    paper.see("news/old", line(paper.now - timedelta(days=30)))
    for path in PATHS:
        paper.see(path, line(paper.now))
    assert paper.verdicts() == {BAR: "own"}
    assert paper.published()[1:] == ["2026-03-01"] * len(PATHS)


def test_texts_that_open_with_the_day_are_no_clock(paper: Paper) -> None:
    for path in PATHS:
        paper.see(path, line(paper.now, f"{WEAK}opening of the text"))
    assert paper.verdicts() == {}
    assert paper.published() == [paper.now.date().isoformat()] * len(PATHS)


def test_a_wrong_belief_heals(paper: Paper) -> None:
    """One article that is printed anew each day does not make the dates of the others a clock for good."""
    first = paper.now
    paper.see("news/live", line(first))
    paper.days_later(1)
    paper.see("news/live", line(paper.now))
    assert paper.verdicts() == {BAR: "clock"}
    paper.see(PATHS[0], line(paper.now))
    second = paper.now
    assert paper.published() == [None, None]
    paper.days_later(3)
    paper.see(PATHS[0], line(second))
    assert paper.verdicts() == {BAR: "own"}
    assert paper.published() == ["2026-03-01", "2026-03-02"]


def test_an_altered_article_with_a_new_date_is_no_clock(paper: Paper) -> None:
    paper.see(PATHS[0], line(paper.now))
    paper.days_later(1)
    assert paper.see(PATHS[0], line(paper.now), body="Other words. " * 20).outcome == "changed"
    assert paper.verdicts() == {BAR: ""}
    assert paper.published() == ["2026-03-02"]


RUNNING: dict[str, Callable[[datetime], DateEvidence]] = {
    "runs with the fetch": lambda now: timed(now + timedelta(hours=4)),
    "the same moment on all": lambda now: timed(datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
}


@pytest.mark.parametrize("printed", RUNNING.values(), ids=RUNNING.keys())
def test_three_articles_are_enough_where_the_line_tells_the_time(
    paper: Paper, printed: Callable[[datetime], DateEvidence]
) -> None:
    for path in PATHS[:3]:
        paper.see(path, printed(paper.now))
    assert paper.verdicts() == {BAR: "clock"}
    assert paper.published() == [None] * 3


def test_articles_of_one_day_with_times_of_their_own_keep_them(paper: Paper) -> None:
    for number, path in enumerate(PATHS):
        paper.see(path, timed(paper.now - timedelta(minutes=37 * number + 5)))
    assert paper.verdicts() == {BAR: ""}
    assert None not in paper.published()


def test_how_long_ago_is_no_clock(paper: Paper) -> None:
    for path in PATHS:
        paper.see(path, line(paper.now, text="2 hours ago"))
    paper.days_later(1.9)
    for path in PATHS:
        paper.see(path, line(paper.now - timedelta(days=1), text="1 day ago"))
    assert paper.verdicts() == {BAR: ""}
    assert None not in paper.published()


def test_a_masthead_that_keeps_the_days_of_articles_dates_them(paper: Paper) -> None:
    for number, path in enumerate(PATHS):
        paper.see(path, line(paper.now - timedelta(days=9 + number), place=Place.MASTHEAD))
    assert paper.verdicts() == {"masthead": "own"}
    assert paper.published()[:2] == ["2026-02-20", "2026-02-19"]
    assert paper.article(PATHS[0])["published_from"] == "masthead"


def test_a_masthead_that_says_the_same_everywhere_dates_nothing(paper: Paper) -> None:
    for path in PATHS:
        paper.see(path, line(datetime(2011, 5, 5, tzinfo=UTC), place=Place.MASTHEAD))
    assert paper.verdicts() == {"masthead": ""}
    assert paper.published() == [None] * len(PATHS)


def test_a_sites_own_selector_is_never_doubted(paper: Paper) -> None:
    for _ in range(3):
        for path in PATHS[:3]:
            paper.see(path, line(paper.now, "site"), line(paper.now))
        paper.days_later(1)
    assert paper.verdicts() == {BAR: "clock"}
    assert paper.published() == ["2026-03-01"] * 3


def test_what_a_sites_hook_set_stays(paper: Paper) -> None:
    seen = dated_visit(PATHS[0], [line(paper.now)], paper.now)
    assert seen.article is not None
    seen.article.published_at = "2024-02-03"
    paper.archive.store(seen, run_id=paper.run)
    paper.days_later(1)
    paper.see(PATHS[0], line(paper.now))
    assert paper.verdicts() == {BAR: "clock"}
    assert paper.published() == ["2024-02-03"]


@pytest.mark.parametrize("kind", [PageKind.FEED, PageKind.NEWS_SITEMAP])
def test_a_date_that_a_source_gives_later_fills_the_gap(paper: Paper, kind: PageKind) -> None:
    paper.see(PATHS[0], line(paper.now))
    paper.days_later(1)
    paper.see(PATHS[0], line(paper.now))
    assert paper.published() == [None]
    list_sources(paper, kind, Discovered(address(PATHS[0]), published="2026-02-27T08:00:00+04:00"))
    found = paper.article(PATHS[0])
    assert (found["published_at"], found["published_utc"]) == ("2026-02-27T08:00:00+04:00", "2026-02-27T04:00:00Z")
    assert found["published_from"] == ("feed" if kind is PageKind.FEED else "sitemap")
    assert [one["place"] for one in found["dates"]] == ["visible", found["published_from"]]
    assert len(found["revisions"]) == 1
    before = found
    list_sources(paper, kind, Discovered(address(PATHS[0]), published="2026-02-27T08:00:00+04:00"))
    assert paper.article(PATHS[0]) == before


def list_sources(paper: Paper, kind: PageKind, *found: Discovered) -> None:
    paper.archive.add_pages(SITE, [Discovered(address("list"), kind)])
    source = paper.archive._db.value("SELECT id FROM pages WHERE url = ?", (address("list"),))
    paper.archive.add_pages(SITE, found, found_on=source)


def test_the_last_change_in_a_sitemap_is_no_date_of_publication(paper: Paper) -> None:
    paper.see(PATHS[0])
    list_sources(paper, PageKind.SITEMAP, Discovered(address(PATHS[0]), modified="2026-02-27"))
    assert paper.published() == [None]


def test_a_date_listed_while_the_page_was_out_is_not_lost(paper: Paper) -> None:
    list_sources(paper, PageKind.FEED, Discovered(address(PATHS[0]), published="Fri, 27 Feb 2026 08:00:00 GMT"))
    paper.see(PATHS[0], line(paper.now, place=Place.MASTHEAD))
    assert paper.published() == ["2026-02-27T08:00:00+00:00"]


def test_the_dates_of_sources_are_bounded(paper: Paper) -> None:
    paper.see(PATHS[0])
    for number in range(1, 20):
        list_sources(paper, PageKind.FEED, Discovered(address(PATHS[0]), published=f"2026-02-{number:02}"))
    assert len(paper.article(PATHS[0])["dates"]) == 8
    assert paper.published() == ["2026-02-19"]


def test_what_an_undated_page_declares_later_dates_it(paper: Paper) -> None:
    paper.see(PATHS[0], line(paper.now, place=Place.MASTHEAD))
    paper.days_later(1)
    masthead = line(paper.now, place=Place.MASTHEAD)
    assert paper.see(PATHS[0], masthead, declared("2026-02-28", Place.META)).outcome == "unchanged"
    assert paper.published() == ["2026-02-28"]
    assert [one["text"] for one in paper.article(PATHS[0])["dates"]] == ["1 March 2026", "2026-02-28"]


def test_the_date_in_another_address_of_an_undated_article_dates_it(paper: Paper) -> None:
    paper.see(PATHS[0], line(paper.now, place=Place.MASTHEAD), title="One", body="The same words on two pages. " * 3)
    address_date = DateEvidence("2026/02/27", Place.URL, Role.PUBLISHED, "2026-02-27", "day", path="address")
    copy = paper.see("2026/02/27/one", address_date, title="One", body="The same words on two pages. " * 3)
    assert copy.outcome == "alias"
    found = paper.article(PATHS[0])
    assert (found["published_at"], found["published_from"]) == ("2026-02-27", "url")


def test_a_visit_that_breaks_off_has_taught_nothing(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    paper.see(PATHS[0], line(paper.now))
    paper.days_later(1)
    before = [paper.archive._db.rows(f"SELECT * FROM {table}") for table in ("date_places", "date_lines", "dates")]

    def broken(_: object) -> bool:
        raise RuntimeError("killed")

    with monkeypatch.context() as until_then:
        until_then.setattr(dating, "settle", broken)
        with pytest.raises(RuntimeError, match="killed"):
            paper.see(PATHS[0], line(paper.now))
    after = [paper.archive._db.rows(f"SELECT * FROM {table}") for table in ("date_places", "date_lines", "dates")]
    assert after == before
    paper.see(PATHS[0], line(paper.now))
    assert (paper.verdicts(), paper.published()) == ({BAR: "clock"}, [None])


def test_many_articles_are_judged_in_batches(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "AT_ONCE", 2)
    for path in PATHS[:5]:
        paper.see(path, line(paper.now))
    assert paper.published() == [None, None, "2026-03-01", "2026-03-01", "2026-03-01"]
    paper.archive.end_run(paper.run, verdict="worked", exit_status=0)
    assert paper.published() == [None] * 5
    assert paper.archive._db.value("SELECT count(*) FROM date_places WHERE judging_from IS NOT NULL") == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), honest=st.integers(0, 6))
def test_the_order_of_articles_within_a_day_does_not_matter(tmp_path: Path, seed: int, honest: int) -> None:
    told = []
    for number in (seed, seed + 1):
        for file in tmp_path.glob("news.db*"):
            if file.is_file():
                file.unlink()
        paper = Paper(tmp_path / "news.db")
        days: dict[str, datetime] = {}
        for _ in range(3):
            for path in random.Random(number).sample(PATHS, len(PATHS)):
                is_honest = PATHS.index(path) < honest
                days.setdefault(path, paper.now)
                paper.see(path, line(days[path] if is_honest else paper.now))
            paper.days_later(1)
        paper.archive.end_run(paper.run, verdict="worked", exit_status=0)
        stands = paper.archive._db.rows("SELECT path, moved, stayed, past, verdict, reason FROM date_places")
        dates_told = paper.archive._db.rows("SELECT url, published_at, date_line FROM articles ORDER BY url")
        told.append([tuple(row) for row in (*stands, *dates_told)])
        paper.archive.close()
    assert told[0] == told[1]


def test_without_a_date_an_article_stands_by_the_day_it_was_first_seen(paper: Paper) -> None:
    paper.see("news/old", declared("2026-02-01"))
    paper.see("news/clock", line(paper.now, place=Place.MASTHEAD))
    paper.days_later(1)
    paper.see("news/new", declared("2026-03-02"))
    assert [one["url"].rpartition("/")[2] for one in paper.archive.articles()] == ["new", "clock", "old"]
    assert paper.archive.stats()["sites"][0]["newest"] == "2026-03-02T00:00:00Z"


def test_judging_twice_changes_nothing() -> None:
    now = datetime(2026, 3, 25, 12, tzinfo=UTC)
    evidence = [
        line(now),
        declared("1970-01-01"),
        declared("2016-07-16", Place.META),
        declared("2016-08-16", Place.URL),
        declared("2015-01-01", Place.META, Role.MODIFIED),
        line(datetime(2016, 7, 18, tzinfo=UTC), "p > b", doubt="hijri 11 شوال 1437 is +2 days off"),
        line(now, place=Place.MASTHEAD),
    ]
    once = choose_dates(evidence, fetched_at=now, facts=SiteFacts())
    assert choose_dates(once.evidence, fetched_at=now, facts=SiteFacts()) == once
    doubts = [one.doubt for one in once.evidence]
    assert doubts == [
        "the day of the fetch, and all else says another",
        "before 1990: an empty field rather than a day",
        "",
        "another day than meta says, 31 days later",
        "altered before it was published",
        "hijri 11 شوال 1437 is +2 days off; another day than meta says, 2 days later",
        "",
    ]
