"""What a crawl says while it runs: a live line on a terminal, log lines elsewhere."""

from __future__ import annotations

import json
import logging
import os
import pty
import select
import subprocess
import time
from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from newscrawler.crawling.progress import Progress, progress_way
from newscrawler.crawling.tally import Tally
from newscrawler.items import Outcome
from spiders.news import AnySiteSpider
from tests.loopback import PROJECT, Loopback, crawl_command, html, page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Answer, Asked

LINE = "daily.example: 12 pages, 12.0/s, queue 5, new 7, failed 3"


@pytest.fixture(autouse=True)
def stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the timer out, which needs a reactor, and let no time pass."""
    monkeypatch.setattr("newscrawler.crawling.progress.monotonic", lambda: 0.0)
    loop = SimpleNamespace(running=False)
    monkeypatch.setattr("newscrawler.crawling.progress.create_looping_call", lambda _call: loop)


def progress(way: str, *, is_running: bool = True) -> Progress:
    """Return the extension over a run that has met a few things."""
    tally = Tally(Counter({Outcome.NEW: 9, Outcome.FAILED: 3}), new_articles=7)
    archive = SimpleNamespace(pending=lambda _site, _run_id: {"new": 3, "due": 1, "leased": 1})
    spider = AnySiteSpider(site="https://daily.example/")
    if is_running:
        spider.session = cast("Any", SimpleNamespace(tally=tally, archive=archive, run=SimpleNamespace(id=1)))
    connect = SimpleNamespace(connect=lambda *_: None)
    return Progress(cast("Any", SimpleNamespace(spider=spider, signals=connect)), way)


def test_the_line_tells_pages_queue_new_and_failed() -> None:
    figures = progress("plain").figures()
    assert figures is not None
    assert figures.line == LINE
    assert progress("plain", is_running=False).figures() is None


def test_a_crawl_of_several_tells_its_figures_to_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    told = progress("told")
    told._tally = Tally(Counter({Outcome.NEW: 10}), new_articles=8)
    told._show()
    told._closed(cast("Any", SimpleNamespace(site="daily.example")))
    during, after, _ = capsys.readouterr().err.split("\n")
    assert during == (
        '\x1e{"site": "daily.example", "pages": 12, "pages_a_second": 12.0, "queue": 5, "new": 7, "failed": 3}'
    )
    assert json.loads(after[1:]) | {"pages_a_second": 0} == {
        "site": "daily.example",
        "pages": 10,
        "pages_a_second": 0,
        "queue": 0,
        "new": 8,
        "failed": 0,
    }


def test_in_cron_it_is_a_log_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    progress("plain")._show()
    progress("plain", is_running=False)._show()
    assert caplog.messages == [LINE]


@pytest.mark.parametrize(
    ("setting", "is_terminal", "way"),
    [
        ("auto", True, "live"),
        ("auto", False, "plain"),
        ("live", False, "live"),
        ("plain", True, "plain"),
        ("off", True, "off"),
    ],
)
def test_auto_asks_the_terminal(monkeypatch: pytest.MonkeyPatch, setting: str, is_terminal: bool, way: str) -> None:
    monkeypatch.setattr("sys.stderr", SimpleNamespace(isatty=lambda: is_terminal))
    assert progress_way(setting) == way


def test_on_a_terminal_the_line_is_there_while_pages_are_fetched(tmp_path: Path) -> None:
    is_seen = False

    def slow(_asked: Asked) -> Answer:
        until = time.monotonic() + 20
        while not is_seen and time.monotonic() < until:
            time.sleep(0.02)
        return page("Harbour opens again", "A paragraph of a story that has a number of words in it. " * 5)

    front = html('<p><a href="/2026/11/1/harbour-opens-again-after-storm">Harbour opens again</a></p>')
    with Loopback({"/": front, "/2026/11/1/harbour-opens-again-after-storm": slow}) as server:
        here, there = pty.openpty()
        words = ("news", "-a", f"site={server.url()}")
        command = crawl_command(tmp_path / "a.db", *words, settings={"NEWSCRAWLER_PROGRESS": "auto"})
        environment = os.environ | {"NEWSCRAWLER_PROGRESS": "auto", "TERM": "xterm", "COLUMNS": "80"}
        with subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdin=there, stdout=subprocess.DEVNULL, stderr=there
        ) as process:
            os.close(there)
            said = b""
            until = time.monotonic() + 30
            while b" pages, " not in said and time.monotonic() < until:
                if select.select([here], [], [], 0.1)[0]:
                    said += os.read(here, 4096)
            is_seen = True
            process.terminate()
            process.wait(30)
        os.close(here)
    assert b"queue " in said
    assert b" INFO " not in said
