"""Headings over related texts, listed or not, and those over something else."""

from __future__ import annotations

import pytest

from newscrawler.extraction.labels import OTHER, RELATED, is_listed, label_kind
from newscrawler.extraction.phrases import is_boilerplate_line

UNLISTED = (
    *("Ähnliche Neuigkeiten", "Similar reports", "Noticias relacionadas con esto", "Podobne materiały", "関連記事"),
    *("Lue seuraavaksi:", "Läs även detta", "Lees dit ook", "See this too", "Похожие материалы", "اخبار متعلقة"),
)


@pytest.mark.parametrize("label", UNLISTED)
def test_labels_are_known_by_their_words(label):
    assert label_kind(label) == RELATED


@pytest.mark.parametrize(
    "label", ["Seguí leyendo:", "Leé también", "Mirá también:", "También podés leer", "Veja ainda", "Continue lendo:"]
)
def test_latin_america_has_its_own_forms_of_labels(label):
    assert label_kind(label) == RELATED
    assert is_boilerplate_line(label)


@pytest.mark.parametrize(
    "label", ["Related topics", "Watch now: related video", "İlgili konular", "Similar products", "Relacionados: temas"]
)
def test_labels_over_topics_and_things_are_none(label):
    assert label_kind(label) != RELATED


@pytest.mark.parametrize("label", ["Leggi anche da Porto", "Lesen Sie auch aus Musterstadt", "Also from the harbour"])
def test_labels_over_what_a_place_has_besides_are_others(label):
    assert label_kind(label) == OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Ähnlich äußerte sich am Montag auch der Minister",
        "More than a hundred people came",
        "Related to the king, she was",
        "Mehr",
        "Auch Berlin ist betroffen",
    ],
)
def test_sentences_and_single_words_are_none(text):
    assert label_kind(text) != RELATED


@pytest.mark.parametrize(
    "label",
    [
        "مواضيع ذات صلة (وسم)",
        "في نفس الموضوع",
        "اړوند خبرونه",
        "بابەتی پەیوەندیدار",
        "อ่านข่าวเพิ่มเติม :",
        "Related (3)",
        "פוסטים קשורים",
    ],
)
def test_a_remark_in_brackets_and_more_languages(label):
    assert label_kind(label) == RELATED


@pytest.mark.parametrize("label", ["واژه‌های کاربردی مرتبط", "(Related)-tv", "The minister (57)"])
def test_labels_over_keywords_and_names_are_none(label):
    assert label_kind(label) != RELATED


def test_other_labels_stay_other():
    assert {label_kind(text) for text in ("Most read", "Meistgelesen", "الأكثر قراءة", "Neueste Artikel")} == {OTHER}


def test_the_table_knows_its_own():
    assert is_listed("Read also:")
    assert not is_listed("Similar reports")


@pytest.mark.parametrize(
    "label",
    [
        *("Ez is érdekelheti", "Още от рубриката", "Taip pat skaityk", "Pročitaj još:", "Həmçinin oxuyun"),
        *("ამავე თემაზე", "Կարդացեք նաև", "हे देखील वाचा", "இதையும் படிக்க", "Soma pia:"),
    ],
)
def test_labels_of_many_languages(label):
    assert label_kind(label) == RELATED
