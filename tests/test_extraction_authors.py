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
    "<p class=byline>رويترز</p>": [],
    "<p class=byline>By The Daily Sample</p>": [],
    "<div style='display:none' class='vcard author'><a rel=author href=/a>Ann Example</a></div>": [],
    "<div>By the river stands a house of some age</div>": [],
    "<aside class=related><p class=byline>By Ann Example</p></aside>": [],
}


@pytest.mark.parametrize(("byline", "people"), BYLINES.items())
def test_printed_people(byline: str, people: list[str]) -> None:
    assert authors_of(byline=byline)[0] == people


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
