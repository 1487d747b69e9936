"""What publishers reserve, in the archive: replaced when it changes; and what a robots.txt forbade until it changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newscrawler.archive import Archive
from newscrawler.items import OptOut, Outcome, RobotsFile, Visit
from tests.archive_visits import SITE, Clock, address, found, lease, visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = address("").rstrip("/")
FILE = RobotsFile(site=SITE, host=HOST, status=200, sha256="a" * 64, opt_outs=(OptOut("GPTBot", "robots.txt"),))
FORBIDDEN = "disallowed by robots.txt"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive(tmp_path: Path, clock: Clock) -> Iterator[Archive]:
    with Archive(tmp_path / "news.db", now=clock) as archive:
        yield archive


def shown(archive: Archive) -> list[tuple[str, str, str]]:
    article = archive.article(1)
    assert article is not None
    return [(one["signal"], one["place"], one["first_seen_at"][:10]) for one in article["opt_outs"]]


def test_what_a_page_reserves_is_what_it_says_today(archive: Archive, clock: Clock) -> None:
    run = archive.begin_run("daily", SITE).id
    noai, tdm = OptOut("noai", "robots directive"), OptOut("tdm-reservation", "meta")
    for opt_outs in ([noai, tdm], [noai, noai], None, [noai, OptOut("noai", "header")], []):
        seen = visit()
        seen.opt_outs = opt_outs
        archive.store(seen, run_id=run)
        clock.move(86_400)
        if opt_outs == [noai, noai] or opt_outs is None:
            assert shown(archive) == [("noai", "robots directive", "2026-03-01")]
        if opt_outs and len(opt_outs) == 2 and opt_outs[1].place == "header":
            assert shown(archive) == [("noai", "header", "2026-03-04"), ("noai", "robots directive", "2026-03-01")]
    assert shown(archive) == []


def test_a_hosts_reservations_are_its_articles(archive: Archive) -> None:
    archive.store(visit(), run_id=archive.begin_run("daily", SITE).id)
    archive.note_robots(FILE, forbidden=FORBIDDEN)
    archive.note_robots(replace(FILE, host="https://old.example"), forbidden=FORBIDDEN)
    assert shown(archive) == [("GPTBot", "robots.txt", "2026-03-01")]
    assert archive.stats()["sites"][0]["opt_outs"] == [{"signal": "GPTBot", "place": "robots.txt", "pages": 0}]


def test_a_robots_txt_that_changed_makes_due_what_it_forbade(archive: Archive, clock: Clock) -> None:
    archive.note_robots(FILE, forbidden=FORBIDDEN)
    run = archive.begin_run("daily", SITE).id
    archive.add_pages(SITE, found("a", "b", "c"))
    reasons = {address("a"): FORBIDDEN, address("b"): "not an article", address("c"): FORBIDDEN}
    for leased in lease(archive, run):
        archive.store(Visit(page=leased, outcome=Outcome.SKIPPED, reason=reasons[leased.url]), run_id=run)
    archive.end_run(run, verdict="worked", exit_status=0)
    clock.move(3600)
    run = archive.begin_run("daily", SITE).id
    clock.move(60)
    assert archive.note_robots(FILE, forbidden=FORBIDDEN) == 0
    assert archive.note_robots(replace(FILE, host="https://m.daily.example", sha256="b"), forbidden=FORBIDDEN) == 0
    assert lease(archive, run) == []
    assert archive.note_robots(replace(FILE, sha256=""), forbidden=FORBIDDEN) == 2
    assert sorted(page.url for page in lease(archive, run)) == [address("a"), address("c")]
