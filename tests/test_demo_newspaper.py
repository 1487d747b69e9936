"""The newspaper has what the demonstration promises to show, in both editions."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from parsel import Selector

from demo.calendars import clock
from demo.newspaper import GONE, PRIVATE, PROGRAMME, Newspaper
from demo.printing import SECTIONS
from demo.reports import ARTICLES, read_report

if TYPE_CHECKING:
    from demo.reports import Report

BASE = "http://127.0.0.1:8642"
LISTINGS = ("/", "/en/", *(path for _, path in SECTIONS.values()))


@pytest.fixture(scope="module")
def first() -> Newspaper:
    return Newspaper(BASE, 1)


@pytest.fixture(scope="module")
def second() -> Newspaper:
    return Newspaper(BASE, 2)


def page(newspaper: Newspaper, path: str) -> str:
    answer = newspaper.answer(path)
    assert answer.status == 200, path
    return answer.body.decode()


def hrefs(markup: str) -> list[str]:
    return Selector(markup).css("a::attr(href)").getall()


def test_it_has_enough_articles_in_both_languages_and_every_theme(first: Newspaper) -> None:
    assert len(first.reports) >= 14
    assert {report.language for report in first.reports} == {"ar", "en"}
    assert {report.theme for report in first.reports} == {"sahifa", "modern", "plain"}
    assert all(4 <= len(report.paragraphs) <= 10 for report in first.reports)


def test_every_page_shows_its_text_as_written(second: Newspaper) -> None:
    for report in second.reports:
        blocks = Selector(page(second, report.href)).xpath("//p | //h2 | //li")
        shown = [block.xpath("string()").get() for block in blocks]
        assert [text for text in shown if text in report.paragraphs] == report.paragraphs


def test_no_link_inside_the_newspaper_is_dead_but_the_one_that_is_gone(second: Newspaper) -> None:
    places = [*LISTINGS, *(report.href for report in second.reports)]
    inside = {href for place in places for href in hrefs(page(second, place)) if href.startswith("/")}
    dead = {href for href in inside if second.answer(href).status != 200}
    assert {href for href in dead if not href.startswith(("/tag/", "/author/"))} == {GONE}
    assert second.answer(GONE).status == 410


def test_second_edition_has_one_article_more_and_one_changed(first: Newspaper, second: Newspaper) -> None:
    before = {report.slug: report.paragraphs for report in first.reports}
    after = {report.slug: report.paragraphs for report in second.reports}
    assert set(after) - set(before) == {"medical-caravan"}
    assert [slug for slug in before if before[slug] != after[slug]] == ["bus-times"]
    assert first.answer("/details/4104").etag != second.answer("/details/4104").etag


def test_front_page_links_to_what_crawlers_meet(first: Newspaper) -> None:
    links = hrefs(page(first, "/"))
    for expected in (PRIVATE, GONE, PROGRAMME, "https://example.org/2026/03/weather-on-the-coast.html"):
        assert expected in links
    assert any("utm_source=" in link for link in links)
    assert f"Disallow: {PRIVATE.split('2026')[0]}" in page(first, "/robots.txt")


def test_sitemaps_and_feed_are_well_formed_and_hold_every_article(second: Newspaper) -> None:
    robots = page(second, "/robots.txt")
    assert re.findall(r"Sitemap: (\S+)", robots) == [f"{BASE}/sitemap.xml", f"{BASE}/news-sitemap.xml"]
    listed: set[str] = set()
    for path in ("/sitemap.xml", "/news-sitemap.xml", "/feed.xml"):
        elements = ElementTree.fromstring(page(second, path)).iter()
        links = [element.text or "" for element in elements if element.tag.endswith(("link", "}loc"))]
        found = [link for link in links if link != f"{BASE}/"]
        assert found, path
        listed |= {link.partition("?")[0] for link in found}
    assert listed == {BASE + report.href for report in second.reports}


def test_copy_shows_the_same_text_and_names_no_canonical_address(first: Newspaper) -> None:
    (report,) = [report for report in first.reports if report.also]
    original, copy = page(first, report.path), page(first, report.also)
    assert 'rel="canonical"' in original
    assert 'rel="canonical"' not in copy
    assert all(line in original and line in copy for line in report.html.splitlines())


def test_modern_pages_declare_what_they_show(first: Newspaper) -> None:
    for report in (report for report in first.reports if report.theme == "modern"):
        declared = _json_ld(page(first, report.href))
        assert (declared["headline"], declared["author"]["name"]) == (report.title, report.author)
        assert declared["datePublished"] == report.published


def _json_ld(markup: str) -> Any:
    return json.loads(Selector(markup).css("script[type='application/ld+json']::text").get(""))


def test_unknown_path_is_answered_404(first: Newspaper) -> None:
    assert first.answer("/no/such/page").status == 404


def test_clock_shows_both_calendars() -> None:
    assert clock(date(2017, 3, 25)) == "السبت 25 مارس 2017 م - ٢٦ جمادى الآخرة ١٤٣٨ هـ"


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.stem)
def test_facts_of_an_article_file_are_complete(path) -> None:
    report: Report = read_report(path, 2)
    assert report.title
    assert report.lists
    assert report.tags
    assert (report.theme == "sahifa") == (not report.author)
