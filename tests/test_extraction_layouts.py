"""Texts that are laid out in unusual ways: what looks like something else and is the article all the same."""

from __future__ import annotations

from newscrawler.extraction import extract_article

URL = "https://example.org/news/2024/05/harbour-bridge"
FIRST = "The old harbour bridge will close for eighteen months from Monday, the city council said after a long debate."
SECOND = (
    "Engineers found cracks in three of the seven pillars, and a provisional crossing is to open later this summer."
)
THIRD = "“We could not wait any longer,” the mayor said, adding that the ferry would run every ten minutes until then."
TEXT = [FIRST, SECOND, THIRD]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def body(content: str) -> list[str]:
    title = "Harbour bridge closes for eighteen months"
    html = f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{content}</main></body></html>"
    return extract_article(html, URL).body.split("\n\n")


def test_what_stands_behind_a_closed_box_straight_in_the_holder_is_text():
    box = "<div><h3>Related stories</h3><p>Ferry fares are to rise in autumn, to the dismay of the port.</p></div>"
    assert body(f"<div>{paragraphs(FIRST)}{box}{SECOND}{paragraphs(THIRD)}</div>") == TEXT


def test_a_heading_that_links_lead_to_is_no_link():
    heading = "<h2><a name='pillars'>Cracks in the pillars</a></h2>"
    assert body(paragraphs(FIRST) + heading + paragraphs(SECOND, THIRD)) == [FIRST, "Cracks in the pillars", *TEXT[1:]]
