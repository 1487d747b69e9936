"""Sources that list the same articles: what two tell in one run counts for the fresher one, and the other stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newscrawler.archive import Archive, RevisitPlan
from newscrawler.items import PageKind, Visit
from tests.archive_visits import SITE, Clock, address, failure, found, lease, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAN = RevisitPlan()
HOUR = 3600
KINDS = {"feed": PageKind.FEED, "front": PageKind.SECTION, "map": PageKind.NEWS_SITEMAP}


class Paper:
    """A site whose sources list the same articles, crawled once an hour."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self._archive = archive
        self._clock = clock
        for path, kind in KINDS.items():
            archive.add_pages(SITE, found(path, kind=kind))
        self._listed = [f"old{number}" for number in range(10)]

    def row(self, source: str) -> dict[str, Any]:
        row = self._archive._db.row("SELECT * FROM pages WHERE url = ?", (address(source),))
        assert row is not None
        return dict(row)

    def publish(self) -> None:
        self._listed.append(f"new{len(self._listed)}")

    def crawl(self, *order: str, failing: str = "") -> list[str]:
        """Ask the sources that are due in that order; return which were asked."""
        self._clock.move(HOUR)
        run = self._archive.begin_run("daily", SITE).id
        due = {page.url: page for page in lease(self._archive, run) if page.kind.is_source}
        asked = [source for source in order if address(source) in due]
        for source in asked:
            page = due[address(source)]
            listed = found(*self._listed[-10:])
            seen = failure(page) if source == failing else Visit(page=page, snapshot=snapshot(page.url), links=listed)
            self._archive.store(seen, run_id=run, plan=PLAN)
        return asked


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    clock = Clock()
    with Archive(tmp_path / "news.db", now=clock) as archive:
        yield Paper(archive, clock)


def asked_in(paper: Paper, runs: int, *order: str, **words: str) -> dict[str, int]:
    asked = dict.fromkeys(KINDS, 0)
    for _ in range(runs):
        paper.publish()
        for source in paper.crawl(*order, **words):
            asked[source] += 1
    return asked


@pytest.mark.parametrize("order", [("feed", "front", "map"), ("map", "front", "feed")])
def test_of_sources_that_list_the_same_one_is_asked_at_every_run(paper: Paper, order: tuple[str, ...]) -> None:
    asked = asked_in(paper, 240, *order)
    first, *others = order
    assert asked[first] == 240
    assert max(asked[source] for source in others) <= 25
    assert min(asked[source] for source in others) >= 10, "each is still looked at once a day"


def test_a_source_asked_first_by_chance_gives_back_what_the_fresher_one_lists_too(paper: Paper) -> None:
    asked_in(paper, 40, "feed", "front", "map")
    before = paper.row("front")
    assert (paper.row("feed")["interval_seconds"], before["interval_seconds"] > HOUR) == (900, True)
    while "front" not in (asked := paper.crawl("front", "feed", "map")):
        paper.publish()
    assert "feed" in asked
    paper.publish()
    asked_in(paper, 1, "front", "feed", "map")
    assert paper.row("feed")["interval_seconds"] == 900
    assert paper.row("front")["interval_seconds"] >= before["interval_seconds"]


def test_what_a_source_alone_brings_still_counts(paper: Paper) -> None:
    asked_in(paper, 40, "feed", "front", "map")
    front = paper.row("front")
    # From now on the feed stands still.
    asked = asked_in(paper, 60, "front", "map")
    assert asked["front"] + asked["map"] >= 45
    assert min(paper.row(source)["interval_seconds"] for source in ("front", "map")) < front["interval_seconds"] / 8


def test_when_the_fresher_one_fails_the_others_are_asked_at_the_next_run(paper: Paper) -> None:
    asked_in(paper, 60, "feed", "front", "map")
    assert paper.row("front")["interval_seconds"] > 10 * HOUR
    paper.publish()
    paper.crawl("feed", failing="feed")
    paper.publish()
    assert set(paper.crawl("feed", "front", "map", failing="feed")) >= {"front", "map"}
    asked = asked_in(paper, 24, "feed", "front", "map", failing="feed")
    assert max(asked["front"], asked["map"]) >= 12
    assert asked["feed"] <= 6, "a source that fails waits longer and longer"


def test_a_failure_that_lasts_wakes_the_others_once(paper: Paper) -> None:
    asked_in(paper, 60, "feed", "front", "map")
    for _ in range(3):
        paper.crawl("feed", "front", "map", failing="feed")
    woken = paper.row("map")["next_visit_at"]
    paper.crawl("feed", failing="feed")
    assert paper.row("map")["next_visit_at"] == woken
