"""robots.txt in every state a server can leave it in."""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from scrapy import Request
from scrapy.settings import Settings

from newscrawler.archive import Archive
from newscrawler.crawling.refusal import Refusal
from newscrawler.crawling.robots import RobotsMiddleware, Rules
from newscrawler.items import Outcome
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
    moved("/robots.txt"),
)
FORBID_NOW: tuple[Route, ...] = (text("", 500), text("", 503), text("", 429), hang, hang_up)
FORBID_EVER: tuple[Route, ...] = (
    text(FORBID),
    text("\ufeff" + FORBID),
    (200, {}, FORBID.encode("utf-16")),
    moved("/elsewhere.txt"),
)


@pytest.mark.parametrize(
    ("robots", "reason", "status"),
    [(ALLOW, "", 0), (FORBID_NOW, "robots unreachable", 30), (FORBID_EVER, "disallowed by robots.txt", 30)],
)
def test_what_robots_txt_means(tmp_path: Path, robots: tuple[Route, ...], reason: str, status: int) -> None:
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                Loopback(
                    {"/robots.txt": route, "/a": ARTICLE, "/elsewhere.txt": text(FORBID)}, host=f"127.0.0.{number}"
                )
            )
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
