"""Bylines with more in their line than names: dates, accounts, labels without a space behind them, offices."""

from __future__ import annotations

import pytest

from newscrawler.extraction import extract_article

URL = "https://example.org/news/2024/05/harbour-bridge"
TITLE = "Harbour bridge closes for eighteen months"
TEXT = "<p>The old harbour bridge will close for eighteen months from Monday, the city council said after a debate.</p>"


def authors(byline: str) -> list[str]:
    page = f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1>{byline}<div class=qv>{TEXT * 4}</div></div>"
    return extract_article(page, URL).authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann McExample @annmcexample on March 12, 2024 at 9:00a", ["Ann McExample"]),
        ("By Ann Example on Mar 12, 2024 at 11:30a @AnnExample", ["Ann Example"]),
        ("Von Ann Example am 12.03.2024", ["Ann Example"]),
        ("By Ann Example, Bo Sample, and Cy Instance", ["Ann Example", "Bo Sample", "Cy Instance"]),
        ("Par ANN EXEMPLE, BÉA MODÈLE Envoyées spéciales à Toulon", ["ANN EXEMPLE", "BÉA MODÈLE"]),
        ("By ANN EXAMPLE and BO SAMPLE - Technology Writers", ["ANN EXAMPLE", "BO SAMPLE"]),
        ("文●山田太郎／港編集部", ["山田太郎"]),
        ("執筆：山田太郎", ["山田太郎"]),
        ("رنا الوادي ووائل الجبل", ["رنا الوادي", "وائل الجبل"]),
        ("محمد أحمد وليد السيد", ["محمد أحمد وليد السيد"]),
    ],
)
def test_a_byline_names_people_whatever_stands_beside_them(line: str, names: list[str]):
    assert authors(f"<p class=byline>{line}</p>") == names


def test_the_brackets_at_the_end_of_a_text_in_japanese_name_who_wrote_it():
    text = "古い橋が十八か月のあいだ閉鎖されることになった。市議会が長い議論の末に決めた。" * 2
    for last, people in ((f"{text}【山田太郎、佐藤花子】", ["山田太郎", "佐藤花子"]), ("【打印本稿】【关闭窗口】", [])):
        page = f"<title>古い橋</title><body><h1>古い橋を閉鎖</h1><div>{f'<p>{text}</p>' * 3}<p>{last}</p></div>"
        assert extract_article(page, URL).authors == people


def test_a_first_line_that_says_where_and_who_is_a_byline_and_no_text():
    head = '<meta name="author" content="سامي الوادي">'
    line = "<p><b>وادي القمر - سامي الوادي ونور الجبل:</b></p>"
    page = f"<title>{TITLE}</title>{head}<body><h1>{TITLE}</h1><div class=qv>{line}{TEXT * 4}</div>"
    assert extract_article(page, URL).body.startswith("The old harbour bridge")


@pytest.mark.parametrize("mark", [".(النهاية) ع ب / م م", ".</p><p>- سل -", ".</p><p>/ سل /"])
def test_what_an_agency_closes_its_text_with_is_none_of_it(mark: str):
    last = "وأضاف الوزير أن العمل في الميناء مستمر حتى نهاية العام وأن العبارة تبحر كل عشر دقائق"
    page = f"<title>{TITLE}</title><body><h1>{TITLE}</h1><div class=qv>{TEXT * 4}<p>{last}{mark}</p></div>"
    assert extract_article(page, URL).body.endswith(f"\n{last}.")


def test_what_a_line_says_besides_is_no_name():
    assert authors("<div class=byline><a class=author href=/x>山田太郎</a> 関連キーワード： 港</div>") == ["山田太郎"]
    people = "<span class=author>Ann Example</span> 翻訳者 <span class=author>山田 花子</span>"
    assert authors(f"<div class=authors>作者： {people}</div>") == ["Ann Example", "山田 花子"]
    assert authors("<p class=author>作者：</p>") == []
    assert authors("<p class=byline>Date updated 12.03.2024</p>") == []


def test_a_label_and_a_name_may_be_elements_of_one_line():
    assert authors("<p class=zx><span>By: <a href=/x>Ann Example</a><br>Harbour News Desk Editor</span></p>") == [
        "Ann Example"
    ]


def test_a_byline_under_a_long_heading_stands_before_the_text():
    lead = "Cracks in three of the seven pillars force the council to act at once. " * 2
    page = f"<title>{TITLE}</title><body><h1>{TITLE}</h1><div class=qv><h2>{lead}</h2><div class=author>By Ann Example"
    assert extract_article(f"{page}</div>{TEXT * 4}</div>", URL).authors == ["Ann Example"]
