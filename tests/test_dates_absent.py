"""Text without a date gives none, and dates that cannot be true are refused with the reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawler.dates import doubt_about, read_date

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)

NO_DATE = [
    "", " ", "\u200f", "-", "/", "2017", "٢٠١٧", "25", "25 مارس", "مارس", "يوليو", "March 25", "25 March", "March",
    "May",
    "10:30", "09:13 م", "الساعة 10:30 مساء", "الخميس", "Thursday", "السبت والأحد", "GMT", "بتوقيت غرينتش", "م",
    "هـ", "1438 هـ", "2017 م",
    "رمضان", "رمضان المبارك", "رمضان 1438", "عام 2017", "سنة 2017", "القرن 21", "2016-2017", "2016/2017", "12/2019",
    "3/4", "24/7", "1.2.3",
    "192.168.10.12", "10.12.2015.1", "05-12-2015-44", "+968 24 123 456", "0096824123456", "1234567890123",
    "20170325", "ISBN 978-3-16-148410-0",
    "المصري اليوم", "اليوم السابع", "USA Today", "الشرق الأوسط", "عين اليوم – متابعات", "حرب أكتوبر",
    "ثورة 25 يناير", "ثورة 14 تموز",
    "أيلول الأسود", "سوق 17", "مدينة 6 أكتوبر", "الربيع العربي 2011", "الربيع 2017", "ناصر 1956", "الصيف",
    "عدد القراءات 311", "98 تعليقا",
    "منذ 2017", "منذ عام 2011", "يعيش هنا منذ 3 سنوات", "قبل المباراة", "منذ", "قبل", "ساعة", "3 ساعات",
    "خلال 24 ساعة", "بعد 3 أيام",
    "in 3 hours", "3 hours", "every 5 minutes", "1 minute read", "5 min read", "قراءة 3 دقائق", "since 2017", "ago",
    "hours",
    "المادة 12 من قانون 2017", "الفقرة 3/2/1", "النتيجة 3-2-1", "من 10:30 إلى 11:45", "10:30-11:45",
    "موسكو : لاتعاون عسكري مع واشنطن",
    "انتخابات مارس 2017 في فرنسا", "Budget for March 2017 approved", "الرئيسية / الأولى", "شارك", "© 2017 الوطن",
    "Copyright 2010-2017",
    "نسخة 2.0.17", "version 10.12.6", "Windows 10", "Boeing 737", "17 killed in 2017", "2 أبريل و", "3:2",
    "Iran 12 sanctions 2017",
    "1/13", "00/00/0000", "0000-00-00", "99/99/9999", "١٢٣٤٥٦", "مارس 25", "25 محرم", "۲۹ بهمن", "بهمن ۱۳۹۸",
    "سه‌شنبه", "دی", "مهر",
    "الفاتح", "25 ناصر", "March Madness", "May the force", "Sun", "mar", "Mon ami", "so", "a year", "one day",
    "last", "الماضي", "last week",
    "5:30pm", "noon", "today we won", "Heute im Fernsehen", "hier kommt die Maus", "now playing",
    "Today’s Edition", "hier",
    "example.wordpress.com/2019/04/28/a-day", "5min.at", "Copyright © AFP 2017-2026",
]  # fmt: skip
CANNOT_BE = [
    ("30 فبراير 2017", "there is no such day"),
    ("31 أبريل 2017", "there is no such day"),
    ("29 February 2017", "there is no such day"),
    ("31/06/2017", "there is no such day"),
    ("13 شعبان 1510", ""),
    ("31 رمضان 1438 هـ", "there is no such day"),
    ("30 اسفند 1397", "there is no such day"),
    ("32 مارس 2017", ""),
    ("0 مارس 2017", ""),
    ("25 مارس 1817", ""),
    ("25 مارس 2817", ""),
    ("18 يونيو 2026", "3 days in the future"),
    ("25 مارس 2027", "283 days in the future"),
    ("2027-03-25", "283 days in the future"),
    ("25 آذار/أبريل 2017", "it names two months"),
    ("9 رمضان 1300 هـ", "there is no such day"),
]


@pytest.mark.parametrize("text", NO_DATE)
def test_text_without_a_date_gives_none(text: str) -> None:
    assert read_date(text, now=NOW) is None


def test_the_table_is_as_large_as_it_should_be() -> None:
    assert len(set(NO_DATE)) >= 100


@pytest.mark.parametrize(("text", "reason"), CANNOT_BE)
def test_a_date_that_cannot_be_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert read_date(text, now=NOW) is None
    assert doubt_about(text, now=NOW) == reason


@pytest.mark.parametrize("text", ["15 يونيو 2026", "16 يونيو 2026", "17 يونيو 2026"])
def test_two_days_ahead_are_let_pass_for_the_zones_of_the_earth(text: str) -> None:
    assert read_date(text, now=NOW) is not None


def test_no_part_of_a_date_is_made_up() -> None:
    found = read_date("مارس 2017", now=NOW)
    assert found is not None
    assert found.precision == "month"


def test_what_is_refused_gives_way_to_what_can_be() -> None:
    found = read_date("31 نيسان 2017 الموافق 4 شعبان 1438 هـ", now=NOW)
    assert found is not None
    assert (found.calendar, found.value.date().isoformat()) == ("hijri", "2017-04-30")
