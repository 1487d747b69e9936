"""The title: the headline as the reader sees it, without the site's name."""

from __future__ import annotations

import json

import pytest

from newscrawler.extraction import extract_article
from newscrawler.extraction.title import read_title
from newscrawler.items import SiteFacts
from newscrawler.markup import parse_markup

URL = "https://www.daily-example.org/news/1"
HEADLINE = "Harbour bridge to close for eighteen months"
TEXT = "<p>The old bridge will close for eighteen months, the city council said after a long debate.</p>" * 3


def title(head: str, headings: str = "", facts: SiteFacts | None = None) -> str:
    html = f"<html><head>{head}</head><body>{headings}<article>{TEXT}</article></body></html>"
    return extract_article(html, URL, site=facts).title


@pytest.mark.parametrize(
    ("head", "headings"),
    [
        (f"<title>{HEADLINE}</title>", f"<h1>{HEADLINE}</h1>"),
        (f"<title>{HEADLINE} - Daily Example</title>", ""),
        (f"<title>{HEADLINE} | News | Daily Example</title>", ""),
        (f"<title>Daily Example: news</title><meta property=og:title content='{HEADLINE}'>", ""),
        (
            f"<title>{HEADLINE} – The Observer</title><meta property=og:site_name content='The Observer'>",
            "",
        ),
        (f"<title>{HEADLINE} | Daily Example</title>", f"<h1>Daily Example</h1><h2>{HEADLINE}</h2>"),
        (f"<title>{HEADLINE}</title>", f"<h1>Most read</h1><h1>{HEADLINE}</h1><h1>More news</h1>"),
        (f"<title>{HEADLINE}</title>", f"<h1><span>Traffic</span> <span>{HEADLINE}</span></h1>"),
        (f"<title>LIVE | {HEADLINE} | Daily Example</title>", f"<h1><span>Live blog | </span>{HEADLINE}</h1>"),
        ("<title>Daily Example</title>", f"<h1>{HEADLINE}</h1>"),
        (f"<title>{HEADLINE} | Columns | The Valley Post</title>", f"<div class=art><b>{HEADLINE}</b></div>"),
        (
            f"<title>{HEADLINE} Agency of the Valley</title><meta property=og:title content='Agency of the Valley'>",
            f"<div><span>{HEADLINE}</span></div>",
        ),
        ("<title>Daily Example - paper of the valley</title>", f"<p>Menu</p><font size=5><b>{HEADLINE}</b></font>"),
        ("<title>Daily Example</title>", f"<span class=NewsTitle>{HEADLINE}</span>"),
        ("<title>صحيفة الوادي الإلكترونية :: السودان</title>", f"<font size=5>{HEADLINE}</font>"),
        (f"<title>Daily Example: {HEADLINE}</title>", f"<h1>Daily Example</h1><h3>{HEADLINE}</h3>"),
        (f"<title>Daily-Example.org: {HEADLINE}</title>", ""),
        (
            f"<meta property=og:title content='{HEADLINE}'>",
            f"<a href=/><h1>Post of the Valley</h1></a><p>{HEADLINE}</p>",
        ),
        (f"<title>Valley Post | {HEADLINE}</title>", f"<h1>Paper of all villages</h1><div>{HEADLINE}</div>"),
        (f"<title>Valley Post :: {HEADLINE}</title>", f"<td class=head><b>{HEADLINE}</b></td>"),
        ("<title>Party of the Valley - Official Website</title>", f"<font size=5>{HEADLINE}</font>"),
        ("<title>الموقع الرسمي لحزب الوادي</title>", f"<font size=5>{HEADLINE}</font>"),
        ("<title>News of the Valley | All that happens</title>", f"<td><span class=newsTitle>{HEADLINE}</span></td>"),
        ("", f"<h1>{HEADLINE}</h1>"),
    ],
)
def test_the_headline_is_found(head: str, headings: str):
    assert title(head, headings) == HEADLINE


@pytest.mark.parametrize(
    "block",
    [
        "<td><span id=ctl00_lblTitle>{}</span></td>",
        "<div id=ctl00_lblNewsTitle>{}</div>",
        "<td class=contentheading>{}</td>",
        "<h4 class=news-title>{}</h4>",
    ],
)
def test_old_systems_call_the_block_of_a_headline_so(block: str):
    assert title("<title>News of the Valley | All that happens</title>", block.format(HEADLINE)) == HEADLINE


@pytest.mark.parametrize(
    "block",
    [
        "<a href=/2>{}</a>",
        "<div class=breadcrumb><b>{}</b></div>",
        "<div class=related><b>{}</b></div>",
        "<div hidden>{}</div>",
    ],
)
def test_links_paths_and_hidden_blocks_are_no_headline(block: str):
    html = f"<title>{HEADLINE} | Columns</title><body>{block.format(HEADLINE)}<article>{TEXT}</article>"
    assert extract_article(html, URL).provenance["title"] == "title"
    assert title(f"<title>{HEADLINE} again</title>", f"<p>{HEADLINE}</p>") == f"{HEADLINE} again"
    called = f"<span class=NewsTitle>{HEADLINE}</span>"
    assert title("<title>Daily Example</title>", block.format(called)) == "Daily Example"


def test_a_headline_that_stands_on_a_line_with_others_has_no_element_of_its_own():
    names = SiteFacts()
    alone = read_title(parse_markup(f"<title>{HEADLINE}</title><div><b>{HEADLINE}</b></div>", URL), names)
    assert alone.element is not None
    assert alone.element.tag == "div"
    beside = parse_markup(f"<title>{HEADLINE}</title><div><b>{HEADLINE}</b><br>12 May 2024</div>", URL)
    assert read_title(beside, names).text == HEADLINE
    assert read_title(beside, names).element is None


def test_a_heading_in_other_words_than_declared_goes_before_a_block_that_prints_these():
    declared = f"<meta property=og:title content='{HEADLINE}'>"
    printed = "Harbour bridge will be closed for more than a year"
    assert title(declared, f"<h1>{printed}</h1><p>{HEADLINE}</p>") == printed


def test_a_headline_about_an_official_website_is_one():
    head = "<title>Party of the Valley opens official website</title>"
    assert title(head, f"<font size=5>{HEADLINE}</font>") == "Party of the Valley opens official website"


def test_several_blocks_that_are_named_headlines_are_a_list():
    listed = "".join(f"<p class=NewsTitle>{HEADLINE} in part {part}</p>" for part in (1, 2))
    assert title("<title>Daily Example</title>", listed) == "Daily Example"


def test_a_cell_and_what_stands_in_it_may_both_be_named_for_the_headline():
    head = f"<title>VPA : {HEADLINE} 12/03/2024</title>"
    cell = f"<table><tr><td class=ArticleTitle><span id=lblTitle><b>{HEADLINE}</b></span></td></tr></table>"
    assert title(head, cell) == HEADLINE


def test_a_section_and_a_slash_in_the_heading_are_not_the_headline():
    assert title(f"<title>General / {HEADLINE}</title>", f"<h1><span>General / </span>{HEADLINE}</h1>") == HEADLINE


def test_the_block_that_holds_what_the_title_makes_of_it_is_the_headline():
    head = "<title>Valley Post - Harbour bridge to close</title>"
    printed = "Council: Harbour Bridge to close for eighteen months after long debate"
    assert title(head, f"<table><tr><td><span class=t1>{printed}</span></td></tr></table>") == printed
    for other in (f"{printed}.", f"<a href=/2>{printed}</a>", f"{printed} and {printed} and {printed}"):
        assert title(head, f"<table><tr><td><span class=t1>{other}</span></td></tr></table>") != printed


def test_an_underscore_parts_chinese_titles():
    assert (
        title("<title>我县举行第七届芦苇节活动开幕_政务要闻_山水县人民政府</title>") == "我县举行第七届芦苇节活动开幕"
    )
    named = "<title>芦苇节_政务要闻_山水县人民政府</title><meta name=ArticleTitle content=芦苇节>"
    assert title(named) == "芦苇节"


def test_the_headline_is_as_printed():
    printed = "موسكو : لاتعاون عسكري مع واشنطن"
    assert title("<title>موسكو: لاتعاون عسكري مع واشنطن</title>", f"<h1>\n {printed} </h1>") == printed


def test_a_hyphen_inside_the_headline_stays():
    headline = "Minister-president resigns - again - over twenty-year-old letter"
    assert title(f"<title>{headline} - Daily Example</title>") == headline


def test_quotes_at_the_end_stay():
    assert (
        title("<title>Il sindaco risponde: «Non lo so» | Daily Example</title>") == "Il sindaco risponde: «Non lo so»"
    )


def test_json_ld_headline_is_read_with_its_entities():
    thing = json.dumps(
        {"@type": "NewsArticle", "headline": "B&uuml;rger &quot;w&uuml;tend&quot; &uuml;ber die Br&uuml;cke"}
    )
    assert title(f'<script type="application/ld+json">{thing}</script>') == 'Bürger "wütend" über die Brücke'


def test_the_name_the_site_declares_for_itself_is_taken_off():
    assert title(f"<title>{HEADLINE} - Hafenbote</title>", facts=SiteFacts(name="Hafenbote")) == HEADLINE


def test_hidden_headings_are_not_read():
    assert title(f"<title>{HEADLINE}</title>", f"<h1 hidden>{HEADLINE} hidden</h1><h1>{HEADLINE}</h1>") == HEADLINE


def test_a_paragraph_in_the_first_heading_is_the_headline() -> None:
    # the parser closes a heading where a paragraph opens; what agrees with nothing declared is none
    head = "<meta property=og:title content='Harbour bridge to close for 18 months'>"
    found = read_title(parse_markup(f"<head>{head}</head><body><h1><p>{HEADLINE}</p></h1>{TEXT}", URL), SiteFacts())
    assert (found.text, found.provenance) == (HEADLINE, "visible p")
    other = f"<head>{head}</head><body><h1></h1><p>Sign up for our letter</p><h2>{HEADLINE}</h2>{TEXT}"
    assert read_title(parse_markup(other, URL), SiteFacts()).text == HEADLINE


ARABIC = 'التوعية المدرسية "بنات" في المدينة تقيم دورات جديدة للمعلمات'
"""With quotes that its template does not escape: what it declares ends at the first."""


@pytest.mark.parametrize("parting", [">>", "::", " - "])
def test_the_block_that_prints_the_end_of_the_declared_title_is_the_headline(parting: str) -> None:
    head = f'<title>إدارة التوعية - بنات{parting}{ARABIC}</title><meta property="og:title" content="{ARABIC}">'
    foot = "<footer><div class=bottom_footer><h1>القائمة الرئيسية هنا</h1><a href=/>الرئيسية</a></div></footer>"
    html = f"<html><head>{head}</head><body><p class=bigtitle>{ARABIC}</p><div>{TEXT}</div>{foot}</body></html>"
    article = extract_article(html, URL)
    assert (article.title, article.provenance["title"]) == (ARABIC, "visible p")


@pytest.mark.parametrize("named", [".:: بريد الجنوب ::. أخبار", "::: بريد الجنوب ::: أخبار", ".: بريد الجنوب :. أخبار"])
def test_a_name_between_ornaments_is_the_sites_and_the_headline_is_what_stands_in_large_letters(named: str) -> None:
    # the cell holds kicker, headline and byline in fonts of their own, as tables of old pages do
    cell = (
        f"<font size=3>على الطريق</font><br><font size=5><b>{ARABIC}</b></font><br><font size=3>بقلم: سامي حداد</font>"
    )
    text = "".join(
        f"<p>{sentence}</p>" for sentence in ["قال رئيس البلدية إن الجسر سيبقى مغلقا حتى نهاية العام. " * 3] * 4
    )
    news = "<tr><td><a href=/n/2>وصول قافلة صحية جديدة إلى المدينة</a><br><font size=1>18-11-2009</font></td></tr>"
    side = f"<td><table>{news}{news.replace('2>', '3>')}</table></td>"
    html = (
        f"<head><title>{named}</title></head><body><table><tr><td><table><tr><td>{cell}</td></tr></table>"
        f"<div>{text}</div></td>{side}</tr></table>"
    )
    article = extract_article(html, URL)
    assert (article.title, article.provenance["title"]) == (ARABIC, "visible font")
    assert article.published_at is None  # the dates beside the text are of other texts


def test_ornaments_alone_are_taken_off_a_title() -> None:
    assert title(f"<title>.:: {HEADLINE} ::.</title>") == HEADLINE
    assert title("<title>The harbour: what we know so far</title>") == "The harbour: what we know so far"


def test_a_bar_ends_a_kicker_in_an_element_of_its_own() -> None:
    declared = "<title>Live: harbour bridge, minute by minute | Daily Example</title>"
    assert title(declared, f"<h1><i>Live |</i> {HEADLINE}</h1>") == HEADLINE
    assert title(declared, f"<h1><span>Live | {HEADLINE}</span></h1>") == f"Live | {HEADLINE}"  # all in one
