"""Every text gives a tree, bounded in depth and time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawler.markup import parse_markup
from newscrawler.markup.crowded import _CROWDED_TAG, without_crowds
from newscrawler.markup.dom import MAX_DEPTH, parse_dom
from newscrawler.markup.source import MAX_CHARACTERS

URL = "https://example.org/a/"


def depth_of(root) -> int:
    deepest, waiting = 0, [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((child, depth + 1) for child in element)
    return deepest


@pytest.mark.parametrize(
    "html", ["", "  \n", "<!-- only a comment -->", "<!DOCTYPE html>", b"", b"\xef\xbb\xbf", "\x00"]
)
def test_a_blank_page_gives_an_empty_tree(html):
    markup = parse_markup(html, URL)
    assert markup.root.tag == "html"
    assert markup.root.text_content().strip() == ""
    assert not markup.truncated
    assert markup.anchors() == []
    assert markup.declared.json_ld == []
    assert markup.selector.css("p").getall() == []


def test_text_that_was_decoded_is_not_decoded_again():
    markup = parse_markup('<?xml version="1.0" encoding="utf-16"?><meta charset="windows-1256"><p>كلمة</p>', URL)
    assert markup.root.findtext(".//p") == "كلمة"


def test_json_is_text_of_a_page():
    assert parse_markup(b"{}", URL).selector.css("p::text").getall() == []


def test_controls_that_lxml_refuses_are_gone():
    root = parse_markup("<p title='a\x00b'>a\x00b\x01c\x0cd\x7fe\x1bf</p>", URL).root
    paragraph = root.find(".//p")
    assert paragraph.text == "abc def"
    assert paragraph.get("title") == "ab"


def test_lone_surrogates_become_replacement_characters():
    root = parse_markup("<p>a\ud800b &#xD800; &#0; &#x110000;</p>", URL).root
    assert root.findtext(".//p").startswith("a\ufffdb \ufffd")
    root.findtext(".//p").encode()


@pytest.mark.parametrize("tag", ["b", "div", "span", "table", "font", "ul><li", "blockquote"])
def test_what_stands_behind_tags_left_open_is_read(tag):
    markup = parse_markup(f"<{tag}>" * 5000 + "<article><p>the text</p></article>", URL)
    assert markup.truncated
    assert [p.text for p in markup.root.iter("p")] == ["the text"]
    assert depth_of(markup.root) <= MAX_DEPTH


@pytest.mark.parametrize(("tag", "end"), [("html", "</html>"), ("html", "</body></html>"), ("HTML", "</HTML>")])
def test_what_stands_behind_an_early_end_of_the_page_is_read(tag, end):
    page = f"<{tag}><body><div>the head</div>{end}\n<!-- head --><div><p>the text</p></div></body></html>"
    assert [p.text for p in parse_markup(page, URL).root.iter("p")] == ["the text"]


def test_words_are_not_split_where_formatting_is_dropped():
    markup = parse_markup("<b>" * 3000 + "<p>wo<b>r</b>ds</p>", URL)
    assert markup.root.findtext(".//p") == "words"


def test_a_tree_of_a_hundred_thousand_levels_is_cut():
    markup = parse_markup("<div>" * 100_000 + "deep" + "</div>" * 100_000 + "<p>after</p>", URL)
    assert markup.truncated
    assert markup.root.findtext(".//p") == "after"


def test_depth_is_bounded_for_any_tag():
    markup = parse_markup("<article>" * 1500 + "deep", URL)
    assert markup.truncated
    assert depth_of(markup.root) <= MAX_DEPTH


def test_descendant_selectors_are_not_cubic_on_deep_pages():
    markup = parse_markup("<div>" * 2000 + "x", URL)
    began = time.process_time()
    markup.selector.css("div div div div")
    assert time.process_time() - began < 2


def test_a_page_as_deep_as_real_ones_is_left_as_it_is():
    markup = parse_markup("<div>" * 200 + "<p>text</p>", URL)
    assert not markup.truncated
    assert len(list(markup.root.iter("div"))) == 200


@pytest.mark.parametrize("attribute", ["a{}", "a{}=1", "a{}='>'", 'a{}="<b>"'])
def test_a_tag_with_ten_thousands_of_attributes_is_not_quadratic(attribute):
    attributes = " ".join(attribute.format(number) for number in range(200_000))
    began = time.process_time()
    markup = parse_markup(f"<p {attributes}>text</p><p>after</p>", URL)
    assert time.process_time() - began < 10
    assert markup.truncated
    assert [p.text for p in markup.root.iter("p")] == ["text", "after"]


_STRETCHES = {
    "many": b"<p %s>" % b" ".join(b"a%d" % number for number in range(2_500)),
    "many that hold an end": b"<p %s>" % b" ".join(b"a%d='>'" % number for number in range(2_500)),
    "many that hold tags": b"<p %s>" % b"".join(b'a%d= "<b>">' % number for number in range(2_500)),
    "many long": b"<p %s>" % b" ".join(b"a%d='%s'" % (number, b"> " * 40) for number in range(2_500)),
    "not so many": b"<p %s>" % b" ".join(b"a%d" % number for number in range(1_500)),
    "one long": b'<p title="%s">' % (b"> " * 9_000),
    "paragraphs": b"<p>text</p>" * 900,
    "text": b"text " * 2_000,
} | {piece: piece.encode() for piece in ("<a href=x>", "<a b='", '"', "'", ">", "=", "\n", "<p ")}


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(_STRETCHES)), max_size=8))
def test_every_crowded_tag_is_seen_where_only_long_stretches_are_looked_at(names):
    page = b"".join(map(_STRETCHES.__getitem__, names))
    assert without_crowds(page) == _CROWDED_TAG.subn(rb"\1 ", page)


@pytest.mark.parametrize(
    "piece", [b'"', b"'", b'="', b'=">', b"='>\"", b">", b"a=\"'>", b" = '", b"= " * 9_000 + b'">']
)
def test_looking_for_long_stretches_is_not_quadratic(piece):
    began = time.process_time()
    without_crowds(b"<p " + piece * (4_000_000 // len(piece)))
    assert time.process_time() - began < 10


@pytest.mark.parametrize("tag", ["<script", "<a/", "<a b", '<a b="<a/', "<p<a b"])
def test_a_row_of_tags_left_open_is_not_quadratic(tag):
    markup = parse_markup(tag * 100_000, "https://example.org/")  # would take minutes
    assert markup.root.tag == "html"


def test_a_page_beyond_the_cap_is_cut_and_says_so():
    markup = parse_markup("<p>first</p>" + "x" * MAX_CHARACTERS + "<p>last</p>", URL)
    assert markup.truncated
    assert [p.text for p in markup.root.iter("p")] == ["first"]


def test_a_page_of_more_bytes_than_the_cap_has_characters_is_whole():
    markup = parse_markup(b"<p>first</p>" + "ا".encode() * (MAX_CHARACTERS // 2) + b"<p>last</p>", URL)
    assert not markup.truncated
    assert [p.text for p in markup.root.iter("p")] == ["first", "last"]


@given(st.text(max_size=200) | st.binary(max_size=200), st.text(max_size=20))
def test_parse_markup_never_raises(html, url):
    markup = parse_markup(html, url)
    assert markup.root.tag == "html"
    assert isinstance(markup.anchors(), list)
    assert isinstance(markup.declared.microdata, list)
    assert isinstance(markup.base_url, str)


_SCRAPS = (
    '<div>|</div>|<p itemscope| itemprop=a|>|<a href=|\'//[::1\'|"javascript:x"|<base href=file:///|{|[|"@graph":|]|}|'
    "<script type=application/ld+json>|</script>|<meta name=a content=b>|<!--|-->|<svg>|<template>|&#xD800;|\x00|"
    "\ud800|<table><tr>|<form>|<link rel=next href=x>|text "
)
_PIECES = st.sampled_from(_SCRAPS.split("|"))


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_scrambled_markup_never_raises(html):
    markup = parse_markup(html, URL)
    declared = markup.declared
    assert all(isinstance(thing, dict) for thing in (*declared.json_ld, *declared.microdata))
    assert all(anchor.url.startswith(("http://", "https://")) for anchor in markup.anchors())
    assert all(link.url.startswith(("http://", "https://")) for link in declared.links)


@pytest.mark.parametrize("behind", ["", "<p>More</p>", "<body><p>More</p>"])
def test_a_body_that_no_tag_opens_begins_with_what_only_a_body_holds(behind):
    root = parse_dom(f"<title>T</title><header><h1>A</h1></header><article>B</article>{behind}".encode())[0]
    assert [child.tag for child in root.find("head")] == ["title"]
    assert [child.tag for child in root.find("body")] == ["header", "article", *(["p"] if behind else [])]
