"""Dates that machines wrote, the forms of a date as text, and zones of countries."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.dates import iso, read_moment, to_utc, zone_of

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("2017-03-25T10:30:00+04:00", "2017-03-25T10:30:00+04:00", "second"),
        ("2017-03-25T10:30:00Z", "2017-03-25T10:30:00+00:00", "second"),
        ("2017-03-25T10:30:00.123Z", "2017-03-25T10:30:00+00:00", "second"),
        ("2017-03-25T10:30:00.1234567+03:00", "2017-03-25T10:30:00+03:00", "second"),
        ("2017-03-25T10:30:00:684Z", "2017-03-25T10:30:00+00:00", "second"),
        ("2017-03-25T10:30+0400", "2017-03-25T10:30+04:00", "minute"),
        ("2017-03-25T10:30", "2017-03-25T10:30", "minute"),
        ("2017-03-25T10", "2017-03-25T10:00", "hour"),
        ("2017-03-25 10:30:00", "2017-03-25T10:30:00", "second"),
        ("2017-03-25 10:30:00 +0400", "2017-03-25T10:30:00+04:00", "second"),
        ("2017-03-25 10:30:00 UTC", "2017-03-25T10:30:00+00:00", "second"),
        ("2017-03-25T10:30:00 GMT", "2017-03-25T10:30:00+00:00", "second"),
        ("2017-03-25", "2017-03-25", "day"),
        ("2017-03", "2017-03", "month"),
        ("20170325", "2017-03-25", "day"),
        ("20170325T103000Z", "2017-03-25T10:30:00+00:00", "second"),
        ("20170325103000", "2017-03-25T10:30:00", "second"),
        ("Sat, 25 Mar 2017 10:30:00 GMT", "2017-03-25T10:30:00+00:00", "second"),
        ("Sat, 25 Mar 2017 10:30:00 +0300", "2017-03-25T10:30:00+03:00", "second"),
        ("Sat, 25 Mar 2017 10:30:00 -0000", "2017-03-25T10:30:00+00:00", "second"),
        ("Sat, 25 Mar 2017 10:30 EST", "2017-03-25T10:30-05:00", "minute"),
        ("25 Mar 2017 10:30:00 +0300", "2017-03-25T10:30:00+03:00", "second"),
        ("Sat, 25 Mar 2017", "2017-03-25", "day"),
        ("1490437800", "2017-03-25T10:30:00+00:00", "second"),
        ("1490437800000", "2017-03-25T10:30:00+00:00", "second"),
        ("  2017-03-25T10:30:00Z\n", "2017-03-25T10:30:00+00:00", "second"),
        ("2017-3-5", "2017-03-05", "day"),
        ("March 25, 2017", "2017-03-25", "day"),
        ("السبت، 25 مارس 2017", "2017-03-25", "day"),
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00+00:00", "second"),
    ],
)
def test_a_moment_is_read_with_its_precision(text: str, expected: str, precision: str) -> None:
    found = read_moment(text, now=NOW)
    assert found is not None
    assert (iso(found), found.precision, found.calendar) == (expected, precision, "gregorian")


@pytest.mark.parametrize(
    "text",
    ["", "0", "2017", "0001-01-01T00:00:00Z", "2017-13-45", "2017-02-30T10:30:00Z", "2999-01-01", "99999999999999",
    "9999999999", "1899-12-31",
     "12345678", "true", "null", "[object Object]", "Invalid date", "-62135596800", "2017-W12",
     "Sat, 99 Foo 2017 10:30:00", "T10:30:00Z"],
)  # fmt: skip
def test_what_is_no_moment_gives_none(text: str) -> None:
    assert read_moment(text, now=NOW) is None


def test_a_machine_may_count_the_years_of_another_calendar() -> None:
    hijri, jalali = read_moment("1438-06-26", now=NOW), read_moment("1396-01-05T10:30", now=NOW)
    assert hijri is not None
    assert jalali is not None
    assert (hijri.calendar, iso(hijri)) == ("hijri", "2017-03-25")
    assert (jalali.calendar, iso(jalali)) == ("jalali", "2017-03-25T10:30")


def test_a_local_moment_takes_the_zone_given() -> None:
    found = read_moment("2017-07-25T10:30:00", now=NOW, timezone=ZoneInfo("Africa/Cairo"))
    assert found is not None
    assert iso(found) == "2017-07-25T10:30:00+02:00"


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    read_moment(text, now=NOW)
    to_utc(text)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2026, 1, 1)))
def test_iso_comes_back(moment: datetime) -> None:
    text = moment.replace(microsecond=0, tzinfo=UTC).isoformat()
    found = read_moment(text, now=NOW)
    assert found is not None
    assert iso(found) == text
    assert to_utc(text) == text.replace("+00:00", "Z")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2016-07-16T00:55:00+04:00", "2016-07-15T20:55:00Z"),
        ("2016-07-16T00:55+04:00", "2016-07-15T20:55:00Z"),
        ("2016-07-16T00:55", "2016-07-16T00:55:00Z"),
        ("2016-07-16T00:55:00Z", "2016-07-16T00:55:00Z"),
        ("2016-07-16", "2016-07-16T00:00:00Z"),
        ("2016-07", "2016-07-01T00:00:00Z"),
        ("0001-01-01T00:00:00+04:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_to_utc_sorts(moment: str, expected: str | None) -> None:
    assert to_utc(moment) == expected


@pytest.mark.parametrize(
    ("country", "timezone", "expected"),
    [
        ("OM", None, "Asia/Muscat"),
        ("om", None, "Asia/Muscat"),
        ("SA", None, "Asia/Riyadh"),
        ("EG", None, "Africa/Cairo"),
        ("DE", None, "Europe/Berlin"),
        ("PS", None, "Asia/Gaza"),
        ("US", None, "None"),
        ("RU", None, "None"),
        ("XX", None, "None"),
        ("", None, "None"),
        (None, None, "None"),
        ("US", "America/New_York", "America/New_York"),
        (None, "Asia/Aden", "Asia/Aden"),
        ("OM", "No/Such", "None"),
        ("OM", "../../etc/passwd", "None"),
    ],
)
def test_a_country_with_one_time_has_a_zone(country: str | None, timezone: str | None, expected: str) -> None:
    assert str(zone_of(country, timezone)) == expected
