"""Feeds of every kind and of every brokenness."""

from __future__ import annotations

import gzip
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.discovery import SourceReading, read_source
from newscrawler.items import PageKind

URL = "https://example.org/feed"


def read(body: str | bytes, content_type: str | None = None) -> SourceReading:
    return read_source(
        body if isinstance(body, bytes) else body.encode(), kind=PageKind.FEED, url=URL, content_type=content_type
    )


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand --><rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>t</title>
<item><title>موسكو : لا تعاون &amp;amp; لا تغيير</title><link>https://example.org/a</link>
  <pubDate>Sat, 16 Jul 2016 09:23:00 +0400</pubDate><guid isPermaLink="false">17</guid></item>
<item><title><![CDATA[Second <b>text</b>]]></title><link>/b?x=1&amp;y=2</link></item>
<item><title>Counted</title><link>https://feeds.example.net/~r/x/3</link>
  <feedburner:origLink>https://example.org/c</feedburner:origLink></item>
<item><title>By its guid</title><guid>https://example.org/d</guid></item>
<item><title>No address</title><guid isPermaLink="false">https://example.org/not-this</guid></item>
<item><title>First again</title><link>https://example.org/a</link></item>
<item><title>Not on the web</title><link>javascript:alert(1)</link></item>
</channel></rss>"""


def test_rss_gives_addresses_titles_and_dates_as_printed():
    reading = read(RSS)
    assert reading.kind is PageKind.FEED
    assert reading.problem == ""
    assert [(page.url, page.title) for page in reading.entries] == [
        ("https://example.org/a", "موسكو : لا تعاون & لا تغيير"),
        ("https://example.org/b?x=1&y=2", "Second <b>text</b>"),
        ("https://example.org/c", "Counted"),
        ("https://example.org/d", "By its guid"),
    ]
    assert reading.entries[0].published == "Sat, 16 Jul 2016 09:23:00 +0400"
    assert reading.entries[1].published is None
    assert reading.dropped == {"bad address": 2}
    assert all(page.kind is PageKind.ARTICLE for page in reading.entries)


def test_rss_1_has_its_date_in_dublin_core():
    reading = read(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>t</title></channel>
        <item rdf:about="https://example.org/a"><title>A</title><link>https://example.org/a</link>
        <dc:date>2016-07-16T09:23:00+04:00</dc:date></item></rdf:RDF>"""
    )
    (page,) = reading.entries
    assert (page.url, page.published, page.modified) == ("https://example.org/a", "2016-07-16T09:23:00+04:00", None)


def test_atom_prefers_the_alternate_and_parts_published_from_updated():
    reading = read(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><link rel="self" href="/feed"/>
        <entry><title type="html">A &amp;amp; B</title><id>tag:example.org,2016:1</id>
          <link rel="replies" href="/a#comments"/><link rel="edit" href="/edit/1"/><link rel="alternate" href="/a"/>
          <published>2016-07-16T09:23:00Z</published><updated>2016-07-17T00:00:00Z</updated></entry>
        <entry><title>Only updated</title><link href="/b"/><updated>2016-07-18T00:00:00Z</updated></entry></feed>"""
    )
    assert [(page.url, page.title, page.published, page.modified) for page in reading.entries] == [
        ("https://example.org/a", "A & B", "2016-07-16T09:23:00Z", "2016-07-17T00:00:00Z"),
        ("https://example.org/b", "Only updated", None, "2016-07-18T00:00:00Z"),
    ]


def test_json_feed():
    items = [
        {"id": "1", "url": "/a", "title": "A &amp; B", "date_published": "2016-07-16T09:23:00+04:00"},
        {"id": "https://example.org/b", "date_modified": "2016-07-17"},
        {"id": 7, "url": ["x"], "title": {}},
        "no item",
        {"url": "javascript:x", "external_url": "https://example.net/c"},
    ]
    reading = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    assert [(page.url, page.title, page.published, page.modified) for page in reading.entries] == [
        ("https://example.org/a", "A & B", "2016-07-16T09:23:00+04:00", None),
        ("https://example.org/b", "", None, "2016-07-17"),
        ("https://example.net/c", "", None, None),
    ]
    assert reading.dropped.total() == 2


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6", "utf-8"])
def test_a_feed_in_another_encoding_with_a_lying_header(charset):
    body = RSS.replace("UTF-8", charset).encode(charset, "ignore")
    assert read(body, "text/xml; charset=iso-8859-1").entries[0].title == "موسكو : لا تعاون & لا تغيير"


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        (RSS.replace("</channel></rss>", ""), 4),
        (RSS.replace("</item>", "", 1), 4),
        (RSS.replace("&amp;", "&"), 4),
        (RSS.replace("<title>t</title>", "<title>a & b &nbsp; c</title>"), 4),
        (RSS.replace("<title>t</title>", "<title>\x0b\x00</title>"), 4),
        ("\n\n" + RSS, 4),
        ("\ufeff" + RSS, 4),
        (RSS.replace('version="2.0"', ""), 4),
    ],
)
def test_a_broken_feed_gives_what_it_holds(body, urls):
    reading = read(body)
    assert len(reading.entries) == urls
    assert reading.entries[-1].url == "https://example.org/d"


def test_a_broken_feed_says_so():
    assert read(RSS.replace("</channel></rss>", "")).problem == "broken XML"


@pytest.mark.parametrize(
    "html",
    [
        "<!DOCTYPE html><html><head><title>Not found</title></head><body>404</body></html>",
        "<html><body>hello</body></html>",
        "<!-- cached --><!doctype HTML><HTML>",
        "<script>location = '/'</script>",
        "<div>login</div>",
    ],
)
@pytest.mark.parametrize("kind", [PageKind.FEED, PageKind.SITEMAP, PageKind.NEWS_SITEMAP])
def test_html_in_place_of_a_source_is_a_problem_and_no_exception(html, kind):
    reading = read_source(html.encode(), kind=kind, url=URL)
    assert reading == SourceReading(kind, problem=f"HTML, expected a {kind.replace('_', ' ')}")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"Service unavailable", "no feed"),
        (b"<other><x/></other>", "no feed"),
        (b"{}", "JSON, but no feed"),
        (b'{"items": {}}', "JSON, but no feed"),
        (b"[1, 2]", "JSON, but no feed"),
        (b'{"items": [', "broken JSON"),
        (b"[" * 200_000, "broken JSON"),
    ],
)
def test_what_is_no_feed_is_named(body, problem):
    reading = read(body)
    assert reading.entries == []
    assert reading.problem.startswith(problem)


def test_a_feed_with_no_items_is_well():
    assert read('<rss version="2.0"><channel><title>t</title></channel></rss>').problem == ""


@pytest.mark.parametrize("make", [str, lambda path: path.as_uri()])
def test_a_body_that_names_a_file_does_not_open_it(tmp_path, make):
    feed = tmp_path / "feed.xml"
    feed.write_text(RSS, encoding="utf-8")
    reading = read(make(feed))
    assert reading.entries == []
    assert reading.problem == "no feed"


RSS_092 = """<rss version="0.92"><channel><title>t</title><item><title>A</title><link>/a</link>
<enclosure url="http://example.org/a.mp3" length="1" type="audio/mpeg"/></item></channel></rss>"""
RSS_090 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>t</title></channel>
<item><title>A</title><link>https://example.org/a</link></item></rdf:RDF>"""
ENCODED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>A</title>
<link>https://example.org/a</link><content:encoded><![CDATA[<a href="https://example.org/other">x</a><item>]]>
</content:encoded></item></channel></rss>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>A</title>
<link rel="alternate" type="text/html" href="https://example.org/a"/><issued>2004-01-02T03:04:05Z</issued></entry></feed>"""
JSON_1 = '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "url": "/a", "title": "A"}]}'


@pytest.mark.parametrize("body", [RSS_090, RSS_092, ENCODED, ATOM_03, JSON_1])
@pytest.mark.parametrize("content_type", [None, "text/html; charset=utf-8", "application/octet-stream"])
@pytest.mark.parametrize("is_packed", [False, True])
def test_every_kind_of_feed_under_any_name_and_packed(body, content_type, is_packed):
    reading = read(gzip.compress(body.encode()) if is_packed else body, content_type)
    assert [(page.url, page.title) for page in reading.entries] == [("https://example.org/a", "A")]
    assert (reading.kind, reading.problem) == (PageKind.FEED, "")


_LEVELS = "".join('<!ENTITY lol{} "{}">'.format(n, f"&lol{n - 1};" * 10) for n in range(1, 10))
_ENTITIES = f'<!ENTITY lol0 "lol">{_LEVELS}<!ENTITY xxe SYSTEM "file:///etc/hostname">'
LAUGHS = f"""<?xml version="1.0"?><!DOCTYPE lolz [{_ENTITIES}]>
<rss version="2.0"><channel><item><title>&lol9;&xxe;</title><link>https://example.org/a</link></item>
<item><title>next</title><link>https://example.org/b</link></item></channel></rss>"""


def test_entities_of_a_feed_are_not_expanded():
    began = time.process_time()
    reading = read(LAUGHS)
    assert time.process_time() - began < 10
    assert [page.url for page in reading.entries] == ["https://example.org/a", "https://example.org/b"]
    assert "lollol" not in reading.entries[0].title
    assert len(reading.entries[0].title) < 100


def test_the_document_type_of_rss_091_is_no_problem():
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    )
    body = f'<?xml version="1.0"?>{doctype}<rss version="0.91"><channel><item><link>/a</link></item></channel></rss>'
    reading = read(body)
    assert [page.url for page in reading.entries] == ["https://example.org/a"]
    assert reading.problem == ""


def test_entries_and_titles_are_bounded():
    item = "<item><title>{}</title><link>https://example.org/{}</link></item>"
    items = item.format("x" * 100_000, "first") + "".join(item.format("t", number) for number in range(3_000))
    reading = read(f'<rss version="2.0"><channel>{items}</channel></rss>')
    assert len(reading.entries) == 2_000
    assert reading.dropped.total() == 1_001
    assert len(reading.entries[0].title) == 1_000


def test_a_feed_beyond_the_cap_is_cut_and_says_so():
    first = "<item><title>first</title><link>https://example.org/a</link></item>"
    reading = read(
        f'<rss version="2.0"><channel>{first}<item><description>{"x" * 9_000_000}</description></item></channel></rss>'
    )
    assert reading.entries[0].url == "https://example.org/a"
    assert reading.problem == "too long, cut"


def test_a_sitemap_at_a_feeds_address_is_recognised():
    reading = read("<urlset><url><loc>https://example.org/2016/07/16/a-long-enough-headline</loc></url></urlset>")
    assert reading.kind is PageKind.SITEMAP
    assert len(reading.entries) == 1


@pytest.mark.parametrize("depth", [500, 100_000])
def test_a_deep_feed_never_raises(depth):
    reading = read("<rss><channel>" + "<item>" * depth + "<link>https://example.org/a</link>")
    assert isinstance(reading.problem, str)


_SCRAPS = (
    "<rss>|<channel>|<item>|</item>|<title>|</title>|<link>|</link>|<link href='/a'/>|https://example.org/x|<feed>|"
    "<entry>|</entry>|&|&lol;|<![CDATA[|]]>|<!DOCTYPE x [|]>|<!ENTITY a 'b'>|<?xml version='1.0'?>|\x00|<guid>|"
    "<updated>|<pubDate>|{|}"
)
_PIECES = st.lists(st.sampled_from(_SCRAPS.split("|")), max_size=30).map("".join).map(str.encode)


@given(st.binary(max_size=200) | _PIECES)
def test_read_source_never_raises(body):
    for kind in PageKind:
        reading = read_source(body, kind=kind, url=URL)
        assert all(page.url.startswith(("http://", "https://")) for page in reading.entries)
