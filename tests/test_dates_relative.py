"""Dates counted from now, in Arabic and in the press's other languages; now is Saturday, 25 March 2017, 14:30 UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawler.dates import iso, read_date

NOW = datetime(2017, 3, 25, 14, 30, 45, tzinfo=UTC)

ARABIC = [
    ("منذ ساعة", "2017-03-25T13:30+00:00", "hour"),
    ("منذ ساعة واحدة", "2017-03-25T13:30+00:00", "hour"),
    ("منذ ساعتين", "2017-03-25T12:30+00:00", "hour"),
    ("قبل ساعتان", "2017-03-25T12:30+00:00", "hour"),
    ("منذ 3 ساعات", "2017-03-25T11:30+00:00", "hour"),
    ("منذ ٣ ساعات", "2017-03-25T11:30+00:00", "hour"),
    ("منذ ثلاث ساعات", "2017-03-25T11:30+00:00", "hour"),
    ("قبل 12 ساعة", "2017-03-25T02:30+00:00", "hour"),
    ("منذ دقيقة", "2017-03-25T14:29+00:00", "minute"),
    ("منذ دقيقتين", "2017-03-25T14:28+00:00", "minute"),
    ("قبل 5 دقائق", "2017-03-25T14:25+00:00", "minute"),
    ("قبل 45 دقيقة", "2017-03-25T13:45+00:00", "minute"),
    ("منذ 30 ثانية", "2017-03-25T14:30:15+00:00", "second"),
    ("منذ نصف ساعة", "2017-03-25T14:00+00:00", "minute"),
    ("منذ ساعة و 20 دقيقة", "2017-03-25T13:10+00:00", "minute"),
    ("منذ يوم", "2017-03-24", "day"),
    ("منذ يوم واحد", "2017-03-24", "day"),
    ("منذ يومين", "2017-03-23", "day"),
    ("قبل يومين", "2017-03-23", "day"),
    ("3 أيام مضت", "2017-03-22", "day"),
    ("يومان مضت", "2017-03-23", "day"),
    ("يوم واحد مضى", "2017-03-24", "day"),
    ("ساعتين مضت", "2017-03-25T12:30+00:00", "hour"),
    ("5 ساعات مضت", "2017-03-25T09:30+00:00", "hour"),
    ("منذ 11 يوماً", "2017-03-14", "day"),
    ("منذ أسبوع", "2017-03-18", "day"),
    ("منذ أسبوعين", "2017-03-11", "day"),
    ("منذ 3 أسابيع", "2017-03-04", "day"),
    ("قبل شهر", "2017-02", "month"),
    ("منذ شهرين", "2017-01", "month"),
    ("منذ 5 أشهر", "2016-10", "month"),
    ("منذ سنة", "2016-03", "month"),
    ("منذ سنتين", "2015-03", "month"),
    ("منذ عامين", "2015-03", "month"),
    ("قبل 3 سنوات", "2014-03", "month"),
    ("أمس", "2017-03-24", "day"),
    ("امس", "2017-03-24", "day"),
    ("أمس الأول", "2017-03-23", "day"),
    ("أول أمس", "2017-03-23", "day"),
    ("أول من أمس", "2017-03-23", "day"),
    ("أول أمس الخميس", "2017-03-23", "day"),
    ("أمس الجمعة", "2017-03-24", "day"),
    ("أمس الساعة 10:30 م", "2017-03-24T22:30", "minute"),
    ("اليوم", "2017-03-25", "day"),
    ("اليوم السبت", "2017-03-25", "day"),
    ("اليوم 10:30 ص", "2017-03-25T10:30", "minute"),
    ("اليوم، الساعة 10:30", "2017-03-25T10:30", "minute"),
    ("الخميس الماضي", "2017-03-23", "day"),
    ("السبت الماضي", "2017-03-18", "day"),
    ("الآن", "2017-03-25T14:30+00:00", "minute"),
    ("منذ لحظات", "2017-03-25T14:30+00:00", "minute"),
    ("قبل قليل", "2017-03-25T14:30+00:00", "hour"),
    ("آخر تحديث: منذ 3 ساعات", "2017-03-25T11:30+00:00", "hour"),
    ("منذ حوالي ساعة", "2017-03-25T13:30+00:00", "hour"),
    ("منذ نحو 3 ساعات", "2017-03-25T11:30+00:00", "hour"),
    ("كتبت سارة محمود - منذ 4 ساعات", "2017-03-25T10:30+00:00", "hour"),
    ("\u200fمنذ\u00a0٣\u00a0أيام", "2017-03-22", "day"),
]
OTHERS = [
    ("5 minutes ago", "2017-03-25T14:25+00:00", "minute"),
    ("5 mins ago", "2017-03-25T14:25+00:00", "minute"),
    ("5m ago", "2017-03-25T14:25+00:00", "minute"),
    ("an hour ago", "2017-03-25T13:30+00:00", "hour"),
    ("about 2 hours ago", "2017-03-25T12:30+00:00", "hour"),
    ("1 hour 20 minutes ago", "2017-03-25T13:10+00:00", "minute"),
    ("Updated 3 hours ago", "2017-03-25T11:30+00:00", "hour"),
    ("2 days ago", "2017-03-23", "day"),
    ("a week ago", "2017-03-18", "day"),
    ("3 months ago", "2016-12", "month"),
    ("yesterday", "2017-03-24", "day"),
    ("Yesterday at 9:15 pm", "2017-03-24T21:15", "minute"),
    ("Today, 10:30", "2017-03-25T10:30", "minute"),
    ("just now", "2017-03-25T14:30+00:00", "minute"),
    ("last Thursday", "2017-03-23", "day"),
    ("il y a 3 heures", "2017-03-25T11:30+00:00", "hour"),
    ("il y a une heure", "2017-03-25T13:30+00:00", "hour"),
    ("Hier à 14h30", "2017-03-24T14:30", "minute"),
    ("vor 3 Stunden", "2017-03-25T11:30+00:00", "hour"),
    ("vor einer Stunde", "2017-03-25T13:30+00:00", "hour"),
    ("gestern, 14:30 Uhr", "2017-03-24T14:30", "minute"),
    ("hace 2 días", "2017-03-23", "day"),
    ("hace una hora", "2017-03-25T13:30+00:00", "hour"),
    ("3 ore fa", "2017-03-25T11:30+00:00", "hour"),
    ("há 3 horas", "2017-03-25T11:30+00:00", "hour"),
    ("3 uur geleden", "2017-03-25T11:30+00:00", "hour"),
    ("för 3 timmar sedan", "2017-03-25T11:30+00:00", "hour"),
    ("for 3 timer siden", "2017-03-25T11:30+00:00", "hour"),
    ("3 tuntia sitten", "2017-03-25T11:30+00:00", "hour"),
    ("3 godziny temu", "2017-03-25T11:30+00:00", "hour"),
    ("wczoraj, 10:30", "2017-03-24T10:30", "minute"),
    ("před 3 hodinami", "2017-03-25T11:30+00:00", "hour"),
    ("3 часа назад", "2017-03-25T11:30+00:00", "hour"),
    ("час назад", "2017-03-25T13:30+00:00", "hour"),
    ("вчера в 10:30", "2017-03-24T10:30", "minute"),
    ("3 години тому", "2017-03-25T11:30+00:00", "hour"),
    ("3 saat önce", "2017-03-25T11:30+00:00", "hour"),
    ("πριν από 3 ώρες", "2017-03-25T11:30+00:00", "hour"),
    ("לפני 3 שעות", "2017-03-25T11:30+00:00", "hour"),
    ("לפני שעתיים", "2017-03-25T12:30+00:00", "hour"),
    ("3小时前", "2017-03-25T11:30+00:00", "hour"),
    ("3時間前", "2017-03-25T11:30+00:00", "hour"),
    ("3시간 전", "2017-03-25T11:30+00:00", "hour"),
    ("昨天 10:30", "2017-03-24T10:30", "minute"),
    ("3 घंटे पहले", "2017-03-25T11:30+00:00", "hour"),
    ("3 jam yang lalu", "2017-03-25T11:30+00:00", "hour"),
    ("3 giờ trước", "2017-03-25T11:30+00:00", "hour"),
    ("۳ ساعت پیش", "2017-03-25T11:30+00:00", "hour"),
    ("دیروز ساعت ۱۰:۳۰", "2017-03-24T10:30", "minute"),
    ("3 گھنٹے قبل", "2017-03-25T11:30+00:00", "hour"),
]


@pytest.mark.parametrize(("text", "expected", "precision"), [*ARABIC, *OTHERS])
def test_a_relative_date_is_counted_from_now(text: str, expected: str, precision: str) -> None:
    found = read_date(text, now=NOW)
    assert found is not None
    assert (iso(found), found.precision) == (expected, precision)
    assert found.text in text


def test_the_day_before_is_that_of_the_zone_given() -> None:
    found = read_date("أمس", now=datetime(2017, 3, 25, 22, 30, tzinfo=UTC), timezone=ZoneInfo("Asia/Muscat"))
    assert found is not None
    assert iso(found) == "2017-03-25"
    assert found.value.tzinfo == ZoneInfo("Asia/Muscat")


def test_a_weekday_beside_is_a_check() -> None:
    found = read_date("أول أمس الأربعاء", now=NOW)
    assert found is not None
    assert [(check.kind, check.agrees, check.days_off) for check in found.checks] == [("weekday", False, -1)]


def test_without_now_the_system_clock_counts() -> None:
    before = datetime.now(UTC)
    found = read_date("5 minutes ago")
    assert found is not None
    assert 3 * 60 < (before - found.value).total_seconds() < 7 * 60


def test_the_end_of_a_month_is_not_overrun() -> None:
    found = read_date("قبل شهر", now=datetime(2017, 3, 31, 12, tzinfo=UTC))
    assert found is not None
    assert iso(found) == "2017-02"
