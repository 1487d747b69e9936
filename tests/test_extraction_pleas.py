"""Lines that sites print round their texts: pleas, notices, opinions that are not theirs."""

from __future__ import annotations

import pytest

from newscrawler.extraction import extract_article
from newscrawler.extraction.phrases import is_boilerplate_line

URL = "https://example.org/news/2024/05/harbour-bridge"
TITLE = "Harbour bridge closes for eighteen months"
TEXT = [
    "The old harbour bridge will close for eighteen months from Monday, the city council said after a long debate.",
    "Engineers found cracks in three of the seven pillars, and a provisional crossing is to open later this summer.",
]


@pytest.mark.parametrize(
    "line",
    [
        "※ 記載されている会社名および製品名は、各社の登録商標です。",
        "無断転載を禁じます",
        "皆様のご意見をお聞かせください。",
        "الآراء الواردة أدناه لا تعبر عن رأي الصحيفة، بل عن رأي أصحابها.",
        "Questions? Comments? Write to us at the harbour.",
        "Please sign up or log in to continue reading",
        "Um weiterzulesen, melden Sie sich bitte an.",
        "لمتابعة القراءة سجل دخولك",
        "مدة القراءة: ٦ دقائق",
        "Tempo di lettura: 3 minuti",
        "Время чтения 4 мин",
        "Mit Ihrer Zustimmung wird hier ein externer Film (Example Limited) geladen.",
        "Empfohlener redaktioneller Inhalt",
    ],
)
def test_notices_of_the_site_are_known(line: str):
    assert is_boilerplate_line(line)


@pytest.mark.parametrize("line", ["Already registered voters need do nothing.", "Abbonati e visitatori in aumento."])
def test_sentences_that_begin_like_the_notice_of_a_wall_are_none(line: str):
    assert not is_boilerplate_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "الصور: أرشيف الميناء",
        "عکس: آرشیو",
        "Photos : archives du port",
        "Imágenes: Ana Ejemplo",
        "(Borítókép: a kikötő hídja. Fotó: Minta Anna)",
        "Forrás: Kikötői Évkönyv",
        "Kuva: Minna Malli",
        "ছবি: উদাহরণ",
        "Снимка: Анна Пример",
        "Sursa foto: Ana Exemplu",
        "Beitragsbild: Anna Beispiel",
    ],
)
def test_credits_of_pictures_are_known(line: str):
    assert is_boilerplate_line(line)


def test_a_phrase_ends_with_its_word_unless_it_is_told_to_go_on():
    assert not is_boilerplate_line("Sign up forward thinkers, said the mayor of the harbour, and build the new bridge.")


def body(*lines: str) -> list[str]:
    shown = "".join(f"<p>{line}</p>" for line in lines)
    return extract_article(f"<title>{TITLE}</title><body><h1>{TITLE}</h1><div>{shown}</div>", URL).body.split("\n\n")


def test_a_plea_to_mark_mistakes_ends_a_text_in_any_language():
    plea = "Vidu eraron? Elektu la tekston kaj premu Ctrl + Enter por sendi la pecon al la redakcio de la gazeto."
    assert body(*TEXT, plea) == TEXT
    told = "Press Ctrl+Enter, the engineer said, and the lift of the bridge begins to move."
    assert body(TEXT[0], told, TEXT[1]) == [TEXT[0], told, TEXT[1]]


@pytest.mark.parametrize("sign", ["۹۱۰۲ ** ۱۴۴۱", "ک/4**6020", "1771*7478"])
def test_the_numbers_of_the_desks_of_an_agency_end_a_text(sign: str):
    assert body(*TEXT, sign) == TEXT
    assert body(TEXT[0], sign, TEXT[1]) == [TEXT[0], sign, TEXT[1]]
