"""The dates of an article: every one is evidence, the right one is chosen, and the page's clock never is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from newscrawler.dates import ChosenDates, choose_dates
from newscrawler.extraction.collected_dates import collect_dates
from newscrawler.extraction.date_names import is_date_label, says_modified
from newscrawler.extraction.declared_dates import url_dates
from newscrawler.items import DateEvidence, Place, Role, SiteFacts
from newscrawler.markup import parse_markup
from tests.extraction_scene import scene_of

PROSE = "جملة تصف ما حدث في المدينة يوم أمس الأول، وتذكر من حضر ومن غاب عن اللقاء الذي عقد هناك. " * 3
CLOCK = "السبت 25 مارس 2017 م - ٢٦ جمادي الثاني ١٤٣٨ هـ"
MASTHEAD = f"<header><div class=top-nav><span class=today-date>{CLOCK}</span></div></header>"
RELATED = (
    "<section id=related_posts><h3>مقالات مشابهة</h3><div class=related-item><a href=/details/2>خبر</a>"
    "<p class=post-meta><span>24 مارس,2017</span></p></div></section>"
)
META_LINE = "<p class=post-meta><span>16 يوليو,2016</span> <span class=post-cats>في : <a href=/f>الأولى</a></span></p>"
HIDDEN = "<span style='display:none' class=updated>2016-07-16</span>"
JSON_LD = """<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2016-07-16T00:55:00+04:00",
"dateModified": "2016-07-17T08:00:00+04:00", "image": {"@type": "ImageObject", "uploadDate": "2011-01-01"}}</script>"""
OG = '<meta property="article:published_time" content="2016-07-16T00:55:00+04:00">'


@dataclass(frozen=True)
class Known:
    """What is known besides the page."""

    url: str = "https://example.org/details/1"
    fetched_at: datetime | None = None
    facts: SiteFacts = field(default_factory=SiteFacts)
    hints: tuple[DateEvidence, ...] = ()


def dates_of(
    *, head: str = "", masthead: str = MASTHEAD, meta_line: str = "", after: str = "", known: Known | None = None
) -> ChosenDates:
    known = known or Known()
    html = (
        f"<html lang=ar dir=rtl><head>{head}</head><body>{masthead}<div id=main><article>"
        f"<h1>عنوان الخبر</h1>{meta_line}"
        f"<div class=entry><p>{PROSE}</p><p>{PROSE}</p></div>{after}</article></div>{RELATED}"
        "<div id=comments><span class=date>25 مارس,2017</span></div></body></html>"
    )
    markup = parse_markup(html, known.url)
    scene = scene_of(markup, markup.root.find(".//h1"), markup.root.find(".//div[@class='entry']"))
    evidence = collect_dates(markup, scene, facts=known.facts, fetched_at=known.fetched_at, hints=known.hints)
    return choose_dates(evidence, fetched_at=known.fetched_at, facts=known.facts)


def test_with_a_clock_alone_nothing_is_published() -> None:
    dates = dates_of()
    assert (dates.published_at, dates.published_from, dates.modified_at) == (None, None, None)
    assert (dates.date_line, dates.date_line_date) == (CLOCK, "2017-03-25")
    assert [one.role for one in dates.evidence if one.place == Place.MASTHEAD] == [Role.CLOCK]


def test_a_clock_does_not_win_over_a_feed() -> None:
    hint = DateEvidence(
        "Sat, 16 Jul 2016 00:55:00 +0400", Place.FEED, Role.PUBLISHED, "2016-07-16T00:55:00+04:00", "second"
    )
    dates = dates_of(known=Known(hints=(hint,)))
    assert (dates.published_at, dates.published_from) == ("2016-07-16T00:55:00+04:00", "feed")
    assert dates.date_line == CLOCK


MASTHEADS = {
    "by its class": "<div><span class=today-date>25 مارس 2017</span></div>",
    "by the header": "<header><div>25 مارس 2017</div></header>",
    "by a menu": "<nav><li>25 مارس 2017</li></nav>",
    "by standing outside the article": "<div><div>25 مارس 2017</div></div>",
    "in both calendars and pieces": (
        "<div class=top><span><span>26</span> <span>جمادى الآخرة</span> <span>1438هـ</span></span> - "
        "<span>25 مارس 2017م</span></div>"
    ),
}


@pytest.mark.parametrize("masthead", MASTHEADS.values(), ids=MASTHEADS.keys())
def test_a_masthead_is_known_by_its_place(masthead: str) -> None:
    dates = dates_of(masthead=masthead)
    assert (dates.published_at, dates.date_line_date) == (None, "2017-03-25")


WINNERS = {
    "json-ld": (JSON_LD + OG, META_LINE, HIDDEN, "2016-07-16T00:55:00+04:00"),
    "meta": (OG, META_LINE, HIDDEN, "2016-07-16T00:55:00+04:00"),
    "visible": ("", META_LINE, HIDDEN, "2016-07-16"),
    "hidden": ("", "", HIDDEN, "2016-07-16"),
    "time": ("", "<p><time datetime='2016-07-16T00:55+04:00'>16 يوليو</time></p>", "", "2016-07-16T00:55+04:00"),
    "microdata": ("", "<b itemprop=datePublished content='2016-07-16T00:55+04:00'></b>", "", "2016-07-16T00:55+04:00"),
}


@pytest.mark.parametrize(("place", "page"), WINNERS.items())
def test_the_best_evidence_wins(place: str, page: tuple[str, str, str, str]) -> None:
    head, meta_line, after, published = page
    dates = dates_of(head=head, meta_line=meta_line, after=after)
    assert (dates.published_at, dates.published_from) == (published, place)


def test_related_items_and_comments_are_evidence_of_nothing() -> None:
    places = {one.place: one.role for one in dates_of(meta_line=META_LINE).evidence}
    assert places[Place.VISIBLE] == Role.PUBLISHED
    assert all(role != Role.PUBLISHED for place, role in places.items() if place in (Place.RELATED, Place.COMMENT))


def test_only_the_articles_own_object_counts() -> None:
    head = """<script type="application/ld+json">{"@graph": [
    {"@type": "NewsArticle", "url": "https://example.org/details/2", "datePublished": "2017-03-24"},
    {"@type": "ImageObject", "uploadDate": "2012-01-01"}, {"@type": "Person", "birthDate": "1950-01-01"},
    {"@type": "NewsArticle", "mainEntityOfPage": "https://example.org/details/1", "datePublished": "2016-07-16",
     "hasPart": {"@type": "NewsArticle", "datePublished": "2011-01-01"}}]}</script>"""
    assert dates_of(head=head).published_at == "2016-07-16"


LINES = {
    "<p class=meta><span>16 يوليو 2016</span></p>": "16 يوليو 2016",
    "<div class=meta><span class=label>التاريخ:</span> <time>16 يوليو 2016</time></div>": "التاريخ: 16 يوليو 2016",
    "<div>By Ann Example on 16 July 2016 in World</div>": "16 July 2016",
    "<p class=date>2016-07-16 | 12:42</p>": "2016-07-16 | 12:42",
    "<div class=date><span>16</span> <span>يوليو</span> <span>2016</span></div>": "16 يوليو 2016",
    "<p class=date>آخر تحديث: 17 يوليو 2016</p><p class=date>16 يوليو 2016</p>": "16 يوليو 2016",
}


@pytest.mark.parametrize(("meta_line", "line"), LINES.items())
def test_the_printed_line_word_for_word(meta_line: str, line: str) -> None:
    dates = dates_of(meta_line=meta_line)
    assert (dates.date_line, dates.date_line_date) == (line, "2016-07-16")
    assert (dates.published_at or "")[:10] == "2016-07-16"


def test_an_altered_line_is_no_publication() -> None:
    dates = dates_of(meta_line="<p class=date>آخر تحديث: 17 يوليو 2016</p>")
    assert (dates.published_at, dates.modified_at) == (None, "2016-07-17")


def test_the_time_of_day_completes_a_day() -> None:
    head = '<script type="application/ld+json">{"@type": "Article", "datePublished": "2016-07-16"}</script>' + OG
    dates = dates_of(head=head)
    assert (dates.published_at, dates.published_precision, dates.published_from) == (
        "2016-07-16T00:55:00+04:00",
        "second",
        "meta",
    )


@pytest.mark.parametrize("declared", ["1970-01-01T00:00:00Z", "2031-05-05", "nonsense", "", "0000-00-00"])
def test_what_cannot_be_is_kept_as_a_doubt(declared: str) -> None:
    head = f'<script type="application/ld+json">{{"@type": "Article", "datePublished": "{declared}"}}</script>'
    dates = dates_of(head=head, meta_line=META_LINE, known=Known(fetched_at=datetime(2017, 3, 25, 10, tzinfo=UTC)))
    assert (dates.published_at, dates.published_from) == ("2016-07-16", "visible")
    assert all(one.doubt for one in dates.evidence if one.place == Place.JSON_LD)


def test_contradictions_are_kept() -> None:
    head = OG + '<meta property="article:modified_time" content="2015-01-01">'
    dates = dates_of(head=head, known=Known(url="https://example.org/2016/05/01/title"))
    doubts = {one.place + one.role: one.doubt for one in dates.evidence}
    assert (dates.published_at or "")[:10] == "2016-07-16"
    assert "another day" in doubts["urlpublished"]
    assert "before" in doubts["metamodified"]


def test_the_printed_line_and_the_address_together_overrule_a_declared_day() -> None:
    known = Known(url="https://example.org/2016/07/16/t")
    dates = dates_of(head='<meta name="date" content="2017-03-25">', meta_line=META_LINE, known=known)
    assert (dates.published_at, dates.published_from) == ("2016-07-16", "visible")


def test_the_day_of_a_moment_in_utc_is_the_one_the_page_prints() -> None:
    head = '<meta property="article:published_time" content="2016-07-15T22:04:31Z">'
    dates = dates_of(head=head, meta_line="<p class=date>16 يوليو 2016 00:04</p>")
    assert (dates.published_at, dates.published_from) == ("2016-07-16T00:04:31+02:00", "meta")
    assert (
        dates_of(head=head, meta_line="<p class=date>15 يوليو 2016 23:04</p>").published_at
        == "2016-07-15T22:04:31+00:00"
    )


def test_the_date_of_a_teaser_beside_the_headline_is_not_the_articles() -> None:
    teaser = "<div><h3><a href=/details/3>A headline of another text that is long</a></h3><span>3 May 2015</span></div>"
    dates = dates_of(meta_line=teaser)
    assert dates.published_at is None
    assert dates.date_line == CLOCK


def test_a_blog_prints_the_day_over_all_texts_of_it() -> None:
    html = (
        f"<body><div><div class=date-outer><h2 class=date-header><span>Saturday, July 16, 2016</span></h2><div><div>"
        f"<h3>Title</h3><div class=body><p>{PROSE}</p></div></div></div></div></div></body>"
    )
    markup = parse_markup(html, "https://example.org/2016/07/title.html")
    scene = scene_of(markup, markup.root.find(".//h3"), markup.root.find(".//div[@class='body']"))
    evidence = collect_dates(markup, scene, facts=SiteFacts(), fetched_at=None)
    dates = choose_dates(evidence, fetched_at=None, facts=SiteFacts())
    assert (dates.published_at, dates.date_line) == ("2016-07-16", "Saturday, July 16, 2016")


def test_a_line_that_says_the_day_of_the_fetch_is_a_clock_where_all_else_says_another() -> None:
    known = Known(url="https://example.org/2016/07/16/title", fetched_at=datetime(2017, 3, 25, 10, tzinfo=UTC))
    line = "<p><span>25 مارس 2017</span></p>"
    assert dates_of(meta_line=line, known=known).published_at == "2016-07-16"
    assert dates_of(meta_line=line, known=Known(fetched_at=known.fetched_at)).published_at == "2017-03-25"


def test_an_address_is_better_than_nothing() -> None:
    dates = dates_of(known=Known(url="https://example.org/2016/07/16/title"))
    assert (dates.published_at, dates.published_from, dates.date_line) == ("2016-07-16", "url", CLOCK)


def test_a_time_without_a_zone_gets_the_sites() -> None:
    head = OG.replace("+04:00", "")
    assert dates_of(head=head, known=Known(facts=SiteFacts(country="OM"))).published_at == "2016-07-16T00:55:00+04:00"
    assert dates_of(head=head).published_at == "2016-07-16T00:55:00"


ADDRESSES = {
    "/2020/06/03/title": "2020-06-03",
    "/2020-06-03-1.38743": "2020-06-03",
    "/story/2020/8/24/title/49": "2020-08-24",
    "/20201231/title": "2020-12-31",
    "/202003171044893040-title": "2020-03-17",
    "/2020/feb/24/title": "2020-02-24",
    "/2019/10/title": "2019-10",
    "/web/20130307194448/other": None,
    "/details/126345": None,
    "/2020/13/45/title": None,
    "/20209999": None,
    "/news?date=2020-01-01": None,
}


@pytest.mark.parametrize(("path", "value"), ADDRESSES.items())
def test_dates_in_addresses(path: str, value: str | None) -> None:
    assert [one.value for one in url_dates(f"https://example.org{path}")] == ([value] if value else [])


@pytest.mark.parametrize("words", ["آخر تحديث:", "Last updated:", "Aktualisiert am", "更新", "Дата обновления"])
def test_words_of_alteration(words: str) -> None:
    assert says_modified(words)


def test_words_beside_a_date() -> None:
    assert all(map(is_date_label, ["نشر في:", "Published:", "التاريخ", " | ", ""]))
    assert not any(map(is_date_label, ["The town hall", "كتب محمد", "More dated words"]))
    assert not says_modified("The mandated dates")


@pytest.mark.parametrize(
    "html", ["", "<", "<html><body>" + "<div>1" * 3_000, "<p>" + "12.3.2016 " * 50_000, "<time datetime=x>" * 999]
)
def test_broken_and_huge_pages_give_no_error(html: str) -> None:
    markup = parse_markup(html, "https://example.org/")
    evidence = collect_dates(markup, scene_of(markup), facts=SiteFacts(), fetched_at=None)
    assert len(evidence) < 200
    assert choose_dates(evidence, fetched_at=None, facts=SiteFacts()).modified_at is None
