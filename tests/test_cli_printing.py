"""What reaches the terminal, and what reaches a pipe."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len

from newscrawler.cli import printing
from newscrawler.cli.article import print_article
from newscrawler.cli.printing import as_json, print_body, print_fact, print_json_array, readable_url
from newscrawler.cli.tables import Column, cropped, print_table

ARABIC = "موسكو : لاتعاون عسكري مع واشنطن في سوريا والموقف من مصير الأسد لم يتغير"
NASTY = "\x1b[31mred\x1b[0m \x9b31m \u202eright\u2066 [bold]not bold[/bold] :smile:\x07\r\nnext\ud800"
COLUMNS = (Column("id", number=True), Column("site", cells=12), Column("title", elastic=True))
FSI, PDI = "\u2068", "\u2069"


@pytest.fixture
def terminal(monkeypatch):
    """Let commands believe that a person reads along, in 80 columns."""
    monkeypatch.setattr(printing, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")


def controls(text):
    return [
        character for character in text if (character != "\n" and ord(character) < 32) or 0x7F <= ord(character) < 0xA0
    ]


def bidi_controls(text):
    return [
        character for character in text if character in "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067"
    ]


def test_a_table_in_a_pipe_is_whole_and_plain(capsys):
    print_table(COLUMNS, [(1, "alwatan.com", ARABIC * 3), (23, None, "short")])
    assert capsys.readouterr().out.splitlines() == [
        "id  site         title",
        f" 1  alwatan.com  {ARABIC * 3}",
        "23               short",
    ]


def test_a_table_on_a_terminal_fits_it_and_isolates_each_cell(terminal, capsys):
    print_table(COLUMNS, [(1, "a-very-long-host.example", ARABIC * 3), (2, "صحيفة", "日本" * 40)])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert [(line.count(FSI), line.count(PDI)) for line in lines] == [(0, 0), (2, 2), (2, 2)]
    assert lines[1].startswith(f" 1  {FSI}a-very-long…{PDI}  {FSI}")
    assert f"…{PDI}" in lines[2]


def test_an_empty_table_is_its_headings(capsys):
    print_table(COLUMNS, [])
    assert capsys.readouterr().out == "id  site  title\n"


@pytest.mark.parametrize("shown", ["pipe", "terminal"])
def test_nothing_of_a_page_steers_the_terminal(shown, request, capsys):
    if shown == "terminal":
        request.getfixturevalue("terminal")
    link = {"url": "https://example.org/\x1b[2J", "text": NASTY}
    article = {"title": NASTY, "body": NASTY, "authors": [NASTY], "url": NASTY, "related_links": [link]}
    print_article(article)
    print_table(COLUMNS, [(1, NASTY, NASTY)])
    output = capsys.readouterr().out
    assert controls(output) == []
    assert bidi_controls(output) == []
    assert output.count(FSI) == output.count(PDI)
    assert "[bold]not bold[/bold] :smile:" in output


def test_json_holds_no_control_and_reads_back_the_same():
    text = as_json({"title": NASTY, "arabic": ARABIC})
    assert controls(text) == bidi_controls(text) == []
    assert ARABIC in text
    assert text.isprintable()
    assert json.loads(text) == {"title": NASTY, "arabic": ARABIC}


@pytest.mark.parametrize("values", [[], [{"id": 1}], [{"id": 1}, {"id": 2, "title": "خبر"}]])
def test_an_array_is_json_with_an_element_a_line(values, capsys):
    print_json_array(iter(values))
    output = capsys.readouterr().out
    assert json.loads(output) == values
    assert len(output.splitlines()) == max(len(values), 1)


def test_a_body_is_wrapped_on_a_terminal_and_only_there(terminal, monkeypatch, capsys):
    body = f"{ARABIC} {ARABIC}\n\n{'x' * 100}\n\nthird"
    print_body(body)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert lines.count("") == 2
    assert "".join(lines).count("x") == 100
    monkeypatch.setattr(printing, "on_terminal", lambda: False)
    print_body(body)
    assert capsys.readouterr().out == body + "\n"


def test_a_fact_hangs_beside_its_label(terminal, capsys):
    print_fact("tags", "كلمة " * 40)
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("tags         " + FSI)
    assert second.startswith("             " + FSI)
    print_fact("id", "17")
    assert capsys.readouterr().out == "id           17\n"
    assert max(map(cell_len, (first, second))) <= 80


def test_a_narrow_terminal_is_no_error(terminal, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "5")
    print_article({"title": ARABIC, "body": ARABIC, "url": "https://example.org/"})
    print_table(COLUMNS, [(1, "alwatan.com", ARABIC)])
    assert capsys.readouterr().out


def test_cropping_counts_cells():
    assert cropped("日本語", 5) == "日本…"
    assert cropped("日本語", 6) == "日本語"
    assert cropped("كِتابٌ", 4) == "كِتابٌ"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/%D8%AE%D8%A8%D8%B1/1", "https://example.org/خبر/1"),
        ("https://example.org/caf%c3%a9?a=%2F%20b", "https://example.org/café?a=%2F%20b"),
        ("https://example.org/%E2%80%AEgpj.exe", "https://example.org/%E2%80%AEgpj.exe"),
        ("https://example.org/%C2%9B31m%C2%A0", "https://example.org/%C2%9B31m%C2%A0"),
        ("https://example.org/%E3%CE%C8%D1", "https://example.org/%E3%CE%C8%D1"),
    ],
)
def test_an_address_is_readable_on_a_terminal_and_exact_in_a_pipe(terminal, monkeypatch, url, shown):
    assert readable_url(url) == shown
    monkeypatch.setattr(printing, "on_terminal", lambda: False)
    assert readable_url(url) == url
