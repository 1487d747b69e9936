"""robots.txt in every state a server can leave it in."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.loopback import Asked, Hangup, Loopback, crawl, moved, page, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Answer, Route

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]
FORBID = "User-agent: newscrawler\nDisallow: /a\n"
ARTICLE = page("A headline of the day", *WORDS)


def hang(asked: Asked) -> Answer:
    time.sleep(3)
    raise Hangup


def hang_up(asked: Asked) -> Answer:
    raise Hangup


@pytest.mark.parametrize(
    ("robots", "is_fetched", "status"),
    [
        (text("", 404), True, 0),
        (text(FORBID, 404), True, 0),
        (text("", 403), True, 0),
        (text("", 500), False, 30),
        (text("", 503), False, 30),
        (text("", 429), False, 30),
        (hang, False, 30),
        (hang_up, False, 30),
        (text(FORBID), False, 30),
        (text("\ufeff" + FORBID), False, 30),
        ((200, {}, FORBID.encode("utf-16")), False, 30),
        (text("User-agent: someone-else\nDisallow: /\n"), True, 0),
        (text("<html><p>Disallow: /a</p></html>", content_type="text/html"), True, 0),
        (text("\x00\xff garbage"), True, 0),
        (text("# " + "x" * 700_000 + "\n" + FORBID), True, 0),  # beyond what RFC 9309 asks to be read
        (moved("/robots.txt"), True, 0),
        (moved("/elsewhere.txt"), False, 30),
    ],
)
def test_what_robots_txt_means(tmp_path: Path, robots: Route, is_fetched: bool, status: int) -> None:
    with Loopback({"/robots.txt": robots, "/a": ARTICLE, "/elsewhere.txt": text(FORBID)}) as server:
        done = crawl(
            tmp_path / "a.db",
            "article",
            "-a",
            f"url={server.url('/a')}",
            settings={"DOWNLOAD_TIMEOUT": 0.5, "RETRY_TIMES": 1},
        )
    assert ("/a" in server.paths, done.status) == (is_fetched, status), done


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


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(tmp_path: Path, status: int) -> None:
    answers = [text("", status, Retry_After="1"), ARTICLE]
    with Loopback({"/a": lambda asked: answers.pop(0)}) as server:
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={server.url('/a')}")
    first, second = (asked.at for asked in server.asked if asked.path == "/a")
    assert done.status == 0, done
    assert second - first >= 0.95
