"""What leads into the past: periods, dated addresses, next pages, and the days of what a page lists."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.discovery import Period, list_days, next_page, span_of_address
from newscrawler.items import Discovered
from newscrawler.markup import parse_markup

JANUARY = Period(date(2024, 1, 1), date(2024, 1, 31))


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [
        ("/sitemap-2024-01.xml", "2024-01-01", "2024-01-31"),
        ("/sitemap_2024_1.xml", "2024-01-01", "2024-01-31"),
        ("/sitemaps/2024/01/posts.xml.gz", "2024-01-01", "2024-01-31"),
        ("/sitemap-202401.xml", "2024-01-01", "2024-01-31"),
        ("/sitemap-posttype-post.202402.xml", "2024-02-01", "2024-02-29"),
        ("/sitemap.xml?yyyy=2024&mm=03", "2024-03-01", "2024-03-31"),
        ("/sitemap.xml?yyyy=2024&mm=03&dd=09", "2024-03-09", "2024-03-09"),
        ("/map/2024/april.xml", "2024-04-01", "2024-04-30"),
        ("/archive/jan-2024/", "2024-01-01", "2024-01-31"),
        ("/sitemap-2023.xml", "2023-01-01", "2023-12-31"),
        ("/2024/01/15/some-headline/", "2024-01-15", "2024-01-15"),
        ("/2024/1/5/some-headline", "2024-01-05", "2024-01-05"),
        ("/news/2024-01-15-some-headline.html", "2024-01-15", "2024-01-15"),
        ("/news/20240115/headline", "2024-01-15", "2024-01-15"),
        ("/world/2024/jan/15/headline", "2024-01-15", "2024-01-15"),
        ("/2024/01/some-headline", "2024-01-01", "2024-01-31"),
    ],
)
def test_the_days_that_an_address_names(path, first, last):
    assert span_of_address(f"https://example.org{path}") == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "path",
    [
        "/post-sitemap12.xml",
        "/details/202401",
        "/details/20240199",
        "/a-120240115",
        "/news/1",
        "/election-2024-results",
    ],
)
def test_numbers_that_are_no_days(path):
    assert span_of_address(f"https://example.org{path}", is_article=True) is None


@pytest.mark.parametrize(
    ("path", "published", "modified", "expected"),
    [
        ("/2024/01/15/a", None, None, True),
        ("/2024/02/15/a", None, "2024-01-15", False),
        ("/2024/02/01/a", None, None, True),
        ("/a", "2024-01-15T10:00:00Z", "2024-05-01", True),
        ("/a", "2024-03-15T10:00:00Z", None, False),
        ("/a", None, "2023-12-01", False),
        ("/a", None, "2024-05-01", None),
        ("/a", None, None, None),
        ("/a", "no date", "nor this", None),
    ],
)
def test_what_may_lie_in_a_period(path, published, modified, expected):
    found = Discovered(f"https://example.org{path}", published=published, modified=modified)
    assert JANUARY.may_hold(found) is expected


def turned(html: str, url: str = "https://example.org/news/") -> str | None:
    found = next_page(parse_markup(f"<html>{html}</html>", url), ("example.org",))
    return found.removeprefix("https://example.org") if found else None


@pytest.mark.parametrize(
    ("url", "html", "expected"),
    [
        ("/news/", "<head><link rel=next href='/news/two'></head>", "/news/two"),
        ("/news/", "<a rel='nofollow next' href='/news/two'>x</a>", "/news/two"),
        ("/news/", "<a href='/news/page/3/'>3</a><a href='/news/page/2/'>2</a>", "/news/page/2/"),
        ("/n/page/2/", "<a href='/n/'>1</a><a href='/n/page/9'>9</a><a href='/n/page/3'>3</a>", "/n/page/3"),
        ("/news?page=2", "<a href='/news?page=3&amp;x=1'>x</a><a href='/news?page=3'>3</a>", "/news?page=3"),
        ("/n", "<a href='/n?page=0'>1</a><a href='/n?page=1'>2</a><a href='/n?page=2'>3</a>", "/n?page=1"),
        ("/news?start=20", "<a href='/news?start=0'>1</a><a href='/news?start=40'>3</a>", "/news?start=40"),
        ("/", "<a href='/page/2'>Older posts</a>", "/page/2"),
        ("/قسم/", "<a href='/قسم/صفحة/2'>التالي</a>", "/قسم/صفحة/2"),
        ("/", "<p id=older><a href='/search?before=9'>المقالات الأقدم</a></p>", "/search?before=9"),
        ("/news", "<a href='/news?before=17'>Ältere Beiträge »</a>", "/news?before=17"),
        ("/news", "<a href='/news/page-2.html'>→</a>", "/news/page-2.html"),
    ],
)  # fmt: skip
def test_the_next_page_of_a_list(url, html, expected):
    assert turned(html, f"https://example.org{url}") == expected


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a href='/other/page/2'>2</a>",
        "<a href='https://example.net/news/page/2'>2</a>",
        "<a href='/sport'>More</a><a href='/next-big-thing'>Next</a>",
        "<a rel=next href='/news/'>x</a>",
        "<a href='/news/page/1/'>1</a>",
    ],
)
def test_what_is_no_next_page(html):
    assert turned(html) is None


CARD = "<div class=card><h3><a href='{}'>Headline</a></h3>{}</div>"


def test_the_days_of_a_list():
    cards = (
        CARD.format("/a/1", "<time datetime='2024-01-15T10:00:00Z'>long ago</time>"),
        CARD.format("/a/2", "<span class=post-date>16 يناير 2024</span>"),
        CARD.format("/a/3", "<p class=meta>by a writer</p>"),
        CARD.format("/2024/01/17/four", ""),
    )
    markup = parse_markup(f"<html><body><main>{''.join(cards)}</main></body></html>", "https://example.org/news")
    urls = [f"https://example.org{path}" for path in ("/a/1", "/a/2", "/a/3", "/2024/01/17/four")]
    days = list_days(markup, urls, now=datetime(2026, 3, 1, tzinfo=UTC), languages=("ar",))
    assert [str(days.get(url)) for url in urls] == ["2024-01-15", "2024-01-16", "None", "2024-01-17"]


@given(st.text(max_size=60))
def test_no_address_breaks_the_reading(text):
    span_of_address(f"https://example.org/{text}")
    turned("<a href='?page=2'>2</a>", "https://example.org/news")
