"""The article as a whole: what is none, whose word wins, and that no page breaks the reader."""

from __future__ import annotations

import gc
import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawler.errors import NotAnArticle
from newscrawler.extraction import EXTRACTOR_VERSION, SITE_FIELDS, extract_article
from newscrawler.items import Article, SiteFacts
from tests.harbour_bridge import FIRST, SECOND

URL = "https://www.example.org/news/2024/05/16/harbour-bridge"
PAGE = f"""<!doctype html><html lang=en><head><title>Harbour bridge closes | The Example</title>
<link rel=canonical href=/news/2024/05/16/harbour-bridge?utm_source=x>
<meta property=og:type content=article></head>
<body><nav><a href=/>Home</a></nav><article><h1>Harbour bridge closes</h1><div class=who>By Ann Lee</div>
<div class=text><p>{FIRST}</p><p>{SECOND}</p></div></article></body></html>"""
HEADLINES = [f"Council decides on the future of district number {number} today" for number in range(30)]
LINKS = "".join(f"<li><a href=/news/{n}>{text}</a></li>" for n, text in enumerate(HEADLINES))
TEASERS = "".join(
    f"<article><h2><a href=/news/{n}>{text}</a></h2><p>Summary {n}: {SECOND}</p></article>"
    for n, text in enumerate(HEADLINES)
)
ABOUT = "<p>The Example is the newspaper of the harbour town and its islands, printed since 1907.</p>"

SHORT_TITLED = "".join(
    f"<div><h3><a href=/topic/{n}>{name}</a></h3><p>{n} things that the town offers to those who come.</p></div>"
    for n, name in enumerate(("Sea", "Parks", "Food", "Trams", "Music", "Walks"))
)
NOTE = "Your choice of what this application tells you about is kept until you alter it in your settings again."
TOLD = [f"({number}) {NOTE}" for number in range(4)]
SETTINGS = f"<script type=application/json>{json.dumps({'texts': TOLD, 'key': '0' * 999})}</script>"


def test_an_article_is_read():
    article = extract_article(PAGE, URL)
    assert article.title == "Harbour bridge closes"
    assert article.body == f"{FIRST}\n\n{SECOND}"
    assert (article.url, article.site, article.language) == (URL, "example.org", "en")
    assert article.canonical_url.endswith("/news/2024/05/16/harbour-bridge")
    assert article.provenance["title"] == "visible h1"
    assert article.provenance["body"] == "visible"
    assert EXTRACTOR_VERSION


def test_every_provenance_names_a_field_that_holds_something():
    article = extract_article(PAGE, URL)
    assert all(getattr(article, name) and place for name, place in article.provenance.items())


@pytest.mark.parametrize(
    ("url", "html"),
    [
        ("https://example.org/empty", ""),
        ("https://example.org/empty", "<html><body></body></html>"),
        ("https://example.org/wall", "<html><body><p>Just a moment...</p></body></html>"),
        ("https://example.org/", f"<html><body><h1>The Example</h1><ul>{LINKS}</ul>{ABOUT}</body></html>"),
        ("https://example.org/", f"<html><body><h1>The Example</h1>{TEASERS}</body></html>"),
        ("https://example.org/section/town", f"<html><body><h1>Town</h1>{TEASERS}</body></html>"),
        ("https://example.org/section/town", f"<html><body><h1>Town</h1><ul>{LINKS}</ul>{ABOUT}</body></html>"),
        ("https://example.org/section/town", f"<html><body><h1>Town</h1>{SHORT_TITLED}</body></html>"),
        ("https://example.org/about", f"<html><title>The Example</title><body>{ABOUT}</body></html>"),
        ("https://example.org/", f"<html><title>The Example</title><body>{ABOUT * 4}</body></html>"),
        ("https://example.org/watch", f"<html><title>A film</title><body>{SETTINGS}</body></html>"),
        ("https://example.org/ar/", f"<html lang=ar><body><div>{TEASERS}</div><ul>{LINKS}</ul></body></html>"),
    ],
)
def test_other_pages_are_refused_with_the_reason_and_the_address(url: str, html: str):
    with pytest.raises(NotAnArticle, match="expected an article, got .*" + url):
        extract_article(html, url)


def test_an_article_among_many_links_is_an_article():
    html = PAGE.replace("</body>", f"<ul>{LINKS}</ul>{TEASERS}</body>")
    assert extract_article(html, URL).body == f"{FIRST}\n\n{SECOND}"


def test_a_text_of_some_length_needs_no_headline():
    html = f"<html><title>The Example</title><body>{ABOUT * 4}</body></html>"
    assert extract_article(html, "https://example.org/about").title == "The Example"


def test_a_short_article_that_calls_itself_one_is_an_article():
    html = PAGE.replace(f"<p>{SECOND}</p>", "").replace("</body>", f"<ul>{LINKS}</ul></body>")
    assert extract_article(html, URL).body == FIRST


def test_the_site_s_word_wins():
    fields = {"title": "h2.real", "body": "//div[@id='t']/p", "authors": ".who b", "published_at": ".when"}
    html = (
        "<html><head><title>Wrong title of the page</title></head><body>"
        "<h1>Wrong title of the page</h1><h2 class=real>Right</h2>"
        "<div class=who><b>Ann Lee</b> and <b>Bo Chen</b></div><div class=when>2024-05-16</div>"
        f"<p>{FIRST}</p><div id=t><p>{SECOND}</p></div>"
    )
    article = extract_article(html, URL, site=SiteFacts(fields=fields))
    assert (article.title, article.body, article.authors) == ("Right", SECOND, ["Ann Lee", "Bo Chen"])
    assert (article.published_at, article.published_from) == ("2024-05-16", "visible")
    assert {article.provenance[name] for name in ("title", "body", "authors")} == {"site"}


@pytest.mark.parametrize("selector", ["#none", "//none", "p[", "//p[", "", "//p/@"])
def test_a_selector_that_finds_nothing_falls_back_to_the_cascade(selector: str):
    article = extract_article(PAGE, URL, site=SiteFacts(fields=dict.fromkeys(SITE_FIELDS, selector)))
    assert article.title == "Harbour bridge closes"
    assert article.body == f"{FIRST}\n\n{SECOND}"
    assert "site" not in article.provenance.values()


def test_identity_never_crosses_sites():
    stolen = PAGE.replace("href=/news/2024", "href=https://other.example.net/news/2024")
    assert (
        extract_article(stolen, URL).canonical_url
        == extract_article(PAGE.replace("rel=canonical", ""), URL).canonical_url
    )


def test_a_mirror_belongs_to_the_site():
    facts = SiteFacts(domains=("example.org", "example.net"))
    article = extract_article(PAGE, URL.replace("example.org", "example.net"), site=facts)
    assert article.site == "example.org"


def test_a_page_outside_the_site_s_domains_keeps_its_own_site():
    assert extract_article(PAGE, URL, site=SiteFacts(domains=("elsewhere.net",))).site == "example.org"


def read_or_refuse(html: bytes | str, url: str = URL) -> Article | None:
    try:
        return extract_article(html, url)
    except NotAnArticle:
        return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400)))
def test_no_input_raises_anything_but_not_an_article(html: bytes | str):
    read_or_refuse(html)


PIECES = [
    "<p>",
    "</p>",
    "<div class='related'>",
    "</div>",
    "<article>",
    "<h1>",
    "<br>",
    "<table><td>",
    "<a href='//['>",
    "&#0;",
    "\x00",
]
PIECES += [
    '<script type="application/ld+json">',
    '{"@type":["NewsArticle"],"headline":{"a":[]},"articleBody":[1,{}]}',
    "</script>",
]
PIECES += [
    "<script>self.__next_f.push([1,",
    "self.x={",
    "</script>",
    FIRST,
    "أعلن الكرملين",
    "<!--",
    "]]>",
    "<meta property=og:title content=",
    "\ud800",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.sampled_from(["", "x", "http://[", "https://a.b/", URL]),
)
def test_no_markup_raises_anything_but_not_an_article(html: str, url: str):
    read_or_refuse(html, url)


@pytest.mark.parametrize("seed", range(30))
def test_a_mangled_page_is_read_or_refused(seed: int):
    chance = random.Random(seed)
    data = bytearray(PAGE.encode())
    for _ in range(60):
        start = chance.randrange(len(data))
        data[start : start + chance.randrange(9)] = bytes(chance.randrange(256) for _ in range(chance.randrange(9)))
    read_or_refuse(bytes(data))


@pytest.mark.parametrize(
    "tag", ["div", "span", "a", "b", "blockquote", "ul><li", "table><tr><td", "figure", "h2", "font"]
)
def test_depth_is_no_danger(tag: str):
    read_or_refuse(f"<html><body><h1>Title of it</h1>{f'<{tag}>' * 20_000}<p>{FIRST}</p>")


def test_breadth_is_no_danger():
    read_or_refuse(PAGE.replace("</article>", "<p>a<br><b>c</b></p>" * 30_000 + "</article>"))


def test_nothing_of_a_page_outlives_its_reading():
    read_or_refuse(PAGE)
    gc.collect()
    before = len(gc.get_objects())
    for number in range(5):
        read_or_refuse(PAGE.replace("harbour", f"harbour{number}"))
    gc.collect()
    assert len(gc.get_objects()) - before < 2_000


def test_the_origin_line_may_stand_behind_standfirst_and_byline_and_name_the_site() -> None:
    text = "<p>أعلنت البلدية اليوم عن مشروع جديد في المدينة سيستمر عاما كاملا، بحسب ما قاله رئيسها أمس.</p>" * 3
    html = (
        "<html><head><meta property='og:site_name' content='صوت النهر'></head><body><article><h1>مشروع جديد</h1>"
        f"<div><p>كتبت: ليلى سالم</p><p>الوادي - صوت النهر: بدأت الأعمال اليوم في الشارع الكبير.</p>{text}</div>"
    )
    assert extract_article(html, "https://example.org/news/1").origin_line == "الوادي - صوت النهر"


def test_a_release_is_read_without_the_source_that_signs_it() -> None:
    text = "<p>The company said on Monday that it would build a new mill in the valley, its third in a year.</p>" * 4
    html = (
        "<html><head><meta name=author content='Valley Mill Company Ltd'></head><body><article><h1>A new mill</h1>"
        f"<div>{text}<p>{{}}</p></div></article></body></html>"
    )
    read = extract_article(html.format("SOURCE Valley Mill Company Ltd"), "https://example.org/news/1")
    assert not read.authors
    assert "SOURCE" not in read.body
    told = "The source of the Valley is a spring that never freezes, says the company."
    assert extract_article(html.format(told), "https://example.org/news/1").body.endswith(told)


def test_a_canonical_address_that_a_template_left_unfilled_is_not_believed():
    canonical = "<link rel=canonical href=/news/2024/05/16/harbour-bridge?utm_source=x>"
    unfilled = PAGE.replace(canonical, "<link rel=canonical href=/news/2024/05/16/undefined>")
    assert (
        extract_article(unfilled, URL).canonical_url == extract_article(PAGE.replace(canonical, ""), URL).canonical_url
    )


def test_a_name_in_capitals_is_written_as_the_page_spells_it_elsewhere() -> None:
    page = PAGE.replace("By Ann Lee", "By ANN VAN LEE")
    assert extract_article(page, URL).authors == ["ANN VAN LEE"]
    told = page.replace("</article>", "<p class=bio>Ann van Lee covers the harbour.</p></article>")
    assert extract_article(told, URL).authors == ["Ann van Lee"]
