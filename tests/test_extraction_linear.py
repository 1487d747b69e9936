"""Reading takes a time that is in proportion to the size of the page: counted in calls, which no machine alters."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newscrawler import extract_article

if TYPE_CHECKING:
    from types import FrameType

PAGES = sorted((Path(__file__).parent / "fixtures" / "news").glob("*/page.html"))
FEW, TIMES = 10, 4


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_work_grows_with_the_page_and_no_faster(path: Path) -> None:
    few, many = (calls_to_read(path, copies) for copies in (FEW, FEW * TIMES))
    assert few < many < few * TIMES


def calls_to_read(path: Path, copies: int) -> int:
    """Return how many functions are called to read a page with its body printed so many times over."""
    page, url = path.read_bytes(), path.with_name("url.txt").read_text().strip()
    before, body, behind = re.split(rb"(?si)(?<=<body)([^>]*>.*)(?=</body>)", page)
    start = body.index(b">") + 1
    long_page = before + body[:start] + body[start:] * copies + behind
    extract_article(long_page, url)  # what is kept from page to page counts in neither
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    previous = sys.getprofile()
    sys.setprofile(count)
    try:
        extract_article(long_page, url)
    finally:
        sys.setprofile(previous)
    return calls
