"""What is taken out of a page before it is parsed, and what must stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.markup import parse_markup
from newscrawler.markup.stripping import scripts, without_unread

LD = b'<script type="application/ld+json">{"@type": "NewsArticle"}</script>'


@pytest.mark.parametrize(
    "unread",
    [
        b"<!-- a comment with <script> and <p> in it -->",
        b"<!-->",
        b"<!--a comment without a space <script>-->",
        b"<!--[if IE]><p>old</p><![endif]-->",
        b"<script>if (a < b) { write('<p>x</p>') }</script>",
        b"<SCRIPT SRC=x></Script>",
        b"<style>p > a { color: red }</style>",
        b"<svg><title>Icon</title><path d=''/></svg>",
        b"<svg class=x />",
        b"<svg><g></g></SVG\n>",
    ],
)
def test_what_nobody_reads_goes(unread):
    assert without_unread(b"<p>one</p>" + unread + b"<p>two</p>") == b"<p>one</p><p>two</p>"


@pytest.mark.parametrize(
    "kept",
    [
        LD,
        LD.replace(b"script", b"SCRIPT"),
        b"<svg-icon>x</svg-icon>",
        b"<scripture>x</scripture>",
        b"<!-- never closed <p>x</p>",
        b"<script>never closed",
        b"<svg><p>x</p>",
    ],
)
def test_the_rest_stays(kept):
    assert without_unread(b"<p>one</p>" + kept) == b"<p>one</p>" + kept


def test_a_comment_hides_the_tags_in_it():
    page = b"<!-- <script> --><p>text</p><script>x</script><p>more</p>"
    assert without_unread(page) == b"<p>text</p><p>more</p>"


def test_scripts_are_told_by_attributes_and_text():
    source = b'<script>one</script><script type="application/json" id=x>{"a": 1}</script><script>open'
    assert list(scripts(source)) == [("", "one"), (' type="application/json" id=x', '{"a": 1}')]


def test_scripts_left_open_by_the_thousand_are_not_quadratic():
    assert list(scripts(b"<script>one</script>" + b"<script type=text/x>" * 100_000)) == [("", "one")]
    assert list(scripts(b"<script" * 100_000)) == []


def test_markup_tells_its_scripts_though_the_tree_has_none():
    markup = parse_markup("<p>text</p><script>state = {}</script>", "https://example.org/")
    assert list(markup.scripts()) == [("", "state = {}")]
    assert markup.elements.tagged("script") == []


@pytest.mark.parametrize("opening", [b"<svg>", b"<!--", b"<script>", b"<style>"])
def test_a_hundred_thousand_openings_are_not_quadratic(opening):
    began = time.process_time()
    without_unread(opening * 100_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("closing", [b"</script", b"</script ", b"-->", b"</"])
def test_a_hundred_thousand_closings_are_not_quadratic(closing):
    began = time.process_time()
    assert without_unread(b"<script>" + closing * 100_000) == b"<script>" + closing * 100_000
    assert time.process_time() - began < 5


@given(
    st.lists(
        st.sampled_from([b"<svg", b"/>", b">", b"</svg>", b"<!--", b"-->", b"<script>", b"</script>", b"x", b"<p>"])
    )
)
def test_nothing_is_added_and_nothing_raises(pieces):
    page = b"".join(pieces)
    kept = without_unread(page)
    remaining = iter(page)
    assert all(byte in remaining for byte in kept)
