"""The agency of an origin line: every spelling under one name, and ordinary words only where they stand alone."""

from __future__ import annotations

import pytest

from newscrawler.text import agency_names, agency_of, fold


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس", "SPA"),
        ("القاهرة (أ ش أ)", "MENA"),
        ("برلين - (د. ب. أ)", "dpa"),
        ("بيروت ـ أ ف ب", "AFP"),
        ("باريس (أ.ف.ب)", "AFP"),
        ("لندن-رويترز", "Reuters"),
        ("وكالة رويترز", "Reuters"),
        ("تهران - ایرنا", "IRNA"),
        ("МОСКВА, 5 мар — РИА Новости.", "RIA Novosti"),
        ("(서울=연합뉴스) 홍길동 기자", "Yonhap"),
        ("新华社北京3月5日电", "Xinhua"),
        ("【ソウル共同】", "Kyodo"),
        ("Frankfurt (dpa-AFX)", "dpa-AFX"),
        ("Paris, le 3 mars 2020 (AFP)", "AFP"),
        ("New York — AP", "AP"),
    ],
)
def test_an_agency_is_known_by_what_the_press_prints(line: str, agency: str) -> None:
    assert agency_of(line) == agency


def test_the_first_agency_counts_and_a_name_before_the_word_for_all() -> None:
    assert agency_of("Berlin (dpa/AFP)") == "dpa"
    assert agency_of("عواصم - وكالات - رويترز") == "Reuters"
    assert agency_of("عواصم - وكالات") == "agencies"


@pytest.mark.parametrize("line", ["سبق- الدمام", "بنا مصر الجديدة - القاهرة", "MAPLE STREET", "Apalachicola", " - "])
def test_words_inside_other_words_name_no_agency(line: str) -> None:
    assert agency_of(line) is None


def test_no_spelling_stands_for_two_agencies() -> None:
    for name in agency_names():
        assert agency_of(name) is not None
        assert fold(name) == name


def test_every_agency_is_found_by_the_name_it_is_filed_under() -> None:
    filed = {agency_of(name) for name in agency_names()}
    assert filed == {agency_of(name) for name in filed}
