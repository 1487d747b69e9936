"""Two crawls on two days: the clock of a paper is told from the dates of another, with nothing but the crawls."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from newscrawler.cli import main
from tests.loopback import PROJECT, crawl_command
from tests.small_papers import HEADLINES, SmallPaper, printed

if TYPE_CHECKING:
    from pathlib import Path

FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)
PATHS = [f"/details/{number}" for number in range(4101, 4101 + len(HEADLINES))]
DUE = {"NEWSCRAWLER_REVISIT_SECONDS": 0, "NEWSCRAWLER_SOURCE_INTERVAL_SECONDS": 0, "DOWNLOAD_DELAY": 0}


def crawl_on(day: datetime, archive: Path, paper: SmallPaper) -> None:
    """Crawl a paper on another day than today."""
    paper.today = day.date()
    command = crawl_command(archive, "news", "-a", f"site={paper.url('/')}", settings=DUE)
    command = [sys.executable, "-m", "tests.faked_day", day.isoformat(), *command[3:]]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode in (0, 10), done.stderr


def rows(archive: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(archive)) as connection:
        return connection.execute(statement).fetchall()


def show(archive: Path, article_id: int, *options: str) -> str:
    result = CliRunner().invoke(main, ["show", str(article_id), "--dates", "--archive", str(archive), *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def a_paper(articles: int, *, prints_today: bool) -> SmallPaper:
    return SmallPaper(dict.fromkeys(PATHS[:articles], FIRST.date()), FIRST.date(), prints_today=prints_today)


def test_the_clock_of_a_paper_is_known_after_two_days(tmp_path: Path) -> None:
    archive = tmp_path / "news.db"
    with a_paper(4, prints_today=True) as paper:
        crawl_on(FIRST, archive, paper)
        assert rows(archive, "SELECT published_at, published_from FROM articles") == [("2026-03-01", "visible")] * 4
        crawl_on(FIRST + timedelta(days=1), archive, paper)
        found = rows(archive, "SELECT published_at, published_from, date_line, date_line_date FROM articles")
        assert found == [(None, None, printed(FIRST.date()), "2026-03-01")] * 4
        places = rows(archive, "SELECT verdict, moved, reason FROM date_places")
        assert places == [("clock", 4, "it moved with the day of the fetch")]
        days = "SELECT DISTINCT substr(fetched_at, 1, 10), substr(last_seen_at, 1, 10) FROM snapshots, articles"
        assert rows(archive, days) == [("2026-03-01", "2026-03-02")]
        words = show(archive, 1)
        assert "No publication date: the page prints only its clock; sorted by when it was first seen" in words
        assert "the page's clock: learned from 4 articles, it moved with the day of the fetch; the date line" in words
        paper.dates = dict.fromkeys(PATHS[:1], FIRST - timedelta(days=9))
        crawl_on(FIRST + timedelta(days=2), archive, paper)
    found = rows(archive, "SELECT published_at, published_from FROM articles ORDER BY url")
    assert found == [("2026-02-20T12:00:00+00:00", "feed"), *[(None, None)] * 3]
    assert rows(archive, "SELECT count(*) FROM revisions") == [(4,)]
    ((dated,),) = rows(archive, "SELECT id FROM articles WHERE published_at IS NOT NULL")
    told = json.loads(show(archive, dated, "--json"))
    assert told["explanation"] == "Published 2026-02-20 12:00 +00:00, to the second, from feed; nothing else tells."
    assert [one["verdict"] for one in told["dates"]] == [
        "the page's clock: learned from 4 articles, it moved with the day of the fetch; the date line",
        "chosen as the publication",
    ]


def test_a_paper_of_one_day_keeps_its_dates_in_the_end(tmp_path: Path) -> None:
    archive = tmp_path / "news.db"
    with a_paper(6, prints_today=False) as paper:
        crawl_on(FIRST, archive, paper)
        assert rows(archive, "SELECT DISTINCT published_at FROM articles") == [(None,)]
        assert "the same on different articles fetched that day" in show(archive, 1)
        crawl_on(FIRST + timedelta(days=1), archive, paper)
    found = rows(archive, "SELECT DISTINCT published_at, published_from, date_line FROM articles")
    assert found == [("2026-03-01", "visible", printed(FIRST.date()))]
    assert rows(archive, "SELECT verdict, stayed FROM date_places") == [("own", 6)]
    assert "Published 2026-03-01, to the day, from visible; nothing else tells." in show(archive, 1)
