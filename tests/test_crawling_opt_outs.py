"""Pages that ask for no copy, and reservations against AI training and text mining: heeded and recorded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from newscrawler.archive import Archive
from newscrawler.cli import main
from newscrawler.crawling.directives import forbids_keeping, page_directives
from newscrawler.crawling.opt_outs import page_opt_outs, robots_opt_outs
from newscrawler.crawling.robots_text import RobotsText
from newscrawler.crawling.tdm_file import PATH, read_tdm_file
from newscrawler.items import OptOut
from tests.loopback import Loopback, crawl, html, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Answer

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]
TOKEN = "newscrawler"


def article(path: str, head: str = "", **headers: str) -> Answer:
    prose = "".join(f"<p>{words} {path}</p>" for words in WORDS)
    markup = f"<head>{head}</head><body><article><h1>Headline {path}</h1>{prose}</article></body>"
    return html(markup, **{name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    ("header", "forbids"),
    [
        *(
            (value, True)
            for value in ("noarchive", "NOARCHIVE", "none", "noindex, noarchive", "newscrawler: noarchive")
        ),
        *((value, True) for value in ("other: nofollow, newscrawler: none", "NewsCrawler/1.0: noarchive", "*: none")),
        ("unavailable_after: 25 Jun 2028 15:00:00 PST, noarchive", True),
        ("unavailable_after: Sun, 25 Jun 2028 15:00:00 GMT, noarchive", True),
        *((value, False) for value in ("", "noindex, nofollow", "other: noarchive", "other: noindex, none", "archive")),
        *((value, False) for value in ("max-snippet: -1", "news: none", "newscrawlers: none", "noarchives", "::,:, :")),
    ],
)
def test_who_is_asked_to_keep_no_copy(header: str, forbids: bool) -> None:
    assert forbids_keeping(page_directives([("x-robots-tag", header)], {}, TOKEN), TOKEN) is forbids


def test_headers_and_meta_elements_add_up() -> None:
    headers = [("x-robots-tag", "other: noindex"), ("x-robots-tag", "nosnippet")]
    found = page_directives(headers, {"robots": ["noindex,NoAI", "max-snippet:20"], TOKEN: ["none"]}, TOKEN)
    assert [*map(tuple, found)] == [
        *(("other", "noindex"), ("*", "nosnippet"), ("*", "noindex"), ("*", "noai"), ("*", "max-snippet")),
        (TOKEN, "none"),
    ]


def test_what_a_page_reserves() -> None:
    headers = [("tdm-reservation", "1"), ("tdm-policy", "https://example.org/policy"), ("content-usage", "train-ai=n")]
    meta = {"tdm-reservation": ["1"], "robots": ["noai, noimageai"]}
    found = page_opt_outs(headers, meta, page_directives([("x-robots-tag", "gptbot: noai")], meta, TOKEN))
    assert found == [
        OptOut("tdm-reservation", "header"),
        OptOut("tdm-policy https://example.org/policy", "header"),
        OptOut("tdm-reservation", "meta"),
        OptOut("noai", "robots directive"),
        OptOut("noimageai", "robots directive"),
        OptOut("train-ai=n", "header"),
    ]
    assert page_opt_outs([("tdm-reservation", "0"), ("content-usage", "train-ai=y")], {"tdm-policy": ["x"]}, []) == []


ROBOTS = """
User-agent: *
Content-Signal: search=yes, ai-input=no, ai-train=no
Content-Usage: /premium/ train-ai=n
Allow: /

User-agent: GPTBot
User-agent: CCBot/2.0
User-agent: AI2Bot
Disallow: /

User-agent: ClaudeBot
Disallow: /private
"""


def test_what_a_robots_txt_reserves() -> None:
    found = robots_opt_outs(ROBOTS, RobotsText.read(ROBOTS, TOKEN), "https://example.org/")
    assert [(one.signal, one.place) for one in found] == [
        *((name, "robots.txt") for name in ("AI2Bot", "CCBot", "GPTBot")),
        ("ai-input=no", "robots.txt Content-Signal"),
        ("ai-train=no", "robots.txt Content-Signal"),
        ("train-ai=n /premium/", "robots.txt Content-Usage"),
    ]
    shut = "User-agent: *\nDisallow: /"
    assert robots_opt_outs(shut, RobotsText.read(shut, TOKEN), "https://example.org/") == []


def run(archive: Path, *words: str) -> Any:
    result = CliRunner().invoke(main, [*words, "--archive", str(archive)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_no_copy_is_kept_of_a_page_that_asks_for_none(tmp_path: Path) -> None:
    routes = {
        "/open": article("/open"),
        "/header": article("/header", X_Robots_Tag="noarchive"),
        "/ours": article("/ours", X_Robots_Tag="newscrawler: none"),
        "/meta": article("/meta", head="<meta name=robots content='noindex, noarchive'>"),
        "/theirs": article("/theirs", X_Robots_Tag="otherbot: noarchive", head="<meta name=robots content=noindex>"),
    }
    with Loopback(dict(routes)) as server:
        addresses = " ".join(map(server.url, routes))
        heeding = crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}")
        settings = {"NEWSCRAWLER_RESPECT_NOARCHIVE": 0}
        other = crawl(tmp_path / "b.db", "article", "-a", f"url={addresses}", settings=settings)
    assert (heeding.status, other.status) == (0, 0)
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert sorted(one["url"] for one in archive.articles()) == [server.url("/open"), server.url("/theirs")]
        assert archive.runs()[0].counts.skipped == {"noarchive": 3}
        assert archive.queue_counts() == {"done": 2, "skipped": 3}
        assert archive.stats()["snapshots"]["count"] == 2
    with Archive(tmp_path / "b.db", read_only=True) as archive:
        assert archive.stats()["articles"] == 5


def test_reservations_are_recorded_and_bar_nothing(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    front = html("<h2><a href=/news/2026/03/01/story-of-the-day>Headline of the day</a></h2>")
    story = article("/story", head="<meta name=tdm-reservation content=1>", X_Robots_Tag="noai")
    with Loopback({"/robots.txt": text(ROBOTS), "/": front, "/news/2026/03/01/story-of-the-day": story}) as server:
        assert crawl(archive, "news", "-a", f"site={server.url()}").status == 0
    shown = json.loads(run(archive, "show", "1", "--json"))
    assert {(one["signal"], one["place"]) for one in shown["opt_outs"]} == {
        *((name, "robots.txt") for name in ("AI2Bot", "CCBot", "GPTBot")),
        *(("ai-input=no", "robots.txt Content-Signal"), ("ai-train=no", "robots.txt Content-Signal")),
        *(("train-ai=n /premium/", "robots.txt Content-Usage"), ("noai", "robots directive")),
        ("tdm-reservation", "meta"),
    }
    assert "tdm-reservation (meta); noai (robots directive); AI2Bot, CCBot, GPTBot (robots.txt);" in run(
        archive, "show", "1"
    )
    (site,) = json.loads(run(archive, "stats", "--json"))["sites"]
    assert {"signal": "noai", "place": "robots directive", "pages": 1} in site["opt_outs"]
    assert {"signal": "GPTBot", "place": "robots.txt", "pages": 0} in site["opt_outs"]
    told = (
        "reserves: tdm-reservation (meta, 1 page); noai (robots directive, 1 page); AI2Bot, CCBot, GPTBot (robots.txt)"
    )
    assert f"{server.site} {told}; " in " ".join(run(archive, "stats").split())


def test_what_was_forbidden_is_asked_for_when_robots_txt_changed(tmp_path: Path) -> None:
    archive, path = tmp_path / "a.db", "/news/2026/03/01/story-of-the-day"
    routes = {"/": html(f"<h2><a href={path}>Headline of the day</a></h2>"), path: article(path)}
    with Loopback({**routes, "/robots.txt": text("User-agent: *\nDisallow: /news/")}) as server:
        settings = {"NEWSCRAWLER_SOURCE_INTERVAL_SECONDS": 0}
        for _ in range(2):
            crawl(archive, "news", "-a", f"site={server.url()}", settings=settings)
        assert server.count(path) == 0
        server.routes["/robots.txt"] = text("User-agent: *\nDisallow: /private/")
        crawl(archive, "news", "-a", f"site={server.url()}", settings=settings)
    assert server.count(path) == 1


RULES = [
    {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://example.org/policy.json"},
    {"location": "/free/*", "tdm-reservation": 0},
    {"location": "/photos/*", "tdm-reservation": True},
]


@pytest.mark.parametrize(
    ("body", "signals"),
    [
        (
            json.dumps(RULES),
            ["tdm-reservation", "tdm-policy https://example.org/policy.json", "tdm-reservation /photos/*"],
        ),
        ('\ufeff{"location": "*", "tdm-reservation": "1"}', ["tdm-reservation"]),
        ('[{"tdm-reservation": 1}, {"tdm-reservation": 1}]', ["tdm-reservation"]),
        ("[" * 100_000, []),
        ("<html>", []),
        ("", []),
        ('[1, null, "x", {"location": 7}, {"tdm-reservation": 2}, {"tdm-reservation": NaN}]', []),
    ],
)
def test_what_a_reservation_file_says(body: str, signals: list[str]) -> None:
    assert [(one.signal, one.place) for one in read_tdm_file(body.encode())] == [
        (signal, "tdmrep.json") for signal in signals
    ]


def test_a_host_is_asked_for_its_reservation_file_once_a_week(tmp_path: Path) -> None:
    archive, path = tmp_path / "a.db", "/news/2026/03/01/story-of-the-day"
    routes = {
        "/": html(f"<h2><a href={path}>Headline of the day</a></h2>"),
        path: article(path),
        PATH: text(json.dumps(RULES[:1]), content_type="application/json"),
        "/robots.txt": text("User-agent: GPTBot\nDisallow: /"),
    }
    week, always = (
        {"NEWSCRAWLER_TDM_FILE_SECONDS": seconds, "NEWSCRAWLER_SOURCE_INTERVAL_SECONDS": 0}
        for seconds in (604_800, 0.001)
    )

    def signals() -> set[str]:
        return {one["signal"] for one in json.loads(run(archive, "show", "1", "--json"))["opt_outs"]}

    with Loopback(dict(routes)) as server:
        crawl(archive, "news", "-a", f"site={server.url()}", settings=week)
        assert signals() == {"GPTBot", "tdm-reservation", "tdm-policy https://example.org/policy.json"}
        crawl(archive, "news", "-a", f"site={server.url()}", settings=week)
        assert (server.count("/"), server.count(PATH)) == (2, 1)

        # A host that cannot tell now reserves what it did; one that has no file any more reserves nothing there.
        server.routes[PATH] = text("away", status=503)
        crawl(archive, "news", "-a", f"site={server.url()}", settings=always)
        assert "tdm-reservation" in signals()
        del server.routes[PATH]
        crawl(archive, "news", "-a", f"site={server.url()}", settings=always)
        assert signals() == {"GPTBot"}
        assert server.count(PATH) == 3


@pytest.mark.parametrize(
    ("robots", "settings"),
    [
        ("User-agent: *\nDisallow: /.well-known/", {"NEWSCRAWLER_TDM_FILE_SECONDS": 604_800}),
        ("", {"NEWSCRAWLER_TDM_FILE_SECONDS": 0}),
    ],
)
def test_the_reservation_file_is_left_alone(tmp_path: Path, robots: str, settings: dict[str, object]) -> None:
    with Loopback({"/robots.txt": text(robots), "/story": article("/story")}) as server:
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={server.url('/story')}", settings=settings)
    assert done.status == 0
    assert server.count(PATH) == 0
