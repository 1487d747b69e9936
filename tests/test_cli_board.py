"""Several crawls at a glance: a line a site and one for all, on a terminal and nowhere else."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import subprocess
import sys
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.console import Console

from newscrawler.cli.board import Board
from newscrawler.cli.crawl import _board
from newscrawler.cli.process import Start
from newscrawler.cli.project import Crawl
from newscrawler.cli.relay import Relay
from newscrawler.cli.side_by_side import SideBySide
from newscrawler.crawling.figures import MARK, Figures
from tests.loopback import PROJECT, Loopback, html, page
from tests.test_cli_process import program

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "A paragraph of a story that has a number of words in it. " * 5


def lines(board: Board, *, width: int = 80, height: int = 24) -> list[str]:
    console = Console(file=io.StringIO(), width=width, height=height)
    board._console = console
    with console.capture() as capture:
        console.print(board.render())
    return [line.rstrip() for line in capture.get().splitlines()]


def test_a_line_for_each_site_at_work_and_one_for_all() -> None:
    board = Board(3)
    board.hear("a.example", {})
    board.hear("b.example", {"pages": 1200, "pages_a_second": 0.95, "queue": 40, "new": 30, "failed": 2})
    assert [line.split() for line in lines(board)] == [
        ["site", "pages", "/s", "queue", "new", "failed"],
        ["a.example", "-", "-", "-", "-", "-"],
        ["b.example", "1,200", "0.9", "40", "30", "2"],
        ["0", "of", "3", "sites", "done", "1,200", "0.9", "40", "30", "2"],
    ]
    board.end("b.example")
    assert lines(board)[-1].split() == ["1", "of", "3", "sites", "done", "1,200", "0", "0", "30", "2"]


def test_names_of_any_direction_and_length_keep_the_columns() -> None:
    board = Board(3)
    for site in ("الوطن.عمان", "very-long-name-of-a-paper." * 4 + "example", "a.example\x1b[31m"):
        board.hear(site, {"pages": 7, "pages_a_second": 1.0, "queue": 0, "new": 0, "failed": 0})
    shown = lines(board)
    assert {cell_len(line) for line in shown} == {79}
    assert shown[1].startswith("\u2068الوطن.عمان\u2069 ")
    assert "\x1b" not in "".join(shown)


def test_more_sites_than_lines_leave_the_total_in_sight() -> None:
    board = Board(40)
    for number in range(40):
        board.hear(f"{number}.example", {})
    shown = lines(board, height=10)
    assert len(shown) <= 10
    assert shown[-2].startswith("and 34 more")
    assert shown[-1].startswith("0 of 40 sites done")


def test_figures_are_heard_among_the_lines_of_a_log(capsys) -> None:
    heard: list[tuple[str, dict[str, float]]] = []
    told = Figures("a.example", pages=3, new=2).told
    log = io.StringIO(f"WARNING one\n{told}{MARK}[1]\n{MARK}{{cut\nWARNING two\n")
    Relay("a.example", lambda site, figures: heard.append((site, dict(figures)))).read_log(log)
    assert heard == [("a.example", {"pages": 3, "pages_a_second": 0.0, "queue": 0, "new": 2, "failed": 0})]
    assert capsys.readouterr().err == "a.example: WARNING one\na.example: WARNING two\n"


TELLER = """\
    import os, sys
    sys.stderr.write(f"\\x1e{{\\"pages\\": 5, \\"way\\": \\"{os.environ['NEWSCRAWLER_PROGRESS']}\\"}}\\n")
    print(sys.argv[4] + ": worked; 5 fetched")
"""


def test_a_crawl_that_is_listened_to_tells_its_figures(tmp_path: Path, monkeypatch, capfd) -> None:
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python", TELLER))
    heard: list[tuple[str, dict[str, float]]] = []
    start = Start(
        tmp_path, tmp_path / "news.db", is_alone=False, hear=lambda site, told: heard.append((site, dict(told)))
    )
    came = SideBySide(start, at_once=1, max_seconds=None, tell=lambda _: None).run([Crawl("a", site="a")])
    assert heard == [("a", {}), ("a", {"pages": 5})]
    assert [ended.line for ended in came.ended] == ["a: worked; 5 fetched"]
    assert capfd.readouterr() == ("", "")


def crawl_two(server: Loopback, other: Loopback, archive: Path) -> list[str]:
    return [sys.executable, "-m", "newscrawler.cli", "crawl", server.url(), other.url(), "--archive", str(archive)]


def papers() -> tuple[Loopback, Loopback]:
    path = "/2026/11/1/harbour-opens-again-after-storm"
    front = html(f'<p><a href="{path}">Harbour opens again</a></p>')
    routes = {"/": front, path: page("Harbour opens again", WORDS)}
    return Loopback(dict(routes)), Loopback(dict(routes), host="127.0.0.2")


@pytest.mark.parametrize(
    ("is_terminal", "word", "is_shown"),
    [
        (True, "auto", True),
        (True, "", True),
        (False, "auto", False),
        (False, "live", False),
        (True, "plain", False),
        (True, "off", False),
    ],
)
def test_it_is_for_terminals_and_those_who_want_it(monkeypatch, is_terminal: bool, word: str, is_shown: bool) -> None:
    monkeypatch.setattr("sys.stderr", SimpleNamespace(isatty=lambda: is_terminal))
    assert (_board(2, {"NEWSCRAWLER_PROGRESS": word}) is not None) == is_shown


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # its other end is closed
        return b""


def test_on_a_terminal_it_stands_below_the_verdicts(tmp_path: Path) -> None:
    one, two = papers()
    with one, two:
        here, there = pty.openpty()
        environment = os.environ | {"NEWSCRAWLER_PROGRESS": "auto", "TERM": "xterm", "COLUMNS": "80", "LINES": "24"}
        with subprocess.Popen(
            crawl_two(one, two, tmp_path / "a.db"), cwd=PROJECT, env=environment, stdin=there, stdout=there,
            stderr=there,
        ) as process:  # fmt: skip
            os.close(there)
            said, until = b"", time.monotonic() + 60
            while time.monotonic() < until and process.poll() is None:
                if select.select([here], [], [], 0.1)[0]:
                    said += read(here)
            process.wait(30)
        os.close(here)
    text = said.decode()
    assert process.returncode == 0
    assert "0 of 2 sites done" in text
    assert "queue     new  failed" in text
    assert re.search(r"127\.0\.0\.2:\d+: worked; \d+ fetched, 1 new", text)
    assert MARK not in text
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h"), "the cursor is shown again"
