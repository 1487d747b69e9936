"""A cell of the archive as HTML."""

from __future__ import annotations

import pytest

from newscrawler.web.cells import cell

EVIL = "<img src=x onerror=alert(1)>"
SAFE = "&lt;img src=x onerror=alert(1)&gt;"


@pytest.mark.parametrize("value", [None, 7, 1.5, b"bytes", "", "  ", "https://example.org/", "http://example.org/a?b"])
def test_what_datasette_shows_well_is_left_to_it(value):
    assert cell(value, "url") is None


def test_text_finds_its_own_direction():
    assert cell("موسكو", "title") == '<span dir="auto">موسكو</span>'


def test_a_body_is_paragraphs_each_with_its_own_direction():
    assert cell("One.\n\nاثنان.", "body") == (
        '<div class="newscrawler-body"><p dir="auto">One.</p><p dir="auto">اثنان.</p></div>'
    )


def test_a_list_is_readable_and_its_addresses_are_links():
    links = '[{"url": "https://example.org/1", "text": "خبر"}, {"url": "https://example.org/2"}, "word", 7]'
    html = str(cell(links, "links"))
    assert '<li dir="auto"><a href="https://example.org/1" rel="noreferrer nofollow">خبر</a></li>' in html
    assert ">https://example.org/2</a>" in html
    assert '<li dir="auto">word</li><li dir="auto">7</li>' in html


def test_an_object_is_its_names_and_values():
    assert '<li dir="auto"><b>title</b> json-ld</li>' in str(cell('{"title": "json-ld"}', "provenance"))


@pytest.mark.parametrize("value", ["[]", "{}"])
def test_an_empty_list_is_an_empty_cell(value):
    assert cell(value, "tags") == "&nbsp;"


@pytest.mark.parametrize("value", ["[not json", "{", "[" * 100_000, "[1] and words"])
def test_what_only_looks_like_json_is_text(value):
    assert str(cell(value, "title")).startswith('<span dir="auto">')


@pytest.mark.parametrize(
    ("value", "column"),
    [
        (EVIL, "title"),
        (EVIL, "body"),
        (EVIL, "title_folded"),
        (f'["{EVIL}"]', "authors"),
        (f'{{"{EVIL}": "{EVIL}"}}', "provenance"),
        (f'[{{"url": "https://example.org/", "text": "{EVIL}"}}]', "links"),
        (f'[{{"{EVIL}": 1}}]', "images"),
        (f"[{EVIL}", "title"),
    ],
)
def test_everything_is_escaped(value, column):
    html = str(cell(value, column))
    assert SAFE in html
    assert "<img" not in html


def test_an_address_cannot_leave_its_quotes_nor_run():
    assert '"><b>' not in str(cell('[{"url": "https://example.org/\\"><b>"}]', "links"))
    assert "href" not in str(cell('[{"url": "javascript:alert(1)", "text": "x"}]', "links"))


def test_a_search_column_is_cut():
    assert str(cell("x" * 1000, "body_folded")) == f'<span dir="auto">{"x" * 80}…</span>'
