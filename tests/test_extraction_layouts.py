"""Texts that are laid out in unusual ways: what looks like something else and is the article all the same."""

from __future__ import annotations

import re

import pytest

from newscrawler.extraction import extract_article
from tests.harbour_bridge import FIRST, SECOND, TEXT, THIRD, paragraphs

URL = "https://example.org/news/2024/05/harbour-bridge"


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


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        (
            "The harbour fund goes on to <a href='/fund'>collect money for the families of all those without work</a>.",
            True,
        ),
        (
            "The local paper wrote of the debate: <a href='/debate'>nobody there had thought of the ferry at all</a>",
            False,
        ),
        ("Read also: <a href='/ferry'>Why the ferry will run every ten minutes until then.</a>", False),
    ],
)
def test_a_sentence_that_is_mostly_one_link_is_text(line: str, is_text: bool):
    plain = re.sub("<.*?>", "", line)
    assert body(paragraphs(FIRST, line, SECOND)) == [FIRST, *[plain][:is_text], SECOND]


def test_a_component_of_the_text_is_no_consent_dialog():
    parts = "".join(f"<div class='cmp cmp-text'><p>{text}</p></div>" for text in TEXT)
    assert (
        body(
            f"{parts}<div class='cmp-banner'><p>We and our partners keep what we know of you on your device.</p></div>"
        )
        == TEXT
    )


def test_a_date_beside_the_title_of_another_article_is_no_text():
    items = "<li><p><a href='/{0}'>Ferry fares are to rise</a></p><p>13 May {0}</p></li>"
    others = "".join(items.format(year) for year in (2021, 2022, 2023))
    assert body(f"<div>{paragraphs(*TEXT)}<h2>From the port</h2><ul>{others}</ul></div>") == TEXT


def test_a_quotation_is_none_of_what_its_class_is_called():
    quoted = f"<blockquote class='tag-line'><p>{SECOND}</p></blockquote>"
    assert body(paragraphs(FIRST) + quoted + paragraphs(THIRD)) == TEXT


def test_steps_with_a_picture_each_are_the_text():
    steps = "".join(f"<div><img src=step{at}.jpg><p>{text}</p></div>" for at, text in enumerate(TEXT))
    assert body(f"<div><p>This is how it is done, says the council.</p>{steps}</div>")[1:] == TEXT


def test_a_gallery_whose_captions_are_all_that_is_written_is_read():
    slides = [" ".join(f"{text} It happened in {year}." for text in TEXT) for year in (1901, 1923, 1950, 1999)]
    shown = "".join(f"<figure><img src=a.jpg><figcaption><p>{text}</p></figcaption></figure>" for text in slides)
    assert body(f"<div class='gallery'>{shown}</div>") == slides


def test_a_heading_that_is_a_sentence_is_text_without_what_follows_it():
    headed = "".join(f"<h3>{text}</h3>" for text in (SECOND, THIRD))
    assert body(f"<div>{paragraphs(FIRST, THIRD)}{headed}<h3>The port, tomorrow</h3></div>") == [
        FIRST,
        THIRD,
        *TEXT[1:],
    ]


def test_a_first_sentence_may_be_a_heading():
    assert body(f"<p>13 May 2024</p><div><h2>{FIRST}</h2>{paragraphs(SECOND, THIRD)}</div>") == TEXT


def test_the_rest_of_a_text_behind_a_button_is_text():
    rest = [f"{text} That was in {year}." for year in (2021, 2022) for text in TEXT]
    folded = f"<div id='read-more'><div><a href='#'>Read more</a></div><div>{paragraphs(*rest)}</div></div>"
    assert body(f"<div>{paragraphs(*TEXT)}{folded}</div>") == TEXT + rest


def test_a_round_up_may_link_its_headings():
    parts = [("The bridge", FIRST), ("The pillars", SECOND), ("The ferry", THIRD)]
    shown = "".join(f"<h2><a href='//example.com/{name[4:]}'>{name}</a></h2><p>{text}</p>" for name, text in parts)
    assert body(f"<div><p>What the week brought to the port.</p>{shown}</div>")[1:] == [*sum(parts, ())]


def test_entries_that_most_of_the_text_stands_in_may_link_their_headings():
    parts = [("The bridge", FIRST), ("The pillars", SECOND), ("The ferry", THIRD)]
    entry = "<li><div>9.30</div><div class=card><h2><a href='/live/port?entry={1}'>{0}</a></h2><p>{2}</p></div></li>"
    shown = "".join(entry.format(name, name[4:], text) for name, text in parts)
    text = "<p>The harbour bridge was closed to all traffic today, and this is what we know of it so far.</p>"
    assert body(f"{text}<div><h2>Hour by hour</h2><ul>{shown}</ul></div>")[1:] == [*sum(parts, ())]
    teased = "".join(
        entry.format(name, name[4:], "Why it was closed to all of the traffic today.") for name, _ in parts
    )
    assert [line for line in body(f"{paragraphs(*TEXT * 2)}<div>{teased}</div>") if line in dict(parts)] == []


def test_a_box_whose_role_is_a_heading_is_one():
    heading = "<div role='heading' aria-level='3'>Cracks in the pillars</div>"
    assert body(paragraphs(FIRST) + heading + paragraphs(SECOND, THIRD)) == [FIRST, "Cracks in the pillars", *TEXT[1:]]


def test_an_aside_is_one_within_a_box_that_is_called_so_for_its_layout():
    aside = "<aside>The ferry is to run every ten minutes</aside>"
    text = [f"{line} That was in {year}." for year in (2021, 2022) for line in TEXT]
    assert (
        body(f"<div class='sidebar-layout'><div>{paragraphs(*text[:3])}{aside}{paragraphs(*text[3:])}</div></div>")
        == text
    )


@pytest.mark.parametrize(
    ("quote", "is_text"),
    [("We could not wait any longer.", False), ("We would do it all once more, and sooner.", True)],
)
def test_a_pull_quote_is_left_out_where_the_text_says_it_too(quote: str, is_text: bool):
    shown = f"<figure class='wp-block-pullquote'><blockquote><p>{quote}</p><cite>The mayor</cite></blockquote></figure>"
    other = f"<blockquote class='pull-quote'><p>{quote}</p></blockquote>"
    assert body(paragraphs(*TEXT) + other + paragraphs(FIRST)) == [*TEXT, *[quote][:is_text], FIRST]
    assert body(paragraphs(*TEXT) + shown + paragraphs(FIRST))[-1] == FIRST


QUOTES = [
    "<blockquote class='big'><p>{}</p><cite>Ann Example, harbour master</cite></blockquote>",
    "<div class='x1'><blockquote>{}</blockquote><span>Ann Example</span></div>",
    "<div class='x1'><p>“{}”</p></div>",
]


@pytest.mark.parametrize("box", QUOTES)
@pytest.mark.parametrize(
    "shown", ["We waited for the ferry all winter", "all winter and nobody told us why it was late"]
)
def test_a_quote_set_apart_is_left_out_where_the_text_says_all_of_it(box: str, shown: str):
    said = "“We waited for the ferry all winter,” says the harbour master, “and nobody told us why it was late.”"
    assert body(paragraphs(*TEXT, said) + box.format(shown) + paragraphs(FIRST)) == [*TEXT, said, FIRST]


@pytest.mark.parametrize("box", QUOTES)
def test_a_quote_that_nothing_else_says_is_the_texts(box: str):
    shown = "We would do it all once more, and sooner than before"
    read = body(paragraphs(*TEXT) + box.format(shown) + paragraphs(FIRST))
    assert any(shown in line for line in read)


def test_a_place_in_no_paragraph_opens_the_text():
    assert body(f"<div><b>London/ New Delhi:</b>{paragraphs(*TEXT)}</div>") == ["London/ New Delhi:", *TEXT]
    assert body(f"<div><b>Ann Example/AP</b>{paragraphs(*TEXT)}</div>") == TEXT


def test_headings_that_are_set_like_the_headline_are_those_of_the_parts():
    parts = f"<h1><b>The pillars</b></h1>{paragraphs(SECOND)}<h1>The ferry</h1>{paragraphs(THIRD)}"
    assert body(paragraphs(FIRST) + parts) == [FIRST, "The pillars", SECOND, "The ferry", THIRD]


def test_a_list_that_sums_the_article_up_is_its_standfirst():
    title = "Harbour bridge closes for eighteen months"
    points = ["Cracks were found in three pillars", "A ferry is to run every ten minutes", "The works begin on Monday"]
    items = "".join(f"<li>{point}</li>" for point in points)
    linked = "".join(f"<li><a href=/x>{point}</a></li>" for point in points)
    for listed, lead in ((items, points), (linked, [])):
        html = (
            f"<title>{title}</title><article><h1>{title}</h1><ul>{listed}</ul><div>{paragraphs(*TEXT)}</div></article>"
        )
        article = extract_article(html, URL)
        assert article.body.split("\n\n") == lead + TEXT
        assert (article.lead or "") == " ".join(lead)


def divs(*lines: str) -> str:
    return f"<div class=text>{''.join(f'<div>{line}</div>' for line in lines)}</div>"


def test_a_short_line_between_lines_of_its_look_is_text():
    closing = "Long live the harbour"
    signed = "The council of the harbour town"
    assert body(divs(FIRST, SECOND, THIRD, closing, signed)) == [*TEXT, closing, signed]
    label = "<div class=label>Long live the harbour</div>"
    assert body(f"<div class=text>{paragraphs(FIRST)}{label}{paragraphs(SECOND, THIRD)}</div>") == TEXT


def test_a_short_line_that_announces_the_next_is_text():
    assert body(divs(FIRST, "The statement says:", "Dear people", SECOND, THIRD))[:2] == [FIRST, "The statement says:"]


@pytest.mark.parametrize("label", ["article-byline", "related-content-heading", "Newsletter"])
def test_a_box_is_what_the_id_of_its_label_says_where_its_class_is_no_word(label: str):
    box = f"<section aria-labelledby={label} class=x-1k2><strong id={label}>Facts</strong><p>Ann Port, Harbourville</p>"
    assert body(paragraphs(FIRST) + f"{box}</section>" + paragraphs(SECOND, THIRD)) == TEXT


def test_what_a_tab_opens_is_the_text_wherever_the_tab_stands():
    tab = "<ul><li><a id=nav-home-tab href='#home'>Text</a></li></ul><div role=tabpanel id=home aria-labelledby="
    assert body(f"{tab}nav-home-tab><p>{FIRST}</p></div>{paragraphs(SECOND, THIRD)}") == TEXT


def test_a_post_of_a_channel_that_is_embedded_is_not_the_text():
    post = "<blockquote class='telegram-post'><p>The ferry runs again, and here is when it does.</p></blockquote>"
    assert body(paragraphs(*TEXT) + post + paragraphs(FIRST)) == [*TEXT, FIRST]


def test_what_a_machine_summed_up_is_no_standfirst():
    note = "<p>This summary was made by a machine and read by the newsroom of the paper.</p>"
    box = f"<section class='ai-summary mx-4'><ul><li>The bridge closes.</li></ul>{note}</section>"
    html = f"<main><h1>Harbour bridge closes</h1>{box}<div class='article-body'>{paragraphs(*TEXT)}</div></main>"
    article = extract_article(html, URL)
    assert article.lead is None
    assert article.body.split("\n\n") == TEXT


def test_the_last_item_of_a_list_is_no_items_of_the_links_behind_the_text():
    items = "<ul><li>Since 2002</li><li>9 ferries</li><li>417 seats</li></ul>"
    more = "<div><a href='/more'>Follow the ferry</a></div>"
    assert body(f"<div>{paragraphs(*TEXT)}{items}</div>{more}")[-3:] == ["Since 2002", "9 ferries", "417 seats"]


def test_the_first_of_the_headings_of_a_texts_parts_stays():
    parts = [f"<h2 class='part'>{number}. Pillar</h2><p>{line}</p>" for number, line in enumerate(TEXT, 1)]
    assert body(f"<div class='x'>{''.join(parts)}</div>")[::2] == ["1. Pillar", "2. Pillar", "3. Pillar"]
    other = f"<h2 class='rubric'>City</h2><p>{FIRST}</p>{parts[1]}{parts[2]}"
    assert body(f"<div class='x'>{other}</div>")[0] == FIRST


BUTTONS = ["/newsletters/", "https://example.org/abonnement?from=text", "/donate"]


@pytest.mark.parametrize("address", BUTTONS)
def test_a_box_whose_button_leads_to_where_readers_subscribe_is_not_the_text(address: str):
    button = f"<a class='b' href='{address}'>Yes</a>"
    lines = paragraphs("Letters on Monday", "All that the port tells, once a week in your post.")
    box = f"<div class='x7'>{lines}{button}</div>"
    assert body(f"<div>{paragraphs(*TEXT)}{box}{paragraphs(FIRST)}</div>") == [*TEXT, FIRST]


def test_a_sentence_with_a_link_to_a_newsletter_is_text():
    line = "The bridge was first told of in <a href='/newsletters/'>our newsletter</a> on Monday, and then by all."
    told = re.sub("<[^>]*>", "", line)
    assert body(f"<div>{paragraphs(*TEXT)}<div class='x7'><p>{line}</p></div></div>") == [*TEXT, told]
    more = f"<div class='x7'><p>{line}</p><p><a href='/donate'>Give</a> or <a href='/harbour'>come</a></p></div>"
    assert told in body(f"<div>{paragraphs(*TEXT)}{more}{paragraphs(FIRST)}</div>")
