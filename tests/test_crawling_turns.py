"""One delay for a domain, whoever asks: hosts, spiders and processes; gaps are read from the server's log."""

from __future__ import annotations

import asyncio
import subprocess
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from newscrawler.archive import Archive
from newscrawler.crawling.pace import SLOT, Pace
from newscrawler.crawling.refusal import Refusal
from newscrawler.crawling.sending import DomainMiddleware
from newscrawler.items import Outcome
from tests.loopback import PROJECT, Loopback, crawl, crawl_command, html, page, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Route

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]
DELAY = {"DOWNLOAD_DELAY": 0.5, "DOWNLOAD_DELAY_JITTER": 0}
LEAST = 0.3
"""Seconds: less than the delay of 0.5 by what may lie between sending and the server's log, more than the 0.25 that two
would keep who do not know of each other."""
FEED = "<rss version='2.0'><channel><title>Paper</title>{}</channel></rss>"


def pages(*paths: str) -> dict[str, Route]:
    return {path: page(f"Headline {path}", *[f"{words} {path}" for words in WORDS]) for path in paths}


def gaps(server: Loopback) -> list[float]:
    moments = [asked.at for asked in server.asked]
    return [later - sooner for sooner, later in pairwise(moments)]


def slot_of(url: str, **meta: Any) -> str:
    request = Request(url, meta=meta)
    DomainMiddleware().process_request(request)
    return str(request.meta[SLOT])


def test_hosts_of_a_domain_share_a_slot() -> None:
    hosts = ("www.example.co.uk", "static.news.example.co.uk", "example.co.uk:8080")
    assert {slot_of(f"https://{host}/a") for host in hosts} == {"example.co.uk"}
    assert slot_of("http://127.0.0.1:8000/a") == "127.0.0.1:8000"
    assert slot_of("https://other.example/a", download_slot="example.co.uk") == "other.example"


def test_two_processes_keep_the_delay_between_them(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    Archive(archive).close()
    routes = pages("/1", "/2", "/3", "/news-1", "/news-2")
    items = "".join(f"<item><title>Headline /news-{n}</title><link>/news-{n}</link></item>" for n in (1, 2))
    front = html("<head><link rel=alternate type='application/rss+xml' href=/feed></head><p>hello</p>")
    feed = text(FEED.format(items), content_type="application/rss+xml")
    with Loopback({"/": front, "/feed": feed, **routes}) as server:
        addresses = " ".join(server.url(f"/{number}") for number in (1, 2, 3))
        spiders = (["news", "-a", f"site={server.url()}"], ["article", "-a", f"url={addresses}"])
        crawls = [
            subprocess.Popen(crawl_command(archive, *words, settings=DELAY), cwd=PROJECT, stdout=subprocess.DEVNULL)
            for words in spiders
        ]
        assert [one.wait(timeout=60) for one in crawls] == [0, 0]
    assert set(routes) <= set(server.paths)
    assert server.count("/robots.txt") == 2
    assert min(gaps(server)) >= LEAST, gaps(server)


def test_a_rest_outlives_the_run_that_was_asked_for_it(tmp_path: Path) -> None:
    with Loopback({"/": text("later", 503, Retry_After="7200"), **pages("/a")}) as server:
        first = crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}")
        asked = len(server.asked)
        second = crawl(tmp_path / "a.db", "article", "-a", f"url={server.url('/a')}")
    assert (first.status, second.status) == (30, 30)
    assert "asked to wait" in second.line
    assert len(server.asked) == asked
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert archive.turns().rest_seconds(server.site) > 7000


def test_a_file_where_the_locks_belong_costs_a_warning(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    Archive(archive).close()
    with Loopback(pages("/a")) as server:
        (tmp_path / "a.db.locks" / f"{server.site.replace(':', '%3A')}.turn").mkdir()
        done = crawl(archive, "article", "-a", f"url={server.url('/a')}")
    assert done.status == 0, done
    assert done.log.count("The delay is not shared") == 1


class FakeTurns:
    """Turns that come after so many seconds."""

    def __init__(self, *ahead: float) -> None:
        self.ahead = list(ahead)

    def take(self, domain: str, delay: float) -> float:
        return self.ahead.pop(0)

    use = take

    def rest_seconds(self, domain: str) -> float:
        return 0.0


def a_pace(turns: FakeTurns) -> tuple[Pace, SimpleNamespace]:
    engine = SimpleNamespace(downloader=SimpleNamespace(slots={}, per_slot_settings={}))
    settings = Settings({"DOWNLOAD_DELAY": 1, "NEWSCRAWLER_PATIENCE_SECONDS": 20})
    crawler = SimpleNamespace(settings=settings, signals=SignalManager(), engine=engine, crawling=True)
    pace = Pace(crawler)  # type: ignore[arg-type]
    pace.rests.shared = turns  # type: ignore[assignment]
    return pace, crawler


def test_a_turn_is_waited_for_until_it_can_be_used() -> None:
    turns = FakeTurns(0.01, 0.01, 0.0)
    pace, _ = a_pace(turns)
    asyncio.run(pace.take_turn(Request("https://example.org/")))
    assert turns.ahead == []


def test_who_is_asked_to_stop_waits_no_longer() -> None:
    pace, crawler = a_pace(FakeTurns(3600))
    crawler.crawling = False
    with pytest.raises(Refusal) as refused:
        asyncio.run(pace.take_turn(Request("https://example.org/")))
    assert (refused.value.outcome, refused.value.reason) == (Outcome.PUT_BACK, "interrupted")


def test_the_delay_of_a_domain_is_the_longest_of_its_hosts() -> None:
    pace, crawler = a_pace(FakeTurns())
    pace.rests.shared = None
    pace.honour_crawl_delay(Request("https://www.example.org/robots.txt"), 10)
    pace.honour_crawl_delay(Request("https://static.example.org/robots.txt"), 3)
    assert crawler.engine.downloader.per_slot_settings == {"example.org": {"delay": 10, "jitter": 0}}
    pace.honour_crawl_delay(Request("https://www.example.org/robots.txt"), 0)
    assert pace.floor_seconds("example.org") == 3
    assert pace.floor_seconds("example.net") == 1
