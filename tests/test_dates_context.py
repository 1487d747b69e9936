"""What the caller knows decides where the line does not: order, calendar, zone; and what the line checks."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawler.dates import Check, iso, read_date

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("03/04/2017", (), "2017-04-03"),
        ("03/04/2017", ("en-US",), "2017-03-04"),
        ("03/04/2017", ("en-GB",), "2017-04-03"),
        ("03/04/2017", ("ar",), "2017-04-03"),
        ("03/04/2017", ("ar-OM",), "2017-04-03"),
        ("03/04/2017", ("fr-FR", "en-US"), "2017-04-03"),
        ("03-04-2017", ("en-US",), "2017-03-04"),
        ("03.04.2017", ("en-US",), "2017-04-03"),
        ("17/03/04", ("zh-CN",), "2017-03-04"),
        ("17/03/04", ("de",), "2004-03-17"),
        ("17.03.04", ("ko",), "2017-03-04"),
        ("25/03/2017", ("en-US",), "2017-03-25"),
        ("Saturday 03/04/2017", ("en-GB",), "2017-03-04"),
        ("السبت 4/3/2017", ("en-US",), "2017-03-04"),
        ("03/08/2026", (), "2026-03-08"),
        ("1402/05/03", ("ar-SA",), "1982-02-26"),
        ("1402/05/03", ("fa",), "2023-07-25"),
        ("1402/05/03", ("ar",), "2023-07-25"),
        ("1402/05/03 هـ", ("fa",), "1982-02-26"),
        ("1395/04/26 هـ.ش", ("ar-SA",), "2016-07-16"),
        ("3 listopada 2017", ("hr",), "2017-10-03"),
        ("3 listopada 2017", ("pl",), "2017-11-03"),
        ("25 mai 2017", ("xx", "not a tag", "", "../../etc/passwd", "x" * 5000), "2017-05-25"),
        ("03/04/2017", ("EN_us",), "2017-03-04"),
        ("25 March 2017", ("en-US-POSIX",), "2017-03-25"),
        ("الأحد 1438/06/27 10:30", ("ar-SA-u-ca-islamic",), "2017-03-26"),
        ("hier", ("fr-FR",), "2026-06-14"),
        ("gestern", ("de",), "2026-06-14"),
        ("5 (تشرين الأول) أكتوبر 2016", ("en",), "2016-10-05"),
        ("10:30 IST 25 March 2017", ("en-IL",), "2017-03-25"),
        ("03/04/2017", ("fr",), "2017-04-03"),
        ("03/04/2017", ("ar-EG",), "2017-04-03"),
        ("03/04/2017", ("en-AE",), "2017-04-03"),
        ("03/04/2017", ("en-PH",), "2017-03-04"),
        ("03/04/2017", ("de",), "2017-04-03"),
        ("03/04/17", ("en-US",), "2017-03-04"),
        ("03/04/17", ("en-GB",), "2017-04-03"),
        ("3/4/17", ("en-US",), "2017-03-04"),
        ("3/4/17", ("es",), "2017-04-03"),
        ("17/03/04", ("ja",), "2017-03-04"),
        ("17/03/04", ("zh",), "2017-03-04"),
        ("17-03-04", ("sv",), "2017-03-04"),
        ("17.3.4", ("ko",), "2017-03-04"),
        ("96/01/05", ("fa",), "2017-03-25"),
        ("1396/01/05", ("fa-IR",), "2017-03-25"),
        ("05/01/1396", ("fa",), "2017-03-25"),
        ("1438/06/26", ("ar-SA",), "2017-03-25"),
        ("1438/06/26", ("ar",), "2017-03-25"),
        ("1438/06/26", (), "2017-03-25"),
        ("26/06/1438", ("en",), "2017-03-25"),
        ("12/25/2017", ("fr",), "2017-12-25"),
        ("13/04/2017", ("en-US",), "2017-04-13"),
        ("2017/04/03", ("en-US",), "2017-04-03"),
        ("2017-04-03", ("ar",), "2017-04-03"),
        ("2017/25/03", (), "2017-03-25"),
        ("Sat 03/04/2017", (), "2017-03-04"),
        ("Monday 03/04/2017", ("en-US",), "2017-04-03"),
        ("04/03/2017 - السبت", (), "2017-03-04"),
        ("7 tammikuuta 2017", (), "2017-01-07"),
        ("5 mars 2017", ("no",), "2017-03-05"),
        ("1.2.2017", ("en-US",), "2017-02-01"),
        ("10/11/12", (), "2012-11-10"),
        ("10/11/12", ("en-US",), "2012-10-11"),
        ("10/11/12", ("ja",), "2010-11-12"),
        ("01/02/99", (), "1999-02-01"),
        ("01/02/70", (), "1970-02-01"),
    ],
)
def test_languages_and_regions_decide(text: str, languages: tuple[str, ...], expected: str) -> None:
    found = read_date(text, now=NOW, languages=languages)
    assert found is not None
    assert found.value.date().isoformat() == expected


def test_the_zone_given_is_that_of_times_without_one() -> None:
    muscat = ZoneInfo("Asia/Muscat")
    local = read_date("16 يوليو 2016 10:30", now=NOW, timezone=muscat)
    told = read_date("16 يوليو 2016 10:30 بتوقيت غرينتش", now=NOW, timezone=muscat)
    assert local is not None
    assert told is not None
    assert (iso(local), iso(told)) == ("2016-07-16T10:30+04:00", "2016-07-16T10:30+00:00")
    assert local.value.tzinfo is muscat


def test_a_time_without_zone_stays_naive() -> None:
    found = read_date("16 يوليو 2016 10:30", now=NOW)
    assert found is not None
    assert found.value.tzinfo is None


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("16 يوليو 2016", ()),
        ("السبت 16 يوليو 2016", (Check("weekday", "السبت", True, 0),)),
        ("الأحد 16 يوليو 2016", (Check("weekday", "الأحد", False, 1),)),
        ("16 يوليو 2016 - 11 شوال 1437 هـ", (Check("hijri", "11 شوال 1437 هـ", True, 0),)),
        ("16 يوليو 2016 - 12 شوال 1437 هـ", (Check("hijri", "12 شوال 1437 هـ", True, 1),)),
        ("16 يوليو 2016 - 14 شوال 1437 هـ", (Check("hijri", "14 شوال 1437 هـ", False, 3),)),
        ("١٤٣٧/١٠/١١هـ الموافق 16/7/2016م", (Check("hijri", "١٤٣٧/١٠/١١هـ", True, 0),)),
        (
            "شنبه ۲۶ تیر ۱۳۹۵ - 16 July 2016",
            (Check("weekday", "شنبه", True, 0), Check("jalali", "۲۶ تیر ۱۳۹۵", True, 0)),
        ),
        ("مارس 2017", ()),
    ],
)
def test_what_else_the_line_says_is_held_against_the_date(text: str, checks: tuple[Check, ...]) -> None:
    found = read_date(text, now=NOW)
    assert found is not None
    assert found.checks == checks


def test_a_hijri_day_follows_the_weekday_where_the_moon_was_sighted() -> None:
    found = read_date("الثلاثاء 8 رمضان 1445", now=NOW)
    assert found is not None
    assert iso(found) == "2024-03-19"
    assert found.checks == (Check("weekday", "الثلاثاء", True, 0), Check("hijri", "8 رمضان 1445", True, -1))


def test_a_hijri_day_two_off_is_not_moved() -> None:
    found = read_date("الأربعاء 8 رمضان 1445", now=NOW)
    assert found is not None
    assert iso(found) == "2024-03-18"
    assert found.checks == (Check("weekday", "الأربعاء", False, 2),)


def test_a_thirtieth_that_umm_al_qura_lacks_is_the_day_after_the_29th() -> None:
    found = read_date("30 رجب 1440 هـ", now=NOW)
    assert found is not None
    assert iso(found) == "2019-04-06"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("نشر في: 03 يونيو 2020 آخر تحديث: 05 يونيو 2020", "03 يونيو 2020"),
        ("التاريخ: السبت 16 يوليو 2016م، الساعة 10:30 ص | مسقط", "السبت 16 يوليو 2016م، الساعة 10:30 ص"),
        ("By Jane Doe | 3 March 2017 10:30 GMT | News", "3 March 2017 10:30 GMT"),
        ("(16/7/2016)", "16/7/2016"),
        ("كتب: أحمد علي - منذ 3 ساعات", "منذ 3 ساعات"),
        ("Updated: yesterday, 10:30", "yesterday, 10:30"),
    ],
)
def test_text_is_the_part_that_was_read_as_printed(line: str, part: str) -> None:
    found = read_date(line, now=NOW)
    assert found is not None
    assert found.text == part


def test_a_long_line_is_not_cut_within_a_number() -> None:
    assert read_date("x" * 290 + " 25/03/2017", now=NOW) is None
    assert read_date("x" * 280 + " 25/03/2017" + " y" * 100, now=NOW) is not None


HOSTILE = [
    "1/" * 5000, "25 " * 5000, "منذ " * 5000, "1 hour " * 2000, "12:30 " * 2000, "25 مارس " * 2000, "9" * 100_000,
    "9" * 299, "ـ" * 9000,
    "\u200f" * 9000, "كانون " * 3000, "25 مارس 2017 " * 2000, "(" * 9000, "年" * 9000, "2017年" * 3000,
    "a.m. " * 3000, "\ud800 25 مارس 2017",
    "+" * 5000, "GMT+" * 3000, "10:30+03:00" * 500, "ago " * 3000, "\x00" * 5000, "1 2 3 4 5 6 7 8 9 " * 500,
    "أول " * 3000, "un " * 3000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_costs_little(text: str) -> None:
    read_date("warm 1", now=NOW)
    start = time.process_time()
    read_date(text, now=NOW)
    assert time.process_time() - start < 0.5


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text: str) -> None:
    found = read_date(text, now=NOW, languages=("ar", "en-US"))
    assert found is None or found.text in text


_PIECES = (
    *(
        "25",
        "3",
        "2017",
        "1438",
        "12:30",
        "مارس",
        "رمضان",
        "السبت",
        "م",
        "هـ",
        "-",
        "/",
        ".",
        ",",
        ":",
        "(",
        ")",
        "منذ",
    ),
    *("ساعات", "GMT", "+3", "ago", "March", "الموافق", "۱۳۹۵", "تیر", "年", "3h", "24:00", "0", "99", "يوم"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=12), st.sampled_from([" ", ""]))
@settings(max_examples=400, deadline=None)
def test_no_heap_of_pieces_raises(pieces: list[str], between: str) -> None:
    line = between.join(pieces)
    found = read_date(line, now=NOW)
    assert found is None or found.text in line
