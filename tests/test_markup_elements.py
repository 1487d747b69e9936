"""The elements of a page, listed once and found by tag, attribute and name."""

from __future__ import annotations

from newscrawler.markup import parse_markup

PAGE = """<html><body class="Page">
<!-- class="related" --><nav aria-label="Breadcrumb"><a href="/" rel="home">Home</a></nav>
<h1 id="RELATED">One</h1><p>Two</p><h2 class="box Related-Posts" rel="x">Three</h2>
<div title="related">Four</div><div class="İstanbul">Five</div><div class="related">Six</div>
</body></html>"""


def elements():
    return parse_markup(PAGE, "https://example.org/").elements


def texts(found):
    return [element.text for element in found]


def test_tags_come_in_document_order_whatever_the_order_asked_for():
    assert texts(elements().tagged("h2", "h1")) == ["One", "Three"]
    assert texts(elements().tagged("p")) == ["Two"]
    assert elements().tagged("table") == []


def test_attributes_come_in_document_order_and_each_element_once():
    assert texts(elements().having("rel", "id", "title")) == ["Home", "One", "Three", "Four"]
    assert elements().having("itemscope") == []


def test_names_are_classes_ids_and_labels_in_any_case():
    assert texts(elements().named("related")) == ["One", "Three", "Six"]
    assert [element.tag for element in elements().named("crumb", "breadc", "page")] == ["body", "nav"]
    assert elements().named("absent") == []


def test_an_element_stays_the_same_object():
    markup = parse_markup(PAGE, "https://example.org/")
    assert all(first is second for first, second in zip(markup.elements, markup.root.iter("*"), strict=True))


def test_attributes_are_those_that_the_tree_holds():
    markup = parse_markup(PAGE, "https://example.org/")
    assert all(dict(element.items()) == held for element, held in markup.elements.attributes.items())
