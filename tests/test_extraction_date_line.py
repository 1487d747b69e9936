"""A printed date as one line: how much may stand in its element."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from newscrawler.extraction.date_line import MAX_PARTS, is_short


@pytest.mark.parametrize(
    ("markup", "letters", "expected"),
    [
        ("<p>four</p>", 4, True),
        ("<p>four</p>", 3, False),
        ("<p>a<!-- long comment --> b<b>c</b> d</p>", 4, True),
        ("<p>a<!-- long comment --> b<b>c</b> d</p>", 3, False),
        (f"<p>{'<b>a</b>' * MAX_PARTS}</p>", 99, True),
        (f"<p>{'<b>a</b>' * (MAX_PARTS + 1)}</p>", 99, False),
    ],
)
def test_short_element_has_few_letters_and_parts(markup: str, letters: int, expected: bool) -> None:
    page = document_fromstring(f"<body>{markup}behind it stands more</body>")
    paragraph = page.find(".//p")
    assert paragraph is not None
    assert is_short(paragraph, letters) is expected
