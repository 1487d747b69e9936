"""What a text opens with: sentences set as headings, standfirsts of several lines."""

from __future__ import annotations

from newscrawler.extraction import extract_article

URL = "https://example.org/news/2024/05/harbour-bridge"
TITLE = "Harbour bridge closes for eighteen months"
LEAD = "Cracks in three of the seven pillars force the council to act at once."
TEXT = [
    "The old harbour bridge will close for eighteen months from Monday, the city council said after a long debate.",
    "Engineers found cracks in three of the seven pillars, and a provisional crossing is to open later this summer.",
]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)


def read(content: str, head: str = ""):
    return extract_article(f"<head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{content}", URL)


def test_a_sentence_set_as_a_heading_in_the_box_of_the_text_opens_it():
    before = "<div class=qa><span>A</span><span>+</span></div>"
    assert read(f"{before}<div class=qv><h2>{LEAD}</h2>{PARAGRAPHS}</div>").body.split("\n\n") == [LEAD, *TEXT]
    label = read(f"{before}<div class=qv><h2>{LEAD.rstrip('.')}</h2>{PARAGRAPHS}</div>")
    assert label.body.split("\n\n") == TEXT


def test_a_standfirst_of_several_headings_is_read_whole():
    second = "Ferries will run every ten minutes until the autumn"
    head = f'<meta name=description content="{LEAD}">'
    article = read(f"<div class=qs><h2>{LEAD}</h2><h2>{second}</h2></div><div class=qv>{PARAGRAPHS}</div>", head)
    assert article.lead == f"{LEAD} {second}"
    assert article.body.split("\n\n") == [LEAD, second, *TEXT]


def test_labels_in_a_row_are_no_standfirst():
    box = "<div class=qg>{}</div>" + f"<div class=qv>{PARAGRAPHS}</div>"
    sentence = "Cracks in three of seven pillars force the council on."
    assert read(box.format("Harbours and bridges Works on railways Northern ferries")).lead is None
    assert read(box.format(sentence)).lead == sentence


def test_a_heading_that_is_called_a_second_title_is_the_standfirst_wherever_it_stands():
    line = "Ferries in place of the bridge, “until the autumn at least”"
    meta = "<ul><li>12 May</li></ul><div>Page A12</div>"
    for name in ("sub_tit", "sub_title", "subtit"):
        article = read(f"{meta}<div class=qv><h2 class={name}>{line}</h2>{PARAGRAPHS}</div>")
        assert article.lead == line
        assert article.body.split("\n\n") == [line, *TEXT]


def test_a_place_that_stands_right_before_a_paragraph_opens_it():
    article = read(f"<div class=qv><strong>Wien</strong> - {PARAGRAPHS}</div>")
    assert article.body.split("\n\n") == [f"Wien - {TEXT[0]}", TEXT[1]]
    assert article.origin_line == "Wien"
    label = read(f"<div class=qv><strong>Harbours</strong> {PARAGRAPHS}</div>")
    assert label.body.split("\n\n") == TEXT


def test_a_code_that_nothing_was_put_in_the_place_of_is_no_text():
    codes = ("[Media:Film 12]", '[gallery ids="3,4"]', "[embed]https://example.org/v[/embed]", "{jcomments off}")
    lines = "".join(f"<p><b>{code}</b></p>" for code in codes)
    assert read(f"<div class=qv>{PARAGRAPHS}{lines}<p>{LEAD}</p></div>").body.split("\n\n") == [*TEXT, LEAD]


def test_a_paragraph_in_the_head_of_the_article_is_its_standfirst():
    page = "<main><article><header><h1>{}</h1><div>12 May</div><p>{}</p></header><div>{}</div></article></main>"
    article = extract_article(f"<title>{TITLE}</title>{page.format(TITLE, LEAD, PARAGRAPHS)}", URL)
    assert article.lead == LEAD
    assert article.body.split("\n\n") == [LEAD, *TEXT]
    within = page.format(TITLE, LEAD + "</p>" + PARAGRAPHS + "<p>", "")
    assert extract_article(f"<title>{TITLE}</title>{within}", URL).lead is None


def test_a_kicker_at_the_head_of_a_standfirst_is_no_part_of_it():
    lead = '<p class="{0}-desc"><span class="{0}-kicker">Report</span>{1}</p>'
    content = f"<div class=qv>{PARAGRAPHS}</div>"
    assert read(lead.format("qa", LEAD) + content).lead == LEAD
    run_in = LEAD.replace("Cracks", "cracks")
    assert read(lead.format("qa", f" {run_in}") + content).lead == f"Report {run_in}"
