"""Whose date it is that a page prints: told by labels, sentences, lists, and the place in the text."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml.html import document_fromstring

from newscrawler import Article, NotAnArticle, SiteFacts, extract_article, find_date
from newscrawler.dates import read_date
from newscrawler.extraction.collected_dates import captured_at
from newscrawler.extraction.date_line import DateLine
from newscrawler.extraction.date_opening import read_opening
from newscrawler.extraction.date_reader import DateReader
from newscrawler.extraction.date_scene import Part, Scene
from newscrawler.extraction.declared_dates import url_dates
from newscrawler.extraction.walk import read_blocks
from newscrawler.markup import parse_markup

URL = "https://example.org/news/harbour"
PROSE = "The harbour was closed on Monday after the storm had torn two cranes from their rails, the port said. " * 4
LD = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s"}</script>'
FIXTURES = Path(__file__).parent / "fixtures"


def page(*, line: str = "", after: str = "", text: str = "", head: str = "", outer: str = "") -> str:
    return (
        f"<html lang=en><head><title>Storm closes harbour</title>{head}</head><body><div class=page><div class=story>"
        f"<h1>Storm closes harbour</h1>{line}<div class=text><p>{text}{PROSE}</p><p>{PROSE}</p></div>{after}</div>"
        f"{outer}</div></body></html>"
    )


def article_of(html: str, url: str = URL) -> Article:
    return extract_article(html, url)


TOLD = {
    "a label": "<div class=gallery-facts>Posted on September 21, 2020 by Ada Example</div>",
    "a label in the element before": "<p><b>Date</b> <span>21.09.2020</span></p>",
    "a label in the text before": "<p class=x>by Ada | published on <span>21.09.2020</span> | 3 comments</p>",
    "a heading that is a date": "<h3>21.09.2020</h3>",
    "a date in a heading": "<h2>World <span>21.09.2020 13:30 by Ada</span></h2>",
    "a byline with a short year": "<p class=x>by <a rel=author href=/a>Ada Example</a>, 21.9.20</p>",
    "day and year without a space": (
        "<div class=date><span>Sep</span> <span class=day>21</span><span class=year>2020</span></div>"
    ),
}


@pytest.mark.parametrize("line", TOLD.values(), ids=TOLD.keys())
def test_a_line_under_the_headline_is_the_publication(line: str) -> None:
    assert (article_of(page(line=line)).published_at or "")[:10] == "2020-09-21"


AFTER = {
    "a sentence": (
        "<div class=postfoot>This entry was posted on Monday, September 21st, 2020 at 10:00 and is filed under "
        "<a href=/c/world>World</a>, <a href=/c/sea>Sea</a>. You can follow any responses through the feed.</div>"
    ),
    "a sentence that ends with the verb": (
        "<div class=post-footer>Dieser Artikel wurde am 21. September 2020 um 14:48 von <a href=/a>Ada</a> in "
        "<a href=/b>Welt</a>, <a href=/c>Häfen und Schiffe</a> und <a href=/d>Stürme</a> veröffentlicht.</div>"
    ),
    "a byline in the foot of the article": (
        "<div class=asset-footer><div class=asset-meta>Von Ada am 21.09.2020, 11:51 | 0 Meinungen</div></div>"
    ),
}


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER.keys())
def test_the_foot_of_an_article_may_tell_its_date(after: str) -> None:
    html = page(after=after).replace("class=story", "class='post hentry'")
    assert (article_of(html).published_at or "")[:10] == "2020-09-21"


NOT_OWN = {
    "a list of events": "".join(
        f"<li class=event><span class=when>{day}.02.2020 18:00</span></li>" for day in (4, 11, 18)
    ),
    "when a member joined": "<p class=meta>Registered: <span>18.09.2008, 05:56</span></p>",
    "an event that a sentence tells of": "<p>The next meeting takes place on 5 February 2020 in the harbour café.</p>",
    "a heading about a day": "<h2>What the storm of 5 February 2020 did to the port</h2>",
    "when the page was edited": "<div>page revision: 4, last edited: <span class=odate>17 Jun 2018 15:15</span></div>",
}


@pytest.mark.parametrize("line", NOT_OWN.values(), ids=NOT_OWN.keys())
def test_what_is_dated_otherwise_is_no_publication(line: str) -> None:
    assert article_of(page(line=line)).published_at is None


def test_a_date_like_those_of_teasers_is_a_teasers() -> None:
    teasers = "".join(
        f"<div class=item><h4><a href=/n/{day}>Another headline that is long enough {day}</a></h4>"
        f"<div class=facts>by Ada <span class=date>{day} May 2020</span></div></div>"
        for day in (3, 4, 5)
    )
    last = "<div class=item><p>Report</p><div class=facts>by Ada <span class=date>2 May 2020</span></div></div>"
    assert article_of(page(after=teasers + last)).published_at is None


REFUSED = [
    (LD % "2031-05-05", "", "json-ld", "2031-05-05", "1891 days in the future"),
    (LD % "1817-03-25T09:30:00Z", "", "json-ld", "1817-03-25T09:30:00Z", "year before 1900: 1817"),
    ('<meta property="article:published_time" content="2017-02-31">', "", "meta", "2017-02-31", "there is no such day"),
    ("", "<p class=date>30 February 2017</p>", "visible", "30 February 2017", "there is no such day"),
    ("", "<p class=date>5 May 2031</p>", "visible", "5 May 2031", "1891 days in the future"),
]


@pytest.mark.parametrize(("head", "line", "place", "text", "reason"), REFUSED)
def test_a_date_that_cannot_be_is_kept_with_the_reason(
    head: str, line: str, place: str, text: str, reason: str
) -> None:
    html = page(head=head, line=line)
    article = extract_article(html, URL, fetched_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert article.published_at is None
    assert article.date_line is None
    assert [(one.place, one.text, one.value, one.doubt) for one in article.dates] == [
        (place, text, None, f"no date that can be: {reason}")
    ]


OPENINGS = {
    "(18.01.2018) Farmers fear the fever": "2018-01-18",
    "01.02.2022 „Der Arbeitsmarkt ist gut gestartet": "2022-02-01",
    "Berlin, 12. Januar 2020 - Der Hafen bleibt zu": "2020-01-12",
    "MUSCAT, 5 May 2020 (ONA) - The harbour": "2020-05-05",
    "الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس": "2015-08-11",
    "مسقط، 5 مايو 2020 - أعلنت": "2020-05-05",
}
NO_OPENINGS = [
    "On 5 May 1945, the harbour",
    "By 12 January 2020 the harbour will be open",
    "في 5 مايو 2020 أعلنت السلطات",
    "The harbour was closed on 5 May 2020 - again",
    "5 May 2020 was a day that nobody forgets",
    "May 2020 - the month of storms",
]


@pytest.mark.parametrize(("text", "day"), OPENINGS.items())
def test_a_text_may_open_with_its_date(text: str, day: str) -> None:
    found = read_opening(text, DateReader(SiteFacts(), None, ""))
    assert found is not None
    assert found.value.date().isoformat() == day


@pytest.mark.parametrize("text", NO_OPENINGS)
def test_a_sentence_about_a_day_is_no_opening(text: str) -> None:
    assert read_opening(text, DateReader(SiteFacts(), None, "")) is None


def test_an_opening_is_believed_only_where_nothing_else_tells() -> None:
    opened = page(text="(18.01.2018) ")
    assert article_of(opened).published_at == "2018-01-18"
    labelled = page(text="(18.01.2018) ", line="<p class=meta>Published: 20 January 2018</p>")
    assert article_of(labelled).published_at == "2018-01-20"


def test_a_release_may_end_with_its_date() -> None:
    signed = page().replace(f"<p>{PROSE}</p></div>", f"<p>{PROSE}</p><p>Ada Example<br>10 September 2017</p></div>")
    assert article_of(signed).published_at == "2017-09-10"


@pytest.mark.parametrize(
    ("path", "month_first", "value"),
    [
        ("/23-01-2022-title", False, "2022-01-23"),
        ("/~02-01-2022-title", False, "2022-01-02"),
        ("/02-01-2022-title", True, "2022-02-01"),
        ("/23-01-2022-title", True, "2022-01-23"),
        ("/99-01-2022-title", False, None),
        ("/1-23-01-2022", False, "2022-01-23"),
        ("/123-01-2022", False, None),
    ],
)
def test_addresses_with_the_day_before_the_year(path: str, month_first: bool, value: str | None) -> None:
    found = [one.value for one in url_dates(f"https://example.org{path}", month_first=month_first)]
    assert found == ([value] if value else [])


def test_a_month_in_the_address_is_completed_by_the_one_day_printed() -> None:
    line = "<p>The storm of the century</p><div class=box>19 May 2010</div>"
    assert article_of(page(line=line), "https://example.org/2010/05/storm").published_at == "2010-05-19"
    assert article_of(page(), "https://example.org/2010/05/storm").published_at == "2010-05"


def test_the_clock_of_a_captured_page_is_that_of_its_capture() -> None:
    url = "https://web.archive.org/web/20160218174457/http://example.org/2016/02/storm"
    assert captured_at(url) == datetime(2016, 2, 18, 17, 44, 57, tzinfo=UTC)
    assert captured_at("https://example.org/web/20169999174457/http://x/") is None
    clock = "<header><div>18 February 2016</div></header>"
    assert article_of(clock + page(), url).published_at == "2016-02"
    assert (article_of(page(line="<p class=date>2 days ago</p>"), url).published_at or "")[:10] == "2016-02-16"


def test_a_clock_in_a_header_inside_the_page_is_no_publication() -> None:
    clock = "<div class=c-header__nav-top><time>Saturday, 19 October 2019</time></div>"
    html = page(line="<p class=meta>18.10.2019 - 17:08</p>").replace("<div class=page>", f"<div class=page>{clock}")
    assert article_of(html).published_at == "2019-10-18T17:08"
    assert read_date("Saturday, 19 October 2019") is not None


def test_a_clock_is_known_by_the_cell_that_it_stands_in_wherever_its_line_ends() -> None:
    clock = "<tr><td><table><tr><td class=topDate><span>19 October 2019</span></td></tr></table>"
    html = page().replace("<div class=page>", f"<table>{clock}<tr><td>").replace("</body>", "</td></tr></table></body>")
    article = article_of(html)
    assert (article.date_line, article.published_at) == ("19 October 2019", None)


def test_a_date_beside_the_headline_goes_before_one_over_the_whole_page() -> None:
    top = "<tr><td><font><b>Tuesday 22 September 2020</b></font></td></tr>"
    cells = "<tr><td><b>Storm closes harbour</b></td></tr><tr><td><font>21.09.2020 / Valley Post</font></td></tr>"
    text = f"<tr><td><p>{PROSE}</p><p>{PROSE}</p></td></tr>"
    html = f"<table>{top}<tr><td><table>{cells}{text}</table></td></tr></table>"
    assert article_of(f"<title>Storm closes harbour</title><body>{html}").published_at == "2020-09-21"


LABELLED_TIMES = {
    "label before it": "Updated <time datetime=2019-10-20T09:00>20.10.2019</time>"
    " Published <time datetime=2019-10-18T17:08>18.10.2019</time>",
    "label in it": "<time datetime=2019-10-20T09:00>Updated: 20.10.2019</time>"
    " <time datetime=2019-10-18T17:08>Published: 18.10.2019</time>",
    "label beside it": "<span>Data actualizării: <time datetime=2019-10-20T09:00>20.10.2019</time></span>"
    " <span>Data publicării: <time datetime=2019-10-18T17:08>18.10.2019</time></span>",
    "named published": "Last updated <time class=published datetime=2019-10-18T17:08>18.10.2019</time>"
    " <time class=updated datetime=2019-10-20T09:00>20.10.2019</time>",
}


@pytest.mark.parametrize("line", LABELLED_TIMES.values(), ids=LABELLED_TIMES.keys())
def test_a_time_tells_what_its_label_says(line: str) -> None:
    assert article_of(page(line=f"<p class=meta>{line}</p>")).published_at == "2019-10-18T17:08"


def test_a_time_of_an_update_stands_in_where_nothing_else_is_printed() -> None:
    line = "<p class=meta>Updated <time datetime=2019-10-20T09:00>20.10.2019</time></p>"
    assert article_of(page(line=line)).published_at == "2019-10-20T09:00"
    assert article_of(page(line=line), "https://example.org/2019/10/18/storm").published_at == "2019-10-18"


RELATIVE = {
    "en": "Yesterday", "ar": "منذ ساعتين", "de": "gestern", "fr": "hier", "es": "ayer", "sv": "igår", "ru": "вчера",
    "tr": "dün", "zh": "昨天", "ja": "昨日", "ko": "어제", "he": "אתמול", "el": "χθες", "fa": "دیروز", "id": "kemarin",
    "vi": "hôm qua", "pl": "wczoraj", "it": "ieri", "pt": "ontem", "nl": "gisteren", "fi": "eilen", "hi": "कल",
}  # fmt: skip


@pytest.mark.parametrize(("language", "words"), RELATIVE.items())
def test_a_line_that_counts_back_without_a_number_is_read(language: str, words: str) -> None:
    html = page(line=f"<p class=date>{words}</p>").replace("lang=en", f"lang={language}")
    article = extract_article(html, URL, fetched_at=datetime(2026, 3, 2, 12, tzinfo=UTC))
    if language == "hi":  # yesterday and tomorrow alike
        assert article.published_at is None
        return
    assert (article.published_at or "")[:10] in {"2026-03-01", "2026-03-02"}
    assert article.date_line == words


# --- find_date ---------------------------------------------------------------------------------------------------


def golden() -> list[tuple[bytes, str, str | None]]:
    pages = []
    for path in sorted(FIXTURES.glob("*/*/page.html")):
        url, *kind = (path.parent / "url.txt").read_text("utf-8").splitlines()
        pages.append((path.read_bytes(), url, kind[0] if kind else None))
    return pages


@pytest.mark.parametrize(("html", "url", "content_type"), golden())
def test_the_date_alone_is_that_of_the_article(html: bytes, url: str, content_type: str | None) -> None:
    fetched_at = datetime(2017, 3, 25, 10, tzinfo=UTC)
    try:
        article = extract_article(html, url, content_type=content_type, fetched_at=fetched_at)
    except NotAnArticle:
        return
    assert find_date(html, url, content_type=content_type, fetched_at=fetched_at) == article.published_at


def test_what_is_declared_behind_the_head_is_found_as_text_and_as_bytes() -> None:
    html = page(outer=LD % "2020-09-21T10:00:00+03:00")
    assert find_date(html, URL) == find_date(html.encode(), URL) == "2020-09-21T10:00:00+03:00"


def test_what_stands_in_a_comment_declares_nothing() -> None:
    html = page(outer=f"<!-- {LD % '2020-09-21T10:00:00+03:00'} -->")
    assert find_date(html, URL) is None


def test_a_moment_of_the_night_is_looked_up_in_what_the_page_prints() -> None:
    html = page(head=LD % "2020-09-20T22:30:00Z", line="<p class=date>21 September 2020 00:30</p>")
    assert find_date(html, URL) == article_of(html).published_at == "2020-09-21T00:30:00+02:00"


def test_pages_that_are_no_articles_have_a_date_too() -> None:
    assert find_date("<title>x</title>", "https://example.org/2020/09/21/x") == "2020-09-21"
    assert find_date("", "https://example.org/") is None
    assert find_date(gzip.compress(b"no page"), "") is None


def test_a_short_text_begins_at_its_first_paragraph() -> None:
    text = "<p>The ferry returns on Sunday, the port said.</p><p>It ran until 3 May 2019, when the storm came.</p>"
    line, root = "<p>21 September 2020</p>", "<div id=text><h1>Ferry</h1>{}{}</div>"
    markup = parse_markup(root.format(line, text), URL)
    found = read_blocks(markup.root)
    scene = Scene(found, markup.root.find(".//h1"), markup.root.find(".//div[@id='text']"))
    parts = [scene.part_at(block.node, index) for index, block in enumerate(found.blocks)]
    assert parts == [Part.META, Part.META, Part.BODY, Part.BODY]


@pytest.mark.parametrize(
    ("before", "expected"),
    [("Ada / Harbour - special | 17 * 3 : ", False), ("The ferry sailed for the last time on ", True)],
)
def test_marks_beside_a_date_are_no_words(before: str, expected: bool) -> None:
    date = DateReader(SiteFacts(), None, "en").printed("21 September 2020")
    assert date is not None
    line = DateLine(document_fromstring("<p>x"), date.text, before + date.text, date, before, "")
    assert line.is_sentence is expected


def test_a_date_over_the_headline_in_the_head_of_the_article_is_no_clock() -> None:
    # a box that is called a header, and holds the headline: not the page's
    html = (
        "<html lang=en><body><div class=top-header><span>6 March 2026</span></div><main class=main>"
        "<div class='entry-header'><p class='entry-header__update'>2020/09/21 17:23</p>"
        "<h1>Storm closes harbour</h1></div>"
        f"<div class=columns><div class=text><p>{PROSE}</p><p>{PROSE}</p></div></div></main></body></html>"
    )
    article = article_of(html)
    assert (article.published_at, article.published_from) == ("2020-09-21T17:23", "visible")


def test_nobody_comments_between_headline_and_text() -> None:
    line = "<div class='byline social-comments-above'>By <a rel=author>Ada</a> <span>September 21, 2020</span></div>"
    assert article_of(page(line=line)).published_at == "2020-09-21"
    after = "<div class=comments><p class=date>September 21, 2020</p><p>Quite so.</p></div>"
    assert article_of(page(after=after)).published_at is None


UNPRINTED = {
    "data of a time element": '<p class=x><time data-published="2020-09-21 09:13:00Z">4 hours ago</time></p>',
    "an abbreviated moment": '<p class=x><cite><abbr title="2020-09-21T09:13:00Z">4 hours ago</abbr></cite></p>',
}


@pytest.mark.parametrize("line", UNPRINTED.values(), ids=UNPRINTED.keys())
def test_a_moment_that_stands_in_attributes_is_read(line: str) -> None:
    assert article_of(page(line=line)).published_at == "2020-09-21T09:13:00+00:00"


@pytest.mark.parametrize(("stamp", "expected"), [("09.05.20", "2020-09-05"), ("05/09/20", "2020-09-05")])
def test_a_short_date_is_read_as_the_moment_beside_it_says(stamp: str, expected: str) -> None:
    line = f"<p class=x><time datetime='{expected}T10:00:00Z'>{stamp}</time></p>"
    assert article_of(page(line=line)).date_line_date == expected


def test_a_moment_in_utc_takes_the_offset_of_the_same_clock_elsewhere() -> None:
    head = LD % "2020-09-21T20:00:00.000Z"
    line = "<p class=x><time datetime='2020-09-21T20:00:00+09:00'>2020.09.21 20:00</time></p>"
    assert article_of(page(line=line, head=head)).published_at == "2020-09-21T20:00:00+09:00"
    line = "<p class=x><time datetime='2020-09-22T05:00:00+09:00'>2020.09.22 05:00</time></p>"
    assert article_of(page(line=line, head=head)).published_at == "2020-09-22T05:00:00+09:00"


ORDERS = {
    "English alone": ("<html lang=en>", "", "https://example.com/news/harbour", "2020-05-09"),
    "of the host's country": ("<html lang=en>", "", "https://example.co.uk/news/harbour", "2020-09-05"),
    "of a host of no country": ("<html lang=en>", "", "https://example.io/news/harbour", "2020-05-09"),
    "of the locale": ("<html>", '<meta property="og:locale" content="en_US">', "https://example.co.uk/a", "2020-05-09"),
}


@pytest.mark.parametrize(("root", "head", "url", "expected"), ORDERS.values(), ids=ORDERS.keys())
def test_which_of_two_numbers_is_the_day(root: str, head: str, url: str, expected: str) -> None:
    html = page(line="<p class=date>05/09/2020</p>", head=head).replace("<html lang=en>", root)
    assert article_of(html, url).published_at == expected


def test_the_day_a_source_was_read_is_no_publication() -> None:
    notes = "<ol><li><cite>The Harbour Post. <span class=accessdate>Retrieved 2010-01-25</span>.</cite></li></ol>"
    assert article_of(page(after=notes)).published_at is None
    assert article_of(page(line="<p class=meta-date>Retrieved on 25 January 2010</p>")).published_at is None


def test_a_day_that_is_read_out_by_a_hidden_line_beside_it_is_printed() -> None:
    read_out = (
        "<span class='screen-reader-text'>Published On 21 Feb 2024</span><span aria-hidden='true'>21/2/2024</span>"
    )
    updated = "<div class='date-updated'>Last update: <span>22/2/2024</span></div>"
    article = article_of(
        page(line=f"<div class='article-dates'><div class='date-simple'>{read_out}</div>{updated}</div>")
    )
    assert (article.date_line, article.published_at) == ("21/2/2024", "2024-02-21")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("14.3. at 2:00", "14.3. at 2:00"),
        ("14 March, 9:30", "14 March, 9:30"),
        ("Thu, 14 March", "Thu, 14 March"),
        ("13.3. at 2:00", None),
        ("14 min", None),
        ("14 comments", None),
    ],
)
def test_a_day_without_its_year_is_what_its_time_declares(printed: str, expected: str | None) -> None:
    line = f"<p class=facts><time datetime='2024-03-14T09:30:00Z'>{printed}</time></p>"
    assert article_of(page(line=line)).date_line == expected


def test_a_bracket_before_a_date_says_nothing_of_it() -> None:
    update = "<span>(2024-03-14 08:47 updated)</span>"
    line = f"<div class=date><time datetime='2024-03-14T05:00Z'>2024-03-14 05:00</time>{update}</div>"
    assert article_of(page(line=line)).date_line == "2024-03-14 05:00"
