"""No address is ever without an outcome: requested = the sum of the outcomes, whatever the server does."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from newscrawler.archive import Archive
from tests.loopback import Asked, Hangup, Loopback, crawl, html, moved, page, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Answer, Route

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]
HTML = {"Content-Type": "text/html; charset=utf-8"}
ARTICLE = page("A headline of the day", *WORDS)
PACKED = gzip.compress(ARTICLE[2] * 50) if isinstance(ARTICLE, tuple) else b""


def hang_up(asked: Asked) -> Answer:
    raise Hangup


def cookie_wall(asked: Asked) -> Answer:
    if "pass=1" in asked.headers.get("cookie", ""):
        return ARTICLE
    return (302, {"Location": asked.path, "Set-Cookie": "pass=1"}, b"")


def raw(head: str, body: bytes = b"") -> bytes:
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


ROUTES: dict[str, tuple[Route, str]] = {
    "/fine": (ARTICLE, "new"),
    "/cookie-wall": (cookie_wall, "alias"),
    "/gone": (text("", 404), "gone 404"),
    "/wall": (text("", 403), "blocked 403"),
    "/error": (text("", 500), "server error 500"),
    "/loop": (moved("/loop"), "too many redirects"),
    "/loop-of-two": (moved("/other-half"), "too many redirects"),
    "/other-half": (moved("/loop-of-two"), "too many redirects"),
    "/nowhere": (moved("http://[::1"), "bad address"),
    "/no-location": ((302, {}, b""), "unexpected status 302"),
    "/hang-up": (hang_up, "connection lost"),
    "/short": (raw("HTTP/1.1 200 OK\nContent-Length: 5000", b"<html>half"), "incomplete"),
    "/half-gzip": ((200, HTML | {"Content-Encoding": "gzip"}, PACKED[: len(PACKED) // 2]), "incomplete"),
    "/no-gzip": ((200, HTML | {"Content-Encoding": "gzip"}, b"<html>no gzip at all"), "incomplete"),
    "/unending": (raw("HTTP/1.1 200 OK\nContent-Type: text/html", b"<html><p>half a page, and then"), "incomplete"),
    "/bomb": ((200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(bytes(20_000_000))), "too large"),
    "/big": ((200, HTML, bytes(17_000_000)), "too large"),
    "/picture": ((200, {"Content-Type": "image/png"}, b"\x89PNG"), "not a text page"),
    "/binary": ((200, HTML, bytes(range(256)) * 20), "not a text page"),
    "/empty": ((200, HTML, b""), "not an article"),
}


def test_every_address_has_an_outcome(tmp_path: Path) -> None:
    with Loopback({path: route for path, (route, _) in ROUTES.items()}) as server:
        addresses = " ".join(server.url(path) for path in ROUTES)
        settings = {"RETRY_TIMES": 1}
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}", settings=settings)
    assert done.status == 20, done
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        counts = archive.runs()[0].counts
        titles = [found["title"] for found in archive.articles()]
    assert counts.requested == counts.fetched == len(ROUTES)
    assert titles == ["A headline of the day"]
    expected: dict[str, int] = {}
    for _, reason in ROUTES.values():
        expected[reason] = expected.get(reason, 0) + 1
    assert {"new": counts.new, "alias": counts.alias} | counts.skipped | counts.failed | counts.put_back == expected


def test_a_page_that_breaks_a_step_costs_one_page(tmp_path: Path) -> None:
    spiders = tmp_path / "spiders_that_break"
    spiders.mkdir()
    (spiders / "__init__.py").write_text("")
    (spiders / "breaking.py").write_text(
        "from newscrawler import NewsSpider\n\n\n"
        "class BreakingSpider(NewsSpider):\n"
        "    name = 'breaking'\n"
        "    takes = ('url',)\n\n"
        "    def clean_article(self, article, markup):\n"
        "        if 'second' in article.title:\n"
        "            raise KeyError('surprise')\n"
        "        if 'third' in article.title:\n"
        "            article.breadcrumbs = [1]\n"
        "        return article\n"
    )
    routes: dict[str, Route] = {
        f"/{nth}": page(f"The {nth} headline of the day", *[f"{words} {nth}" for words in WORDS])
        for nth in ("first", "second", "third", "fourth")
    }
    with Loopback(routes) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tmp_path))
        addresses = " ".join(server.url(path) for path in routes)
        settings = {"SPIDER_MODULES": "spiders_that_break"}
        done = crawl(tmp_path / "a.db", "breaking", "-a", f"url={addresses}", settings=settings)
    assert done.status == 20, done
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        counts = archive.runs()[0].counts
    assert counts.new == 2
    assert counts.fetched == 4
    assert counts.failed["crashed: KeyError"] == 1
    assert sum(counts.failed.values()) == 2


def test_a_second_visit_is_conditional(tmp_path: Path) -> None:
    def conditional(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == '"v1"':
            return (304, {"ETag": '"v1"'}, b"")
        return html(f"<body><h1>A headline of the day</h1><p>{'</p><p>'.join(WORDS)}</p></body>", ETag='"v1"')

    with Loopback({"/a": conditional}) as server:
        for _ in range(2):
            done = crawl(tmp_path / "a.db", "article", "-a", f"url={server.url('/a')}")
            assert done.status == 0, done
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        second, first = archive.runs()
    assert (first.counts.new, second.counts.new, second.counts.unchanged) == (1, 0, 1)


def test_accounts_that_do_not_balance_are_the_verdict(tmp_path: Path) -> None:
    """A step that stores a visit itself counts it twice: the run says so, whatever it brought."""
    (tmp_path / "doubling.py").write_text(
        "class DoublingPipeline:\n"
        "    def __init__(self, crawler):\n"
        "        self.crawler = crawler\n\n"
        "    @classmethod\n"
        "    def from_crawler(cls, crawler):\n"
        "        return cls(crawler)\n\n"
        "    def process_item(self, item):\n"
        "        session = self.crawler.spider.session\n"
        "        session.archive.store(item, run_id=session.run.id)\n"
        "        return item\n"
    )
    steps = {"pipelines.store.StorePipeline": 300, "doubling.DoublingPipeline": 400}
    with Loopback({"/a": ARTICLE}) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tmp_path))
        settings = {"ITEM_PIPELINES": json.dumps(steps)}
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={server.url('/a')}", settings=settings)
    said = "the accounts do not balance: 1 pages requested, 2 outcomes archived, 1 counted"
    assert (done.status, said in done.line, said in done.log) == (1, True, True), done
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        run = archive.runs()[0]
    assert (run.verdict, run.counts.requested, run.counts.fetched) == ("crashed", 1, 2)
