"""Sketches and resemblance: the same words give the same sketch, whatever their spelling; shares are what they say."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.text.resemblance import likeness, wording
from newscrawler.text.shingles import MOST_WORDS, SKETCH_SIZE, shingle_words, shingles, sketch
from tests.copied_texts import COPIES, OTHERS, texts

WORDS = st.lists(st.text("abcdefghابتثج", min_size=1, max_size=5), min_size=0, max_size=80)
ARABIC = "أعلنت وزارة المالية في القاهرة أن إيرادات الدولة ارتفعت إلى ٢٠ مليار جنيه خلال الربع الأول من السنة المالية"


def of(text: str) -> list[int]:
    return sketch(wording(text).runs)


def spelled_anew(text: str) -> str:
    chance = random.Random(1)
    marked = "".join(
        letter + chance.choice(("", "\u064e", "\u0651")) if letter.isalpha() else letter for letter in text
    )
    return marked.replace("أ", "ا").replace("إ", "ا").replace("ة", "ه").replace("ى", "ي").replace("٢٠", "20")


def test_spelling_case_and_punctuation_do_not_count() -> None:
    assert of(ARABIC) == of(spelled_anew(ARABIC)) != []
    text = "The port was closed on Monday, after the storm had torn two cranes from their rails; it said."
    assert of(text) == of(text.upper().replace(",", " –").replace(";", "."))


@given(WORDS)
def test_a_sketch_depends_on_the_runs_alone(words: list[str]) -> None:
    runs = shingles(words)
    once = sketch(runs)
    assert once == sketch(sorted(runs, reverse=True))
    assert len(once) == min(SKETCH_SIZE, len(runs))
    assert all(0 <= value < 2**48 for value in once)


@given(WORDS, WORDS)
def test_of_two_texts_the_sketches_meet_where_the_texts_do(first: list[str], second: list[str]) -> None:
    one, other = shingles(first), shingles(second)
    shared = set(sketch(one)) & set(sketch(other))
    assert not shared or one & other
    assert set(sketch(one | other)) <= set(sketch(one)) | set(sketch(other))


@given(WORDS, WORDS)
def test_shares_are_shares_and_the_same_both_ways_round(first: list[str], second: list[str]) -> None:
    one, other = wording(" ".join(first)), wording(" ".join(second))
    there, back = likeness(one, other), likeness(other, one)
    assert 0 <= there.resemblance <= min(there.of_first, there.of_second) <= 1
    assert (there.resemblance, there.of_first, there.of_second) == (back.resemblance, back.of_second, back.of_first)


@pytest.mark.parametrize("language", ["ar", "en", "de", "fa", "zh"])
@pytest.mark.parametrize("kind", [*COPIES, *OTHERS])
def test_copies_are_told_from_other_texts(kind: str, language: str) -> None:
    first, second = texts(kind, 7, language)
    found = likeness(*(wording(text) for text in (first, second))).kind
    assert (found is not None) is (kind in COPIES)


def test_what_one_text_is_to_the_other_has_a_name() -> None:
    def kind(name: str) -> str | None:
        return likeness(*(wording(text) for text in texts(name))).kind

    assert kind("5 % of the words edited") == "copy"
    assert kind("inside a text twice as long") == "excerpt"
    assert kind("half of it repeated") == "overlap"


SHORT = "The bridge over the river stays closed until Monday morning, the town council said after a meeting."


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        (SHORT, True),
        (SHORT.replace("the town council", "The Town Council"), True),
        (SHORT.replace("river", "canal"), False),
        ("The bridge over the river is open again since this morning, the town council said on Monday.", False),
    ],
)
def test_short_texts_copy_each_other_when_hardly_anything_differs(other: str, is_copy: bool) -> None:
    assert (likeness(wording(SHORT), wording(other)).kind is not None) is is_copy


def test_a_line_that_stands_everywhere_is_no_text() -> None:
    assert not wording("Watch the video of the day here").is_comparable


def test_scripts_without_spaces_are_cut_into_characters_that_overlap() -> None:
    assert len(shingles(shingle_words("กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย"))) > 20
    assert len(shingles(shingle_words("北京三月五日电新华社记者报道"))) > 8


def test_a_huge_text_is_known_by_its_beginning() -> None:
    words = [f"word{number}" for number in range(MOST_WORDS * 20)]
    assert len(shingle_words(" ".join(words))) == MOST_WORDS
    assert len(shingle_words("กรุง" * 100_000)) == MOST_WORDS
