"""Keywords, and what a page says of its paywall."""

from __future__ import annotations

import pytest

from newscrawler.extraction.access import read_is_free
from newscrawler.extraction.tags import read_tags
from newscrawler.markup import Markup, parse_markup
from tests.extraction_scene import scene_of


def page(head: str, body: str = "") -> Markup:
    return parse_markup(f"<html><head>{head}</head><body>{body}</body></html>", "https://example.org/a")


def ld(members: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {members}}}</script>'


TAGS = {
    ld('"keywords": "ports, trade; sea،بحر"'): ["ports", "trade", "sea", "بحر"],
    ld('"keywords": ["Trade, Finance & Economics", "ports"]'): ["Trade, Finance & Economics", "ports"],
    ld('"keywords": [{"@type": "DefinedTerm", "name": "ports"}]'): ["ports"],
    ld('"keywords": ["26157981-b4f7-4929-adc1-e860c6f03636", "category: Travel", "ports", "PORTS"]'): ["ports"],
    '<meta property="article:tag" content="ports"><meta property="article:tag" content="trade">': ["ports", "trade"],
    '<meta name="keywords" content="ports, trade, ">': ["ports", "trade"],
    '<meta property="article:tag" content="Trade, Finance, &amp; Economics">': ["Trade, Finance, & Economics"],
    ld('"keywords": ["NewsArticle", "ports"]'): ["ports"],
    '<meta name="news_keywords" content="%tags%"><meta name="keywords" content="ports">': ["ports"],
    '<meta name="keywords" content="Salt &amp;amp; Sons, ports">': ["Salt & Sons", "ports"],
    '<meta name="keywords" content="ports, trade"><meta name="keywords" content="ports, trade">': ["ports", "trade"],
    '<meta property="og:site_name" content="The Sample"><meta name="keywords" content="The Sample, ports">': ["ports"],
    '<meta name="keywords" content="ports, example.org">': ["ports"],
    '<meta name="keywords" content="news, ports, newspaper">': [],
    '<meta name="keywords" content="ports, trade, Nachrichten, Zeitung">': [],
    '<meta name="keywords" content="ports, trade, sea, Nachrichten, Zeitung">': ["ports", "trade", "sea"],
    '<meta name="keywords" content="الوادي, أخبار, ports, trade">': ["الوادي", "ports", "trade"],
    '<title>Ports - الوادي</title><meta name="keywords" content="الوادي, أخبار, ports">': [],
    '<meta name="news_keywords" content="ports, news, newspaper">': ["ports", "news", "newspaper"],
    "": [],
}


@pytest.mark.parametrize(("head", "tags"), TAGS.items())
def test_declared_tags(head: str, tags: list[str]) -> None:
    markup = page(head)
    assert read_tags(markup, scene_of(markup))[0] == tags


def test_linked_tags_beside_the_text_but_not_those_of_teasers() -> None:
    markup = page(
        "", "<article><p>Text</p><a rel=tag href=/t/p>#ports</a></article><aside><a rel=tag href=/t/x>x</a></aside>"
    )
    assert read_tags(markup, scene_of(markup, None, markup.root.find(".//article"))) == (["ports"], "links rel=tag")


ACCESS = {
    ld('"isAccessibleForFree": false'): False,
    ld('"isAccessibleForFree": "False"'): False,
    ld('"isAccessibleForFree": "http://schema.org/True"'): True,
    ld('"isAccessibleForFree": true'): True,
    ld('"isAccessibleForFree": {"@value": "true"}'): True,
    ld('"isAccessibleForFree": "perhaps"'): None,
    '<meta property="article:content_tier" content="locked">': False,
    '<meta property="article:content_tier" content="free">': True,
    "": None,
}


@pytest.mark.parametrize(("head", "is_free"), ACCESS.items())
def test_access(head: str, is_free: bool | None) -> None:
    assert read_is_free(page(head))[0] is is_free


PROSE = "<p>A sentence that tells what happened in the town the day before yesterday, and why it matters.</p>" * 3


def tags_of(head: str = "", before: str = "", after: str = "") -> tuple[list[str], str]:
    markup = page(head, f"<article><h1>Ships wait</h1>{before}<div>{PROSE}</div>{after}</article>")
    return read_tags(markup, scene_of(markup, markup.root.find(".//h1"), markup.root.find(".//div[p]")))


BOX = "<ul class=itemTags><li><a href='/list?word=ports'>Ports</a><li><a href='/list?word=trade'>Trade</a></ul>"


def test_a_box_for_tags_by_the_text_wherever_its_links_lead() -> None:
    assert tags_of(after=BOX) == (["Ports", "Trade"], "tag box")
    assert tags_of(before=BOX) == (["Ports", "Trade"], "tag box")
    assert tags_of(after=f"<aside>{BOX}</aside>")[0] == []
    assert tags_of(after=f"<div class=tags>{PROSE}<a href=/x>Ports</a></div>")[0] == []
    assert tags_of(after="<div class=tags><a href='javascript:x()'>Report an error</a></div>")[0] == []


def test_printed_tags_go_before_words_for_search_engines() -> None:
    words = '<meta name="keywords" content="paper, news, sport">'
    assert tags_of(words, after=BOX)[0] == ["Ports", "Trade"]
    assert tags_of(words, after="<p><a rel=tag href=/t/7>Ports</a></p>")[0] == ["Ports"]
    full = '<meta name="keywords" content="ports, trade, sea">'
    assert tags_of(full, after=BOX) == (["ports", "trade", "sea"], "meta keywords")


def test_tags_that_are_declared_and_printed_alike_go_before_other_keywords() -> None:
    head = '<meta property="article:tag" content="ports">' + ld('"keywords": "ports, ships wait"')
    assert tags_of(head, after="<p><a rel=tag href=/t/7>Ports</a></p>")[0] == ["ports"]
    assert tags_of(head)[0] == ["ports", "ships wait"]


def test_tags_behind_the_articles_own_element() -> None:
    article = f"<main><article><h1>Ships wait</h1><div>{PROSE}</div></article>{{}}</main>"
    for beside, tags in ((BOX, ["Ports", "Trade"]), (f"<section>{BOX}</section>", []), (f"<aside>{BOX}</aside>", [])):
        markup = page("", article.format(beside))
        scene = scene_of(markup, markup.root.find(".//h1"), markup.root.find(".//div"))
        assert read_tags(markup, scene)[0] == tags


def test_how_many_texts_there_are_of_a_tag_is_not_its_name() -> None:
    words = [f"<li><a href=/t/{words[0]}>{words}</a>" for words in ("a (9 posts)", "b (7)", "c 12")]
    assert tags_of(after=f"<ul class=tags>{''.join(words)}</ul>")[0] == ["a", "b", "c"]


def test_a_box_of_all_declared_tags_and_others_goes_before_them() -> None:
    head = '<meta property="article:tag" content="ports">'
    box = "<ul class=itemTags><li><a href=/tags/p>Ports</a><li><a href=/tags/t>Trade</a></ul>"
    section = "<p class=itemTags><a href=/sea>At sea</a> <a href=/tags/p>Ports</a></p>"
    assert tags_of(head, after=section + box)[0] == ["Ports", "Trade"]
    assert tags_of(head, after=section)[0] == ["ports"]
    assert tags_of(head.replace("ports", "ships"), after=box)[0] == ["ships"]


@pytest.mark.parametrize(
    "link",
    ["<div class=taxonomy-category><a rel=tag href=/c/7>City</a></div>", "<a rel=tag href=/category/city>City</a>"],
)
def test_links_to_sections_are_no_tags(link: str) -> None:
    assert tags_of(before=link)[0] == []


def test_a_plain_box_in_the_text_of_nothing_but_links_to_subjects() -> None:
    box = "<div><a href=/temos/ports>Ports</a> <a href=/temos/trade>Trade</a>{}</div>"
    for inner, tags in ((box.format(""), ["Ports", "Trade"]), (box.format(" are what we write of"), [])):
        markup = page("", f"<article><h1>Ships wait</h1><div id=text>{PROSE}{inner}</div></article>")
        text = markup.root.get_element_by_id("text")
        assert read_tags(markup, scene_of(markup, markup.root.find(".//h1"), text))[0] == tags


TEXT = f"<p>{'A sentence that tells what happened in the town on the day before yesterday. ' * 4}</p>"


def test_tags_in_a_line_that_is_named_for_them() -> None:
    line = "<p>7 May <span class=post-tags>Tags: <a href=/t/ports>Ports</a>, <a href=/t/trade>Trade</a></span></p>"
    markup = page(
        '<meta name="keywords" content="breaking news, entertainment">', f"<h1>Ships</h1>{line}<div>{TEXT}</div>"
    )
    scene = scene_of(markup, markup.root.find(".//h1"), markup.root.find(".//div"))
    assert read_tags(markup, scene) == (["Ports", "Trade"], "tag box")


def test_the_words_of_the_headline_are_no_tags() -> None:
    head = '<meta name="keywords" content="ships, wait, for, a, berth, harbour">'
    markup = page(head, f"<h1>Ships Wait for a Berth</h1><div>{TEXT}</div>")
    scene = scene_of(markup, markup.root.find(".//h1"), markup.root.find(".//div"))
    assert read_tags(markup, scene)[0] == ["harbour"]


def test_how_many_texts_there_are_of_each_tag_is_none_of_its_words() -> None:
    links = "".join(
        f"<a href=/t/{tag}>{tag} <span>{count}</span></a> " for tag, count in (("Xa", 18), ("Yb", 2), ("Zc", 7))
    )
    markup = page("", f"<article><h1>Ships wait</h1><div>{TEXT}</div><div class=tags>{links}</div></article>")
    scene = scene_of(markup, markup.root.find(".//h1"), markup.root.find(".//article/div"))
    assert read_tags(markup, scene)[0] == ["Xa", "Yb", "Zc"]


@pytest.mark.parametrize(
    ("label", "links", "tags"),
    [
        ("Related topics", ("/topics/c1", "/topics/c2"), ["Ports", "Trade"]),
        ("مواضيع ذات صلة", ("/arabic/topics/c1", "/arabic/topics/c2"), ["Ports", "Trade"]),
        ("Related", ("/topics/c1", "/articles/a-ferry-sinks"), []),
        ("Topics", ("/topics/c1", "/topics/c2"), []),  # of the whole site, for all that its label says
    ],
)
def test_subjects_under_a_label_for_what_is_related_are_tags(
    label: str, links: tuple[str, str], tags: list[str]
) -> None:
    items = "".join(f"<li><a href={href}>{name}</a></li>" for href, name in zip(links, ("Ports", "Trade"), strict=True))
    markup = page("", f"<main><h1>A</h1><p>Text</p></main><aside><h2>{label}</h2><ul>{items}</ul></aside>")
    text = markup.root.find(".//main")
    assert read_tags(markup, scene_of(markup, text[0], text))[0] == tags


@pytest.mark.parametrize(
    ("place", "tags"),
    [("<div class=topics>{}</div><h1>A</h1>", []), ("<h1>A</h1><div class=topics>{}</div>", ["World"])],
)
def test_what_stands_alone_above_the_headline_is_its_kicker(place: str, tags: list[str]) -> None:
    markup = page("", f"<main>{place.format('<a href=/world/>World</a>')}<p>Text</p></main>")
    text = markup.root.find(".//main")
    assert read_tags(markup, scene_of(markup, text.find("h1"), text))[0] == tags


def test_a_list_that_half_leads_to_subjects_is_one_of_tags() -> None:
    item = "<li class=q><a href=/{}/>{}</a>"
    towns, roads, trade = (
        item.format("sea/town/bay", "Bay"),
        item.format("tudo-sobre/roads", "Roads"),
        item.format("x", "Y"),
    )
    assert tags_of(after=f"<ul>{towns}{roads}</ul>")[0] == ["Bay", "Roads"]
    assert tags_of(after=f"<ul>{towns}{roads}{trade}</ul>")[0] == ["Roads"]
