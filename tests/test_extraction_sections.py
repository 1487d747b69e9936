"""The section of an article that no crumbs name: links above its address, marked links by the headline, menus."""

from __future__ import annotations

import pytest

from newscrawler.extraction.article import extract_article

URL = "https://example.org/ar/harbour/2024/05/ships-12345"
PROSE = "<p>A sentence that tells what happened in the town the day before yesterday, and why it matters.</p>" * 4
MENU = "<nav><a href=/ar>Arabic</a> <a href=/ar/harbour>Harbour</a> <a href=/ar/sport>Sport</a></nav>"


def section_of(before: str, after: str = "", url: str = URL) -> str | None:
    html = f"<html><body>{before}<h1>Ships wait for a berth</h1>{after}<div class=text>{PROSE}</div></body></html>"
    return extract_article(html, url).section


def crumbs_of(before: str, url: str = URL) -> list[str]:
    html = f"<html><body>{before}<h1>Ships wait for a berth</h1><div class=text>{PROSE}</div></body></html>"
    return extract_article(html, url).breadcrumbs


@pytest.mark.parametrize(
    ("before", "section"),
    [
        (MENU, "Harbour"),
        ("<div><a href=/ar/harbour>The harbour</a></div>" + MENU, "The harbour"),
        ("<nav><a href=/ar>Arabic</a> <a href=/ar/harbour/2024>Of 2024</a></nav>", None),
        ("<nav><a href=https://else.example/ar/harbour>Harbour</a></nav>", None),
        ("<nav><a href=/ar/harbour>All that happened in the harbour today</a></nav>", None),
    ],
)
def test_a_link_to_a_place_above_the_article_names_the_section(before: str, section: str | None) -> None:
    assert section_of(before) == section


def test_a_part_of_the_address_that_stands_before_all_texts_names_none() -> None:
    menu = "<nav><a href=/en>English</a> <a href=/en/news>News</a></nav>"
    assert section_of(menu, url="https://example.org/en/news/ships-wait-for-a-berth") is None


MARKED = [
    "<div class=itemCategory><span>In</span> <a href=/c/7>Harbour</a></div>",
    "<div class=meta><a class=art__cat href=/c/7>Harbour</a> <a href=/reporter/8>Mona Saad</a></div>",
    "<ul><li class=info__item--terms><span><span class=terms-list><a href=/c/7>Harbour</a></span></span></ul>",
    "<div class=taxonomy-category><a rel=tag href=/c/7>Harbour</a></div>",
    "<p><a href=rubrika.php?id=7>Harbour</a></p>",
    "<div class='field-name-field-section'><div class=i1><div class=i2><a href=/t/7>Harbour</a></div></div></div>",
]


@pytest.mark.parametrize("marked", MARKED)
def test_a_link_by_the_headline_that_is_marked_names_the_section(marked: str) -> None:
    assert section_of(marked, url="https://example.org/9/12345") == "Harbour"
    assert section_of("", marked, url="https://example.org/9/12345") == "Harbour"


def test_what_is_marked_so_in_a_menu_or_after_the_text_names_none() -> None:
    url = "https://example.org/9/12345"
    assert section_of(f"<nav>{MARKED[0]}</nav>", url=url) is None
    many = "".join(f"<li class=cat-item><a href=/c/{at}>Section {name}</a></li>" for at, name in enumerate("abcd"))
    assert section_of(f"<ul>{many}</ul>", url=url) is None


def test_the_item_of_a_menu_under_which_a_post_is_filed() -> None:
    item = "<nav><li class='menu-item {}'><a href=/harbour/>Harbour</a></li></nav>"
    assert section_of(item.format("current-post-parent"), url="https://example.org/12345") == "Harbour"
    assert section_of(item.format("active"), url="https://example.org/12345") is None


@pytest.mark.parametrize(
    ("line", "crumbs"),
    [
        ("<div>当前位置：<a href=/>首页</a> <a href=/a>新闻</a> <a href=/b>社会</a></div>", ["首页", "新闻", "社会"]),
        (
            "<td><a href=/index.php>Úvod</a> » <a href=l.php?id=1>Zprávy</a> » <a href=l.php?id=2>Voda</a></td>",
            ["Úvod", "Zprávy", "Voda"],
        ),
        ("<div><a href=/>Paper</a><i>›</i><a href=/a>City</a><i>›</i>Article</div>", ["Paper", "City"]),
        ("<div><a href=/x>Paper</a><i>›</i><a href=/a>City</a></div>", []),
        ("<div><a href=/>Paper</a> <a href=/a>City</a> <a href=/b>Sport</a></div>", []),
        (
            "<div class=breadcrumb><a href=/>Home</a> <a href=/a>City</a> <b>No.: 123</b> <b>5 May 2024</b></div>",
            None,
        ),
    ],
)
def test_a_line_before_the_text_may_be_a_path(line: str, crumbs: list[str] | None) -> None:
    assert crumbs_of(line) == (["Home", "City"] if crumbs is None else crumbs)


@pytest.mark.parametrize(
    ("crumbs", "section"),
    [
        ("<a href=/>Home</a> › <a href=/harbour>Harbour</a> › <a href=/harbour/2024>2024</a>", "Harbour"),
        ("<a href=/>Home</a> › <a href=/2024>2024</a>", None),
        ("<a href=/>Home</a> › <a href=/index/s>S</a>", None),
        ("<a href=/>Home</a> › <a href=/world>国</a>", "国"),
        ("<a href=/harbour>Harbour</a> <span>3 min read</span>", "Harbour"),
        ("<a href=/harbour>Hafen</a> <span>5 Minuten</span>", "Hafen"),
    ],
)
def test_years_single_letters_and_reading_times_are_no_sections(crumbs: str, section: str | None) -> None:
    assert section_of(f"<div class=breadcrumb>{crumbs}</div>") == section


def test_the_site_s_own_name_is_no_section() -> None:
    named = "<meta property=og:site_name content='The Example'><meta property=article:section content='the example'>"
    assert section_of(named) is None
    assert section_of(f"{named}<div class=breadcrumb><a href=/>The Example</a></div>") is None


def test_a_section_is_read_by_the_headline_of_a_text_that_a_script_holds() -> None:
    told = "She saw the ships wait for a berth all night long. " * 12
    state = f'<script type=application/json>{{"text": "{told}", "more": "{told}"}}</script>'
    head = "<meta property=og:type content=article>"
    shown = f"<div class=section-name><a href=/harbour>Harbour</a></div><h1>Ships wait</h1>{state}"
    article = extract_article(f"<html><head>{head}</head><body>{shown}</body></html>", URL)
    assert (article.section, article.provenance["body"]) == ("Harbour", "script")


def test_the_author_is_no_section() -> None:
    menu = "<div class=byline>By <a rel=author href=/ann-example>Ann Example</a></div>"
    assert (
        section_of("<p><a href=/ann-example>Ann Example</a></p>", menu, "https://example.org/ann-example/ships") is None
    )


def test_what_systems_call_any_text_is_no_section() -> None:
    html = '<html><head><meta property="article:section" content="article"></head><body>'
    article = extract_article(f"{html}<h1>Ships wait</h1><div class=text>{PROSE}</div>", URL)
    assert article.section is None


def test_a_marked_link_in_the_masthead_names_none() -> None:
    masthead = "<div><header class=top><a href=/sections/7/about>About us</a></header></div>"
    assert section_of(masthead) is None
    own = f"<body><article><header><a href=/sections/7>Harbour</a><h1>Ships wait</h1></header>{PROSE}</article>"
    assert extract_article(own, URL).section == "Harbour"


def test_a_fragment_names_no_section() -> None:
    assert section_of("<p><a href='/shop#our-section'>Our shop</a></p>") is None


def test_dashes_round_a_section_are_not_its_name() -> None:
    assert section_of("<a class=category href=/c/7>— Harbour</a>") == "Harbour"


def test_the_words_for_the_page_itself_are_no_crumb() -> None:
    path = "<ol class=breadcrumb><li><a href=/>Home</a><li><a href=/ar/harbour>Harbour</a><li>Current page: </ol>"
    assert crumbs_of(path) == ["Home", "Harbour"]


def test_the_link_to_the_author_names_no_section_whatever_system_files_people_so() -> None:
    filed = "<div class='field field-name-field-writer field-taxonomy'><a rel=author href=/w/ann>Ann Example</a></div>"
    assert section_of(filed, url="https://example.org/9/12345") is None


def test_the_item_of_a_menu_that_a_text_is_filed_under_names_the_section() -> None:
    menu = (
        "<ul><li class='menu-7 active-trail'><a class=active-trail href=/t/7>Harbour</a><li><a href=/t/8>Sport</a></ul>"
    )
    assert section_of(f"<nav>{menu}</nav>", url="https://example.org/9/12345") == "Harbour"


@pytest.mark.parametrize(("declared", "section"), [("Local news", "Local news"), ("News, Local", "Local")])
def test_a_declared_name_that_says_more_than_the_last_crumb_is_the_section(declared: str, section: str) -> None:
    crumbs = "<div class=breadcrumb><a href=/>Home</a> <a href=/n>News</a> <a href=/n/l>Local</a></div>"
    assert section_of(f'<meta property="article:section" content="{declared}">{crumbs}') == section


FILED = "<a rel='category tag' href=/category/{0}>{0}</a>"


@pytest.mark.parametrize(
    ("foot", "section"),
    [
        ("<footer class=entry-footer><span class=cat-links>Posted in {}</span></footer>", "Harbour"),
        ("<div class=post-footer>Posted in {}</div>", "Harbour"),
        ("<footer class=site-footer>{}</footer>", None),
    ],
)
def test_the_foot_of_an_article_says_what_it_is_filed_under(foot: str, section: str | None) -> None:
    text = f"<h1>Ships wait for a berth</h1><div class=text>{PROSE}</div>"
    inside, behind = (foot, "") if section else ("", foot)
    html = f"<html><body><article>{text}{inside}</article>{behind}</body></html>".format(FILED.format("Harbour"))
    assert extract_article(html, URL).section == section


def test_a_foot_with_many_categories_lists_subjects() -> None:
    many = "".join(FILED.format(name) for name in ("Harbour", "Ships", "Mona Saad", "Bigwater"))
    text = f"<article><h1>Ships wait for a berth</h1><div class=text>{PROSE}</div><footer>{many}</footer></article>"
    assert extract_article(f"<html><body>{text}</body></html>", URL).section is None


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("<div>القسم:&nbsp;</div><div><a href=/?q=taxonomy/term/4>Harbour</a></div>", "Harbour"),
        ("<p>Filed under: <a href=/c/7>Harbour</a>, <a href=/c/8>Ships</a></p>", "Harbour"),
        ("<p>Rubrik: <a href=/c/7>Hafen</a></p>", "Hafen"),
        ("<p>カテゴリー：<a href=/c/7>港</a></p>", "港"),
        ("<p>In the harbour: <a href=/c/7>Ships</a></p>", None),
        ("<div class=sidebar>Categories: <a href=/c/7>Harbour</a></div>", None),
    ],
)
def test_a_label_says_that_links_are_sections(line: str, section: str | None) -> None:
    assert section_of("", line) == section


def test_a_page_in_another_script_names_the_section_that_it_declares_by_its_address() -> None:
    text = "<p>" + "قال الميناء إن سبع سفن تنتظر مرسى لها منذ أن أغلقت العاصفة المدخل الشمالي يوم الاثنين. " * 4
    page = "<html><head><meta property=article:section content=Sport></head><body>{}<h1>سفن تنتظر</h1>" + text
    menu = "<nav><a href=https://example.org/sport/>رياضة</a><a href=https://example.org/sport/football>كرة</a></nav>"
    assert extract_article(page.format(menu), "https://example.org/news/1").section == "رياضة"
    assert extract_article(page.format(""), "https://example.org/news/1").section == "Sport"


def test_lists_of_a_system_are_no_section():
    head = "<meta property='article:section' content='{}'>"
    assert section_of(head.format("tags")) is None
    assert section_of(head.format("Harbour")) == "Harbour"
