"""Section pages: articles, further sections, and what is neither."""

from __future__ import annotations

import pytest

from newscrawler.discovery import LearnedShape, read_section
from newscrawler.discovery.frame import Frame
from newscrawler.items import PageKind, SiteFacts
from newscrawler.markup import parse_markup

URL = "https://www.example.org/politics/"
FACTS = SiteFacts(domains=("example.org",))


def read(html: str, article_urls: str | None = None, known: LearnedShape | None = None) -> list[tuple[str, str]]:
    pages = read_section(parse_markup(html, URL), FACTS, article_urls, known)
    return [(str(page.kind), page.url.removeprefix("https://www.example.org")) for page in pages]


FRONT = """<body class="menu-open home">
<header class="site"><a href="/"><img alt="The Example"></a><nav><ul>
  <li><a href="/politics/">Politics</a><li><a href="/world/">World</a>
  <li><a href="/category/arab-world/">العالم العربي</a>
  <li><a href="/tag/elections">Elections</a><li><a href="/login">Sign in</a><li><a href="https://shop.example.org/">Shop</a>
</ul></nav><a href="/live/some-news-of-today">Some news of today</a></header>
<main><article><header><a href="/2016/07/16/moscow-no-cooperation"><img></a>
  <a class="kicker" href="/2016/07/16/moscow-no-cooperation">Syria</a>
  <h2><a href="/2016/07/16/moscow-no-cooperation#top">Moscow: no cooperation with Washington</a></h2>
 </header></article>
 <article><a href="/details/126345">موسكو : لا تعاون عسكري مع واشنطن</a> <a href="/author/ann-lee">Ann Lee</a></article>
 <a href="/short/x2">An advertisement of more than five words</a>
 <h3><a href="/short/y2">A headline of more than five words</a></h3>
 <a href="https://elsewhere.example/2016/07/16/another-papers-long-headline">Elsewhere</a>
 <a href="/2016/07/16/photo.jpg">Picture</a> <a href="mailto:a@example.org">Mail</a> <a href="#top">Top</a>
 <a href="/culture/">Culture</a><a href="/politics/?page=2" rel="next">Older</a></main>
<footer><a href="/impressum">Imprint</a><a href="/sport/">Sport</a>
<a href="/2011/01/01/the-history-of-our-newspaper">Our history</a></footer></body>"""


def test_articles_and_sections_come_in_the_order_of_the_page():
    assert read(FRONT) == [
        ("section", "/world/"),
        ("section", "/category/arab-world/"),
        ("article", "/2016/07/16/moscow-no-cooperation"),
        ("article", "/details/126345"),
        ("article", "/short/y2"),
        ("section", "/culture/"),
        ("section", "/sport/"),
        ("article", "/2011/01/01/the-history-of-our-newspaper"),
        ("section", "/politics/?page=2"),
    ]


def test_the_longest_words_of_several_links_are_the_title():
    pages = {page.url: page for page in read_section(parse_markup(FRONT, URL), FACTS)}
    assert (
        pages["https://www.example.org/2016/07/16/moscow-no-cooperation"].title
        == "Moscow: no cooperation with Washington"
    )


def test_menus_come_before_other_sections_and_next_pages_last():
    pages = {page.url.rpartition("org")[2]: page.priority for page in read_section(parse_markup(FRONT, URL), FACTS)}
    assert pages["/world/"] > pages["/culture/"] > pages["/politics/?page=2"]


def test_the_sites_expression_decides_over_place_and_shape():
    html = '<nav><a href="/x/1">A</a></nav><a href="/2016/07/16/moscow-no-cooperation">B</a><a href="/x/2">C</a>'
    assert read(html, r"/x/\d+$") == [("article", "/x/1"), ("article", "/x/2")]


def test_what_feeds_have_taught_decides_over_shape():
    known = LearnedShape(f"https://example.org/x/{number}" for number in range(100, 140))
    html = "<main><a href='/x/707'>A</a><a href='/a-page-with-many-words'>a sentence of more than five words</a></main>"
    assert read(html, None, known) == [("article", "/x/707")]


def test_a_sentence_as_link_makes_up_for_a_weak_address():
    assert read("<main><a href='/ab/cup-final'>The whole town celebrates its team</a></main>") == []
    assert read("<main><a href='/ab/cup-final-22'>The whole town celebrates its team</a></main>")[0][0] == "article"
    assert read("<main><a href='/ab/cup-final-22'>Cup</a></main>")[0][0] == "section"


def test_a_page_that_is_linked_as_section_and_as_article_is_an_article():
    html = "<nav><a href='/a-rather-long-headline'>x</a></nav><main><a href='/a-rather-long-headline'>y</a></main>"
    assert read(html) == [("article", "/a-rather-long-headline")]


def test_addresses_of_one_page_are_one():
    html = "".join(
        f"<a href='{href}'>A headline of more than five words</a>"
        for href in (
            "/details/126345",
            "http://example.org/details/126345/",
            "/details/126345?utm_source=x",
            "/details/126345#c",
        )
    )
    assert len(read(f"<main>{html}</main>")) == 1


def test_without_domains_the_site_is_that_of_the_page():
    markup = parse_markup("<a href='/details/126345'>x</a><a href='https://example.net/details/126345'>y</a>", URL)
    assert [page.url for page in read_section(markup, SiteFacts())] == ["https://www.example.org/details/126345"]


def test_a_mirror_belongs_to_the_site():
    markup = parse_markup("<a href='https://mirror.example.net/details/126345'>y</a>", URL)
    facts = SiteFacts(domains=("example.org", "example.net"))
    assert [page.url for page in read_section(markup, facts)] == ["https://mirror.example.net/details/126345"]


def test_a_newspaper_on_loopback():
    markup = parse_markup(
        "<a href='/details/126345'>x</a><a href='http://127.0.0.1:1/details/126345'>y</a>", "http://127.0.0.1:8000/"
    )
    assert [page.url for page in read_section(markup, SiteFacts())] == ["http://127.0.0.1:8000/details/126345"]


def test_no_link_is_left_out_unseen():
    """Where there are too many is the crawl's to say, which counts what it drops."""
    articles = "".join(f"<a href='/details/{number}'>x</a>" for number in range(100_000, 102_000))
    sections = "".join(f"<a href='/{'a' * number}/'>x</a>" for number in range(1, 200))
    kinds = [kind for kind, _ in read(f"<main>{articles}{sections}</main>")]
    assert (kinds.count("article"), kinds.count("section")) == (2_000, 199)


@pytest.mark.parametrize("html", ["", "<a href='/world/'>World</a>"])
def test_the_next_page_is_called_so(html):
    (page,) = read_section(parse_markup(f"{html}<link rel=next href='/world/'>", URL), FACTS)
    assert (page.kind, page.is_next) == (PageKind.SECTION, True)


@pytest.mark.parametrize(
    "html", ["", "<a>", "<a href=''>x</a>", "<nav>" * 3_000 + "<a href=/x/>x</a>", "<a href=x>\ud800</a>"]
)
def test_poor_pages_never_raise(html):
    assert isinstance(read(html), list)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<nav><a>x</a></nav>", True),
        ("<footer><p><a>x</a></p></footer>", True),
        ("<header><a>x</a></header>", True),
        ("<div role=navigation><a>x</a></div>", True),
        ("<div class='main-menu open'><a>x</a></div>", True),
        ("<ul id=top-nav><li><a>x</a></ul>", True),
        ("<div id=crumbs><a>x</a></div>", True),
        ("<div class=footer-bottom><a>x</a></div>", True),
        ("<article><header><a>x</a></header></article>", False),
        ("<main><header><a>x</a></header></main>", False),
        ("<nav><article><a>x</a></article></nav>", False),
        ("<div class=navy-news><a>x</a></div>", False),
        ("<div class=restaurant-menus-review><a>x</a></div>", False),
        ("<main><p><a>x</a></p></main>", False),
        ("<a>x</a>", False),
    ],
)
def test_the_frame_of_a_page(html, expected):
    anchor = parse_markup(f"<body class='menu nav'>{html}</body>", URL).root.find(".//a")
    assert Frame().holds(anchor) is expected


def test_kinds_of_pages_are_only_two():
    assert {page.kind for page in read_section(parse_markup(FRONT, URL), FACTS)} == {PageKind.ARTICLE, PageKind.SECTION}
