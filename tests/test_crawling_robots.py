"""robots.txt in every state a server can leave it in."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from scrapy import Request
from scrapy.settings import Settings

from newscrawler.archive import Archive
from newscrawler.crawling.refusal import Refusal
from newscrawler.crawling.robots import RobotsMiddleware
from newscrawler.crawling.robots_rules import Rules
from newscrawler.items import Outcome
from tests.archive_visits import Clock
from tests.loopback import Asked, Hangup, Loopback, crawl, moved, page, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Answer, Route

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]
FORBID = "User-agent: newscrawler\nDisallow: /a\n"
ARTICLE = page("A headline of the day", *WORDS)


def hang(asked: Asked) -> Answer:
    time.sleep(2.5)
    raise Hangup


def hang_up(asked: Asked) -> Answer:
    raise Hangup


def in_turn(*answers: Answer) -> Route:
    left = list(answers)
    return lambda asked: left.pop(0)


ALLOW: tuple[Route, ...] = (
    text("", 404),
    text(FORBID, 404),
    text("", 403),
    text("User-agent: someone-else\nDisallow: /\n"),
    text("<html><p>Disallow: /a</p></html>", content_type="text/html"),
    text("\x00\xff garbage"),
    text("# " + "x" * 700_000 + "\n" + FORBID),  # beyond what RFC 9309 asks to be read
    text("User-agent: *\n" + "Disallow: /b\n" * 550_000 + "Disallow: /a\n"),  # 7 MB
    text("User-agent: news\nUser-agent: crawler\nDisallow: /\n"),  # other names than ours
    text("User-agent: newscrawler\nDisallow:\n\nUser-agent: *\nDisallow: /\n"),
    text("", 204),
    moved("/robots.txt"),
    moved("/6"),  # hops, one more than RFC 9309 asks to be followed
)
FORBID_NOW: tuple[Route, ...] = (text("", 500), text("", 503), text("", 429), hang, hang_up)
FORBID_EVER: tuple[Route, ...] = (
    text(FORBID),
    text("\ufeff" + FORBID),
    text("User-agent: NewsCrawler/3.0\r\nDisallow: /a\r\n"),
    text("User-agent: *\nAllow: /a\n\nUser-agent: newscrawler\nDisallow: /\n"),
    text("User-agent: *\nDisallow: /a\n" + "Disallow: /b\n" * 550_000),  # 7 MB
    text(f"<html>\n{FORBID}</html>", content_type="text/html"),
    (200, {}, FORBID.encode("utf-16")),
    (200, {}, FORBID.encode("utf-16-be")),
    moved("/elsewhere.txt"),
    moved("/5"),  # hops
)


@pytest.mark.parametrize(
    ("robots", "reason", "status"),
    [(ALLOW, "", 0), (FORBID_NOW, "robots unreachable", 30), (FORBID_EVER, "disallowed by robots.txt", 30)],
)
def test_what_robots_txt_means(tmp_path: Path, robots: tuple[Route, ...], reason: str, status: int) -> None:
    with ExitStack() as stack:
        hops: dict[str, Route] = {f"/{n}": moved(f"/{n - 1}") for n in range(3, 7)}
        usual: dict[str, Route] = {"/a": ARTICLE, "/elsewhere.txt": text(FORBID), "/2": moved("/elsewhere.txt"), **hops}
        servers = [
            stack.enter_context(Loopback({"/robots.txt": route, **usual}, host=f"127.0.0.{number}"))
            for number, route in enumerate(robots, 2)
        ]
        addresses = " ".join(server.url("/a") for server in servers)
        settings = {"DOWNLOAD_TIMEOUT": 1, "RETRY_TIMES": 1}
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}", settings=settings)
    assert done.status == status, done
    assert ["/a" in server.paths for server in servers] == [not reason] * len(robots), done
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        counts = archive.runs()[0].counts
    assert counts.skipped | counts.put_back == ({reason: len(robots)} if reason else {})


def test_crawl_delay_is_kept_up_to_a_cap(tmp_path: Path) -> None:
    pages: dict[str, Route] = {f"/{n}": page(f"Headline {n}", *[f"{words} {n}" for words in WORDS]) for n in range(3)}
    with Loopback(pages | {"/robots.txt": text("User-agent: *\nCrawl-delay: 9999\n")}) as server:
        addresses = " ".join(server.url(path) for path in pages)
        settings = {"NEWSCRAWLER_MAX_CRAWL_DELAY_SECONDS": 0.6}
        crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}", settings=settings)
    gaps = [later.at - sooner.at for sooner, later in zip(server.asked, server.asked[1:], strict=False)]
    assert len(gaps) == 3
    assert all(gap >= 0.55 for gap in gaps), gaps


def test_robots_txt_is_fetched_once_a_run(tmp_path: Path) -> None:
    with Loopback({"/robots.txt": text("User-agent: *\nDisallow: /private\n"), "/": ARTICLE}) as server:
        crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}")
    assert server.count("/robots.txt") == 1


def test_retry_after_is_waited_for(tmp_path: Path) -> None:
    with ExitStack() as stack:
        servers = [stack.enter_context(Loopback(host=host)) for host in ("127.0.0.2", "127.0.0.3")]
        for server, status in zip(servers, (429, 503), strict=True):
            server.routes["/a"] = in_turn(text("", status, Retry_After="1"), ARTICLE)
        addresses = " ".join(server.url("/a") for server in servers)
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}")
    assert done.status == 0, done
    for server in servers:
        first, second = (asked.at for asked in server.asked if asked.path == "/a")
        assert second - first >= 0.95


def test_rules_that_change_hold_from_then_on(tmp_path: Path) -> None:
    server = Loopback({path: page(f"Headline {path}", *[f"{w} {path}" for w in WORDS]) for path in ("/1", "/2", "/3")})
    server.routes["/robots.txt"] = lambda _: text("User-agent: *\nDisallow: /" if server.count("/1") else "")
    with server:
        addresses = " ".join(server.url(path) for path in ("/1", "/2", "/3"))
        settings = {"NEWSCRAWLER_ROBOTS_SECONDS": 0, "CONCURRENT_REQUESTS": 1, "CONCURRENT_ITEMS": 1}
        crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}", settings=settings)
    assert server.count("/robots.txt") >= 2
    assert [server.count(path) for path in ("/1", "/3")] == [1, 0], server.paths
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert archive.runs()[0].counts.skipped["disallowed by robots.txt"] >= 1


HOUR = 3600
READ, AWAY = Rules(response=None), Rules(objection="robots unreachable")


class Host:
    """A middleware whose host answers what it is told to, on a clock that is set by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, kept_seconds: float = 6 * HOUR) -> None:
        self.clock, self.answers, self.fetches = Clock(), [READ], 0
        monkeypatch.setattr("newscrawler.crawling.robots.now_utc", self.clock)
        settings = Settings({"ROBOTSTXT_OBEY": True, "NEWSCRAWLER_ROBOTS_SECONDS": kept_seconds})
        crawler = SimpleNamespace(settings=settings, spider=None, get_extension=lambda _: None)
        self.robots = RobotsMiddleware(crawler)  # type: ignore[arg-type]
        self.robots._fetch = self.fetch  # type: ignore[method-assign]

    async def fetch(self, request: Request) -> Rules:
        self.fetches += 1
        return self.answers[-1]

    def says(self, hours: float, answer: Rules | None = None) -> tuple[str, int]:
        """Return the objection so many hours later, and how many fetches there were by then."""
        self.clock.move(hours * HOUR)
        self.answers += [answer] if answer else []
        return asyncio.run(self.ask()), self.fetches

    async def ask(self) -> str:
        rules = await self.robots._rules_for(Request("https://example.org/a"))
        return rules.objection


def test_robots_txt_is_read_again_within_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    host = Host(monkeypatch)
    assert [host.says(0), host.says(5), host.says(2), host.says(3), host.says(4)] == [
        *(("", 1), ("", 1), ("", 2), ("", 2), ("", 3))
    ]
    host = Host(monkeypatch, kept_seconds=99 * 24 * HOUR)
    assert [host.says(0), host.says(23.9), host.says(0.2)] == [("", 1), ("", 1), ("", 2)]


def test_what_was_read_holds_for_a_day_when_the_file_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    host = Host(monkeypatch)
    assert [host.says(0), host.says(7, AWAY), host.says(0.1), host.says(10), host.says(6.8), host.says(0.2)] == [
        ("", 1),
        *(("", 2), ("", 2), ("", 3), ("", 4)),
        ("robots unreachable", 5),
    ]
    assert [host.says(0.1), host.says(0.2, READ)] == [("robots unreachable", 5), ("", 6)]


def test_a_host_that_is_away_at_first_is_asked_again_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    host = Host(monkeypatch)
    assert [host.says(0, AWAY), host.says(0.2), host.says(0.1)] == [
        *(("robots unreachable", 1), ("robots unreachable", 1), ("robots unreachable", 2))
    ]


def test_a_robots_txt_that_asks_for_rest_puts_pages_back_until_then(tmp_path: Path) -> None:
    with Loopback({"/robots.txt": text("", 429, Retry_After="7200"), "/": ARTICLE}) as server:
        done = crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}")
    assert (done.status, server.paths) == (30, ["/robots.txt"])
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        due = connection.execute("SELECT max(next_visit_at) FROM pages").fetchone()[0]
    assert datetime.fromisoformat(due) > datetime.now(UTC) + timedelta(seconds=7100)


@pytest.mark.parametrize(
    ("address", "outcome"),
    [("https://www.example.org/a", Outcome.PUT_BACK), ("https://old.example.org/a", Outcome.FAILED)],
)
def test_a_subdomain_that_is_away_costs_its_own_pages_alone(address: str, outcome: Outcome) -> None:
    spider = SimpleNamespace(home="https://example.org/")
    robots = RobotsMiddleware(SimpleNamespace(settings=Settings({"ROBOTSTXT_OBEY": True}), spider=spider))  # type: ignore[arg-type]

    async def asked() -> None:
        robots._rules["https://" + address.split("/")[2]] = asyncio.ensure_future(
            asyncio.sleep(0, Rules(objection="x"))
        )
        await robots.process_request(Request(address))

    with pytest.raises(Refusal) as refused:
        asyncio.run(asked())
    assert refused.value.outcome is outcome
