"""Boxes that are called after pictures: captions, and text that pictures are laid out beside."""

from __future__ import annotations

import pytest

from newscrawler.extraction import extract_article

URL = "https://example.org/news/2024/05/harbour-bridge"
TITLE = "Harbour bridge closes for eighteen months"
SENTENCE = "The old harbour bridge will close for eighteen months from Monday, the council said after a long debate."
TEXT = [f"{SENTENCE} Nobody spoke for pillar {number}." for number in range(1, 8)]
LONG = "Beside the picture it is told at length how the bridge was built. " * 8


def body(box: str) -> list[str]:
    before, behind = ("".join(f"<p>{line}</p>" for line in lines) for lines in (TEXT[:4], TEXT[4:]))
    page = f"<title>{TITLE}</title><body><h1>{TITLE}</h1><div class=qv>{before}{box}{behind}</div>"
    return extract_article(page, URL).body.split("\n\n")


def test_a_long_paragraph_in_a_box_called_after_pictures_is_text():
    told = LONG.strip()
    box = f"<div class='col gallery-left'><div><img src=/a.jpg></div><div><p>{told}</p></div></div>"
    assert body(box) == [*TEXT[:4], told, *TEXT[4:]]


@pytest.mark.parametrize("box", ["<div class=gallery><p>{}</p></div>", "<figure><p>{}</p></figure>"])
def test_a_caption_stays_one_however_it_is_marked_up(box: str):
    assert body(box.format(LONG[:260])) == TEXT


def text_of(*boxes: str) -> list[str]:
    page = f"<title>{TITLE}</title><body><h1>{TITLE}</h1><div class=qv>{''.join(boxes)}</div>"
    return extract_article(page, URL).body.split("\n\n")


def test_a_paragraph_with_a_picture_at_its_end_is_one_of_those_beside_it():
    pictured = f"<div>{TEXT[2]}<br><br><figure><img src=/a.jpg></figure></div>"
    assert text_of(*(f"<div>{line}</div>" for line in TEXT[:2]), pictured, f"<div>{TEXT[3]}</div>") == TEXT[:4]


def test_lines_in_boxes_that_each_have_a_picture_are_captions():
    slides = (f"<div class=slide><img src=/{at}.jpg>{line}</div>" for at, line in enumerate(TEXT[4:]))
    assert text_of(*(f"<p>{line}</p>" for line in TEXT[:4]), *slides) == TEXT[:4]
