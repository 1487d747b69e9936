"""429 and 503: the forms of Retry-After, and what is done without it; gaps are read from the servers' logs."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from newscrawler.archive import Archive
from newscrawler.crawling.retry_after import retry_after_seconds
from tests.loopback import Loopback, crawl, page, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.loopback import Answer, Asked, Route

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

FORMS = ("%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y")
"""IMF-fixdate, RFC 850, asctime: RFC 9110, 5.6.7."""


def article(path: str) -> Answer:
    return page(f"Headline {path}", *[f"{words} {path}" for words in WORDS])


def overloaded(status: int, wish: Callable[[], str] | None, times: int = 1) -> Route:
    """Return a route that is overloaded the first times."""
    left = [status] * times

    def answer(asked: Asked) -> Answer:
        if not left:
            return article(asked.path)
        return text("not now", left.pop(), **({"Retry_After": wish()} if wish else {}))

    return answer


def gaps(server: Loopback) -> list[float]:
    """Return what lay between what was asked, robots.txt apart."""
    moments = [asked.at for asked in server.asked if asked.path != "/robots.txt"]
    return [later - sooner for sooner, later in pairwise(moments)]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        *(((NOW + timedelta(seconds=90)).strftime(form), 90.0) for form in FORMS),
        ("Sun, 01 Mar 2026 14:01:30 +0200", 90.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("Sun, 01 Mar 2020 12:00:00 GMT", 0.0),
        ("9" * 400, 86400.0),
        ("Sun, 01 Mar 2096 12:00:00 GMT", 86400.0),
        *((odd, None) for odd in ("", "-5", "soon", "1e3", "120.5", "120, 60", "٣٠", "Sun, 99 Mar 2026 12:00:30 GMT")),
    ],
)
def test_forms(value: str, seconds: float | None) -> None:
    assert retry_after_seconds(value, NOW) == seconds


def in_two_seconds(form: str) -> Callable[[], str]:
    return lambda: (datetime.now(UTC) + timedelta(seconds=2)).strftime(form)


def test_the_whole_domain_rests_for_as_long_as_it_asks(tmp_path: Path) -> None:
    wishes: list[tuple[Callable[[], str] | None, float]] = [
        (lambda: "1", 0.95),
        *((in_two_seconds(form), 0.95) for form in FORMS),  # a date has no fractions: 1 to 2 seconds
        *((wish, 0.55) for wish in (None, lambda: "-5", lambda: "soon", lambda: "0")),  # twice the delay
    ]
    with ExitStack() as stack:
        servers = [stack.enter_context(Loopback(host=f"127.0.0.{host}")) for host in range(2, 2 + len(wishes))]
        for number, (server, (wish, _)) in enumerate(zip(servers, wishes, strict=True)):
            server.routes |= {"/b": article("/b"), "/a": overloaded((429, 503)[number % 2], wish)}
        addresses = " ".join(server.url(path) for server in servers for path in server.routes)
        settings = {"DOWNLOAD_DELAY": 0.3, "DOWNLOAD_DELAY_JITTER": 0}
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}", settings=settings)
    assert done.status == 0, done
    for server, (_, least) in zip(servers, wishes, strict=True):
        assert (server.count("/a"), server.count("/b")) == (2, 1)
        paths = [path for path in server.paths if path != "/robots.txt"]
        assert gaps(server)[paths.index("/a")] >= least, (server.paths, gaps(server), least)


def test_without_a_wish_the_rest_grows_until_patience_ends(tmp_path: Path) -> None:
    with Loopback({"/a": overloaded(429, None, times=9), "/b": article("/b")}) as server:
        settings = {"DOWNLOAD_DELAY": 0.2, "DOWNLOAD_DELAY_JITTER": 0, "NEWSCRAWLER_PATIENCE_SECONDS": 1}
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={server.url('/a')}", settings=settings)
    assert (done.status, server.count("/a")) == (30, 3), done
    assert "1 asked to wait" in done.line
    first, second = gaps(server)
    assert first >= 0.35
    assert second >= 0.75


@pytest.mark.parametrize(("wish", "seconds"), [("7200", 7200), ("99999999999", 86400)])
def test_longer_than_patience_puts_the_pages_back_until_then(tmp_path: Path, wish: str, seconds: int) -> None:
    with Loopback({"/a": overloaded(503, lambda: wish, times=9), "/b": article("/b"), "/c": article("/c")}) as server:
        addresses = " ".join(server.url(path) for path in server.routes)
        settings = {"DOWNLOAD_DELAY": 0.2}
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}", settings=settings)
    assert (done.status, server.paths) == (30, ["/robots.txt", "/a"]), done
    assert "(3 asked to wait)" in done.line
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        rows = connection.execute("SELECT state, next_visit_at FROM pages WHERE article_id IS NULL").fetchall()
    assert len(rows) == 3
    assert {state for state, _ in rows} == {"new"}
    soonest = datetime.now(UTC) + timedelta(seconds=seconds - 60)
    assert all(datetime.fromisoformat(moment) > soonest for _, moment in rows), rows
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert archive.turns().rest_seconds(server.site) > seconds - 60
