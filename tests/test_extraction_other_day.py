"""Whether a page could print another day than a moment in UTC falls on, as its source tells."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawler.extraction.other_day import NEAR, may_print_other_day

EVENING = datetime(2020, 3, 25, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("26 March 2020, 4:00", True),
        ("25 March 2020, 22:30", False),
        ("26 March 2020", False),
        ("26 March 2019, 4:00", False),
        ("26 March 2020, 4:07", False),
        ("٢٦ مارس", True),
        ("۲۶ مارس", True),
        ("২৬ মার্চ", True),
        ("٪ مارس", False),
        (f"26{'é' * (NEAR - 2)}2020 4:00", True),
        (f"26{'é' * (NEAR - 1)}2020 4:00", False),
        (f"26{'𝒹' * (NEAR - 2)}2020 4:00", True),
    ],
)
def test_other_day_stands_near_its_year(page: str, expected: bool) -> None:
    assert may_print_other_day(page, EVENING) is expected
    assert may_print_other_day(page.encode(), EVENING) is expected


def test_page_in_another_encoding_is_no_error() -> None:
    assert not may_print_other_day("25 März 2020, 22:30".encode("latin-1"), EVENING)
    assert not may_print_other_day("\ud800 25 March 2020", EVENING)
