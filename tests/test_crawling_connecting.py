"""One request at a time to a domain, in whatever processes: overlaps are counted by the server."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import threading
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from newscrawler.archive import Archive, Connections
from newscrawler.crawling.connecting import Connecting
from newscrawler.crawling.pace import Pace
from newscrawler.crawling.refusal import Refusal
from tests.loopback import PROJECT, Loopback, crawl_command, html, page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Answer, Asked, Route

DOMAIN = "example.org"
WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]


class Busy:
    """Routes that take a while, and how many of them were under way at once."""

    def __init__(self, *, wanted: int) -> None:
        self.most = self._now = 0
        self._wanted = wanted
        self._change = threading.Condition()

    def page(self, title: str) -> Route:
        answer = page(title, *[f"{words} {title}" for words in WORDS])

        def slow(_asked: Asked) -> Answer:
            with self._change:
                self._now += 1
                self.most = max(self.most, self._now)
                self._change.notify_all()
                self._change.wait_for(lambda: self.most >= self._wanted, timeout=0.15 if self._wanted == 1 else 5)
            time.sleep(0.05)  # what overlaps can be seen to overlap
            with self._change:
                self._now -= 1
            return answer

        return slow


def crawl_beside(archive: Path, server: Loopback, routes: list[str], **settings: object) -> list[int]:
    """Let two processes fetch half of the pages each; return how they ended."""
    Archive(archive).close()
    halves = (routes[::2], routes[1::2])
    crawls = [
        subprocess.Popen(
            crawl_command(archive, *words, settings={"ROBOTSTXT_OBEY": 0, **settings}),
            cwd=PROJECT,
            stdout=subprocess.DEVNULL,
        )
        for words in (
            ["article", "-a", "url=" + " ".join(map(server.url, halves[0]))],
            ["news", "-a", f"site={server.url('/front')}"],
        )
    ]
    return [one.wait(timeout=60) for one in crawls]


@pytest.mark.parametrize("most", [1, 2])
def test_two_processes_never_have_more_under_way_than_one_may(tmp_path: Path, most: int) -> None:
    busy = Busy(wanted=most)
    paths = [f"/2026/11/{number}/harbour-opens-again-after-storm-{number}" for number in range(1, 9)]
    links = "".join(f"<p><a href='{path}'>Harbour opens again after storm</a></p>" for path in paths[1::2])
    routes: dict[str, Route] = {path: busy.page(f"Harbour opens again {path}") for path in paths}
    with Loopback({"/front": html(links), **routes}) as server:
        settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": most}
        assert crawl_beside(tmp_path / "a.db", server, paths, **settings) == [0, 0]
        assert set(paths) <= set(server.paths)
    assert busy.most == most


def test_a_killed_crawl_lets_the_next_one_ask_at_once(tmp_path: Path) -> None:
    asked, over = threading.Event(), threading.Event()

    def hang(_asked: Asked) -> Answer:
        asked.set()
        over.wait(30)
        return page("Late", *WORDS)

    archive = tmp_path / "a.db"
    Archive(archive).close()
    settings = {"ROBOTSTXT_OBEY": 0, "DOWNLOAD_TIMEOUT": 25}
    with Loopback({"/hang": hang, "/next": page("Harbour opens again", *WORDS)}) as server:
        words = [["article", "-a", f"url={server.url(path)}"] for path in ("/hang", "/next")]
        first = subprocess.Popen(crawl_command(archive, *words[0], settings=settings), cwd=PROJECT)
        assert asked.wait(30)
        with Archive(archive) as opened:
            connections = opened.connections()
            assert connections.take(server.site, 1) is None
            first.kill()
            first.wait()
            killed_at = time.monotonic()
            freed = connections.take(server.site, 1)
            assert freed is not None
            freed.free()
        over.set()  # the next crawl takes up what the killed one had
        command = crawl_command(archive, *words[1], settings=settings)
        second = subprocess.run(command, cwd=PROJECT, timeout=60, check=False)
    assert second.returncode == 0
    assert next(one.at for one in server.asked if one.path == "/next") > killed_at


def crawler(**settings: object) -> Any:
    engine = SimpleNamespace(downloader=SimpleNamespace(slots={}, per_slot_settings={}))
    known = {"DOWNLOAD_TIMEOUT": 0.1, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0, **settings}
    return SimpleNamespace(settings=Settings(known), signals=SignalManager(), engine=engine, crawling=True)


def test_a_hold_that_is_stuck_blocks_for_a_timeout_and_no_longer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    connecting = Connecting(crawler())
    connecting.shared = Connections(tmp_path)
    stuck = Connections(tmp_path).take(DOMAIN, 1)
    hold, is_late = asyncio.run(connecting.hold(DOMAIN))
    assert is_late
    assert [record.getMessage().partition(" for ")[0] for record in caplog.records] == [
        f"{DOMAIN}: another crawl holds the connection"
    ]
    assert Connections(tmp_path).pass_gate(DOMAIN) is not None, "who goes on leaves the gate"
    hold.free()
    assert stuck is not None


def test_who_is_asked_to_stop_waits_for_no_connection(tmp_path: Path) -> None:
    stopping = crawler()
    stopping.crawling = False
    connecting = Connecting(stopping)
    connecting.shared = Connections(tmp_path)
    stuck = Connections(tmp_path).take(DOMAIN, 1)
    with pytest.raises(Refusal, match="interrupted"):
        asyncio.run(connecting.hold(DOMAIN))
    assert stuck is not None


def test_a_domain_may_have_a_limit_of_its_own() -> None:
    connecting = Connecting(crawler(DOWNLOAD_SLOTS={DOMAIN: {"concurrency": 3}}))
    assert (connecting.most(DOMAIN), connecting.most("example.net")) == (3, 1)


class Turns:
    """Turns that say what they are told to, and remember what was asked."""

    def __init__(self, *ahead: float) -> None:
        self.ahead = list(ahead)
        self.asked: list[str] = []

    def take(self, domain: str, delay: float) -> float:
        self.asked.append("take")
        return self.ahead.pop(0)

    def use(self, domain: str, delay: float) -> float:
        self.asked.append("use")
        return self.ahead.pop(0)

    def rest_seconds(self, domain: str) -> float:
        return 0.0


def test_a_turn_for_which_the_connection_came_late_is_used_when_it_comes(tmp_path: Path) -> None:
    pace = Pace(crawler(DOWNLOAD_TIMEOUT=5))
    turns = Turns(0.0, 0.01, 0.0)
    pace.rests.shared = turns  # type: ignore[assignment]
    pace.connecting.shared = Connections(tmp_path)
    other = Connections(tmp_path).take(DOMAIN, 1)
    assert other is not None

    async def come() -> None:
        asyncio.get_running_loop().call_later(0.05, other.free)
        (await pace.take_turn(Request(f"https://{DOMAIN}/"))).free()

    asyncio.run(come())
    assert turns.asked == ["take", "use", "use"]
    assert Connections(tmp_path).take(DOMAIN, 1) is not None
