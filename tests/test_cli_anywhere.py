"""The command as users have it: started in any folder, with the real spider, against a server on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.loopback import Loopback, page, text

FEED = """<rss version="2.0"><channel><title>Daily</title>
<item><title>Bridge</title><link>{base}/news/2026/bridge-opens</link></item>
<item><title>Budget</title><link>{base}/news/2026/budget-passed</link></item></channel></rss>"""
PARAGRAPHS = (
    "The harbour bridge was opened to traffic on Tuesday after four years of work, the city said.",
    "Some nine thousand cars are expected to cross it every day, most of them on their way to the port.",
    "Engineers will watch the cables for a year, and tolls will be decided by the council in May.",
)


@pytest.fixture
def site():
    with Loopback() as server:
        base = server.url("/").rstrip("/")
        server.routes.update(
            {
                "/": page("Daily", "News from the harbour."),
                "/robots.txt": text("User-agent: *\nAllow: /\n"),
                "/feed": text(FEED.format(base=base), content_type="application/rss+xml"),
                "/news/2026/bridge-opens": page("Harbour bridge opens", *PARAGRAPHS),
                "/news/2026/budget-passed": page("Parliament passes the budget", *reversed(PARAGRAPHS)),
            }
        )
        yield server


@pytest.fixture
def newscrawler(tmp_path):
    """Return the command, run in an empty folder."""

    def run(*arguments):
        command = [sys.executable, "-m", "newscrawler.cli", *arguments]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSCRAWLER_")}
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def test_a_crawl_from_any_folder_leaves_its_archive_there(site, newscrawler, tmp_path):
    done = newscrawler("crawl", site.url("/"))
    assert done.returncode == 0, done.stderr
    assert "\nnew          2\n" in done.stdout
    assert f"\nArchive      {tmp_path}/news.db\n" in done.stdout
    titles = {article["title"] for article in json.loads(newscrawler("list", "--json").stdout)}
    assert titles == {"Harbour bridge opens", "Parliament passes the budget"}


def test_what_is_suggested_works_as_it_stands(site, newscrawler, tmp_path):
    suggested = newscrawler("crawl", site.url("/")).stdout.split("Try next\n")[1].splitlines()
    for line in suggested[:2]:
        done = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr


def test_a_site_that_is_not_there_ends_with_40(newscrawler, port):
    done = newscrawler("crawl", f"http://127.0.0.1:{port}/")
    assert done.returncode == 40
    assert "network down" in done.stdout
