"""The elements of a page, found by tag and attribute."""

from __future__ import annotations

from newscrawler.markup import parse_markup

PAGE = """<html><head><title>T</title><meta name="a" content="b"></head><body class="Page">
<!-- class="related" --><nav aria-label="Breadcrumb"><a href="/" rel="home">Home</a></nav>
<h1 id="RELATED">One</h1><p>Two</p><h2 class="box Related-Posts" rel="x">Three</h2>
<div title="related">Four</div><h1>Five</h1></body></html>"""


def elements():
    return parse_markup(PAGE, "https://example.org/").elements


def texts(found):
    return [element.text for element in found]


def test_tags_come_in_document_order_whatever_the_order_asked_for():
    assert texts(elements().tagged("h2", "h1")) == ["One", "Three", "Five"]
    assert texts(elements().tagged("h1")) == ["One", "Five"]
    assert texts(elements().tagged("p")) == ["Two"]
    assert elements().tagged("table") == []


def test_attributes_come_in_document_order_and_each_element_once():
    assert texts(elements().having("rel", "id", "title")) == ["Home", "One", "Three", "Four"]
    assert elements().having("itemscope") == []


def test_a_word_of_the_page_is_said_and_no_other():
    markup = parse_markup(PAGE, "https://example.org/")
    assert markup.says("Breadcrumb")
    assert not markup.says("BreadcrumbList")
