"""kill -9, SIGTERM, a parent that is gone: nothing lost, nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from newscrawler.archive import Archive
from tests.loopback import PROJECT, Asked, Loopback, crawl, crawl_command, html, page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Answer, Route

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]
TITLES = [f"Headline number {number} of the day" for number in range(24)]


def newspaper(wait_seconds: float = 0.0, gate: threading.Event | None = None) -> dict[str, Route]:
    """A front page, and articles that take their time, or wait for a gate to open."""

    def slow(words: str) -> Route:
        made = page(words, *[f"{paragraph} {words}." for paragraph in WORDS])

        def answer(asked: Asked) -> Answer:
            time.sleep(wait_seconds)
            if gate is not None:
                gate.wait(30)
            return made

        return answer

    titles = {f"/2026/11/{number}/a-story-of-some-words-{number}": title for number, title in enumerate(TITLES)}
    links = "".join(f'<p><a href="{path}">{title}</a></p>' for path, title in titles.items())
    return {"/": html(f"<body>{links}</body>")} | {path: slow(title) for path, title in titles.items()}


@contextmanager
def started(archive: Path, *words: str, **environment: str):
    process = subprocess.Popen(
        crawl_command(archive, *words),
        cwd=PROJECT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(happened, seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.01)


def titles(archive_path: Path) -> list[str]:
    with Archive(archive_path, read_only=True) as archive:
        return sorted(found["title"] for found in archive.articles())


def test_what_a_killed_run_held_back_is_found_again(tmp_path: Path) -> None:
    """Sections wait in memory until feeds have been looked for; a kill before that must not lose them."""
    gate = threading.Event()
    routes = newspaper(gate=gate)
    routes["/world/"] = routes["/"]
    routes["/"] = html(
        '<body><nav><a href="/world/">World</a></nav><p><a href="/2026/11/0/a-story-of-some-words-0">x</a></p>'
    )
    with Loopback(routes) as server:
        with started(tmp_path / "a.db", "news", "-a", f"site={server.url()}") as process:
            wait_for(lambda: any("a-story" in path for path in server.paths))
            process.kill()
        gate.set()
        assert crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}").status == 0
    assert titles(tmp_path / "a.db") == sorted(TITLES)


def test_kill_9_loses_nothing(tmp_path: Path) -> None:
    with Loopback(newspaper(0.02)) as server:
        for asked_for in (3, 9, 16):
            with started(tmp_path / "a.db", "news", "-a", f"site={server.url()}") as process:
                wait_for(lambda enough=asked_for: len(server.asked) >= enough)
                process.kill()
        front = server.routes["/"]
        server.routes["/"] = html("<body><h1>Everything has rolled off the front page</h1></body>")
        assert front != server.routes["/"]
        for _ in range(3):  # what was leased when a run died is tried alone, and at most three times
            done = crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}")
        assert done.status == 0, done
    assert titles(tmp_path / "a.db") == sorted(TITLES)
    fetched = [path for path in server.paths if path.startswith("/2026")]
    assert len(fetched) <= len(TITLES) + 3 * 4  # the ones in flight at each kill


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with Loopback(newspaper(0.05)) as server:
        with started(tmp_path / "a.db", "news", "-a", f"site={server.url()}") as process:
            wait_for(lambda: len(server.asked) >= 6)
            process.send_signal(number)
            out, log = process.communicate(timeout=10)
        assert process.returncode == 130, (out, log)
        assert "interrupted" in out
        with Archive(tmp_path / "a.db", read_only=True) as archive:
            assert archive.pending(server.site)["leased"] == 0
            assert archive.runs()[0].verdict == "interrupted"
        assert crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}").status == 0
    assert titles(tmp_path / "a.db") == sorted(TITLES)
    counts = {path: server.count(path) for path in server.paths if path.startswith("/2026")}
    assert max(counts.values()) == 1


def test_sigterm_ends_in_one_timeout_when_every_connection_hangs(tmp_path: Path) -> None:
    gate = threading.Event()
    with Loopback(newspaper(gate=gate)) as server:
        words = ("news", "-a", f"site={server.url()}", "-s", "DOWNLOAD_TIMEOUT=2")
        with started(tmp_path / "a.db", *words) as process:
            wait_for(lambda: any(path.startswith("/2026") for path in server.paths))
            process.terminate()
            began = time.monotonic()
            process.communicate(timeout=30)
            took_seconds = time.monotonic() - began
        gate.set()
    assert process.returncode == 130
    assert took_seconds < 6, "four pages wait for one connection, each with a timeout of two seconds"
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert archive.pending(server.site)["leased"] == 0


def test_a_crawl_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    with (
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as parent,
        Loopback(newspaper(0.3)) as server,
    ):
        words = ("news", "-a", f"site={server.url()}")
        with started(tmp_path / "a.db", *words, NEWSCRAWLER_PARENT_PID=str(parent.pid)) as process:
            wait_for(lambda: len(server.asked) >= 3)
            parent.communicate(b"\n")
            out, _ = process.communicate(timeout=15)
    assert (process.returncode, "interrupted" in out) == (130, True)


def test_the_next_run_takes_the_lock_of_a_killed_one(tmp_path: Path) -> None:
    gate = threading.Event()
    with Loopback(newspaper(gate=gate)) as server:
        words = ("news", "-a", f"site={server.url()}")
        with started(tmp_path / "a.db", *words) as process:
            wait_for(lambda: any(path.startswith("/2026") for path in server.paths))
            assert crawl(tmp_path / "a.db", *words).status == 75
            process.kill()
            process.wait()
        gate.set()
        assert crawl(tmp_path / "a.db", *words).status == 0


def test_a_limit_that_the_user_set_is_no_crash(tmp_path: Path) -> None:
    with Loopback(newspaper()) as server:
        words = ("news", "-a", f"site={server.url()}")
        assert crawl(tmp_path / "a.db", *words, "-s", "CLOSESPIDER_ITEMCOUNT=5").status == 0
        with Archive(tmp_path / "a.db", read_only=True) as archive:
            assert archive.pending(server.site)["leased"] == 0
        assert crawl(tmp_path / "a.db", *words).status == 0
    assert titles(tmp_path / "a.db") == sorted(TITLES)


def test_a_run_whose_time_is_up_has_worked_and_leaves_the_rest(tmp_path: Path) -> None:
    with Loopback(newspaper(0.2)) as server:
        words = ("news", "-a", f"site={server.url()}")
        done = crawl(tmp_path / "a.db", *words, settings={"NEWSCRAWLER_MAX_SECONDS": 1.5})
        assert (done.status, "worked (time is up)" in done.line) == (0, True), done
        with Archive(tmp_path / "a.db", read_only=True) as archive:
            waiting = archive.pending(server.site)
            assert waiting["leased"] == 0
            assert waiting["new"] > 0
        server.routes |= newspaper()
        assert crawl(tmp_path / "a.db", *words).status == 0
    assert titles(tmp_path / "a.db") == sorted(TITLES)
    assert max(server.count(path) for path in server.paths if path.startswith("/2026")) == 1


def test_a_signal_while_the_run_begins_interrupts_it(tmp_path: Path) -> None:
    """Whatever moment it meets, of the first that Scrapy hears signals in."""
    with Loopback(newspaper(0.05)) as server:
        with started(tmp_path / "a.db", "news", "-a", f"site={server.url()}") as process:
            wait_for((tmp_path / "a.db").exists)
            process.terminate()
            out, log = process.communicate(timeout=20)
        assert (process.returncode, "interrupted" in out) == (130, True), (out, log)
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert {run.verdict for run in archive.runs()} <= {"interrupted"}
        assert archive.pending(server.site)["leased"] == 0
