"""Walking back: a paper with three months of history, listed in sitemaps by month or on the pages of a section."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from newscrawler.cli import main
from newscrawler.crawling.arguments import period_of
from newscrawler.crawling.walking import LEFT, WalkBack
from newscrawler.discovery import Period
from newscrawler.errors import UsageError
from newscrawler.items import PAST_PRIORITY, Discovered, Page, PageKind, Visit
from tests.loopback import Loopback, crawl, html, page, text

if TYPE_CHECKING:
    from pathlib import Path


DAYS = [date(2024, 1, 1) + timedelta(days=2 * number) for number in range(45)]
"""A text every second day, from January to the end of March."""
NEWEST = DAYS[-3:]
A_PAGE = 5
PROSE = "The harbour was closed on Monday after the storm had torn two cranes from their rails, the port said."
ITEM = "<item><title>{0}</title><link>{0}</link></item>"


def path_of(day: date) -> str:
    return f"/{day:%Y/%m/%d}/storm-closes-the-old-harbour"


class OldPaper(Loopback):
    """A paper whose feed lists the last three texts."""

    def __init__(self, *, has_sitemaps: bool) -> None:
        items = "".join(ITEM.format(path_of(day)) for day in NEWEST)
        super().__init__({
            "/feed": text(f"<rss version='2.0'><channel>{items}</channel></rss>", content_type="application/rss+xml"),
            "/": html(
                '<head><link rel=alternate type="application/rss+xml" href="/feed"></head>'
                "<nav><a href='/news/'>News</a></nav>"
            ),
        })  # fmt: skip
        self.routes |= {path_of(day): page(f"Storm of {day}", *[f"{PROSE} {day}"] * 4) for day in DAYS}
        if has_sitemaps:
            self._print_sitemaps()
        else:
            self._print_lists()

    def _print_sitemaps(self) -> None:
        self.routes["/robots.txt"] = text(f"Sitemap: {'/sitemap-index.xml'}")
        names = [f"/sitemap-2024-{month:02}.xml" for month in (1, 2, 3)]
        maps = "".join(f"<sitemap><loc>{name}</loc></sitemap>" for name in names)
        self.routes["/sitemap-index.xml"] = text(f"<sitemapindex>{maps}</sitemapindex>", content_type="text/xml")
        for month, name in enumerate(names, 1):
            urls = "".join(f"<url><loc>{path_of(day)}</loc></url>" for day in DAYS if day.month == month)
            self.routes[name] = text(f"<urlset>{urls}</urlset>", content_type="text/xml")

    def _print_lists(self) -> None:
        newest_first = DAYS[::-1]
        for number, first in enumerate(range(0, len(DAYS), A_PAGE), 1):
            listed = newest_first[first : first + A_PAGE]
            cards = "".join(f"<h2><a href='{path_of(day)}'>Storm closes the old harbour</a></h2>" for day in listed)
            aside = "".join(f"<li><a href='{path_of(day)}'>Storm closes the old harbour</a></li>" for day in NEWEST)
            older = f"<a href='/news/page/{number + 1}/'>Older posts</a>" if first + A_PAGE < len(DAYS) else ""
            path = f"/news/page/{number}/" if number > 1 else "/news/"
            self.routes[path] = html(f"<main>{cards}{older}</main><aside>{aside}</aside>")

    def fetched(self) -> list[date]:
        """Return the days whose texts were asked for, in order."""
        days = {path_of(day): day for day in DAYS}
        return [days[path] for path in self.paths if path in days]

    def lists(self) -> list[str]:
        """Return the pages of the section and the sitemaps that were asked for, in order."""
        return [path for path in self.paths if path.startswith(("/news/", "/sitemap-2024"))]


@pytest.mark.parametrize("has_sitemaps", [True, False])
def test_a_month_is_fetched_after_the_newest(tmp_path: Path, has_sitemaps: bool) -> None:
    with OldPaper(has_sitemaps=has_sitemaps) as paper:
        done = crawl(tmp_path / "a.db", "news", "-a", f"site={paper.url()}", "-a", "backfill=2024-02")
        assert done.status == 0
        fetched = paper.fetched()
        assert sorted(fetched[:3]) == NEWEST
        february = {day for day in DAYS if day.month == 2}
        spill = set(fetched[3:]) - february
        assert february <= set(fetched)
        assert len(fetched) == len(set(fetched))
        assert all(abs((day - date(2024, 2, 15)).days) <= 15 for day in spill)
        lists = paper.lists()
        if has_sitemaps:
            assert lists == ["/sitemap-2024-02.xml", "/news/"]
        else:
            # The seventh page is the first whose texts are older.
            assert lists == ["/news/", *(f"/news/page/{number}/" for number in range(2, 8))]

        # The days before it are a walk of their own; what was fetched is not fetched again.
        crawl(
            tmp_path / "a.db", "news", "-a", f"site={paper.url()}", "-a", "since=2024-01-15", "-a", "until=2024-01-31"
        )
        assert {day for day in DAYS if date(2024, 1, 15) <= day} <= {*paper.fetched(), *DAYS[30:]}
        assert len(paper.fetched()) == len(set(paper.fetched()))


def test_the_command_walks_back_too(tmp_path: Path) -> None:
    with OldPaper(has_sitemaps=True) as paper:
        words = ["crawl", paper.url(), "--since", "2024-02", "--until", "2024-02", "--archive", str(tmp_path / "a.db")]
        done = subprocess.run(
            [sys.executable, "-m", "newscrawler.cli", *words], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        assert {day for day in DAYS if day.month == 2} <= set(paper.fetched())
        assert not [day for day in paper.fetched() if day.month == 1]


@pytest.mark.parametrize(
    "words", [["--since", "nonsense"], ["--until", "2024"], ["--since", "2024", "--until", "2023"]]
)
def test_the_command_refuses_days_that_cannot_be_walked(words: list[str]) -> None:
    result = CliRunner().invoke(main, ["crawl", "https://example.org/", *words])
    assert result.exit_code == 2
    assert "expected" in result.stderr


def test_an_ordinary_run_leaves_the_past_alone(tmp_path: Path) -> None:
    with OldPaper(has_sitemaps=False) as paper:
        settings = {"NEWSCRAWLER_MAX_PAST_SOURCES": 10, "NEWSCRAWLER_SOURCE_INTERVAL_SECONDS": 0}
        words = ("news", "-a", f"site={paper.url()}")
        first = crawl(tmp_path / "a.db", *words, "-a", "since=2024-01", settings=settings)
        assert first.status == 0
        asked = len(paper.lists())
        assert 1 < asked < 9
        with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
            assert connection.execute("select count from run_drops where reason = ?", (LEFT,)).fetchone() == (1,)
        before = len(paper.fetched())

        crawl(tmp_path / "a.db", *words, settings=settings)
        assert (len(paper.lists()), len(paper.fetched())) == (asked, before)

        # The next walk looks at the first page, and goes on where the last one stopped.
        settings["NEWSCRAWLER_MAX_PAST_SOURCES"] = 100
        crawl(tmp_path / "a.db", *words, "-a", "since=2024-01", settings=settings)
        rest = [f"/news/page/{number}/" for number in range(asked + 1, 10)]
        assert sorted(paper.lists()[asked:]) == ["/news/", *rest]
        assert sorted(paper.fetched()) == DAYS


def test_a_walk_that_was_killed_loses_nothing(tmp_path: Path) -> None:
    with OldPaper(has_sitemaps=True) as paper:
        words = ("news", "-a", f"site={paper.url()}", "-a", "since=2024-01")
        crawl(tmp_path / "a.db", *words, settings={"CLOSESPIDER_PAGECOUNT": 12})
        assert len(paper.fetched()) < len(DAYS)
        crawl(tmp_path / "a.db", *words)
        assert sorted(set(paper.fetched())) == DAYS
        assert len(paper.fetched()) <= len(DAYS) + 1


@pytest.mark.parametrize(
    ("arguments", "since", "until"),
    [
        ({"backfill": "2024-01"}, "2024-01-01", "2024-01-31"),
        ({"backfill": "2024"}, "2024-01-01", "2024-12-31"),
        ({"since": "2024-01", "until": "2024-03"}, "2024-01-01", "2024-03-31"),
        ({"since": "2024-01-15", "until": "2024-01-15"}, "2024-01-15", "2024-01-15"),
    ],
)
def test_the_days_that_arguments_name(arguments: dict[str, str], since: str, until: str) -> None:
    assert period_of(arguments) == Period(date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize(
    "arguments",
    [
        {"backfill": "January"},
        {"since": "2024-13"},
        {"since": "2024-02-30"},
        {"until": "2024-01"},
        {"since": "2024-03", "until": "2024-01"},
        {"since": "2999"},
        {"backfill": "2024-01", "since": "2024-01"},
    ],
)
def test_days_that_cannot_be_walked_are_refused(arguments: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="expected"):
        period_of(arguments)


HOME = "https://example.org/"
FEBRUARY = Period(date(2024, 2, 1), date(2024, 2, 29))
NEXT = Discovered(f"{HOME}news/page/2", PageKind.SECTION, is_next=True)


def visit(kind: PageKind, *links: Discovered, depth: int = 0) -> Visit:
    return Visit(page=Page(HOME, "example.org", kind, depth=depth), links=list(links))


def test_an_index_leads_to_what_may_hold_the_days() -> None:
    maps = [
        Discovered(f"{HOME}sitemap-2024-02.xml", PageKind.SITEMAP),
        Discovered(f"{HOME}sitemap-2024.xml", PageKind.SITEMAP),
        Discovered(f"{HOME}post-sitemap3.xml", PageKind.SITEMAP, modified="2024-05-01"),
        Discovered(f"{HOME}post-sitemap1.xml", PageKind.SITEMAP, modified="2023-05-01"),
        Discovered(f"{HOME}sitemap-2024-05.xml", PageKind.SITEMAP),
    ]
    walk, seen = WalkBack(FEBRUARY, is_walking=True), visit(PageKind.SITEMAP, *maps)
    past = walk.sift(seen, PageKind.SITEMAP, {})
    assert [found.url for found in past] == [found.url for found in maps[:3]]
    assert {found.priority for found in past} == {PAST_PRIORITY}
    assert (seen.links, seen.dropped) == ([], {"not of the days asked for": 2})


def test_an_index_below_the_depth_is_not_followed() -> None:
    walk, seen = WalkBack(FEBRUARY, is_walking=True), visit(PageKind.SITEMAP, NEXT, depth=2)
    assert walk.sift(seen, PageKind.SITEMAP, {}) == []
    assert seen.dropped == {"too deep": 1}


def test_a_list_is_walked_until_it_is_older_or_says_nothing_new() -> None:
    walk = WalkBack(FEBRUARY, is_walking=True)
    newest = [Discovered(f"{HOME}a/{number}") for number in range(3)]
    days = {found.url: date(2026, 3, 1) for found in newest}
    assert walk.sift(visit(PageKind.SECTION, *newest, NEXT), PageKind.SECTION, days)[-1].url == NEXT.url

    undated = [Discovered(f"{HOME}b/{number}") for number in range(3)]
    past = walk.sift(visit(PageKind.SECTION, *newest, *undated, NEXT), PageKind.SECTION, days)
    assert [found.url for found in past] == [*(found.url for found in undated), NEXT.url]

    older = [Discovered(f"{HOME}c/{number}") for number in range(3)]
    days |= {found.url: date(2024, 1, 1) for found in older}
    seen = visit(PageKind.SECTION, *newest, *older, NEXT)
    assert walk.sift(seen, PageKind.SECTION, days) == []
    assert seen.dropped == {"not of the days asked for": 6, "older than the days asked for": 1}

    repeated = visit(PageKind.SECTION, *newest, *undated, NEXT)
    assert NEXT.url not in [found.url for found in walk.sift(repeated, PageKind.SECTION, days)]


def test_the_newest_stay_what_they_are() -> None:
    feed = visit(PageKind.FEED, Discovered(f"{HOME}2024/02/03/a"))
    assert WalkBack(FEBRUARY).sift(feed, PageKind.FEED, {}) == []
    assert len(feed.links) == 1


class Feeds(Loopback):
    """A paper whose feed is turned page by page, five texts a page, and which has no other list."""

    def __init__(self, *, is_wordpress: bool, has_sitemap: bool = False) -> None:
        super().__init__({
            "/": html('<head><link rel=alternate type="application/rss+xml" href="/feed"></head>'),
        })  # fmt: skip
        self.routes |= {path_of(day): page(f"Storm of {day}", *[f"{PROSE} {day}"] * 4) for day in DAYS}
        newest_first = DAYS[::-1]
        for number, first in enumerate(range(0, len(DAYS), A_PAGE), 1):
            listed = newest_first[first : first + A_PAGE]
            older = f"?paged={number + 1}" if first + A_PAGE < len(DAYS) else ""
            maker = "<generator>https://wordpress.org/?v=6.8</generator>"
            link = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/feed{older}"/>'
            items = "".join(
                f"<item><title>{day}</title><link>{path_of(day)}</link><pubDate>{day}T08:00:00Z</pubDate></item>"
                for day in listed
            )
            body = (
                f"<rss version='2.0'><channel>{maker if is_wordpress else link if older else ''}{items}</channel></rss>"
            )
            self.routes["/feed" if number == 1 else f"/feed?paged={number}"] = text(
                body, content_type="application/rss+xml"
            )
        if has_sitemap:
            urls = "".join(f"<url><loc>{path_of(day)}</loc></url>" for day in DAYS)
            self.routes["/sitemap.xml"] = text(f"<urlset>{urls}</urlset>", content_type="text/xml")
            self.routes["/robots.txt"] = text("Sitemap: /sitemap.xml")

    def feeds(self) -> list[str]:
        """Return the pages of the feed that were asked for, in order."""
        return [path for path in self.paths if path.startswith("/feed?paged")]

    def fetched(self) -> set[date]:
        """Return the days whose texts were asked for."""
        return {day for day in DAYS if path_of(day) in self.paths}


@pytest.mark.parametrize("is_wordpress", [True, False])
def test_a_feed_is_turned_until_it_is_older(tmp_path: Path, is_wordpress: bool) -> None:
    with Feeds(is_wordpress=is_wordpress) as paper:
        done = crawl(tmp_path / "a.db", "news", "-a", f"site={paper.url()}", "-a", "backfill=2024-02")
        assert done.status == 0
        assert {day for day in DAYS if day.month == 2} <= paper.fetched()
        # The seventh page is the first whose texts are older than February.
        assert paper.feeds() == [f"/feed?paged={number}" for number in range(2, 8)]
        assert not {day for day in paper.fetched() if day < date(2024, 1, 31)}

        # A later run finds the same feed unchanged, and still knows its way.
        crawl(tmp_path / "a.db", "news", "-a", f"site={paper.url()}", "-a", "backfill=2024-01")
        assert {day for day in DAYS if day.month == 1} <= paper.fetched()


def test_a_feed_is_not_turned_where_a_sitemap_tells(tmp_path: Path) -> None:
    with Feeds(is_wordpress=True, has_sitemap=True) as paper:
        crawl(tmp_path / "a.db", "news", "-a", f"site={paper.url()}", "-a", "backfill=2024-02")
        assert {day for day in DAYS if day.month == 2} <= paper.fetched()
        assert len(paper.feeds()) <= 1


def test_an_ordinary_run_turns_no_feed(tmp_path: Path) -> None:
    with Feeds(is_wordpress=True) as paper:
        crawl(tmp_path / "a.db", "news", "-a", f"site={paper.url()}")
        assert paper.feeds() == []
