"""Tables in a text: those that say something are read row by row, those that pages are laid out with are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction import extract_article

if TYPE_CHECKING:
    from collections.abc import Sequence

URL = "https://example.org/news/2024/05/harbour-bridge"
TITLE = "Harbour bridge closes for eighteen months"
TEXT = [
    "The old harbour bridge will close for eighteen months from Monday, the city council said after a long debate.",
    "Engineers found cracks in three of the seven pillars, and a provisional crossing is to open later this summer.",
]
ROWS = [("Pillar", "Built", "Cracks"), ("North", "1911", "3"), ("Middle", "1912", "none"), ("South", "1911", "12")]


def body(box: str) -> list[str]:
    page = f"<title>{TITLE}</title><body><h1>{TITLE}</h1><div class=qv><p>{TEXT[0]}</p>{box}<p>{TEXT[1]}</p></div>"
    return extract_article(page, URL).body.split("\n\n")


def table(rows: Sequence[tuple[str, ...]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def test_a_table_of_data_is_read_row_by_row():
    assert body(table(ROWS)) == [TEXT[0], *map(" | ".join, ROWS), TEXT[1]]


def test_what_a_table_is_called_is_no_sign_of_layout():
    assert body(table(ROWS).replace("<table>", "<table><caption>The pillars</caption>")) == [
        *(TEXT[0], *map(" | ".join, ROWS), TEXT[1])
    ]


def test_a_table_of_links_or_of_few_rows_is_no_text():
    assert body(table([("Share", "Print"), ("Larger", "Smaller")])) == TEXT
    assert body(table([(f"<a href=/{a}>{a}</a>", b, c) for a, b, c in ROWS])) == TEXT


def test_cells_that_hold_paragraphs_are_layout():
    long = "The ferry company expects twice as many passengers in the summer, it said on Tuesday evening."
    rows = [(f"<p>{long}</p>", f"{number}") for number in range(4)]
    assert body(table(rows)) == [TEXT[0], *[long] * 4, TEXT[1]]


def test_whose_figures_a_table_shows_is_no_text_where_it_stands_under_them():
    rows = list(map(" | ".join, ROWS))
    assert body(f"{table(ROWS)}<p>Bron: havendienst, raming 2024</p>") == [TEXT[0], *rows, TEXT[1]]
    told = "Source: the harbour office, which asked for the report in the spring of last year."
    assert body(f"<p>{told}</p>{table(ROWS)}") == [TEXT[0], told, *rows, TEXT[1]]
