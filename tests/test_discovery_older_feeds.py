"""Where the older entries of a feed are: declared, numbered by WordPress, or nowhere."""

from __future__ import annotations

import json

import pytest

from newscrawler.discovery import read_source
from newscrawler.items import PageKind

FEED = "https://example.org/feed/"
ITEM = "<item><title>t</title><link>https://example.org/a</link></item>"
WORDPRESS = "<generator>https://wordpress.org/?v=6.8</generator>"
ATOM_LINK = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{}" href="{}"/>'


def older(body: str, url: str = FEED) -> str:
    return read_source(body.encode(), kind=PageKind.FEED, url=url).older


def rss(*parts: str) -> str:
    return f'<rss version="2.0"><channel><title>t</title>{"".join(parts)}</channel></rss>'


def atom(*parts: str) -> str:
    entry = '<entry><title>t</title><id>1</id><link href="https://example.org/a"/></entry>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{"".join(parts)}{entry}</feed>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (atom('<link rel="next" href="?page=2"/>'), f"{FEED}?page=2"),
        (atom('<link rel="prev-archive" href="/2024/02.atom"/>'), "https://example.org/2024/02.atom"),
        (atom('<link rel="prev-archive" href="/b"/><link rel="next" href="/a"/>'), "https://example.org/a"),
        (rss(ATOM_LINK.format("next", "/feed/2"), ITEM), "https://example.org/feed/2"),
        (rss(ATOM_LINK.format("self", FEED), ITEM), ""),
        (atom('<link rel="next" href="javascript:alert(1)"/>'), ""),
        (atom(f'<link rel="next" href="{FEED}"/>'), ""),
        (rss(ITEM), ""),
        (rss(), ""),
    ],
)
def test_what_a_feed_declares(body, expected):
    assert older(body) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (FEED, f"{FEED}?paged=2"),
        (f"{FEED}?paged=2", f"{FEED}?paged=3"),
        ("https://example.org/?feed=rss2&paged=9", "https://example.org/?feed=rss2&paged=10"),
        (f"{FEED}?paged=x", ""),
        (f"{FEED}?paged={'9' * 40}", ""),
    ],
)
def test_wordpress_numbers_the_pages(url, expected):
    assert older(rss(WORDPRESS, ITEM), url) == expected


def test_a_page_without_entries_is_the_last():
    assert older(rss(WORDPRESS), f"{FEED}?paged=41") == ""


def test_blogger_declares_its_next_page():
    href = "https://blog.example.org/feeds/posts/default?start-index=26&amp;max-results=25"
    body = atom("<generator>Blogger</generator>", f'<link rel="next" type="application/atom+xml" href="{href}"/>')
    assert older(body) == href.replace("&amp;", "&")


@pytest.mark.parametrize(
    ("said", "expected"),
    [("/feed.json?page=2", "https://example.org/feed.json?page=2"), (None, ""), (7, ""), ("", ""), ("data:,x", "")],
)
def test_a_json_feed_names_it(said, expected):
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/a"}], "next_url": said}
    assert older(json.dumps(feed)) == expected
