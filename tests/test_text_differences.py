"""The difference of two texts: it leads from one to the other, finds what was done, and reads well."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.text.differences import (
    Change,
    Kind,
    Summary,
    apply,
    differences,
    reverse,
    summary,
    word_pieces,
)
from newscrawler.text.matching import matches
from newscrawler.text.tokens import tokens_of

A = "The harbour was closed on Monday after a storm."
B = "Two cranes were torn from their rails, the port said."
C = "Ferries to the islands will run again on Thursday."
D = "Nobody was hurt, and the damage is still being counted."
MARKS = {Kind.EQUAL: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}

PARTS = st.sampled_from(
    [A, B, C, D, "أعلنت الوزارة", "می\u200cخواهم", "漢字文本", "\n\n", "\n", " ", "\t", "x", "1.5", "!"]
)
TEXTS = st.lists(PARTS, max_size=12).map("".join) | st.text(max_size=60)


def body(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def marked(old: str, new: str) -> str:
    return "".join(MARKS[piece.kind].format(piece.text) for piece in word_pieces(old, new))


@given(TEXTS, TEXTS)
def test_applied_to_the_old_text_it_gives_the_new_one_and_back(old, new):
    changes = differences(old, new)
    assert apply(changes, old) == new
    assert apply(reverse(changes), new) == old
    assert "".join(change.old for change in changes) == old
    assert "".join(change.new for change in changes) == new


@given(TEXTS)
def test_a_text_differs_from_itself_in_nothing(text):
    changes = differences(text, text)
    assert {change.kind for change in changes} <= {Kind.EQUAL}
    assert summary(changes) == Summary()


@given(TEXTS)
def test_tokens_are_the_text(text):
    assert "".join(tokens_of(text)) == text


@given(st.text(alphabet="abc", max_size=14), st.text(alphabet="abc", max_size=14))
def test_small_sequences_keep_as_much_as_can_be(old, new):
    found = matches(old, new)
    assert all(old[one] == new[other] for one, other in found)
    assert found == sorted(found)
    assert len({other for _, other in found}) == len(found)
    assert [other for _, other in found] == sorted(other for _, other in found)
    assert len(found) == longest_common(old, new)


def longest_common(old: str, new: str) -> int:
    row = [0] * (len(new) + 1)
    for letter in old:
        before = row
        row = [0]
        for place, other in enumerate(new):
            row.append(before[place] + 1 if letter == other else max(row[place], before[place + 1]))
    return row[-1]


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (body(A, C, D), {"paragraphs_removed": 1, "words_removed": 10}),
        (body(A, B, "It is open.", C, D), {"paragraphs_added": 1, "words_added": 3}),
        (body(A, B.replace("Two", "Three"), C, D), {"paragraphs_reworded": 1, "words_added": 1, "words_removed": 1}),
        (body(B, C, D, A), {"paragraphs_moved": 1}),
        (body(A, B, C, D) + "\n", {}),
        (body(A, B, C, D).replace("\n\n", "\n\n\n"), {}),
    ],
)
def test_what_was_done_to_paragraphs_is_told(new, told):
    assert summary(differences(body(A, B, C, D), new)) == Summary(**told)


def test_a_paragraph_put_before_a_reworded_one_does_not_hide_it():
    kinds = [change.kind for change in differences(body(A, B, C), body(A, D, B.replace("torn", "ripped"), C))]
    assert kinds == [Kind.EQUAL, Kind.ADDED, Kind.REWORDED, Kind.EQUAL]


def test_a_moved_paragraph_stands_where_it_left_and_where_it_came():
    changes = [change for change in differences(body(A, B, C, D), body(B, C, D, A)) if change.kind is Kind.MOVED]
    assert [(change.old.strip(), change.new.strip()) for change in changes] == [(A, ""), ("", A)]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("closed on Monday, it said", "closed on Tuesday, it said", "closed on [-Monday-]{+Tuesday+}, it said"),
        ("The port was shut.", "The port will be open.", "The port [-was shut-]{+will be open+}."),
        ("أنّ الاجتماع اليوم", "أن الاجتماع غداً", "[-أنّ-]{+أن+} الاجتماع [-اليوم-]{+غداً+}"),
        ("می\u200cخواهم بروم", "نمی\u200cخواهم بروم", "[-می\u200cخواهم-]{+نمی\u200cخواهم+} بروم"),
        ("外交部星期一表示", "外交部星期二表示", "外交部星期[-一-]{+二+}表示"),
        ("cost 1,250.50 euros", "cost 1,350.50 euros", "cost [-1,250.50-]{+1,350.50+} euros"),
        ("it isn't so", "it wasn't so", "it [-isn't-]{+wasn't+} so"),
        ("", "new", "{+new+}"),
    ],
)
def test_words_of_any_script_are_told_apart(old, new, shown):
    assert marked(old, new) == shown


def test_another_text_than_the_old_one_is_refused():
    changes = differences(body(A, B), body(A, C))
    with pytest.raises(ValueError, match=r"expected 'Two cranes.*' at character 49"):
        apply(changes, body(A, C))
    with pytest.raises(ValueError, match="expected a text of"):
        apply(changes, body(A, B) + " more")
    assert apply([], "") == ""
    assert isinstance(changes[0], Change)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a" * 1_000_000, "a" * 999_990),
        ("a " * 100_000, "a " * 80_000 + "b"),
        ("a b " * 40_000, "b a a " * 30_000),
        ("漢字文本" * 30_000, "字漢本文" * 30_000),
        ("\n" * 500_000, "\n \n" * 100_000),
        (body(*["x y z"] * 5000), body(*["x y z"] * 2000, "q", *["x y w"] * 3000)),
        (body(*(f"{n} {A}" for n in range(3000))), body(*(f"{n} {B}" for n in range(3000)))),
    ],
    ids=["one word", "one word again and again", "two words", "ideographs", "lines", "one paragraph", "all else"],
)
def test_hostile_texts_take_seconds_at_most(old, new):
    begin = time.process_time()
    assert apply(differences(old, new), old) == new
    assert time.process_time() - begin < 10, "they take a second; a quadratic way takes hours"
