"""How a host is asked: one request at a time, by an honest name, and as slowly as it likes."""

from __future__ import annotations

import threading
import time
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.loopback import Asked, Loopback, crawl, page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Answer

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]


def test_a_host_has_one_request_at_a_time(tmp_path: Path) -> None:
    present, most, lock = 0, 0, threading.Lock()

    def busy(asked: Asked) -> Answer:
        nonlocal present, most
        with lock:
            present += 1
            most = max(most, present)
        time.sleep(0.05)
        with lock:
            present -= 1
        return page(f"Headline {asked.path}", *[f"{words} {asked.path}" for words in WORDS])

    with Loopback({f"/{number}": busy for number in range(8)}) as server:
        addresses = " ".join(server.url(path) for path in server.routes)
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}")
    assert done.status == 0, done
    assert most == 1


def test_the_crawler_says_who_it_is(tmp_path: Path) -> None:
    with Loopback({"/a": page("A headline of the day", *WORDS)}) as server:
        settings = {"NEWSCRAWLER_CONTACT": "editor@example.org"}
        crawl(tmp_path / "a.db", "article", "-a", f"url={server.url('/a')}", settings=settings)
    names = {asked.headers["user-agent"] for asked in server.asked}
    assert len(names) == 1
    assert names.pop().startswith("newscrawler/")
    assert all("editor@example.org" in asked.headers["user-agent"] for asked in server.asked)


def test_pages_are_apart_by_the_delay(tmp_path: Path) -> None:
    with Loopback({f"/{n}": page(f"Headline {n}", *[f"{words} {n}" for words in WORDS]) for n in range(3)}) as server:
        addresses = " ".join(server.url(path) for path in server.routes)
        settings = {"DOWNLOAD_DELAY": 0.5, "DOWNLOAD_DELAY_JITTER": 0}
        crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}", settings=settings)
    gaps = [later.at - sooner.at for sooner, later in zip(server.asked, server.asked[1:], strict=False)]
    assert len(gaps) == 3
    assert all(gap >= 0.45 for gap in gaps), gaps


def test_a_slow_server_works_half_of_the_time_at_most(tmp_path: Path) -> None:
    def slow(asked: Asked) -> Answer:
        time.sleep(0.3)
        return page(f"Headline {asked.path}", *[f"{words} {asked.path}" for words in WORDS])

    with Loopback(dict.fromkeys(("/robots.txt", "/1", "/2", "/3"), slow)) as server:
        addresses = " ".join(server.url(path) for path in server.routes if path != "/robots.txt")
        settings = {"DOWNLOAD_DELAY": 0.05, "DOWNLOAD_DELAY_JITTER": 0}
        crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}", settings=settings)
    gaps = [later.at - sooner.at for sooner, later in pairwise(server.asked)]
    assert len(gaps) == 3
    assert all(gap >= 0.55 for gap in gaps), gaps
