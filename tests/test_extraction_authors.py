"""People who wrote an article: declared or printed, without labels, desks, agencies and the site itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscrawler.extraction.authors import declared_authors, shown_authors
from newscrawler.items import SiteFacts
from newscrawler.markup import parse_markup
from tests.extraction_scene import scene_of

PROSE = "A sentence that tells what happened in the town on the day before yesterday. " * 3


def authors_of(head: str = "", byline: str = "", after: str = "") -> tuple[list[str], str]:
    html = (
        f'<html><head><meta property="og:site_name" content="The Daily Sample">{head}</head><body><article>'
        f"<h1>Title</h1>{byline}<div class=text><p>{PROSE}</p><p>{PROSE}</p></div>{after}</article></body></html>"
    )
    markup = parse_markup(html, "https://dailysample.example/news/1")
    container, title = markup.root.find(".//div[@class='text']"), markup.root.find(".//h1")
    signed = declared_authors(markup, SiteFacts())
    return signed if signed[0] else shown_authors(markup, scene_of(markup, title, container), SiteFacts())


def json_ld(author: Any, **more: Any) -> str:
    thing = {"@type": "NewsArticle", "headline": "Title", "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


DECLARED = [
    ({"@type": "Person", "name": "Ann Example"}, ["Ann Example"]),
    (
        [{"@type": "Person", "name": "Ann Example"}, {"@type": "Person", "name": "Bo Sample"}],
        ["Ann Example", "Bo Sample"],
    ),
    ("By Ann Example and Bo Sample", ["Ann Example", "Bo Sample"]),
    ({"@type": "Person", "name": ["Ann Example", "Bo Sample"]}, ["Ann Example", "Bo Sample"]),
    ({"@type": "Person", "name": "سليمان", "url": "https://example.org/s"}, ["سليمان"]),
    ({"@type": "Organization", "name": "Reuters"}, []),
    ({"@type": "Person", "name": "The Daily Sample"}, []),
    ({"@type": "Person", "name": "Daily Sample Staff"}, []),
    ({"@type": "Person", "name": "أبوظبي - البيان"}, []),
    ({"@type": "Person", "name": "admin"}, []),
    ({"@type": "Person", "name": "https://example.org/author/ann"}, []),
    ({"@type": "Person", "name": "رويترز"}, []),
    ({"@type": "Person", "name": ""}, []),
    ({"@type": "Person", "name": "ANN EXAMPLE aexample@dailysample.example"}, ["ANN EXAMPLE"]),
    ({"@type": "Person", "name": "Ann Example (Reuters)"}, ["Ann Example"]),
    ({"@type": "Person", "name": "Ann Example, PTI"}, ["Ann Example"]),
    ({"@type": "Person", "name": "Ann Example DS"}, ["Ann Example"]),
    ({"@type": "Person", "name": "Ann Example KC"}, ["Ann Example KC"]),
    ({"@type": "Person", "name": "Super User"}, []),
    ({"@type": "Person", "name": "Tim Redaksi"}, []),
    ({"@type": "Person", "name": "מערכת האתר"}, []),
    ({"@type": "Person", "name": "홍길동 기자"}, ["홍길동"]),
    ({"@type": "Person", "name": "王小明記者"}, ["王小明"]),
    ({"@type": "Person", "name": "江岸晚报"}, []),
    ({"@type": "Person", "name": "나루신문"}, []),
    ({"@type": "Person", "name": "প্রতিনিধি, নদীগঞ্জ"}, []),
    ({"@type": "Person", "name": "कविता नौटियालकर"}, ["कविता नौटियालकर"]),
    (7, []),
]


@pytest.mark.parametrize(("author", "people"), DECLARED)
def test_declared_people(author: Any, people: list[str]) -> None:
    assert authors_of(json_ld(author))[0] == people


def test_an_author_that_is_declared_elsewhere_on_the_page() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "author": {"@id": "#ann"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Example"},
        ]
    }
    assert authors_of(f'<script type="application/ld+json">{json.dumps(graph)}</script>') == (
        ["Ann Example"],
        "json-ld",
    )


BYLINES = {
    "<p class=byline>By Ann Example</p>": ["Ann Example"],
    "<p class=byline>By <b>Ann Example</b>, Political Editor</p>": ["Ann Example"],
    "<span class=writeBy>كتبت ليلى سالم</span>": ["ليلى سالم"],
    "<span class=writeBy>كتب - خالد سالم</span>": ["خالد سالم"],
    "<div>بقلم: خالد سالم</div>": ["خالد سالم"],
    "<div>Von Ann Example und Bo Sample</div>": ["Ann Example", "Bo Sample"],
    "<a rel=author href=/a/ann>Ann Example</a>": ["Ann Example"],
    '<span itemprop=author itemscope><span itemprop=name>Ann Example</span><a href="/a">profile</a></span>': [
        "Ann Example"
    ],
    "<p>12 May 2024 · 24 min · By Ann Example</p>": ["Ann Example"],
    "<p>12. května 2024, 14:05 | Autor: Ann Example | Zobrazeno 10x</p>": ["Ann Example"],
    "<div><span>By</span><span>Ann Example</span></div>": ["Ann Example"],
    "<div><span>From:</span><span>Ministry of Roads and Ann Example</span></div>": [],
    "<div class=author>Ann Example<br>Reporter</div>": ["Ann Example"],
    "<p class=byline>Ann Example <time>12 May 2024</time></p>": ["Ann Example"],
    "<p class=byline>Posted in <a href=/x>Our Valley 2</a></p>": [],
    "<p><a href=/author/ann>Ann Example</a></p>": ["Ann Example"],
    "<p><a href=/topic/ann>Ann Example</a></p>": [],
    "<p itemprop=author><a href=/a/1>سندس</a></p>": ["سندس"],
    "<p>The Daily Sample – Ann Example</p>": ["Ann Example"],
    "<p>The Daily Sample – all about dogs</p>": [],
    "<p>12 May 2024 | World Cup</p>": [],
    "<p class=byline>رويترز</p>": [],
    "<p class=byline>By The Daily Sample</p>": [],
    "<p class=byline><a href=/author/ann>Ann Example</a> <span>DS</span></p>": ["Ann Example"],
    "<p class=byline><a href=/tekija/a>Ann Example</a> DS, <a href=/tekija/b>Bo Sample</a> DS</p>": [
        "Ann Example",
        "Bo Sample",
    ],
    "<p class=byline>By <a href=/author/ann>Ann Example</a> and Bo Sample</p>": ["Ann Example", "Bo Sample"],
    "<p class=byline><a href=/autor/a>Ann Example</a>, <a href=/autor/b>Bo Sample</a><em>photo</em></p>": [
        "Ann Example"
    ],
    "<p class=byline><a href=/autor/a>Ann Example</a>, fotos: <a href=/autor/b>Bo Sample</a></p>": ["Ann Example"],
    "<p><a class=author href=/a>Ann Example</a>, <a class=author href=/b>Bo Sample</a> <em>fotó</em></p>": [
        "Ann Example"
    ],
    "<ul><li><p>Ann van Example<p>verslaggever Regio<li><p>Bo Sample<p>redacteur Online</ul>": [
        *("Ann van Example", "Bo Sample")
    ],
    "<ul><li><p>Ann Example<p>the harbour of her town</ul>": [],
    "<p class=byline>Ann Example, Bo Sample (photos)</p>": ["Ann Example", "Bo Sample"],
    "<p class=byline>Ann Example, Bo Sample photos</p>": ["Ann Example"],
    "<div class=szerzo-sor>Example Anna</div>": ["Example Anna"],
    "<p><a href=/autoriai/example>Ann Example</a> <span>12 May</span></p>": ["Ann Example"],
    "<p>حاورته: هدى الوادي</p>": ["هدى الوادي"],
    "<p>أجرت الحوار: هدى الوادي</p>": ["هدى الوادي"],
    "<p class=byline>Հեղինակ՝ Անի Գրիգորյան</p>": ["Անի Գրիգորյան"],
    "<p class=byline>በ <a href=/author/a>ሰላም ተስፋዬ</a></p>": ["ሰላም ተስፋዬ"],
    "<div class=author><span>هدى الوادي</span> · <span>القراءة: دقيقتان</span></div>": ["هدى الوادي"],
    "<p class=source><span>作者：李小明</span></p>": ["李小明"],
    "<p>Autor:Ann Example</p>": ["Ann Example"],
    "<p class=byline>作者：网络整理</p>": [],
    "<p class=byline>By Ann Example Reuters</p>": ["Ann Example"],
    "<p class=byline>By Michael Bloomberg</p>": ["Michael Bloomberg"],
    "<div class=byline>By <span class=author>Ann Example</span> <span>Fri., Aug. 23</span></div>": ["Ann Example"],
    "<p>By Bo Sample | Satellite picture</p><p class=byline>By Ann Example</p>": ["Ann Example"],
    "<div style='display:none' class='vcard author'><a rel=author href=/a>Ann Example</a></div>": [],
    "<div>By the river stands a house of some age</div>": [],
    "<aside class=related><p class=byline>By Ann Example</p></aside>": [],
}


@pytest.mark.parametrize(("byline", "people"), BYLINES.items())
def test_printed_people(byline: str, people: list[str]) -> None:
    assert authors_of(byline=byline)[0] == people


SIGNATURES = {
    "<p><b>Penulis: Ann Example</b><br><b>Editor: Bo Sample</b></p>": ["Ann Example"],
    "<p style='text-align:right'><b>Ann Example</b></p>": ["Ann Example"],
    "<p class=author_mail>Ann Example</p>": ["Ann Example"],
    "<p>（记者 王小明）</p>": ["王小明"],
    "<p><b>Ann Example</b></p>": [],
    "<p style='text-align:right'>انتهى البيان</p>": [],
    "<p style='text-align:right'>the end of it</p>": [],
}


@pytest.mark.parametrize(("line", "people"), SIGNATURES.items())
def test_a_signature_under_the_text_names_the_author(line: str, people: list[str]) -> None:
    html = f"<article><h1>Title</h1><div class=text><p>{PROSE}</p><p>{PROSE}</p>{line}</div></article>"
    assert shown_in(html) == people


OPENINGS = {
    "〔記者王小明／台北報導〕": ["王小明"],
    "江岸晚报讯（记者 王小明 通讯员 李四光）": ["王小明", "李四光"],
    "[나루일보 홍길동 기자] ": ["홍길동"],
    "(서울=연합뉴스) 홍길동 기자 = ": ["홍길동"],
    "（附近居民王小明）": [],
}


@pytest.mark.parametrize(("opening", "people"), OPENINGS.items())
def test_papers_of_east_asia_name_the_reporter_in_the_first_words(opening: str, people: list[str]) -> None:
    assert shown_in(f"<article><h1>Title</h1><div class=text><p>{opening}{PROSE}</p><p>{PROSE}</p></div>") == people


def shown_in(html: str) -> list[str]:
    markup = parse_markup(html, "https://dailysample.example/news/1")
    container, title = markup.root.find(".//div[@class='text']"), markup.root.find(".//h1")
    return shown_authors(markup, scene_of(markup, title, container), SiteFacts())[0]


def test_what_is_declared_to_be_an_organisation_is_no_person() -> None:
    publisher = json_ld([], publisher={"@type": "Organization", "name": "Ann Sample Foundry"})
    assert authors_of(publisher + '<meta name="author" content="Ann Sample Foundry">')[0] == []


def test_a_name_before_the_word_for_a_paper_is_the_sites_own() -> None:
    site = '<meta name="application-name" content="Wadi - وادي برس جريدة إلكترونية">'
    assert authors_of(site + json_ld("وادي برس - سامي النهر"))[0] == ["سامي النهر"]
    named = '<meta name="application-name" content="وادي برس | صحيفة يومية">'
    assert authors_of(named + json_ld("وادي برس"))[0] == []
    own = '<meta name="application-name" content="Ann Example - notes from the valley">'
    assert authors_of(own + json_ld("Ann Example"))[0] == ["Ann Example"]


def test_what_is_declared_goes_before_what_is_printed() -> None:
    assert authors_of('<meta name="author" content="Ann Example">', "<p class=byline>By Bo Sample</p>") == (
        ["Ann Example"],
        "meta author",
    )
    assert authors_of('<meta name="author" content="admin">', "<p class=byline>By Bo Sample</p>") == (
        ["Bo Sample"],
        "visible",
    )


def test_a_page_of_nothing_has_no_author() -> None:
    markup = parse_markup("", "https://example.org/")
    assert declared_authors(markup, SiteFacts()) == ([], "")
    assert shown_authors(markup, scene_of(markup), SiteFacts()) == ([], "")


BESIDE = [
    ({"name": "Ann Example, Bo Sample, and Cy Instance"}, ["Ann Example", "Bo Sample", "Cy Instance"]),
    ({"name": "Example, Ann"}, ["Ann Example"]),
    ({"name": "https://social.example/AnnExampleWriter"}, []),
    ({"name": "Ann Example Twitter Email"}, ["Ann Example"]),
    ({"name": "田中一郎，Daily Sample"}, ["田中一郎"]),
    ({"name": "Ann Example, Opinion writer"}, ["Ann Example"]),
    ({"name": "田中一郎 関連: 港"}, ["田中一郎"]),
    ({"name": "דנה לוי, הדרום"}, ["דנה לוי"]),
    ({"name": "Ann Example, MA"}, ["Ann Example"]),
    ({"name": "Plato, Ann Example"}, ["Plato", "Ann Example"]),
]


@pytest.mark.parametrize(("author", "expected"), BESIDE, ids=[str(author["name"]) for author, _ in BESIDE])
def test_a_name_is_read_without_what_stands_beside_it(author: dict[str, str], expected: list[str]) -> None:
    assert authors_of(json_ld({"@type": "Person", **author}))[0] == expected


def test_whom_the_headline_names_goes_before_those_of_teasers_behind_the_text() -> None:
    own = "<div class=byline>By <a rel=author href=/a>Ann Example</a></div>"
    teasers = "<div class=cards><p>A story <a rel=author href=/b>Bo Sample</a></p></div>"
    assert authors_of(byline=own, after=teasers)[0] == ["Ann Example"]
    assert authors_of(after=teasers)[0] == ["Bo Sample"]
    card = "<div class=cards><div class=writer-name>By <a href=/b>Bo Sample</a></div></div>"
    assert authors_of(byline="<p class=byline>By Ann Example</p>", after=card)[0] == ["Ann Example"]


LINKED = [
    "<div class=author>Written by <a href=/p>Ann Example</a> in <a href=/x>Ports</a> on 1 June at 08:34 PM.</div>",
    "<div class=author>By <a href=https://social.example/ann>Ann de Example</a><span>Ann Example</span> 7 May</div>",
    "<footer class=meta><p class=byline>By Ann Example</p></footer>",
    "<div class=info>by Ann Example / January 19, 2017 / Leave a comment</div>",
]


@pytest.mark.parametrize("line", LINKED)
def test_a_byline_that_says_more_names_its_author(line: str) -> None:
    assert [name.replace(" de ", " ") for name in authors_of(byline=line)[0]] == ["Ann Example"]


@pytest.mark.parametrize(
    ("link", "people"),
    [
        ("<a href='/columns/ann-example/'>Ann Example</a>", ["Ann Example"]),
        ("<a href='https://dailysample.example/columns/ann-example'>Ann Example</a>", ["Ann Example"]),
        ("<a href='/columns/bo-sample/'>Bo Sample</a>", []),
        ("<a href='/columns/'>Ann Example</a>", []),
        ("<a href='/columns/ann-example/'>All Columns</a>", []),
    ],
)
def test_who_heads_the_column_that_a_text_is_filed_in_wrote_it(link: str, people: list[str]) -> None:
    html = (
        f"<html><body><div class=top><h2>{link}</h2><p>A gardener</p></div><article><h1>Title</h1>"
        f"<div class=text><p>{PROSE}</p><p>{PROSE}</p></div></article></body></html>"
    )
    markup = parse_markup(html, "https://dailysample.example/columns/ann-example/2024/11/title")
    container, title = markup.root.find(".//div[@class='text']"), markup.root.find(".//h1")
    assert shown_authors(markup, scene_of(markup, title, container), SiteFacts())[0] == people
