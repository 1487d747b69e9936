"""Sources are visited by what they bring, also where their links are held back until nothing else is left."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from scrapy.settings import Settings

from newscrawler.archive import Archive
from newscrawler.crawling.session import revisit_plan
from newscrawler.errors import UsageError
from tests.loopback import PROJECT, Loopback, crawl_command, page, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Answer, Route

FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]


def sitemap(server: Loopback) -> Answer:
    listed = [path for path in server.routes if path.startswith("/2026")]
    entries = "".join(f"<url><loc>{server.url(path)}</loc></url>" for path in listed)
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    return text(xml, content_type="application/xml")


def a_paper() -> Loopback:
    """Return a site that has a sitemap and nothing else."""
    paper = Loopback({})
    paper.routes |= {
        "/robots.txt": lambda _: text(f"User-agent: *\nSitemap: {paper.url('/map.xml')}\n"),
        "/map.xml": lambda _: sitemap(paper),
        "/2026/03/01/a-story-of-some-words-0": story(0),
    }
    return paper


def story(number: int) -> Route:
    return page(f"A story of some words {number}", *[f"{words} {number}" for words in WORDS])


def crawl_on(day: datetime, archive: Path, paper: Loopback) -> None:
    command = crawl_command(archive, "news", "-a", f"site={paper.url('/')}", settings={"DOWNLOAD_DELAY": 0})
    command = [sys.executable, "-m", "tests.faked_day", day.isoformat(), *command[3:]]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode in (0, 10), done.stderr


def test_a_sitemap_that_brings_something_is_visited_more_often(tmp_path: Path) -> None:
    archive = tmp_path / "news.db"
    intervals = []
    with a_paper() as paper:
        for day in range(3):
            crawl_on(FIRST + timedelta(days=day), archive, paper)
            with Archive(archive, read_only=True) as opened:
                (source,) = [one for one in opened.queued(limit=None) if one["url"].endswith("/map.xml")]
                titles = {article["title"] for article in opened.articles()}
            assert source["brought"] == (1 if day != 1 else 0)
            assert len(titles) == (1 if day < 2 else 2)
            intervals.append(source["interval_seconds"])
            if day == 1:
                paper.routes["/2026/03/02/a-story-of-some-words-1"] = story(1)
    assert intervals == [21_600, 32_400, 24_300], (
        "begins at a quarter of a day, grows by half; half of what it was set to"
    )


@pytest.mark.parametrize("name", ["SOURCE_INTERVAL", "SOURCE_CEILING", "REVISIT"])
@pytest.mark.parametrize("word", ["soon", "-1", "inf", "nan", "3600;7200"])
def test_a_setting_that_is_no_time_is_refused(name: str, word: str) -> None:
    name = f"NEWSCRAWLER_{name}_SECONDS"
    settings = Settings({"NEWSCRAWLER_SOURCE_INTERVAL_SECONDS": 0, "NEWSCRAWLER_SOURCE_CEILING_SECONDS": 0, name: word})
    with pytest.raises(UsageError, match=f"{name}: expected a number of seconds, as in 3600; got '{word}'"):
        revisit_plan(settings)


def test_the_settings_are_the_plan() -> None:
    words = {"REVISIT": "60,120.5", "SOURCE_INTERVAL": "30", "SOURCE_CEILING": 900}
    plan = revisit_plan(Settings({f"NEWSCRAWLER_{name}_SECONDS": word for name, word in words.items()}))
    assert (plan.article_seconds, plan.source_seconds, plan.source_ceiling_seconds) == ((60, 120.5), 30, 900)
