"""Titles of weblogs: the first heading is the weblog's, and so is the beginning of what is declared."""

from __future__ import annotations

import pytest

from newscrawler.extraction import extract_article

URL = "https://example.org/diary/20240512.html"
TEXT = "<p>The old harbour bridge will close for eighteen months from Monday, the city council said after a debate.</p>"


def title(declared: str, first: str, second: str) -> str:
    page = f"<title>{declared}</title><body><h1>{first}</h1><div><h3>{second}</h3>{TEXT * 4}</div>"
    return extract_article(page, URL).title


@pytest.mark.parametrize(
    ("weblog", "entry"),
    [
        ("Harbour Notes", "The council closes the old bridge"),
        ("港の近くに住む人の日記", "古い橋が十八か月のあいだ閉鎖されることについて"),
    ],
)
def test_the_heading_that_the_declared_title_ends_with_is_the_headline(weblog: str, entry: str):
    assert title(f"{weblog} - {entry}", weblog, entry) == entry


def test_the_first_heading_stays_where_the_other_is_the_shorter():
    assert title("The council closes the old bridge - Harbour", "The council closes the old bridge", "Harbour") == (
        "The council closes the old bridge"
    )
