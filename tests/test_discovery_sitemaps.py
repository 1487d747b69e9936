"""Sitemaps, their indexes, news sitemaps, lists of addresses; packed, broken and hostile."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib

import pytest

from newscrawler.discovery import SourceReading, read_source
from newscrawler.discovery.xml_bytes import MAX_BYTES, unpacked
from newscrawler.items import PageKind

URL = "https://example.org/sitemap.xml"
ARTICLE = "https://example.org/2016/07/16/moscow-no-cooperation-with-washington"


def read(body: str | bytes, kind: PageKind = PageKind.SITEMAP, content_type: str | None = None) -> SourceReading:
    data = body if isinstance(body, bytes) else body.encode()
    return read_source(data, kind=kind, url=URL, content_type=content_type)


def urlset(*locs: str) -> str:
    entries = "".join(f"<url><loc>{loc}</loc></url>" for loc in locs)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


def test_a_sitemap_gives_addresses_and_lastmod():
    reading = read(
        f"""<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="x.xsl"?><!-- made by x -->
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
        <url><loc> {ARTICLE} </loc><lastmod>2016-07-16T09:23+04:00</lastmod>
          <image:image><image:loc>https://example.org/a.jpg</image:loc><image:title>no</image:title></image:image></url>
        <url><loc>/details/4135?x=1&amp;y=2</loc></url></urlset>"""
    )
    assert (reading.kind, reading.problem, reading.dropped.total()) == (PageKind.SITEMAP, "", 0)
    assert [(page.url, page.kind, page.modified, page.published) for page in reading.entries] == [
        (ARTICLE, PageKind.ARTICLE, "2016-07-16T09:23+04:00", None),
        ("https://example.org/details/4135?x=1&y=2", PageKind.ARTICLE, None, None),
    ]


NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/x</loc>
<news:news><news:publication><news:name>The Example</news:name></news:publication>
<news:publication_date>2016-07-16T09:23:00+04:00</news:publication_date>
<news:title>موسكو : لا تعاون</news:title></news:news><lastmod>2016-07-17</lastmod></url></urlset>"""


@pytest.mark.parametrize("taken_for", [PageKind.SITEMAP, PageKind.NEWS_SITEMAP, PageKind.FEED])
@pytest.mark.parametrize("body", [NEWS, NEWS.replace("xmlns", "data"), NEWS.replace("www.google.com/schemas", "x")])
def test_a_news_sitemap_is_recognised_whatever_it_was_taken_for(taken_for, body):
    reading = read(body, taken_for)
    assert reading.kind is PageKind.NEWS_SITEMAP
    (page,) = reading.entries
    assert (page.url, page.title) == ("https://example.org/x", "موسكو : لا تعاون")
    assert (page.published, page.modified) == ("2016-07-16T09:23:00+04:00", "2016-07-17")


def test_a_sitemap_taken_for_a_news_sitemap_is_recognised():
    assert read(urlset(ARTICLE), PageKind.NEWS_SITEMAP).kind is PageKind.SITEMAP


def test_an_index_gives_sitemaps_and_puts_those_of_tags_last():
    locs = ["post-sitemap.xml", "post_tag-sitemap2.xml", "author-sitemap.xml", "news-sitemap.xml", "vintage-2016.xml"]
    entries = "".join(f"<sitemap><loc>https://example.org/{loc}</loc><lastmod>2016</lastmod></sitemap>" for loc in locs)
    reading = read(f"<sitemapindex>{entries}<sitemap><loc>{URL}</loc></sitemap></sitemapindex>")
    by_name = {page.url.rpartition("/")[2]: page for page in reading.entries}
    assert set(by_name) == set(locs)
    assert {page.kind for page in reading.entries} == {PageKind.SITEMAP, PageKind.NEWS_SITEMAP}
    assert by_name["news-sitemap.xml"].kind is PageKind.NEWS_SITEMAP
    assert by_name["post-sitemap.xml"].modified == "2016"
    assert by_name["post_tag-sitemap2.xml"].priority < by_name["post-sitemap.xml"].priority
    assert by_name["author-sitemap.xml"].priority < by_name["post-sitemap.xml"].priority
    assert by_name["vintage-2016.xml"].priority == by_name["post-sitemap.xml"].priority


def test_an_index_that_lists_itself_leads_nowhere():
    assert read(f"<sitemapindex><sitemap><loc>{URL}</loc></sitemap></sitemapindex>").entries == []


def test_the_newest_come_first_and_the_undated_last():
    dated = "".join(
        f"<url><loc>https://example.org/details/{day}</loc><lastmod>{day}</lastmod></url>"
        for day in ("2016-07-16T09:23+04:00", "yesterday", "2016-07-17", "2015-12-31")
    )
    days = [page.modified for page in read(f"<urlset>{dated}</urlset>").entries]
    assert days == ["2016-07-17", "2016-07-16T09:23+04:00", "2015-12-31", "yesterday"]


def test_entries_beyond_the_limit_are_counted(monkeypatch):
    monkeypatch.setattr("newscrawler.discovery.sitemaps.MAX_ENTRIES", 2)
    reading = read(urlset(*(f"https://example.org/details/{number}" for number in range(4130, 4135))))
    assert (len(reading.entries), reading.dropped["too many"]) == (2, 3)


def test_what_is_plainly_no_article_is_dropped_and_counted():
    reading = read(
        urlset("https://example.org/", "https://example.org/tag/x", "https://example.org/privacy-policy", ARTICLE)
    )
    assert [page.url for page in reading.entries] == [ARTICLE]
    assert reading.dropped.total() == 3


@pytest.mark.parametrize(
    "loc", ["file:///etc/passwd", "ftp://example.org/x", "javascript:alert(1)", "", "   ", "http://[::1", "x" * 3_000]
)
def test_addresses_that_cannot_be_fetched_are_dropped_and_counted(loc):
    reading = read(urlset(loc, ARTICLE))
    assert [page.url for page in reading.entries] == [ARTICLE]
    assert reading.dropped.total() == 1


@pytest.mark.parametrize(
    "body",
    [
        urlset(ARTICLE).replace("</urlset>", ""),
        urlset(ARTICLE) + "<junk>",
        urlset(ARTICLE, "https://example.org/?a=1&b=2<"),
        "\n \n" + '<?xml version="1.0"?>' + urlset(ARTICLE),
        "\ufeff" + urlset(ARTICLE),
        urlset(ARTICLE).replace("<urlset", "<!-- a --><!-- b --><urlset"),
        urlset(ARTICLE).replace("<loc>", "<loc>\x00\x0b"),
        urlset(ARTICLE).replace("<loc>", "<loc><![CDATA[").replace("</loc>", "]]></loc>"),
        urlset(ARTICLE).replace("<urlset", "<sm:urlset").replace("</urlset", "</sm:urlset"),
        urlset("https://example.org/&nbsp;&lol;x", ARTICLE),
        urlset(ARTICLE) + "<div>" * 10_000,
    ],
)
def test_a_broken_sitemap_gives_what_it_holds(body):
    assert ARTICLE in [page.url for page in read(body).entries]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "windows-1256"])
def test_a_sitemap_in_another_encoding(codec):
    loc = f"{ARTICLE}/موسكو"
    body = f'<?xml version="1.0" encoding="{codec}"?>{urlset(loc)}'.encode(codec)
    assert [page.url for page in read(body).entries] == [loc]


_LEVELS = "".join('<!ENTITY lol{} "{}">'.format(n, f"&lol{n - 1};" * 10) for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE lolz [<!ENTITY lol0 "lol">{_LEVELS}]>',
        '<!DOCTYPE x [<!ENTITY lol9 SYSTEM "file:///etc/hostname">]>',
        f'<!DOCTYPE x [<!ENTITY lol9 "{"a" * 100_000}">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        "<!-- c --><!doctype urlset>",
    ],
)
def test_a_document_type_is_refused(doctype):
    began = time.process_time()
    reading = read(f'<?xml version="1.0"?>{doctype}{urlset("https://example.org/&lol9;" * 100, ARTICLE)}')
    assert time.process_time() - began < 10
    assert reading == SourceReading(PageKind.SITEMAP, problem="document type refused")


def test_a_document_type_that_does_not_end_is_harmless():
    reading = read(f'<!DOCTYPE lolz [<!ENTITY lol "lol">{urlset("https://example.org/&lol;", ARTICLE)}')
    assert "lol" not in "".join(page.url for page in reading.entries)


def test_entries_are_capped():
    body = urlset(*(f"https://example.org/details/{number}" for number in range(50_100)))
    reading = read(body)
    assert len(reading.entries) == 50_000
    assert reading.problem == "cut at 50000 entries"


@pytest.mark.parametrize(
    "body", ["<urlset>" + "<url>" * 100_000, "<urlset><url><loc>" + "x" * 12_000_000, "<urlset>" + "<!--" * 100_000]
)
def test_hostile_sitemaps_never_raise(body):
    assert isinstance(read(body).problem, str)


def test_a_list_of_addresses():
    reading = read(f"\ufeff{ARTICLE}\r\n\r\nhttps://example.org/details/4135 \nnot an address\nfile:///x\n")
    assert [page.url for page in reading.entries] == [ARTICLE, "https://example.org/details/4135"]
    assert read("nothing here").problem == "no sitemap"


@pytest.mark.parametrize("pack", [gzip.compress, lambda body: gzip.compress(gzip.compress(body))])
def test_gzip_is_unpacked_whatever_the_header_says(pack):
    body = pack(urlset(ARTICLE).encode())
    assert [page.url for page in read(body, content_type="application/xml").entries] == [ARTICLE]


def test_gzip_of_several_members():
    whole = urlset(ARTICLE).encode()
    assert unpacked(gzip.compress(whole[:50]) + gzip.compress(whole[50:]) + b"\x00" * 10) == (whole, "")


def test_truncated_gzip_gives_what_it_holds_and_says_so():
    locs = [f"{ARTICLE}-{zlib.crc32(b'%d' % number)}" for number in range(2_000)]
    reading = read(gzip.compress(urlset(*locs).encode())[:-3_000])
    assert reading.problem == "truncated gzip"
    assert reading.entries[0].url == locs[0]
    assert 100 < len(reading.entries) < 2_000


def test_broken_gzip_is_named():
    assert read(gzip.compress(b"")[:10] + b"\xff" * 20).problem == "broken gzip"
    assert read(b"\x1f\x8b").problem == "truncated gzip"


def test_a_gzip_bomb_is_unpacked_within_bounds():
    squeezer = zlib.compressobj(9, wbits=31)
    zeros = bytes(1 << 20)
    bomb = b"".join(squeezer.compress(zeros) for _ in range(512)) + squeezer.flush()
    tracemalloc.start()
    body, problem = unpacked(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(body) == MAX_BYTES
    assert problem == f"cut at {MAX_BYTES} bytes"
    assert peak < 4 * MAX_BYTES


def test_gzip_of_a_hundred_thousand_members_is_bounded():
    began = time.process_time()
    unpacked(gzip.compress(b"x") * 200_000)
    assert time.process_time() - began < 10


def test_robots_may_be_read_as_a_source():
    reading = read(b"\xef\xbb\xbfSitemap: /news-sitemap.xml", PageKind.ROBOTS)
    assert reading.kind is PageKind.ROBOTS
    assert [page.url for page in reading.entries] == ["https://example.org/news-sitemap.xml"]
