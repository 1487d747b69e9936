"""What `scrapy crawl` ends with: one verdict line, one exit status, one row in `runs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newscrawler.archive import Archive
from tests.loopback import Loopback, crawl, html, page, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Route

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]


@pytest.mark.parametrize(
    ("route", "status", "word"),
    [
        (page("A headline of the day", *WORDS), 0, "worked"),
        (text("gone", 404), 20, "degraded"),
        (text("wall", 403), 30, "blocked"),
        (text("slower", 429), 30, "blocked"),
        (text("later", 503, Retry_After="7200"), 30, "blocked"),
    ],
)
def test_one_page(tmp_path: Path, route: Route, status: int, word: str) -> None:
    with Loopback({"/a": route}) as server:
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={server.url('/a')}")
    assert (done.status, word in done.line) == (status, True), done
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        run = archive.runs()[0]
    assert (run.exit_status, run.verdict, run.line) == (status, word, done.line)


def test_a_refused_connection_is_a_network_that_is_down(tmp_path: Path) -> None:
    with Loopback() as server:
        address = server.url("/a")
    assert crawl(tmp_path / "a.db", "article", "-a", f"url={address}").status == 40


def test_robots_that_forbid_everything_block(tmp_path: Path) -> None:
    with Loopback({"/robots.txt": text("User-agent: *\nDisallow: /"), "/": html("<p>hello</p>")}) as server:
        done = crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}")
    assert done.status == 30
    assert set(server.paths) == {"/robots.txt"}


@pytest.mark.parametrize("words", [["news", "-a", "sight=https://example.org/"], ["no_such_spider"], []])
def test_a_wrong_argument_is_said_in_words(tmp_path: Path, words: list[str]) -> None:
    done = crawl(tmp_path / "a.db", *words)
    assert done.status == 2
    assert "Traceback" not in done.log
    assert not (tmp_path / "a.db").exists()


def test_a_file_that_is_no_archive_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"precious")
    done = crawl(tmp_path / "a.db", "article", "-a", "url=http://127.0.0.1:9/a")
    assert done.status == 1
    assert "Traceback" not in done.log
    assert (tmp_path / "a.db").read_bytes() == b"precious"


def test_two_runs_of_a_site_exclude_each_other(tmp_path: Path) -> None:
    with Loopback({"/": html("<p>hello</p>")}) as server, Archive(tmp_path / "a.db") as archive:
        with archive.lock(server.site):
            done = crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}")
        assert (done.status, "another run holds" in done.line) == (75, True), done
        assert server.asked == []


def test_a_list_in_a_file(tmp_path: Path) -> None:
    with Loopback(
        {f"/{n}": page(f"Headline number {n}", *[f"{words} {n}" for words in WORDS]) for n in (1, 2)}
    ) as server:
        (tmp_path / "list").write_text(f"# two pages\n{server.url('/1')}\n\n{server.url('/2')}\n{server.url('/1')}\n")
        done = crawl(tmp_path / "a.db", "article", "-a", f"file={tmp_path / 'list'}")
    assert done.status == 0
    assert sorted(server.paths) == ["/1", "/2", "/robots.txt"]


def test_what_was_named_once_is_fetched_once(tmp_path: Path) -> None:
    routes: dict[str, Route] = {f"/{n}": page(f"Headline number {n}", *[f"{w} {n}" for w in WORDS]) for n in (1, 2)}
    settings = {"NEWSCRAWLER_REVISIT_SECONDS": "0"}
    with Loopback(routes) as server:
        for path in ("/1", "/2", "/2"):
            done = crawl(tmp_path / "a.db", "article", "-a", f"url={server.url(path)}", settings=settings)
            assert done.status == 0, done
    assert (server.count("/1"), server.count("/2")) == (1, 2)
