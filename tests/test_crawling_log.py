"""The log: one JSON object an event, and a file that many processes write and that never grows beyond its size."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from newscrawler.cli.relay import Relay
from newscrawler.crawling.log_file import SharedLogFile
from newscrawler.crawling.log_lines import JsonLines
from tests.loopback import PROJECT, Loopback, crawl, html, page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Route

STORY = "/2026/11/1/harbour-opens-again-after-storm"


def record(message: str, **extra: object) -> logging.LogRecord:
    logger = logging.getLogger("newscrawler.test")
    return logger.makeRecord("newscrawler.test", logging.INFO, "a.py", 1, message, (), None, extra=extra)


def test_an_event_is_one_line_of_ascii_whatever_it_says() -> None:
    line = JsonLines("الوطن.عمان").format(record("two\nlines \x1b[31m\u2028", event="x", facts={"pages": 3}))
    assert line.isascii()
    assert line.isprintable()
    told = json.loads(line)
    assert told.pop("at").endswith("+00:00")
    assert told == {
        "level": "INFO", "event": "x", "site": "الوطن.عمان", "message": "two\nlines \x1b[31m\u2028", "pages": 3,
    }  # fmt: skip


def test_a_traceback_is_part_of_its_event() -> None:
    try:
        int("broken")
    except ValueError:
        failed = logging.getLogger("newscrawler.test").makeRecord("x", 40, "a.py", 1, "no", (), sys.exc_info())
    told = json.loads(JsonLines("a.example").format(failed))
    assert told["level"] == "ERROR"
    assert told["traceback"].endswith("ValueError: invalid literal for int() with base 10: 'broken'")


def log_file(folder: Path, **limits: int) -> SharedLogFile:
    return SharedLogFile(folder / "crawl.log", **{"most_bytes": 100, "parts": 2, **limits})


def test_the_file_moves_away_before_it_is_too_large(tmp_path: Path) -> None:
    file = log_file(tmp_path)
    for number in range(12):
        file.emit(record(f"{number:02} {'x' * 30}"))
    parts = {path.name: path.read_text().split()[::2] for path in tmp_path.glob("crawl.log*") if path.suffix != ".lock"}
    assert parts == {"crawl.log": ["10", "11"], "crawl.log.1": ["08", "09"], "crawl.log.2": ["06", "07"]}


def test_a_line_larger_than_the_file_may_be_is_written_all_the_same(tmp_path: Path) -> None:
    file = log_file(tmp_path, parts=0)
    for letter in "ab":
        file.emit(record(letter * 300))
    assert (tmp_path / "crawl.log").read_text() == "b" * 300 + "\n"
    assert [path.name for path in tmp_path.glob("crawl.log.[0-9]")] == []


WRITER = """
import logging, sys
from pathlib import Path
from newscrawler.crawling.log_file import SharedLogFile
logger = logging.getLogger("writer")
logger.addHandler(SharedLogFile(Path(sys.argv[1]), most_bytes=2000, parts=50))
for number in range(100):
    logger.warning("%s %03d %s", sys.argv[2], number, "x" * 20)
"""


def test_processes_that_write_at_once_lose_no_line(tmp_path: Path) -> None:
    path = tmp_path / "crawl.log"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in "abc"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    parts = [part for part in tmp_path.glob("crawl.log*") if part.suffix != ".lock"]
    lines = [line.split()[:2] for part in parts for line in part.read_text().splitlines()]
    assert sorted(lines) == sorted([name, f"{number:03}"] for name in "abc" for number in range(100))
    assert max(part.stat().st_size for part in parts) <= 2000


def test_a_file_that_cannot_be_written_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = SharedLogFile(tmp_path / "none" / "crawl.log", most_bytes=100, parts=1)
    file.emit(record("a"))
    file.emit(record("b"))
    assert capsys.readouterr().err.count("cannot be written: No such file") == 1


@pytest.fixture
def paper() -> dict[str, Route]:
    words = "A paragraph of a story that has a number of words in it. " * 5
    return {"/": html(f'<p><a href="{STORY}">Harbour opens</a></p>'), STORY: page("Harbour opens", words)}


@pytest.mark.parametrize("is_json", [False, True])
def test_a_run_ends_in_the_log_file_with_its_verdict(tmp_path: Path, paper: dict[str, Route], is_json: bool) -> None:
    with Loopback(paper) as server:
        settings = {"NEWSCRAWLER_LOG_FILE": "crawl.log", "NEWSCRAWLER_LOG_JSON": int(is_json)}
        done = crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}", settings=settings)
    lines = (tmp_path / "crawl.log").read_text().splitlines()
    assert done.status == 0
    if is_json:
        told = json.loads(lines[-1])
        assert (told["event"], told["verdict"], told["site"]) == ("verdict", "worked", server.site)
        assert told["message"] == done.line
        assert [json.loads(line)["event"] for line in done.log.splitlines()][-1] == "verdict"
    else:
        assert lines[-1].endswith(f" INFO {done.line}")
        assert done.line not in done.log


def test_all_that_a_crawl_says_is_json_whoever_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    own = '{"event": "log", "message": "of the crawl"}'
    Relay("a.example", as_json=True).read_log(io.StringIO(f"{own}\nWarning: of a library\n{{cut\n"))
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(one["event"], one["message"]) for one in told] == [
        ("log", "of the crawl"), ("output", "Warning: of a library"), ("output", "{cut"),
    ]  # fmt: skip


def test_newscrawler_crawl_writes_nothing_but_events(tmp_path: Path, paper: dict[str, Route]) -> None:
    with Loopback(paper) as server:
        command = [sys.executable, "-m", "newscrawler.cli", "crawl", server.url(), "--log-json", "--archive", "a.db"]
        done = subprocess.run(
            command, cwd=tmp_path, env={"PYTHONPATH": str(PROJECT), "PATH": ""}, capture_output=True, text=True,
            timeout=60, check=False,
        )  # fmt: skip
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(one["event"], one["site"], one["verdict"]) for one in told[-2:]] == [
        ("verdict", server.site, "worked"), ("end", "", "worked"),
    ]  # fmt: skip
    assert done.returncode == 0
