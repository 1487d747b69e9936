"""Folding, stemming, fingerprints and word counts: what is the same word, and the same text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.text import fingerprint, fold, search_text, word_count
from newscrawler.text.stemmers import keeps_first_letter, stem_of, stemmer_key

SAME_WORD = [
    ("انشاء", "إنشاء"),
    ("كتاب", "كِتابٌ"),
    ("اخبار", "أخبار"),
    ("مستشفي", "مستشفى"),
    ("هيئه", "هيئة"),
    ("2017", "٢٠١٧"),
    ("2017", "۲۰۱۷"),
    ("یولیو", "يوليو"),
    ("کتاب", "كتاب"),
    ("ﻳﻮﻟﻴﻮ", "يوليو"),
    ("ﻻ", "لا"),
    ("محمد", "مُحَمَّد"),
    ("محمّـــد", "محمد"),
    ("الـمديـنـة", "المدينة"),
    ("می\u200cشود", "میشود"),
    ("مسؤول", "مسوول"),
    ("شيء", "شي"),
    ("ا\u0654حمد", "أحمد"),
    ("آب", "اب"),
    ("ٱلله", "الله"),
    ("ہندوستان", "هندوستان"),
    ("الله\u200f", "الله"),
    ("Élysée", "elysee"),
    ("STRAẞE", "strasse"),
    ("Łódź", "lodz"),
    ("İSTANBUL", "istanbul"),
    ("Ørsted", "orsted"),
    ("ёлка", "елка"),
    ("Ｎｅｗｓ", "news"),
    ("ﬁnance", "finance"),
    ("Ελλάδα", "ελλαδα"),
    ("שָׁלוֹם", "שלום"),
]
LANGUAGES = [None, "ar", "fa", "ur", "en", "fr", "de", "ru", "tr", "hi", "el", "zh", "sr", "ta"]
APART = [
    ("русский", "русскии"),
    ("علم", "عمل"),
    ("जन", "जून"),
    ("か", "が"),
    ("가", "각"),
    ("a b", "ab"),
    ("سوريا", "سوري"),
]
SAME_TERM = [
    ("حكومة", "والحكومة"),
    ("المملكة", "والمملكة"),
    ("للمدينة", "المدينة"),
    ("بدمشق", "دمشق"),
    ("ودمشق", "دمشق"),
    ("صحفيون", "صحفيين"),
    ("كتابها", "كتاب"),
    ("الكتاب", "كتابه"),
    ("غزة", "وغزة"),
]


@pytest.mark.parametrize(("one", "other"), SAME_WORD)
def test_spellings_fold_into_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دمشق ــ الوطن ــ عواصم", "دمشق الوطن عواصم"),
        ("الرياض ـ واس", "الرياض واس"),
        ("القاهرةــوكالات", "القاهره وكالات"),
        ("ــ الوطن", "الوطن"),
        ("٢٦ جمادي ١٤٣٨هـ", "26 جمادي 1438ه"),
        ("جـــميل", "جميل"),
    ],
)
def test_a_dash_of_tatweel_parts_words_and_kashida_does_not(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_folding_is_final(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(st.text(alphabet="ابتثةىيهوؤئءأإآكلمنسـًٌّ ۀکی", max_size=30))
def test_folding_is_final_for_arabic(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@pytest.mark.parametrize(("one", "other"), SAME_TERM)
def test_forms_of_a_word_are_found_together(one: str, other: str) -> None:
    assert search_text(one, "ar") == search_text(other, "ar")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("والمملكة العربية", "en", "مملك عرب"),
        ("والمملكة Élysée elections", "ar", "مملك elysee elections"),
        ("elections élections", "fr", "elect elect"),
        ("Wahlen in den Häusern", "de", "wahl in den haus"),
        ("Русский русскими", "ru", "русск русск"),
        ("ہندوستانی حکومتوں", "ur", "هندوستاني حكومتوں"),
        ("کتابخانه کتابهای", "fa", "كتابخ كتاب"),
        ("新聞社 elections", "zh", "新聞 聞社 elections"),
        ("elections", None, "elections"),
    ],
)
def test_each_language_is_stemmed_in_its_own_way(text: str, language: str | None, expected: str) -> None:
    assert search_text(text, language) == expected


@given(
    st.text(st.characters(categories=("Ll", "Lu", "Lt", "Lo", "Nd")), min_size=1, max_size=12),
    st.sampled_from(LANGUAGES),
)
def test_no_word_is_emptied(word: str, language: str | None) -> None:
    # Presentation forms of a vowel sign alone are letters to Unicode, and to nobody else.
    if all("ARABIC" in unicodedata.name(letter, "") and "FA" in unicodedata.name(letter, "") for letter in word):
        return
    assert fold(word)
    assert search_text(word, language)


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzабвгдежзийклмноп"), min_size=1), st.sampled_from(LANGUAGES))
def test_a_word_is_told_by_its_first_letter_where_that_is_promised(word: str, language: str | None) -> None:
    key = stemmer_key(language)
    assert not keeps_first_letter(word, key) or stem_of(word, key)[0] == word[0]


def test_a_hamza_alone_stays_and_one_in_a_word_does_not_count() -> None:
    assert (fold("ء"), fold("ءء"), fold("شيء"), fold("ء ب")) == ("ء", "ء", "شي", "ء ب")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("!!! -- ...", ""),
        ("The News, 24/7", "the news 24 7"),
        ("新聞社", "新聞 聞社"),
        ("第3次", "第 3 次"),
        ("हिन्दी समाचार", "हिन्दी समाचार"),
        ("من في", "من في"),
    ],
)
def test_terms(text: str, expected: str) -> None:
    assert search_text(text, None) == expected


@given(st.text())
def test_terms_hold_no_query_syntax(text: str) -> None:
    assert not set('"*^():-+{}') & set(search_text(text, None))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hello, World!", "hello   world"),
        ("دمشق ــ الوطن", "دمشق - الوطن"),
        ("كِتابٌ", "كتاب"),
        ("الـمدينة", "المدينة"),
        ("قال: «نعم»", 'قال "نعم"'),
        ("a\u00adb", "ab"),
        ("ﻳﻮﻟﻴﻮ", "يوليو"),
    ],
)
def test_the_same_words_have_the_same_fingerprint(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("إلى", "الى"), ("one two", "two one"), ("one two", "onetwo"), ("2016", "2017"), ("हिन्दी", "हिन्दू")],
)
def test_other_words_have_another_fingerprint(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_a_fingerprint_is_hexadecimal_and_keeps_parts_apart() -> None:
    assert len(fingerprint("x")) == 64
    assert fingerprint("a b", "c") != fingerprint("a", "b c")
    assert fingerprint("\ud800") == fingerprint("")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("one two three", 3),
        ("دمشق ــ الوطن", 2),
        ("مُحَمَّد", 1),
        ("二零一七年", 5),
        ("Reuters 路透社", 4),
        ("— ! —", 0),
        ("हिन्दी समाचार", 2),
    ],
)
def test_word_count(text: str, expected: int) -> None:
    assert word_count(text) == expected
