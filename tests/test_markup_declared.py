"""What pages declare for machines, whole and broken."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.markup import Declared, parse_markup, types_of

URL = "https://example.org/world/a"


def declared(html: str) -> Declared:
    return parse_markup(html, URL).declared


def json_ld(*scripts: str) -> list[dict[str, Any]]:
    return declared("".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)).json_ld


def test_a_graph_and_lists_are_flattened_in_order():
    things = json_ld(
        '{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", '
        '"breadcrumb": {"@type": "BreadcrumbList"}}, '
        '[{"@type": "Person"}]]}',
        '[{"@type": "NewsArticle", "mainEntityOfPage": "https://example.org/a"}]',
    )
    assert [types_of(thing) for thing in things] == [["WebPage"], ["BreadcrumbList"], ["Person"], ["NewsArticle"]]


def test_the_main_entity_is_a_thing_of_its_own_but_a_picture_is_not():
    things = json_ld(
        '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "H", '
        '"image": {"@type": "ImageObject", "datePublished": "2011-01-01"}}}'
    )
    assert [types_of(thing) for thing in things] == [["WebPage"], ["NewsArticle"]]


def test_of_type_reads_names_with_and_without_their_vocabulary():
    page = declared(
        '<script type="application/ld+json; charset=utf-8">'
        '[{"@type": ["Thing", "http://schema.org/NewsArticle"], "a": 1},'
        '{"@type": "schema:Article", "a": 2}, {"@type": 7}, {"@type": null, "b": 0}]</script>'
    )
    assert [thing["a"] for thing in page.of_type("NewsArticle", "Article")] == [1, 2]


@pytest.mark.parametrize(
    ("script", "headline"),
    [
        ('{"headline": "one",}', "one"),
        ('{"headline": "one", "list": [1, 2, ], }', "one"),
        ('{"headline": "two\nlines"}', "two\nlines"),
        ('{"headline": "tab\there"}', "tab\there"),
        ('<!-- {"headline": "one"} -->', "one"),
        ('//<![CDATA[\n{"headline": "one"}\n//]]>', "one"),
        ('/*<![CDATA[*/{"headline": "one"}/*]]>*/;', "one"),
        ('{"headline": "one"};', "one"),
        ('\ufeff{"headline": "one"}', "one"),
        ('{"headline": "she said "no" twice"}', 'she said "no" twice'),
        ('{"headline": "one" "name": "x"}', "one"),
        ('{"headline": "one"\n"name": "x"}', "one"),
        ("{'headline': 'one'}", "one"),
        ("{headline: one}", "one"),
        ('{"headline": "one", "author": }', "one"),
        ('{"author": , "headline": "one"}', "one"),
        (r'{"headline": "it\'s"}', r"it\'s"),
        (r'{"headline": "a \x b"}', r"a \x b"),
        ("{&quot;headline&quot;: &quot;one&quot;}", "one"),
        ('{"headline": "Mutter &amp; S&ouml;hne"}', "Mutter & Söhne"),
        ('{"headline": "&amp;quot;x&amp;quot;"}', '"x"'),
        ('{"headline": "R&D &x; AT&T"}', "R&D &x; AT&T"),
        (r'{"headline": "\u0623\u0639\u0644\u0646"}', "أعلن"),
        (r'{"headline": "a\ud800b\u0000c"}', "a\ufffdb\ufffdc"),
        (r'{"headline": "\ud83d\ude00"}', "😀"),
    ],
)
def test_broken_and_encoded_json_is_read(script, headline):
    assert [thing["headline"] for thing in json_ld(script)] == [headline]


def test_several_objects_in_one_script():
    assert json_ld('{"a": 1}{"a": 2} ; {"a": 3},\n{"a": 4}') == [{"a": 1}, {"a": 2}, {"a": 3}, {"a": 4}]


def test_what_stands_before_the_fault_is_kept():
    assert json_ld('{"a": 1} {"b": [1, 2') == [{"a": 1}]


def test_one_broken_script_does_not_harm_the_next():
    assert json_ld("function() { return 1 }", '{"a": 1}') == [{"a": 1}]


def test_numbers_stay_within_what_a_database_holds():
    digits = "9" * 1_000_000
    (thing,) = json_ld(f'{{"big": {digits}, "nan": NaN, "infinite": 1e999, "minus": -Infinity, "fit": {2**60 - 1}}}')
    assert thing["big"] == digits
    assert (thing["nan"], thing["infinite"], thing["minus"]) == (None, None, None)
    assert thing["fit"] == "1152921504606846975"


@pytest.mark.parametrize("depth", [50, 900, 1_100, 100_000])
def test_deep_json_is_dropped_or_cut_and_never_raises(depth):
    nested = '{"a": ' * depth + "1" + "}" * depth
    things = json_ld(nested, '{"headline": "one"}')
    assert things[-1] == {"headline": "one"}
    json.dumps(things)


def test_things_are_bounded():
    things = json_ld("[" + ",".join('{"a": 1}' for _ in range(50_000)) + "]")
    assert len(things) == 2_000


def test_a_script_that_is_too_long_is_not_read():
    assert json_ld('{"a": "' + "x" * 5_000_000 + '"}') == []


@pytest.mark.parametrize(
    "script", ["[" * 200_000, '{"a":"' * 50_000, ";" * 1_000_000, " " * 2_000_000 + "}", '"' * 400_000]
)
def test_hostile_scripts_are_not_quadratic(script):
    began = time.process_time()
    json_ld(script, script, script)
    assert time.process_time() - began < 10


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["@type", "@graph", "mainEntity"]), inner)
    ),
    max_leaves=30,
)


@given(_json)
def test_any_json_is_taken(value):
    page = declared(f'<script type="application/ld+json">{json.dumps(value)}</script>')
    json.dumps(page.json_ld, allow_nan=False).encode()
    assert all(isinstance(thing, dict) for thing in page.of_type("NewsArticle"))


def test_meta_is_keyed_in_lower_case_by_every_name_and_keeps_order():
    page = declared(
        '<meta property="OG:Title" content=" one &amp;amp; two "><meta name="og:title" content="second">'
        '<meta itemprop=datePublished name=date content=2016-07-16><meta name=empty content=" "><meta name=none>'
    )
    assert page.meta == {"og:title": ["one & two", "second"], "datepublished": ["2016-07-16"], "date": ["2016-07-16"]}
    assert page.first_meta("twitter:title", "OG:title") == "one & two"
    assert page.first_meta("twitter:title") is None


def test_links_are_absolute_and_only_those_that_can_be_fetched():
    page = declared(
        '<link rel="ALTERNATE" type="Application/RSS+xml" title=" News " href="/feed"><link rel=canonical href="b">'
        '<link rel="icon" href="file:///etc/passwd"><link rel=x>'
        '<link rel="alternate Stylesheet" href=/a.css><link href=/norel><link rel=bad href="http://[::1">'
    )
    assert [(link.rel, link.url, link.type, link.title) for link in page.links] == [
        ("alternate", "https://example.org/feed", "application/rss+xml", "News"),
        ("canonical", "https://example.org/world/b", "", ""),
    ]


MICRODATA = """
<div itemscope itemtype="http://schema.org/NewsArticle">
  <h1 itemprop="headline name">Title &amp;amp; more</h1>
  <meta itemprop="description" content="In short">
  <time itemprop="datePublished" datetime="2016-07-16T09:23">16 July</time>
  <span itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" href="/p/1">
    <b itemprop="name">Ann Lee</b></a></span>
  <span itemprop="author" itemscope itemtype="http://schema.org/Person"><i itemprop="name">Bo</i></span>
  <img itemprop="image" src="a.jpg">
</div>"""


def test_microdata_has_the_form_of_json_ld():
    page = declared(MICRODATA)
    people = [
        {"@type": "Person", "url": "https://example.org/p/1", "name": "Ann Lee"},
        {"@type": "Person", "name": "Bo"},
    ]
    assert page.microdata_of_type("NewsArticle") == [
        {
            "@type": "NewsArticle",
            "headline": "Title & more",
            "name": "Title & more",
            "description": "In short",
            "datePublished": "2016-07-16T09:23",
            "author": people,
            "image": "https://example.org/world/a.jpg",
        }
    ]
    assert page.microdata_of_type("Person") == people


def test_breadcrumbs_of_the_old_vocabulary_are_read_from_rdfa():
    page = declared(
        '<div id="crumbs" xmlns:v="http://rdf.data-vocabulary.org/#"><span typeof="v:Breadcrumb"><a rel="v:url" '
        'property="v:title" href="/">الرئيسية</a></span> / '
        '<span typeof="v:Breadcrumb"><a rel="v:url" property="v:title" '
        'href="/first">الأولى</a></span></div><p property="og:title">not inside a typed element</p>'
    )
    assert page.microdata_of_type("Breadcrumb") == [
        {"@type": "Breadcrumb", "title": "الرئيسية", "url": "https://example.org/"},
        {"@type": "Breadcrumb", "title": "الأولى", "url": "https://example.org/first"},
    ]


def test_a_breadcrumb_list_of_schema_org_in_rdfa():
    page = declared(
        '<ol vocab="https://schema.org/" typeof="BreadcrumbList"><li property="itemListElement" typeof="ListItem">'
        '<a property="item" typeof="WebPage" href="/n"><span property="name">News</span></a>'
        '<meta property="position" content="1"></li></ol>'
    )
    (crumbs,) = page.microdata_of_type("BreadcrumbList")
    item = {"@type": "WebPage", "@id": "https://example.org/n", "name": "News"}
    assert crumbs["itemListElement"] == {"@type": "ListItem", "item": item, "position": "1"}


@pytest.mark.parametrize(
    "html",
    [
        "<div itemprop=a>" * 390 + "x" * 10_000,
        "<div itemscope itemprop=a>" * 390 + "text",
        "<p itemscope>" + "<b itemprop=a>x</b>" * 100_000,
        "<p itemscope itemprop='" + "a " * 20_000 + "'>x",
    ],
)
def test_hostile_microdata_is_not_quadratic(html):
    began = time.process_time()
    assert isinstance(declared(html).microdata, list)
    assert time.process_time() - began < 10


def test_each_kind_is_read_once():
    page = declared(MICRODATA)
    assert page.microdata is page.microdata
    assert page.json_ld is page.json_ld
