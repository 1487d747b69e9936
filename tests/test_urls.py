"""Addresses: one form for all forms of a page, what may be fetched, which site it is."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawler.urls import absolute_url, canonical_url, is_fetchable, same_site, site_of

SLUG = "خبر-عاجل-من-مسقط"
ESCAPED = "%D8%AE%D8%A8%D8%B1-%D8%B9%D8%A7%D8%AC%D9%84-%D9%85%D9%86-%D9%85%D8%B3%D9%82%D8%B7"
CANONICAL = f"https://example.org/news/{ESCAPED}"

ONE_PAGE = [
    f"https://example.org/news/{SLUG}",
    f"https://example.org/news/{ESCAPED}",
    f"https://example.org/news/{ESCAPED.lower()}",
    f"https://example.org/news/{SLUG}/",
    f"https://example.org/news/{SLUG}#comments",
    f"https://example.org/news/{SLUG}?utm_source=x&utm_medium=y&fbclid=z",
    f"https://m.example.org/news/{SLUG}",
    f"https://www.m.example.org/news/{SLUG}",
    f"https://mobile.example.org/news/{SLUG}",
    f"https://example.org/news/{SLUG}/amp",
    f"https://example.org/news/{SLUG}/amp/",
    f"https://example.org/amp/news/{SLUG}",
    f"https://example.org/news/{SLUG}?amp",
    f"https://example.org/news/{SLUG}?amp=1",
    f"https://example.org/news/{SLUG}?outputType=amp",
    f"https://amp.example.org/news/{SLUG}",
    f"https://example-org.cdn.ampproject.org/c/s/example.org/news/{SLUG}/amp",
    f"https://www.google.com/amp/s/example.org/news/{SLUG}/amp",
    f"https://example.org/news/{SLUG}/print",
    f"https://example.org/news/{SLUG}/?print=1",
    f"https://example.org/news/{SLUG}?tmpl=component&print=1",
    f"https://example.org/news/{SLUG}?m=1",
    f"http://example.org/news/{SLUG}",
    f"http://example.org:80/news/{SLUG}",
    f"https://example.org:443/news/{SLUG}",
    f"https://www.example.org/news/{SLUG}",
    f"HTTPS://Example.ORG/news/{SLUG}",
    f"https://user:secret@example.org/news/{SLUG}",
    f"https://example.org//news//{SLUG}",
    f"https://example.org/x/../news/./{SLUG}",
    f"  https://example.org/news/{SLUG}\n",
    f"https://example.org./news/{SLUG}",
    f"https://example.org/news/{SLUG}?",
    f"https://example.org/news/{SLUG}?&&",
    f"https://example.org/news/{SLUG}?ref=homepage",
    f"https://example.org/news/{SLUG};jsessionid=0A1B2C",
    f"https://example.org/news/{SLUG}?replytocom=77#respond",
]
OTHER_PAGES = [
    "https://example.org/details.php?id=1",
    "https://example.org/details.php?id=2",
    "https://example.org/?p=1",
    "https://example.org/?p=12",
    "https://example.org/news.aspx?NewsID=1",
    "https://example.org/news.aspx?newsid=1",
    "https://example.org/News",
    "https://example.org/news",
    "https://example.org/?m=201706",
    "https://example.org/?view=12",
    "https://example.org/?ref=12",
    "https://example.org/a%2Fb",
    "https://example.org/a/b",
    "https://example.org/print/1",
    "https://example.org:8443/news",
    "https://arabic.example.org/news",
    "https://example.com/news",
    "https://example.org/?q=a%26b",
    "https://example.org/?q=a&b",
]
FIXED = [
    ("https://example.org", "https://example.org/"),
    ("https://example.org/amp", "https://example.org/"),
    ("https://example.org/?b=2&a=1", "https://example.org/?a=1&b=2"),
    ("https://example.org/?q=a+b", "https://example.org/?q=a%20b"),
    ("https://example.org/a.amp.html", "https://example.org/a.html"),
    ("https://example.org/story.amp", "https://example.org/story"),
    ("https://example.org/100%", "https://example.org/100%25"),
    ("https://example.org/%c7%e1", "https://example.org/%C7%E1"),
    ("http://127.0.0.1:8000/a/", "http://127.0.0.1:8000/a"),
    ("http://localhost/a/", "http://localhost/a"),
    ("http://www.example.co.uk/", "https://example.co.uk/"),
    ("http://m.co.uk/", "https://m.co.uk/"),
    ("http://www.com/", "https://www.com/"),
    ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
    ("http://موقع.السعودية/خبر", "https://xn--4gbrim.xn--mgberp4a5d4ar/%D8%AE%D8%A8%D8%B1"),
    ("javascript:void(0)", "javascript:void(0)"),
    ("http://example.org:notaport/", "http://example.org:notaport/"),
    ("", ""),
]
NOT_FETCHABLE = [
    "", "#", "javascript:alert(1)", "mailto:a@example.org", "tel:+96824", "data:text/html,x", "file:///etc/passwd",
    "ftp://example.org/",
    "about:blank", "blob:https://example.org/1", "http://", "http:///a", "http://[::1", "http://[zz]/",
    "http://example.org:99999/",
    "http://example.org:0/", "http://example.org:x/", "http://exa mple.org/", "http://exam<ple.org/",
    "http://-example.org/", "http://a..b/",
    "http://1.2.3.4.5/", "http://999.1.1.1/", f"http://{'a' * 64}.org/", f"http://{'a.' * 200}org/",
    "http://\u2100.org:80@x/", "//",
]  # fmt: skip
HOSTILE = [
    "a" * 100_000, "https://example.org/" + "%" * 100_000, "https://example.org/?" + "a&" * 50_000,
    "https://example.org/" + "/.." * 30_000,
    "https://" + "a." * 50_000 + "org/", "https://example.org/" + "/amp" * 25_000, "http://[" + ":" * 50_000 + "]/",
    "https://example.org/\ud800",
    "https://example.org/\x00\x1b[31m", "https://example.org/" + "\u202e" * 1000, "https://\ud800.org/",
    "http://xn--.org/", "http://xn--a-ö.org/",
]  # fmt: skip


_FORMS = [
    "amp",
    "print",
    "..",
    ".",
    "//",
    "a",
    "?amp=1",
    "&m=1",
    ".amp.html",
    "%2F",
    "%",
    "%3Bjsessionid=1",
    "..;jsessionid=2",
    "é",
    "خبر",
    ".amp",
    ";",
    "#",
]


@pytest.mark.parametrize("url", ONE_PAGE)
def test_all_forms_of_a_page_are_one(url: str) -> None:
    assert canonical_url(url) == CANONICAL


def test_other_pages_stay_apart() -> None:
    assert len(set(map(canonical_url, OTHER_PAGES))) == len(OTHER_PAGES)


@pytest.mark.parametrize(("url", "expected"), FIXED)
def test_the_canonical_form(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize("url", [*ONE_PAGE, *OTHER_PAGES, *(url for url, _ in FIXED), *HOSTILE, *NOT_FETCHABLE])
def test_canonical_is_final(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(
    st.text(max_size=60),
    st.sampled_from(["", "http://", "https://www.example.org/", "//", "http://m.example.org/?", "https://"]),
)
@settings(max_examples=500, deadline=None)
def test_no_text_raises_and_canonical_is_final(text: str, start: str) -> None:
    url = start + text
    once = canonical_url(url)
    assert canonical_url(once) == once
    if is_fetchable(url):
        assert site_of(url)
        assert same_site(url, [site_of(url)])
    for found in (absolute_url(url, "https://example.org/a/"), absolute_url("x", url)):
        assert found is None or is_fetchable(found)


@given(st.lists(st.sampled_from(_FORMS), max_size=9))
@settings(max_examples=500, deadline=None)
def test_canonical_is_final_for_every_heap_of_forms(pieces: list[str]) -> None:
    once = canonical_url("https://example.org/" + "/".join(pieces))
    assert canonical_url(once) == once


@pytest.mark.parametrize("url", HOSTILE)
def test_hostile_addresses_cost_little(url: str) -> None:
    site_of("https://example.org/")
    start = time.process_time()
    canonical_url(url)
    absolute_url(url, url)
    site_of(url)
    same_site(url, [url])
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize("url", NOT_FETCHABLE)
def test_what_cannot_be_fetched(url: str) -> None:
    assert not is_fetchable(url)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("b", "https://example.org/a/b"),
        ("/b", "https://example.org/b"),
        ("//cdn.example.net/b", "https://cdn.example.net/b"),
        ("?page=2", "https://example.org/a/?page=2"),
        ("#top", "https://example.org/a/#top"),
        ("", "https://example.org/a/"),
        (" \n b \t", "https://example.org/a/b"),
        ("/b\n/c", "https://example.org/b/c"),
        ("\\b\\c", "https://example.org/b/c"),
        ("http:\\\\example.net\\b", "http://example.net/b"),
        ("https://Example.NET", "https://example.net/"),
        ("https://user:pw@example.net/b", "https://example.net/b"),
        (f"/{SLUG}?a={SLUG}", f"https://example.org/{SLUG}?a={SLUG}"),
        ("javascript:void(0)", None),
        ("JavaScript:void(0)", None),
        ("java\nscript:void(0)", None),
        ("mailto:a@example.org", None),
        ("http://[::1", None),
        ("http://example.org:99999/", None),
    ],
)
def test_an_href_becomes_absolute(href: str, expected: str | None) -> None:
    assert absolute_url(href, "https://example.org/a/") == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.news.example.co.uk/a", "example.co.uk"),
        ("https://example.org:8443/", "example.org"),
        ("example.org", "example.org"),
        ("EXAMPLE.org/a", "example.org"),
        ("//example.org/a", "example.org"),
        ("https://one.blogspot.com/", "one.blogspot.com"),
        ("http://127.0.0.1:8000/", "127.0.0.1:8000"),
        ("http://127.0.0.1/", "127.0.0.1"),
        ("http://[::1]:8000/", "[::1]:8000"),
        ("http://localhost:8000/", "localhost:8000"),
        ("https://localhost/", "localhost"),
        ("http://news.internal.test/", "internal.test"),
        ("http://أخبار.موقع.السعودية/", "xn--4gbrim.xn--mgberp4a5d4ar"),
        ("موقع.امارات", "xn--4gbrim.xn--mgbaam7a8h"),
        ("javascript:void(0)", ""),
        ("", ""),
    ],
)
def test_the_site_of_an_address(url: str, expected: str) -> None:
    assert site_of(url) == expected


@pytest.mark.parametrize(
    ("url", "domains", "expected"),
    [
        ("https://example.org/a", ["example.org"], True),
        ("https://www.example.org/a", ["example.org"], True),
        ("https://arabic.example.org/a", ["example.org"], True),
        ("https://example.org/a", ["www.example.org"], True),
        ("https://example.org/a", ["arabic.example.org"], False),
        ("https://m.arabic.example.org/a", ["arabic.example.org"], True),
        ("https://example.om/a", ["example.org", "example.om"], True),
        ("https://notexample.org/a", ["example.org"], False),
        ("https://example.org.evil.net/a", ["example.org"], False),
        ("http://127.0.0.1:8000/a", ["127.0.0.1:8000"], True),
        ("http://127.0.0.1:8001/a", ["127.0.0.1:8000"], False),
        ("http://1.127.0.0.1:8000/a", ["127.0.0.1:8000"], False),
        ("http://موقع.السعودية/a", ["موقع.السعودية"], True),
        ("javascript:void(0)", ["example.org"], False),
        ("https://example.org/a", [], False),
        ("https://example.org/a", ["", "not a domain"], False),
    ],
)
def test_same_site(url: str, domains: list[str], expected: bool) -> None:
    assert same_site(url, domains) is expected


def test_the_list_of_suffixes_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert site_of("https://www.never-seen-before.com.sa/") == "never-seen-before.com.sa"


@pytest.mark.parametrize(
    "base", ["https://www.example.org/a/b?c#d", "http://h:8000/x", "", "https://exämple.org", "http://[::1/"]
)
@pytest.mark.parametrize(
    "path", ["/a/b.html", "/خبر?id=7#top", "/a//b", "/a/../b", "/a;b", "/?q=a/../b", "/a\\b", "//h.org/x"]
)
def test_a_plain_address_means_what_the_same_address_in_disguise_does(path, base):
    # White space round an address says nothing, and keeps it from being taken for a plain one.
    assert absolute_url(path, base) == absolute_url(f" {path} ", base)
