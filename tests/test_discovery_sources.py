"""Where a site says that it lists its articles."""

from __future__ import annotations

import dataclasses

import pytest

from newscrawler.discovery import (
    Feed,
    NewsSitemap,
    Section,
    Sitemap,
    declared_sources,
    discovered,
    robots_sitemaps,
    usual_sources,
)
from newscrawler.discovery.sources import MAX_DECLARED, sitemap_kind
from newscrawler.items import PageKind
from newscrawler.markup import parse_markup

ROBOTS_URL = "https://example.org/robots.txt"


def robots(text: str) -> list[tuple[str, PageKind]]:
    return [(page.url, page.kind) for page in robots_sitemaps(text, ROBOTS_URL)]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (Feed, PageKind.FEED),
        (NewsSitemap, PageKind.NEWS_SITEMAP),
        (Sitemap, PageKind.SITEMAP),
        (Section, PageKind.SECTION),
    ],
)
def test_a_source_is_an_address_and_its_kind(source, kind):
    assert source("/a").kind is kind
    assert source("/a") == source("/a")
    page = discovered(source("/a"), "https://example.org/b/")
    assert page
    assert (page.url, page.kind) == ("https://example.org/a", kind)
    with pytest.raises(dataclasses.FrozenInstanceError):
        source("/a").url = "/b"


def test_a_source_that_cannot_be_fetched_is_none():
    assert discovered(Feed("file:///etc/passwd"), "https://example.org/") is None


def test_what_lists_the_newest_is_fetched_before_what_lists_the_years():
    pages = [discovered(source("/x"), "https://example.org/") for source in (NewsSitemap, Feed, Section, Sitemap)]
    order = [page.priority for page in pages if page]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == 4


def test_robots_sitemaps_are_read_in_order_each_once():
    text = (
        "\ufeffSitemap: https://example.org/sitemap.xml\r\nUser-agent: *\r\nDisallow: /\r\n"
        "sitemap:/news-sitemap.xml # news\r\n  SITEMAP :   https://example.org/sitemap.xml\n"
        "Sitemap:\nSitemap: # none\nNot-a-sitemap: /x.xml\n# Sitemap: /old.xml\n"
        "Sitemap: https://example.org/feed/\n"
    )
    assert robots(text) == [
        ("https://example.org/sitemap.xml", PageKind.SITEMAP),
        ("https://example.org/news-sitemap.xml", PageKind.NEWS_SITEMAP),
        ("https://example.org/feed/", PageKind.FEED),
    ]


@pytest.mark.parametrize(
    "href",
    [
        "file:///etc/passwd",
        "ftp://example.org/s.xml",
        "javascript:alert(1)",
        "http://[::1",
        "http://example.org:99999/",
    ],
)
def test_robots_cannot_send_the_crawler_elsewhere_than_the_web(href):
    assert robots(f"Sitemap: {href}\nSitemap: /good.xml") == [("https://example.org/good.xml", PageKind.SITEMAP)]


def test_robots_sitemaps_are_bounded():
    assert len(robots("".join(f"Sitemap: /s{number}.xml\n" for number in range(10_000)))) == 500


@pytest.mark.parametrize("text", ["", "\x00", "<html>Sitemap</html>", "sitemap", "Sitemap:" + " " * 100_000, "\ud800"])
def test_robots_without_sitemaps(text):
    assert robots(text) == []


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://news.example.org/sitemap.xml", PageKind.SITEMAP),
        ("https://example.org/news/sitemap.xml", PageKind.SITEMAP),
        ("https://example.org/sitemap_news.xml?x=1", PageKind.NEWS_SITEMAP),
        ("https://example.org/googlenews.xml", PageKind.NEWS_SITEMAP),
        ("https://example.org/feeds/posts/default?orderby=UPDATED", PageKind.FEED),
        ("https://example.org/atom.xml", PageKind.FEED),
        ("https://example.org/post-sitemap2.xml", PageKind.SITEMAP),
    ],
)
def test_the_kind_of_a_sitemap_shows_in_its_name(url, kind):
    assert sitemap_kind(url) is kind


def test_declared_feeds_come_first_and_comments_are_left_out():
    markup = parse_markup(
        """<head>
        <link rel="alternate" type="application/rss+xml" title="Example &raquo; Comments Feed" href="/comments/feed/">
        <link rel="alternate" type="application/rss+xml" title="Example &raquo; Feed" href="/feed/">
        <link rel="alternate" type="application/atom+xml" title="نشرة" href="https://feeds.example.net/atom">
        <link rel="ALTERNATE" type="application/feed+json" href="feed.json">
        <link rel="alternate" type="application/json+oembed" href="/wp-json/oembed/1.0/embed?url=x">
        <link rel="alternate" hreflang="ar" href="/ar/"><link rel="stylesheet" type="application/rss+xml" href="/x">
        <link rel="alternate" type="application/rss+xml" href="javascript:x">
        </head><a href="/politics/rss.xml">RSS</a><a href="/feed/">again</a><a href="/rss-explained">what is RSS</a>""",
        "https://example.org/front/",
    )
    assert [(page.url, page.title) for page in declared_sources(markup)] == [
        ("https://example.org/feed/", "Example » Feed"),
        ("https://feeds.example.net/atom", "نشرة"),
        ("https://example.org/front/feed.json", ""),
        ("https://example.org/politics/rss.xml", "RSS"),
    ]
    assert all(page.kind is PageKind.FEED for page in declared_sources(markup))


def test_a_page_of_a_thousand_feeds_gives_the_first_ones():
    links = "".join(f"<a href='/s{number}/rss.xml'>x</a>" for number in range(1_000))
    assert len(declared_sources(parse_markup(links, "https://example.org/"))) == MAX_DECLARED


def test_usual_sources_are_absolute_and_of_every_kind():
    pages = usual_sources("https://example.org/front/?x=1")
    urls = [page.url for page in pages]
    assert {page.kind for page in pages} == {PageKind.FEED, PageKind.NEWS_SITEMAP, PageKind.SITEMAP}
    assert {
        "https://example.org/feed",
        "https://example.org/feeds/posts/default",
        "https://example.org/sitemap.xml",
    } <= {*urls}
    assert len(set(urls)) == len(urls)


def test_usual_sources_of_no_address_are_none():
    assert usual_sources("javascript:x") == []
