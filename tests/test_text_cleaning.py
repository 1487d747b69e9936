"""Cleaning, paragraphs, direction, and printing other people's text safely."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.text import clean_paragraphs, clean_text, direction, isolate, split_paragraphs

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  a \t b\n c ", "a b c"),
        ("a\u00a0\u2009b\u3000c", "a b c"),
        ("\u202bموسكو\u202c \u200fنعم", "موسكو نعم"),
        ("\u2067a\u2069\u061c", "a"),
        ("\ufeffa\u00adb\u200bc\u2060d", "abcd"),
        ("می\u200cشود", "می\u200cشود"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("a\x00b\x1b[31mc\x9bd", "a b [31mc d"),
        ("a\ud800b\ufffec", "a\ufffdb\ufffdc"),
        ("a\x85b\u2028c\u2029d", "a b c d"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("دمشق ــ الوطن", "دمشق ــ الوطن"),
    ],
)
def test_clean_text(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@given(st.text())
def test_clean_text_is_one_safe_line_and_final(text: str) -> None:
    once = clean_text(text)
    assert CONTROLS.search(once) is None
    assert once == once.strip()
    assert "  " not in once
    assert clean_text(once) == once
    once.encode("utf-8")


@given(st.lists(st.text()))
def test_paragraphs_come_back(paragraphs: list[str]) -> None:
    body = clean_paragraphs(paragraphs)
    assert split_paragraphs(body) == [clean for clean in map(clean_text, paragraphs) if clean]
    assert clean_paragraphs(split_paragraphs(body)) == body


def test_paragraphs_are_parted_by_white_lines_too() -> None:
    assert split_paragraphs("one\n \t\ntwo\n\n\n\nthree\nstill three\n") == ["one", "two", "three\nstill three"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "ltr"),
        ("123 - 456", "ltr"),
        ("Hello", "ltr"),
        ("موسكو", "rtl"),
        ("שלום", "rtl"),
        ("CNN: أعلنت وزارة الخارجية", "rtl"),
        ("The paper الوطن says", "ltr"),
        ("2017: خبر", "rtl"),
        ("aب", "ltr"),
        ("بa", "rtl"),
    ],
)
def test_direction(text: str, expected: str) -> None:
    assert direction(text) == expected


@given(st.text())
def test_isolated_text_cannot_turn_or_colour_what_stands_round_it(text: str) -> None:
    shown = isolate(text)
    assert "\x1b" not in shown
    assert not any(0x80 <= ord(character) < 0xA0 for character in shown)
    for line in shown.split("\n"):
        kinds = [unicodedata.bidirectional(character) for character in line]
        assert kinds.count("FSI") == kinds.count("PDI") == (1 if line else 0)
        assert not {"LRE", "RLE", "LRO", "RLO", "LRI", "RLI"} & set(kinds)


def test_isolate_keeps_paragraphs() -> None:
    assert isolate("one\n\ntwo") == "\u2068one\u2069\n\n\u2068two\u2069"
