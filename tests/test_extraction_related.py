"""Related links: under labels in many languages, in blocks of that name, as cards in the text; and nothing else."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from newscrawler.extraction.article import extract_article
from newscrawler.extraction.body import BodyReading
from newscrawler.extraction.labels import label_kind
from newscrawler.extraction.related import MAX_LINKS, read_related
from newscrawler.extraction.walk import read_blocks
from newscrawler.items import Link, SiteFacts
from newscrawler.markup import Markup, parse_markup

URL = "https://example.org/details/10001"
PROSE = "A sentence that tells what happened in the town on the day before yesterday, and why it matters. " * 3
A, B, C = "/details/20001", "/details/20002", "/details/20003"


def links_of(after: str = "", inside: str = "", before: str = "") -> list[Link]:
    html = (
        f"<html><body>{before}<article><h1>Title</h1><div class=text><p>{PROSE}</p>{inside}<p>{PROSE}</p></div>{after}"
        "</article><footer><a href=/details/90001>A link in the foot of the page</a></footer></body></html>"
    )
    markup = parse_markup(html, URL)
    return related_of(markup)


def related_of(markup: Markup) -> list[Link]:
    text = markup.root.find(".//div[@class='text']")
    return read_related(markup, BodyReading(container=text, found=read_blocks(markup.root)), SiteFacts())[0]


def paths(links: list[Link], kind: str = "related") -> list[str]:
    return [urlsplit(link.url).path for link in links if link.kind == kind]


def card(path: str, words: str = "A headline of some words") -> str:
    return f"<div class=item><a href={path}><img src=/x.jpg></a><h3><a href={path}>{words}</a></h3></div>"


@pytest.mark.parametrize(
    "label",
    [
        *(
            "مقالات ذات صلة",
            "اقرأ أيضا:",
            "إقرأ أيضاً",
            "الموضوعات المتعلقة",
            "مطالب مرتبط",
            "متعلقہ خبریں",
            "انظر أيضا:",
        ),
        *(
            "Related Posts",
            "RELATED COVERAGE",
            "Read more:",
            "Mehr zum Thema",
            "Mehr zu Oman",
            "Lees ook",
            "Lire aussi :",
        ),
        *(
            "Más información",
            "Leggi anche",
            "Leia também",
            "Читайте также",
            "Benzer haberler",
            "【関連記事】",
            "相关新闻",
        ),
    ],
)
def test_a_block_under_a_label(label: str) -> None:
    block = f"<section><h3>{label}</h3><div>{card(A)}{card(B)}</div></section>"
    assert paths(links_of(block)) == [A, B]


@pytest.mark.parametrize(
    "label", ["الأكثر قراءة", "Most read", "Tags", "Meistgelesen", "آخر الأخبار", "What the town says", ""]
)
def test_a_block_under_another_label_is_not_related(label: str) -> None:
    block = f"<section><h3>{label}</h3><div>{card(A)}{card(B)}</div></section>"
    assert paths(links_of(block)) == []


@pytest.mark.parametrize(
    "name",
    ["related_posts", "related-articles", "relatedLinks", "noticias-relacionadas", "detay-benzer-haberler", "lees-ook"],
)
def test_a_block_of_that_name(name: str) -> None:
    assert paths(links_of(f"<div class='{name}'>{card(A)}{card(B)}</div>")) == [A, B]
    assert paths(links_of(f"<div id='{name}'>{card(A)}{card(B)}</div>")) == [A, B]


@pytest.mark.parametrize(
    "name", ["popular related", "related-tags", "most-read", "sidebar", "post-navigation", "unrelated"]
)
def test_a_block_of_another_name(name: str) -> None:
    assert paths(links_of(f"<div class='{name}'>{card(A)}{card(B)}</div>")) == []


def test_one_link_per_target_with_the_best_words() -> None:
    block = (
        f"<div class=related><a href={A}><img src=/x.jpg alt='A man before a house in the rain, a long caption'></a>"
        f"<a href={A}#comments>3</a><a href='{A}?utm_source=related'><h4>Kicker</h4><h3>The headline</h3>"
        "<p>A summary.</p></a></div>"
    )
    assert links_of(block) == [Link(f"https://example.org{A}", "Kicker The headline", "related")]


def test_what_is_never_a_related_link() -> None:
    block = (
        "<h3>Related</h3><ul>"
        + "".join(
            f"<li><a href='{href}'>Words of a link</a></li>"
            for href in (
                *(URL, f"{URL}?utm_source=x", "https://other.example/details/20001", "/tag/town-hall-news-of-1999"),
                *(
                    "/author/ann-example-of-the-town",
                    "/politics",
                    "/",
                    "#top",
                    "javascript:void(0)",
                    "mailto:a@example.org",
                ),
                *("https://www.facebook.com/sharer?u=https://example.org/details/3", "/photos/20005.jpg"),
            )
        )
        + f"<li><a href={C}></a></li></ul>"
    )
    assert links_of(block) == []


def test_a_labelled_block_ends_where_something_else_begins() -> None:
    flow = (
        f"<h3>Related</h3><p><a href={A}>A headline of some words</a></p><h3>Most read</h3>"
        f"<p><a href={B}>A headline of some words</a></p><p>{PROSE}<a href={C}>some words</a></p>"
    )
    assert paths(links_of(flow)) == [A]


def test_a_label_in_a_menu_or_a_foot_counts_for_nothing() -> None:
    menu = f"<nav><b>Related</b><ul><li><a href={A}>A headline of some words</a></ul></nav>"
    assert paths(links_of(before=menu, after=menu.replace("nav", "footer"))) == []


def test_cards_and_read_also_lines_inside_the_text() -> None:
    inside = (
        f"<p><strong>Read also | </strong><a href={A}>A headline of some words</a></p><p>{PROSE}</p>"
        f"<div class=box><a href={B}><h4>A headline of other words</h4></a></div>"
    )
    assert paths(links_of(inside=inside)) == [A, B]


def test_links_inside_sentences_are_told_apart() -> None:
    links = links_of(
        f"<h3>Related</h3>{card(A)}", inside=f"<p>{PROSE}<a href={B}>as was said</a>, and <a href={A}>so</a>.</p>"
    )
    assert paths(links) == [A]
    assert paths(links, "in_text") == [B]


def test_the_list_whose_label_stands_in_its_first_item() -> None:
    items = f"<dl class=item><dt><h3>See also:</h3><dd><a href={A}>First headline here</a></dl>" + "".join(
        f"<dl class=item><dt></dt><dd><a href={path}>Another headline here</a></dl>" for path in (B, C)
    )
    assert paths(links_of(f"<div>{items}</div>")) == [A, B, C]


def test_hidden_blocks_that_scripts_move_into_the_text_count() -> None:
    assert paths(links_of(f"<div style='display:none'><h2><a>مقالات ذات صلة</a></h2>{card(A)}</div>")) == [A]


def test_links_are_bounded_and_a_page_of_nothing_has_none() -> None:
    many = "".join(card(f"/details/{number}") for number in range(30_000, 31_000))
    assert len(paths(links_of(f"<div class=related>{many}</div>"))) == MAX_LINKS
    assert related_of(parse_markup("", URL)) == []


@pytest.mark.parametrize(
    "text", ["The bank will not move", "More than ten people were hurt in the storm on Monday", ":", "", "x" * 10_000]
)
def test_sentences_are_no_labels(text: str) -> None:
    assert label_kind(text) == ""


def test_a_link_laid_over_a_card_has_the_words_of_its_heading() -> None:
    box = f"<div class=k1><a href={A} aria-label='Open'></a><h3>A headline of five words</h3><span>News</span></div>"
    assert links_of(inside=box) == [Link(f"https://example.org{A}", "A headline of five words", "related")]


def test_an_introduction_stands_between_label_and_list() -> None:
    block = f"<h2>Related</h2><p>What we wrote of it before.</p><ul><li><a href={A}>A headline of some words</a></ul>"
    assert paths(links_of(block)) == [A]


def test_an_empty_label_speaks_of_nothing_further_on() -> None:
    other = f"<section class=box><div class=head>Columns</div>{card(B)}</section>"
    assert paths(links_of(f"<section class=box><div class=head>Related</div></section>{other}")) == []


def test_most_read_cards_in_a_box_named_for_related_ones() -> None:
    block = f"<div class=related-articles><h5>Related</h5>{card(A)}<h5>Most read</h5>{card(B)}</div>"
    assert paths(links_of(block)) == [A]


def test_many_cards_in_the_text_are_a_list_of_the_site() -> None:
    cards = "".join(f"<div><a href=/details/2010{number}>A headline of five words</a></div>" for number in range(6))
    assert paths(links_of(inside=f"<aside>{cards}</aside>")) == []


def test_names_of_people_and_topics_are_no_titles() -> None:
    names = "<li><a href=/people-12345/ann-example-12345>Ann Example</a><li><a href=/a/climate-98765>Climate</a>"
    assert paths(links_of(f"<h3>Related</h3><ul>{names}<li><a href={A}>Three short words</a></ul>")) == [A]


def article_of(inside: str, classes: str = "", after: str = "") -> list[Link]:
    """The links of a whole page, read as the extractor reads it."""
    html = (
        f"<html><body><article class='{classes}'><h1>Ships wait for a berth</h1><div class=text><p>{PROSE}</p>"
        f"<p>{PROSE}</p>{inside}<p>{PROSE}</p></div>{after}</article></body></html>"
    )
    return extract_article(html, URL).related_links


def test_a_class_on_what_holds_the_text_says_nothing_of_its_links() -> None:
    sentence = f"<p>{PROSE}<a href={A}>an older report</a> says.</p>"
    assert paths(article_of(sentence, "post tag-houses subscriber-premium"), "in_text") == [A]
    assert paths(article_of(f"<div class=tags>{sentence}</div>"), "in_text") == []


def test_a_link_in_a_short_sentence_is_one_of_the_text() -> None:
    inside = f"<p>In May it was joined to <a href={A}>the other line</a>.</p>"
    assert paths(article_of(inside), "in_text") == [A]
    assert paths(article_of(f"<p><a href={A}>the other line</a></p>")) == []
    assert paths(article_of(f"<p>In May.</p><p><a href={A}><img src=/x.jpg alt='The line'></a></p>"), "in_text") == []


def test_the_lines_of_one_paragraph_hold_their_links() -> None:
    lines = (
        f"<td><b>Read also:</b><br>- <a href={A}>Ships wait off the old port</a> (5.5.)<br>- <a href={B}>A tug</a></td>"
    )
    links = article_of("", after=f"<table><tr>{lines}</tr></table>")
    assert paths(links) == [A, B]
    assert not paths(links, "in_text")


def test_a_line_back_and_forth_is_a_pager() -> None:
    line = "<p><a href={}>« {}</a> | <a href=/>Main</a> | <a href={}>{} »</a></p>"
    assert article_of(line.format(A, "A bridge to close for paint", B, "A snow fence goes up")) == []


@pytest.mark.parametrize(
    "box",
    [
        "<div class=itemRelated>{}</div>",
        "<section class=keep-reading>{}</section>",
        "<aside class=read-more-wrap>{}</aside>",
        "<div data-module=box-related>{}</div>",
        "<div class=related-navigation><h2>Related content</h2><nav><ul><li>{}</li></ul></nav></div>",
        "<h3>Related content</h3><nav><ul><li>{}</li></ul></nav>",
        "<h3>Related content (2)</h3><div class=bs-pagination-wrapper>{}</div>",
    ],
)
def test_boxes_of_related_texts(box: str) -> None:
    assert paths(links_of(after=box.format(f"<a href={A}>A headline of five words</a>"))) == [A]


@pytest.mark.parametrize(
    "box",
    [
        "<h3>The harbour</h3><nav><ul><li>{}</li></ul></nav>",
        "<div data-module=header>{}</div>",
        "<div class=itemAuthorLatest>{}</div>",
        "<footer><h3>Related content</h3><ul><li>{}</li></ul></footer>",
    ],
)
def test_boxes_of_other_texts(box: str) -> None:
    assert paths(links_of(after=box.format(f"<a href={A}>A headline of five words</a>"))) == []


def test_a_card_that_is_named_for_bookmarks_is_one() -> None:
    box = f"<div class=kg-bookmark-card><a href={A}><div>A headline of five words</div></a></div>"
    assert paths(article_of(box)) == [A]


def test_services_of_the_article_are_no_links_of_the_text() -> None:
    assert article_of("<p>You may <a href=/print.php?id=12345>print this text</a> as well.</p>") == []


@pytest.mark.parametrize("label", ["Read also", "اقرأ أيضاً", "Lue myös"])
def test_a_link_whose_own_words_begin_with_a_label(label: str) -> None:
    box = "<blockquote><p><a href=/harbour-opens/>{}: A headline of five words</a></p></blockquote>"
    assert [(link.text, link.kind) for link in article_of(box.format(label))] == [
        ("A headline of five words", "related")
    ]
    assert article_of(box.format("The port")) == []


@pytest.mark.parametrize("words", ["إعادة فتح ميناء المدينة", "הנמל נפתח שוב לספינות"])
def test_four_words_are_a_headline_where_scripts_need_few(words: str) -> None:
    link = f"<a href=/ships/port/>{words}</a>"
    assert paths(links_of(f"<h3>Related</h3><ul><li>{link}</li></ul>")) == ["/ships/port/"]
    assert paths(links_of(f"<h3>Related</h3><ul><li>{link.replace(words, 'Ports of the north')}</li></ul>")) == []
    assert paths(links_of(inside=f"<div>{link}</div>")) == []


def test_a_box_beside_the_related_one_with_a_label_of_its_own_is_another() -> None:
    first = f"<div class=box><header>Related Ports News</header>{card(A)}{card(B)}</div>"
    second = f"<div class=box><header>Widely shared this week</header>{card(C)}</div>"
    assert paths(links_of(first + second)) == [A, B]


def test_another_part_of_the_article_and_an_index_above_it_are_not_related() -> None:
    part = "<p><a href=/details/10001?page=2>Continued on the next page of this text</a></p>"
    assert paths(links_of(inside=part)) == []
    index = "<p><a href=/details/index.html>Go back to all the releases of this year</a></p>"
    assert paths(links_of(inside=index)) == []
    other = "<p><a href=/details/20001/index.html>What the town had released before that</a></p>"
    assert paths(links_of(inside=other)) == ["/details/20001/index.html"]


def test_the_words_of_a_link_are_without_its_date_and_its_pictures_caption() -> None:
    dated = f"<a href={A}><span>The port opens again on Monday<time>4 March 2019 8:15</time></span></a>"
    caption = "<figure><img src=/a.jpg><figcaption>A crane over the harbour, seen by night</figcaption></figure>"
    pictured = f"<a href={B}><div>{caption}</div><p>What the storm left of the old bridge</p></a>"
    found = links_of(f"<h3>Related</h3><ul><li>{dated}<li>{pictured}</ul>")
    assert [link.text for link in found] == ["The port opens again on Monday", "What the storm left of the old bridge"]


@pytest.mark.parametrize("label", ["More stories like this one", "You may like these posts"])
def test_labels_for_stories_alike(label: str) -> None:
    assert paths(links_of(f"<div><h4>{label}</h4>{card(A)}{card(B)}</div>")) == [A, B]


def test_a_dated_text_is_one_in_whatever_list_its_address_places_it() -> None:
    dated, listed = "/sections/harbour/2016/12/09/5050/storm-warning-for-the-coast", "/sections/harbour/2016/12/09/"
    assert paths(links_of(inside=card(dated) + card(listed))) == [dated]
    assert paths(links_of(after=f"<h3>Read this</h3><ul><li><a href={A}>A headline of some words</a></ul>")) == [A]


def test_a_headline_of_four_words_is_one_where_endings_are_prepositions() -> None:
    box = "<div class=also-read><a href=/city/r2c9v7kk1p>শহরের সেতুতে কমছে গাড়ি</a></div>"
    assert "https://example.org/city/r2c9v7kk1p" in {link.url for link in links_of(box)}


def test_cards_in_the_text_under_a_label_for_others_are_none_of_its() -> None:
    box = f"<div><h3>{{}}</h3><ul><li><a href={A}>A headline of some words</a><li><a href={B}>One more</a></ul></div>"
    page = f"<article><h1>Title</h1><div class=text><p>{PROSE}</p>{{}}<p>{PROSE}</p></div></article>"
    read = {
        label: extract_article(page.format(box.format(label)), URL).related_links
        for label in ("Most read", "People are also reading…", "From the islands")
    }
    assert [paths(links) for links in read.values()] == [[], [], [A]]


def test_a_hidden_box_that_is_itself_named_for_related_texts_adds_to_those_that_are_shown() -> None:
    shown = f"<h3>Related</h3><ul><li><a href={A}>A headline of some words</a></ul>"
    box = (
        f"<ul hidden {{}}><li><a href={B}>Another headline of words</a><li><a href={C}>One more headline here</a></ul>"
    )
    assert paths(links_of(shown + box.format("class=related-list"))) == [A, B, C]
    assert paths(links_of(shown + box.format("class=more-list"))) == [A]
