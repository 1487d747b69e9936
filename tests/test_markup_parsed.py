"""Links, base addresses and the small readings that extraction and discovery share."""

from __future__ import annotations

import pytest
from lxml.html import fragment_fromstring

from newscrawler.markup import hides, is_hidden, parse_markup, visible_text

URL = "https://example.org/world/page"


def urls(html: str, url: str = URL) -> list[str]:
    return [anchor.url for anchor in parse_markup(html, url).anchors()]


def test_anchors_are_absolute_in_order_with_their_words():
    anchors = parse_markup(
        '<a href="/a">one <b>t</b>wo</a><a href="b?x=1#c" rel="Next NoFollow"><img alt=x></a>'
        "<area href=//example.net/z>",
        URL,
    ).anchors()
    assert [(anchor.url, anchor.text, anchor.rel) for anchor in anchors] == [
        ("https://example.org/a", "one two", ""),
        ("https://example.org/world/b?x=1#c", "", "next nofollow"),
        ("https://example.net/z", "", ""),
    ]
    assert anchors[0].element.tag == "a"


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "mailto:a@example.org",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://[::1",
        "ftp://x/",
    ],
)
def test_one_link_that_cannot_be_fetched_does_not_harm_the_others(href):
    assert urls(f'<a href="{href}">bad</a><a href="/good">good</a>') == ["https://example.org/good"]


def test_an_empty_href_leads_nowhere():
    assert urls("<a href=''>x</a><a>y</a><a name=z>z</a>") == []


def test_a_base_on_the_web_is_respected():
    assert urls('<base href="https://cdn.example.org/x/"><a href="y">y</a>') == ["https://cdn.example.org/x/y"]
    assert urls('<base href="/x/"><a href="y">y</a>') == ["https://example.org/x/y"]


@pytest.mark.parametrize("base", ["file:///etc/", "ftp://example.org/", "javascript:x", "http://[", ""])
def test_any_other_base_is_not(base):
    assert urls(f'<base href="{base}"><a href="passwd">x</a><a href="//evil.example/y">y</a>') == [
        "https://example.org/world/passwd",
        "https://evil.example/y",
    ]


def test_links_are_bounded():
    assert len(urls("<a href=/x>x</a>" * 30_000)) == 20_000


def test_the_selector_reads_the_same_tree():
    markup = parse_markup("<p class=a>x</p>", URL)
    assert markup.selector.css("p.a").getall() == ['<p class="a">x</p>']
    assert markup.selector.root is markup.root
    assert markup.encoding == "utf-8"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p> one\n two\xa0three </p>", "one two three"),
        ("<div><p>one</p><p>two</p></div>", "one two"),
        ("<p>one<br>two</p>", "one two"),
        ("<p>in<b>si</b>de<!-- no --> it</p>", "inside it"),
        (
            "<div>a<script>no()</script>b<style>no{}</style>c<noscript>no</noscript>d<template>no</template>e</div>",
            "abcde",
        ),
        ("<ul><li>one<li>two</ul>", "one two"),
        ("<script>no</script>", ""),
        ("<p></p>", ""),
        ("<p>می\u200cرود</p>", "می\u200cرود"),
        ("<p><time>5 May 2016</time><time>19:44</time></p>", "5 May 2016 19:44"),
        ("<p>(<time>5 May 2016</time>)</p>", "(5 May 2016)"),
    ],
)
def test_visible_text(html, text):
    assert visible_text(fragment_fromstring(html)) == text


def test_the_tail_of_an_element_is_not_its_text():
    paragraph = fragment_fromstring("<p><a><i>in</i></a> after</p>")
    assert visible_text(paragraph[0]) == "in"


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        'hidden="until-found"',
        'aria-hidden="true"',
        'style="color: red; DISPLAY : none"',
        'style="visibility:hidden"',
    ],
)
def test_hidden_elements_hide_what_they_hold(attribute):
    outer = fragment_fromstring(f"<div {attribute}><p><b>x</b></p></div>")
    assert hides(outer)
    assert not hides(outer[0])
    assert is_hidden(outer[0][0])


@pytest.mark.parametrize("attribute", ['aria-hidden="false"', 'style="display:block"', 'class="hidden"', ""])
def test_other_elements_are_shown(attribute):
    assert not is_hidden(fragment_fromstring(f"<div {attribute}>x</div>"))


def test_the_words_of_a_tree_as_deep_as_may_be_are_read():
    markup = parse_markup("<div>" * 390 + "<p>deep</p>", URL)
    assert not markup.truncated
    assert visible_text(markup.root) == "deep"


def test_only_what_is_in_the_tree_is_said():
    markup = parse_markup("<p class=crumb>text</p><!-- note --><script>word</script>", URL)
    assert [markup.says(word) for word in ("crumb", "text", "note", "word")] == [True, True, False, False]
