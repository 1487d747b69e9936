"""Conditional requests, read from the server's log: what has not changed is asked for with its validators, once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tests.loopback import Asked, Loopback, crawl, html, page, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Answer, Route

CHANGED = "Sat, 16 Jul 2016 09:23:00 GMT"
ALWAYS_DUE = {"NEWSCRAWLER_REVISIT_SECONDS": 0, "NEWSCRAWLER_SOURCE_INTERVAL_SECONDS": 0}
ITEM = "<item><title>Storm closes harbour {0}</title><link>/news/{0}</link></item>"
PROSE = "The harbour was closed on Monday after the storm had torn two cranes from their rails, the port said."


def validated(answer: Answer, **validators: str) -> Route:
    """Return an answer that carries validators, and 304 to whoever sends them back."""
    assert isinstance(answer, tuple)
    names = {"etag": ("ETag", "if-none-match"), "last_modified": ("Last-Modified", "if-modified-since")}
    headers = {names[name][0]: value for name, value in validators.items()}

    def answered(asked: Asked) -> Answer:
        if all(asked.headers.get(names[name][1]) == value for name, value in validators.items()):
            return (304, headers, b"")
        return (answer[0], {**answer[1], **headers}, answer[2])

    return answered


def feed(*numbers: int) -> Answer:
    items = "".join(map(ITEM.format, numbers))
    return text(f"<rss version='2.0'><channel>{items}</channel></rss>", content_type="application/rss+xml")


def test_a_304_is_counted_and_nothing_is_stored_twice(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    front = html('<head><link rel=alternate type="application/rss+xml" href="/feed"></head><body></body>')
    articles = {path: page(f"Storm closes harbour {path}", *[PROSE] * 4, path) for path in ("/news/1", "/news/2")}
    routes: dict[str, Route] = {"/": validated(front, etag='"front"'), "/feed": validated(feed(1), etag='W/"feed-1"')}
    routes |= {path: validated(answer, last_modified=CHANGED) for path, answer in articles.items()}
    with Loopback(routes) as server:
        words = ("news", "-a", f"site={server.url()}")
        assert crawl(archive, *words, settings=ALWAYS_DUE).status == 0
        assert not [asked for asked in server.asked if {"if-none-match", "if-modified-since"} & set(asked.headers)]

        server.asked.clear()
        assert crawl(archive, *words, settings=ALWAYS_DUE).status == 0
        sent = {asked.path: asked.headers for asked in server.asked}
        assert sent["/"]["if-none-match"] == '"front"'
        assert sent["/feed"]["if-none-match"] == 'W/"feed-1"'
        assert sent["/news/1"]["if-modified-since"] == CHANGED
        assert [server.count(path) for path in ("/", "/feed", "/news/1")] == [1, 1, 1]
        assert counted(archive) == {("feed", "unchanged"): 1, ("section", "unchanged"): 1, ("article", "unchanged"): 1}
        assert rows(archive, "snapshots") == rows(archive, "revisions") == rows(archive, "articles") == 1

        # The validators outlive the 304, and a feed that changes is read again.
        server.asked.clear()
        server.routes["/feed"] = validated(feed(1, 2), etag='W/"feed-2"')
        assert crawl(archive, *words, settings=ALWAYS_DUE).status == 0
        sent = {asked.path: asked.headers for asked in server.asked}
        assert sent["/feed"]["if-none-match"] == 'W/"feed-1"'
        assert sent["/news/1"]["if-modified-since"] == CHANGED
        assert rows(archive, "articles") == 2


def counted(archive: Path) -> dict[tuple[str, str], int]:
    """Return kind and outcome -> visits of the last run, robots.txt apart."""
    query = (
        "select kind, outcome, count from run_outcomes where run_id = (select max(id) from runs) and kind <> 'robots'"
    )
    with closing(sqlite3.connect(archive)) as connection:
        return {(kind, outcome): count for kind, outcome, count in connection.execute(query)}


def rows(archive: Path, table: str) -> int:
    with closing(sqlite3.connect(archive)) as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])
