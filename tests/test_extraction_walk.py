"""One walk over a page: blocks in their boxes, links, short texts; hidden boxes, menus and feet are not entered."""

from __future__ import annotations

import pytest

from newscrawler.extraction.walk import read_blocks
from newscrawler.markup import parse_markup


def walked(body: str, *, lenient: bool = False):
    return read_blocks(parse_markup(f"<html><body>{body}</body></html>", "https://example.org/").root, lenient=lenient)


def texts(found):
    return [block.text for block in found.blocks]


def test_blocks_know_their_box_and_boxes_their_blocks_and_links():
    found = walked("<div><h2>One</h2><p>Two <a href=/a>three</a></p></div><p>Four</p>")
    assert [(block.tag, block.text) for block in found.blocks] == [("h2", "One"), ("p", "Two three"), ("p", "Four")]
    box = next(node for node in found.nodes if node.tag == "div")
    assert texts(found)[box.first_block : box.end_block] == ["One", "Two three"]
    assert [link.href for link in found.links[box.first_link : box.end_link]] == ["/a"]
    assert [found.nodes[index].tag for index in found.above(found.blocks[0].node)] == ["h2", "div", "body"]


def test_a_link_knows_the_blocks_it_has_a_part_in():
    found = walked("<p>Before</p><a href=/card><h3>Title</h3><p>Summary</p></a><p><a href=/line>Line</a> and more</p>")
    card, line = found.links
    assert (card.text, texts(found)[card.first_block : card.end_block]) == ("Title Summary", ["Title", "Summary"])
    assert texts(found)[line.first_block : line.end_block] == ["Line and more"]


def test_short_texts_know_their_element_and_their_block():
    found = walked("<p>Posted on <b>12 May</b> 2020</p><p>Text</p>")
    assert [(text.strip(), holder.tag, block) for holder, text, _, block in found.scraps] == [
        ("Posted on", "p", 0),
        ("12 May", "b", 0),
        ("2020", "p", 0),
        ("Text", "p", 1),
    ]


@pytest.mark.parametrize(
    "hidden", ["<div hidden>{}</div>", "<div style='display: none'>{}</div>", "<div class='sr-only'>{}</div>"]
)
def test_hidden_boxes_are_not_entered_but_their_short_texts_are_kept(hidden):
    found = walked("<p>Shown</p>" + hidden.format("<span>2016-07-16</span>"))
    assert texts(found) == ["Shown"]
    assert [text for _, text, *_ in found.hidden_scraps] == ["2016-07-16"]
    assert len(found.hidden) == 1
    assert texts(walked("<p>Shown</p>" + hidden.format("<p>Text</p>"), lenient=True)) == ["Shown", "Text"]


@pytest.mark.parametrize("frame", ["<nav>{}</nav>", "<div role=navigation>{}</div>", "<footer>{}</footer>"])
def test_menus_and_feet_are_not_entered(frame):
    found = walked(frame.format("<ul><li><a href=/a>World</a></ul>") + "<p>Text</p>")
    assert texts(found) == ["Text"]
    assert len(found.frames) == 1
    assert found.links == []


@pytest.mark.parametrize(
    "content", ["<h1>Title</h1>", "<article>x</article>", "<time>x</time>", "<b>Saturday 25 March 2017</b>"]
)
def test_a_menu_that_holds_a_headline_or_a_date_is_entered(content):
    assert walked(f"<nav>{content}</nav>").frames == []


def test_the_foot_of_an_article_is_entered():
    found = walked("<article><p>Text</p><footer>By Ann Example</footer></article>")
    assert texts(found) == ["Text", "By Ann Example"]


def test_lines_parted_by_breaks_are_paragraphs_only_where_they_are_long():
    line = "A line of running text that is as long as a short paragraph of a newspaper is."
    assert texts(walked(f"<div>{line}<br>{line}</div>")) == [line, line]
    assert texts(walked("<div>One<br>two</div>")) == ["One two"]
    assert texts(walked("<div>One<br><br>two</div>")) == ["One", "two"]


def test_pictures_are_found_in_buttons_too():
    found = walked("<p><img src=a></p><button><img src=b></button><noscript><img src=c></noscript>")
    assert [image.get("src") for image, _ in found.images] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p><span class=place>Quảng Ngạn</span>Ông Tám</p>", "Quảng Ngạn Ông Tám"),
        (
            "<div><span class=by>كتبت: إيناس</span><span class=time>17 شباط 2024</span></div>",
            "كتبت: إيناس 17 شباط 2024",
        ),
        ("<div><a class=by href=/a>Signe Rask</a><time>12. nov.</time></div>", "Signe Rask 12. nov."),
        ("<div><span class=a>kl. 11.55</span><span>Opdateret</span></div>", "kl. 11.55 Opdateret"),
        ("<p><span class=cap>T</span>he bridge</p>", "The bridge"),
        ("<p><b>New</b>Port, H<sub class=s>2</sub>O</p>", "NewPort, H2O"),
        (
            "<p><span class=c>iPhone</span>s, <span class=c>Covid</span>19, <a class=x href=/>x</a>Ray</p>",
            "iPhones, Covid19, xRay",
        ),
        ("<div><span class=n>12</span>月<span class=n>3</span>日</div>", "12月3日"),
    ],
)
def test_a_style_parts_words_that_stand_in_a_row_but_no_word(markup: str, expected: str):
    assert texts(walked(markup)) == [expected]
