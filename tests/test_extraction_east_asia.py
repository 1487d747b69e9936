"""Pages in Chinese, Japanese and Korean: the lines round their texts, and who signed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newscrawler.extraction import extract_article

if TYPE_CHECKING:
    from newscrawler.items import Article

URL = "https://example.cn/a/5.html"
TITLE = "老茶馆开进地铁站，盖碗茶三块钱一位"
TEXT = [
    "昨天早上六点，地铁三号线鼓楼站的第一班车还没进站，出口处的茶馆已经坐了七桌人，大多是附近的老街坊。",
    "这家茶馆的前身是鼓楼街上开了四十六年的老茶社，去年老街改造，茶社搬进了站厅层，价格却一直没有变。",
    "站长说，茶馆开张一个月以来，早高峰迟到的投诉没有增加，倒是有人专程坐过两站来喝茶，还带来了棋盘。",
]


def read(content: str, head: str = "", title: str = TITLE) -> Article:
    page = (
        f"<html><head><title>{title}</title>{head}</head><body><div class=main><h1>{title}</h1>{content}</div></body>"
    )
    return extract_article(page, URL)


def text(*lines: str) -> str:
    return f"<div class=box>{''.join(f'<p>{line}</p>' for line in lines)}</div>"


def body(*lines: str) -> list[str]:
    return read(text(*lines)).body.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "2024年11月25日 16:04:30 来源：江岸晚报网",
        "2024-08-13 14:07来源：江岸晚报·政务",
        "江岸晚报记者 王小明 李四光",
        "【文/江岸晚报专栏作者 王小明】",
        "执笔/王小明&李四光",
        "发布时间：2024年11月25日",
    ],
)
def test_who_wrote_the_text_and_where_it_is_from_does_not_open_it(line: str):
    article = read(text(line, *TEXT))
    assert article.body.split("\n\n") == TEXT
    assert article.origin_line is None


@pytest.mark.parametrize(
    "line",
    [
        "江岸晚报记者 王小明",
        "编辑 王小明 校对 李四光",
        "【纠错】 【责任编辑:王小明 】",
        "（资料来源：江岸晚报、海外网等）",
        "采写：江岸见习记者 王小明",
        "责编：Ann Example",
        "图片均来自网络",
        "▲图片来自视频截图。",
        "发布日期：2024-03-06 责任编辑：王小明",
        "홍길동 기자",
        "免责声明：本文来自本报自媒体作者，不代表本报的观点和立场。",
        "【特别声明】以上内容为平台用户上传并发布，本平台仅提供信息存储服务。",
        "(本文来自江岸晚报，更多原创资讯请下载客户端)",
        "（原题为《茶馆搬家，街坊还来吗？》）",
        "未经授权不得转载",
        "[홍길동 기자] [ⓒ 강변일보, 무단전재 및 재배포 금지]",
    ],
)
def test_who_made_the_text_and_whose_it_is_does_not_end_it(line: str):
    assert body(*TEXT, line) == TEXT


@pytest.mark.parametrize("line", ["记者昨天也去喝了一碗，果然便宜。", "编辑部的人都说：明天还来。", "文艺界的人也来过"])
def test_a_sentence_that_begins_like_a_credit_stays(line: str):
    assert body(*TEXT, line) == [*TEXT, line]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("<div class=author>作者：未知&nbsp;&nbsp;责任编辑：李四光</div>", []),
        ("<div class=author>来源：江岸报 作者：王小明 编辑：李四光</div>", ["王小明"]),
        ("<div>来源<span>江岸</span>| 作者<span>王小明</span></div>", ["王小明"]),
        ("<div class=byline>文●佐伯みどり／江岸編集部</div>", ["佐伯みどり"]),
        ("<div class=author>佐伯みどり 関連キーワード： 茶館</div>", ["佐伯みどり"]),
        (
            "<div class=author><p><a href=/wang>王小明</a><span>江湾大学老茶馆文化研究院执行院长</span></p></div>",
            ["王小明"],
        ),
        ("<div class=author>江湾发布 关注</div>", []),
        ("<div class=popup><span class=authorized>我已授权</span></div>", []),
    ],
)
def test_a_byline_of_labels_names_its_authors_alone(byline: str, authors: list[str]):
    assert read(byline + text(*TEXT)).authors == authors


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ((*TEXT, "江岸报记者 王小明"), ["王小明"]),
        (("江岸报记者 王小明 李四光", *TEXT), ["王小明", "李四光"]),
        ((f"江岸报讯（记者王小明 整合）{TEXT[0]}", *TEXT[1:]), ["王小明"]),
        ((*TEXT, "（记者 王小明摄）"), []),
    ],
)
def test_reporters_sign_in_a_line_of_their_own(lines: tuple[str, ...], authors: list[str]):
    assert read(text(*lines)).authors == authors


@pytest.mark.parametrize("declared", ["江湾", "江湾科技", "江湾财经-综合", "参考消息"])
def test_a_portal_or_its_desk_is_no_author(declared: str):
    assert read(text(*TEXT), f"<meta name=author content='{declared}'>", f"{TITLE}_江湾新闻").authors == []


@pytest.mark.parametrize(
    ("before", "behind", "published"),
    [
        ("<div class=info>发布时间：18-03-08 23:16</div>", "", "2018-03-08T23:16"),
        (
            "",
            "<div><div>发布日期：2024-09-23 14:34:05&nbsp;&nbsp;所属分类： 头条</div></div>",
            "2024-09-23T14:34:05",
        ),
        (
            "",
            "<table><tr><td>发布日期：<!-- a -->2024-03-06<!-- b --> 责任编辑：王小明</td></tr></table>",
            "2024-03-06",
        ),
        ("<meta itemprop=dateUpdate content='2024-10-08 12:00:57'>", "", "2024-10-08T12:00:57"),
    ],
)
def test_when_the_text_came_out_is_told_by_its_label(before: str, behind: str, published: str):
    assert read(f"{before}{text(*TEXT)}{behind}").published_at == published


@pytest.mark.parametrize("ending", [" 江湾区办事处", "-EDN 江湾设计"])
def test_a_headline_in_no_heading_is_the_better_part_of_the_title(ending: str):
    page = f"<title>{TITLE}{ending}</title><body><div>首页</div><h4>{TITLE}</h4>{text(*TEXT)}</body>"
    assert extract_article(page, URL).title == TITLE


def test_the_first_half_of_a_title_is_no_headline():
    page = f"<title>老茶馆开进地铁站 盖碗茶三块钱一位</title><body><h4>老茶馆开进地铁站</h4>{text(*TEXT)}</body>"
    assert extract_article(page, URL).title == "老茶馆开进地铁站 盖碗茶三块钱一位"


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [
        ("地铁 茶馆 老街", ["地铁", "茶馆", "老街"]),
        ("20240926|茶馆|地铁", ["20240926", "茶馆", "地铁"]),
        ("iPhone 手机", ["iPhone 手机"]),
        ("地铁,老 茶馆", ["地铁", "老 茶馆"]),
        ("&lt;meta name=", []),
    ],
)
def test_keywords_may_be_parted_by_spaces_where_no_word_has_any(keywords: str, tags: list[str]):
    assert read(text(*TEXT), f"<meta name=keywords content='{keywords}'>").tags == tags


def test_who_reported_for_an_agency_stands_behind_where_and_when():
    opening = f"江岸社江城3月6日电 题：{TEXT[0]}"
    article = read(text(opening, "江岸通讯社记者王小明、李四光", *TEXT[1:]))
    assert article.authors == ["王小明", "李四光"]
    assert article.body.split("\n\n") == [opening, *TEXT[1:]]


@pytest.mark.parametrize(
    "line",
    [
        "3月5日，老人在茶馆里下棋。江岸通讯社记者 王小明 摄",
        "站厅里的茶馆（王小明摄）",
        "駅の茶館（１２日、鼓楼駅で）＝山田太郎撮影",
    ],
)
def test_who_took_the_picture_ends_its_caption(line: str):
    assert body(TEXT[0], line, *TEXT[1:]) == TEXT


@pytest.mark.parametrize("line", ["这些照片昨天由记者在现场拍摄", "電影在鼓樓站拍攝"])
def test_where_pictures_were_taken_is_no_credit(line: str):
    assert body(TEXT[0], line, *TEXT[1:]) == [TEXT[0], line, *TEXT[1:]]
