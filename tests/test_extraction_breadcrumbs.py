"""The path above an article, in the forms that sites write it, and the section it ends in."""

from __future__ import annotations

import pytest

from newscrawler.extraction.breadcrumbs import read_breadcrumbs
from newscrawler.extraction.sections import read_section
from newscrawler.extraction.walk import read_blocks
from newscrawler.markup import Markup, parse_markup

TITLE = "الوزارة تعلن خطة جديدة لتطوير الموانئ في المحافظات"
URL = "https://example.org/details/12345"

RDFA = f"""<div xmlns:v="http://rdf.data-vocabulary.org/#" id="crumbs">
<span typeof="v:Breadcrumb"><a rel="v:url" property="v:title" class="crumbs-home" href="/">الرئيسية</a></span> /
<span typeof="v:Breadcrumb"><a rel="v:url" property="v:title" href="/first">الأولى</a></span> /
<span class="current">{TITLE}</span></div>"""
DELIMITERS = f"""<nav id="crumbs"><a href="/">الرئيسية</a><span class="delimiter">/</span><a href="/first">الأولى</a>
<span class="delimiter">/</span><span class="current">{TITLE}</span></nav>"""
PLAIN = f"<div class='breadcrumb'>الرئيسية » الأولى » {TITLE}</div>"
LIST = f"<nav aria-label='Breadcrumb'><ol><li><a href=/>الرئيسية</a><li><a href=/f>الأولى</a><li>{TITLE}</ol></nav>"
LABELLED = "<div class='breadcrumbs'><span>أنت هنا:</span> <a href='/'>الرئيسية</a> &gt; <a href='/f'>الأولى</a></div>"
CUT = f"<ul class='breadcrumb'><li><a href='/'>الرئيسية</a><li><a href='/f'>الأولى</a><li>{TITLE[:30]}...</ul>"
JSON_LD = f"""<script type="application/ld+json">{{"@type": "BreadcrumbList", "itemListElement": [
{{"@type": "ListItem", "position": 3, "name": "{TITLE}"}},
{{"@type": "ListItem", "position": 2, "item": {{"@id": "/first", "name": "الأولى"}}}},
{{"@type": "ListItem", "position": 1, "name": "الرئيسية", "item": "/"}}]}}</script>"""
MICRODATA = """<ol itemscope itemtype="https://schema.org/BreadcrumbList">
<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
<a itemprop="item" href="/"><span itemprop="name">الرئيسية</span></a><meta itemprop="position" content="1">
<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
<a itemprop="item" href="/first"><span itemprop="name">الأولى</span></a><meta itemprop="position" content="2"></ol>"""


def page(body: str, head: str = "") -> Markup:
    return parse_markup(f"<html><head>{head}</head><body>{body}<h1>{TITLE}</h1></body></html>", URL)


def crumbs_of(markup: Markup) -> list[str]:
    return read_breadcrumbs(markup, read_blocks(markup.root), TITLE)


def section_of(markup: Markup, breadcrumbs: list[str]) -> tuple[str | None, str]:
    return read_section(markup, read_blocks(markup.root), breadcrumbs)


@pytest.mark.parametrize("path", [RDFA, DELIMITERS, PLAIN, LIST, LABELLED, CUT, JSON_LD, MICRODATA])
def test_a_path_is_read_without_the_title(path: str) -> None:
    assert crumbs_of(page(path)) == ["الرئيسية", "الأولى"]


def test_a_path_that_ends_in_another_form_of_the_title() -> None:
    head = '<meta property="og:title" content="Ports: what the ministry plans">'
    path = "<nav class=breadcrumb><a href=/>Home</a><a href=/w>World</a><b>Ports: what the ministry plans</b></nav>"
    assert crumbs_of(page(path, head)) == ["Home", "World"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<nav><a href=/>Home</a><a href=/w>World</a></nav>",
        "<div class=breadcrumb><a href=/>Home</a></div>",
        "<footer><div class=breadcrumb><a href=/>Home</a> / <a href=/w>World</a></div></footer>",
        "<div class=breadcrumb></div>",
        "<script type='application/ld+json'>{'@type': 'BreadcrumbList', 'itemListElement': 7}</script>",
    ],
)
def test_no_path_no_crumbs(body: str) -> None:
    assert crumbs_of(page(body)) == []


def test_a_hidden_path_is_read_only_where_no_other_stands() -> None:
    hidden = "<div style='display:none' class=breadcrumb><a href=/>Home</a> / <a href=/p>Print</a></div>"
    shown = "<div class=breadcrumb><a href=/>Home</a> / <a href=/w>World</a></div>"
    assert crumbs_of(page(hidden + shown)) == ["Home", "World"]
    assert crumbs_of(page(hidden)) == ["Home", "Print"]


@pytest.mark.parametrize(
    ("line", "crumbs"),
    [
        ("<a href=/>Home</a><svg></svg><a href=/details>Harbour</a>", ["Home", "Harbour"]),
        ("<a href=/>Home</a> <a href=/details>Harbour</a> <a href=/detail>Sea</a>", []),
        ("<a href=/>Home</a> <a href=/details>Harbour</a> and much that is no link at all", []),
        ("<a href=/>Home</a> &gt; <a href=/world>World</a>", ["Home", "World"]),
    ],
)
def test_a_line_that_no_name_tells_may_lead_to_the_page(line: str, crumbs: list[str]) -> None:
    shown = page(f"<div class=row>{line}</div>")
    assert read_breadcrumbs(shown, read_blocks(shown.root), TITLE, text=1) == crumbs


def test_a_huge_path_is_none() -> None:
    many = "".join(f"<a href=/{number}>Section number {number}</a>" for number in range(2_000))
    assert crumbs_of(page(f"<div class=breadcrumb>{many}</div>")) == []


SECTIONS = {
    '<script type="application/ld+json">{"@type": "Article", "articleSection": ["World", "Asia"]}</script>': "World",
    '<meta property="article:section" content="Politics &gt; Elections">': "Elections",
    '<div><a href="/w" itemprop="articleSection">World</a></div>': "World",
    '<p>In: <a href="/category/sport" rel="category tag">Sport</a></p>': "Sport",
    '<nav><a href="/category/sport" rel="category">Sport</a></nav>': None,
    '<meta property="article:section" content="https://example.org/world">': None,
}


@pytest.mark.parametrize(("markup", "section"), SECTIONS.items())
def test_a_section_is_read_where_it_is_declared(markup: str, section: str | None) -> None:
    assert section_of(page(markup), [])[0] == section


def test_the_last_crumb_is_the_section() -> None:
    markup = page('<meta property="article:section" content="Other">')
    assert section_of(markup, ["Home", "World"]) == ("World", "breadcrumbs")
    assert section_of(markup, ["Home"]) == ("Other", "meta article:section")


def test_buttons_to_share_in_the_box_of_a_path_are_no_crumbs() -> None:
    share = "<div class=page_share><a href='javascript:void(0)'>email</a><a href='javascript:void(0)'>Pinit</a></div>"
    path = f"<div id=breadcrumbs><h3><a href=/>Home</a> » <a href=/w>World</a></h3>{share}</div>"
    assert crumbs_of(page(path)) == ["Home", "World"]


def test_an_unnamed_path_may_lead_down_from_the_site_by_its_name():
    path = "<div class=location><a href=https://example.org/>المرفأ</a><i>｜</i><a href=/details>الأولى</a></div>"
    own = page(path, "<meta property=og:site_name content=المرفأ>")
    assert read_breadcrumbs(own, read_blocks(own.root), TITLE, 2) == ["المرفأ", "الأولى"]
    other = page(path)
    assert read_breadcrumbs(other, read_blocks(other.root), TITLE, 2) == []
