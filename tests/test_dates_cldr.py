"""What CLDR prints in every locale of the press's languages is read back: a date, a moment, time counted back."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal

import pytest
from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.localedata import locale_identifiers
from hijridate import Hijri
from jdatetime import date as jalali_date

from newscrawler.dates import read_date
from newscrawler.dates.cldr import locale_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscrawler.dates import PrintedDate

NOW = datetime(2017, 11, 25, 14, 30, 45, tzinfo=UTC)
LANGUAGES = (
    "ar", "fa", "ur", "he", "en", "fr", "de", "es", "it", "pt", "nl", "sv", "no", "nb", "nn", "da", "fi", "pl", "cs",
    "ru", "uk", "tr", "el", "zh", "ja", "ko", "hi", "bn", "id", "vi", "hu", "ro", "sk", "bg", "sl", "ca", "et", "lv",
    "lt", "ms", "sr", "th", "ps", "ckb", "kk", "sw", "ta", "is", "sq", "eu", "gl", "hr",
)  # fmt: skip
SCRIPTS_OF_NO_PRESS = ("en_Dsrt", "en_Shaw", "zh_Latn", "kk_Arab", "en_US_POSIX")
# Where the language is not told: listopad is November in Poland, and in the Americas some put the month first.
LIKE_ANOTHER = ("hr", "es_PR", "es_PA")
# All months and all weekdays.
DAYS = [date(2016, 12, 5), *(date(2017, month, 2 * month + 3) for month in range(1, 12))]
MOMENTS = [
    datetime(2017, 3, 25, 14, 15, 33, tzinfo=UTC),
    datetime(2017, 9, 5, 9, 5, 7, tzinfo=UTC),
    datetime(2016, 12, 11, 0, 30, 0, tzinfo=UTC),
    datetime(2017, 1, 31, 12, 45, 1, tzinfo=UTC),
]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]
STEPS: dict[Unit, timedelta] = {
    "second": timedelta(seconds=1), "minute": timedelta(minutes=1), "hour": timedelta(hours=1),
    "day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30), "year": timedelta(days=365),
}  # fmt: skip
Width = Literal["short", "medium", "long", "full"]
MOMENT_WIDTHS: tuple[Width, ...] = ("medium", "long")


@cache
def locales_of(language: str) -> tuple[str, ...]:
    names = (name for name in locale_identifiers() if name.split("_")[0] == language)
    return tuple(sorted(name for name in names if not name.startswith(SCRIPTS_OF_NO_PRESS)))


def is_the_day(found: PrintedDate | None, day: date) -> bool:
    return (
        found is not None
        and (found.value.date(), found.precision) == (day, "day")
        and all(check.agrees for check in found.checks)
    )


def misread_days(name: str, widths: tuple[Width, ...], languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    locale = Locale.parse(name)
    for day in DAYS:
        for text in dict.fromkeys(format_date(day, width, locale=locale) for width in widths):
            if not is_the_day(read_date(text, now=NOW, languages=languages), day):
                yield name, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_read_in_the_language_told(language: str) -> None:
    misread = [
        wrong
        for name in locales_of(language)
        for wrong in misread_days(name, ("short", "medium", "long", "full"), (name.replace("_", "-"),))
    ]
    assert misread == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_read_in_a_language_not_told(language: str) -> None:
    names = [name for name in locales_of(language) if not name.startswith(LIKE_ANOTHER)]
    assert [wrong for name in names for wrong in misread_days(name, ("medium", "long", "full"), ())] == []


def printed_ago(unit: Unit, number: int, language: str) -> Iterator[str]:
    """Yield what CLDR has, without units cut down to two letters."""
    widths: tuple[Literal["long", "short"], ...] = ("long", "short")
    for width in widths:
        with suppress(KeyError):
            text = format_timedelta(
                -number * STEPS[unit], unit, threshold=10**6, add_direction=True, format=width, locale=language
            )
            if not text.endswith("׳"):
                yield text


@pytest.mark.parametrize("language", LANGUAGES)
def test_moments_are_read_with_their_zone(language: str) -> None:
    misread = []
    for moment in MOMENTS:
        for width in MOMENT_WIDTHS:
            text = format_datetime(moment, width, locale=language)
            found = read_date(text, now=NOW, languages=(language,))
            wanted = moment if width == "long" else moment.replace(tzinfo=None)
            if found is None or (found.value, found.precision) != (wanted, "second"):
                misread.append((text, found))
    assert misread == []


def wanted_part(unit: Unit, number: int) -> datetime | date | tuple[int, int]:
    if unit in {"month", "year"}:
        months = NOW.year * 12 + NOW.month - 1 - number * (12 if unit == "year" else 1)
        return months // 12, months % 12 + 1
    value = NOW - number * STEPS[unit]
    if unit in {"day", "week"}:
        return value.date()
    return value if unit == "second" else value.replace(second=0)


def part_read(unit: Unit, found: PrintedDate | None) -> datetime | date | tuple[int, int] | None:
    if found is None:
        return None
    if unit in {"month", "year"}:
        return found.value.year, found.value.month
    return found.value.date() if unit in {"day", "week"} else found.value


@pytest.mark.parametrize(
    "language", [language for language in LANGUAGES if language != "ckb"]
)  # "-3 h" says too little
def test_time_counted_back_is_read(language: str) -> None:
    misread = [
        (unit, text)
        for unit in STEPS
        for number in (1, 2, 3, 5, 11)
        for text in printed_ago(unit, number, language)
        if part_read(unit, read_date(text, now=NOW, languages=(language,))) != wanted_part(unit, number)
    ]
    assert misread == []


HIJRI_NAMES = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
    "ذو القعدة", "ذو الحجة",
)  # fmt: skip
JALALI_NAMES = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip


@pytest.mark.parametrize("year", [1410, 1437, 1438, 1439, 1447])
def test_days_of_the_hijri_calendar_are_read(year: int) -> None:
    now = datetime(2027, 1, 1, tzinfo=UTC)
    for month, name in enumerate(HIJRI_NAMES, start=1):
        for day in (1, 15, Hijri(year, month, 1).month_length()):
            wanted = Hijri(year, month, day).to_gregorian()
            for text in (f"{day} {name} {year} هـ", f"{year}/{month:02}/{day:02} هـ", f"{day}-{month}-{year}هـ"):
                found = read_date(text, now=now)
                assert found is not None
                assert (found.value.date().isoformat(), found.calendar) == (wanted.isoformat(), "hijri"), text


@pytest.mark.parametrize("year", [1375, 1395, 1396, 1399, 1404])
def test_days_of_the_solar_calendar_are_read(year: int) -> None:
    now = datetime(2027, 1, 1, tzinfo=UTC)
    for month, name in enumerate(JALALI_NAMES, start=1):
        for day in (1, 15, 29):
            wanted = jalali_date(year, month, day).togregorian()
            for text in (f"{day} {name} {year}", f"{year}/{month:02}/{day:02}", f"{day} {name}‌ماه {year}"):
                found = read_date(text, now=now, languages=("fa",))
                assert found is not None
                assert (found.value.date(), found.calendar) == (wanted, "jalali"), text


def test_the_last_day_of_a_leap_year_is_read_and_of_another_refused() -> None:
    leap = read_date("30 اسفند 1399", now=NOW.replace(year=2022))
    assert leap is not None
    assert leap.value.date() == date(2021, 3, 20)
    assert read_date("30 اسفند 1398", now=NOW.replace(year=2022)) is None


def test_no_locale_lends_its_names_to_another() -> None:
    """Babel's dictionaries are shared by locales: to read one must leave the others as they are."""
    months = {tag: month_names(tag) for tag in ("he", "de")}
    assert "ינואר" in months["he"]
    assert "Januar" in months["de"]
    assert months["he"].isdisjoint(months["de"])


def month_names(tag: str) -> set[str]:
    table = locale_data(tag)["months"]
    return {
        name
        for context in ("format", "stand-alone")
        for width in table[context].values()
        for name in width.values()
        if not name.isdigit()
    }
