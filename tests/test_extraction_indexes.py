"""Pages on which an index of other things is longer than the article."""

from __future__ import annotations

from newscrawler.extraction import extract_article

URL = "https://example.org/news/2024/05/harbour-bridge"
TITLE = "Harbour bridge closes for eighteen months"
LINES = [
    f"In the {year}th year of the bridge the council met again and put off what it should have done about its pillars."
    for year in range(11, 23)
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
SHIPS = "Ada Berg Cora Dora Emma Flora Greta Hilda Irma Jenny Klara Lena Maria Nora Olga Paula Rosa"
INDEX = "".join(
    f"<div class=qx><h3><a href=/ships/{name}>The steamer {name} of 1911</a></h3><p>The {name} sailed between the two "
    "shores of the harbour until the bridge was built, and was sold to a company in the north afterwards.</p></div>"
    for name in SHIPS.split()
)


def body(content: str) -> list[str]:
    return extract_article(f"<title>{TITLE}</title><body>{content}", URL).body.split("\n\n")


def test_an_index_behind_the_box_of_headline_and_text_is_no_text():
    assert body(f"<div class=qv><h1>{TITLE}</h1>{TEXT}</div><div class=qy>{INDEX}</div>") == LINES


def test_the_texts_before_and_after_are_no_text():
    other = "<p><a href=/a>The ferry runs in winter</a></p><p>It will sail every ten minutes, the company said.</p>"
    assert body(f"<div class=qv><h1>{TITLE}</h1>{TEXT}<div class='grid next-prev'>{other}</div></div>") == LINES
