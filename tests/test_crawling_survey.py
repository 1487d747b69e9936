"""Which addresses a survey looks at, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newscrawler import NewsSpider
from newscrawler.crawling.survey import MOST_REQUESTS, Survey
from newscrawler.discovery import facts_of_front, usual_sources
from newscrawler.items import Outcome, Snapshot, Visit
from newscrawler.markup import parse_markup

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME = "https://example.org/"
FEED = "<rss version='2.0'><channel>{}</channel></rss>"
ITEM = "<item><title>t</title><link>https://example.org/{}</link></item>"
INDEX = "<sitemapindex>{}</sitemapindex>"


def surveyed(pages: Mapping[str, str], **declared: object) -> tuple[Survey, list[str]]:
    """Return the survey of a site that has these pages, and the paths in the order they were asked for."""
    kind = type("Surveyed", (NewsSpider,), {"name": "surveyed", **declared})
    survey = Survey(kind(site=HOME))
    asked = []
    while (page := survey.next_page()) is not None:
        path = page.url.removeprefix("https://example.org")
        asked.append(path)
        found = path in pages
        body = pages.get(path, "").encode()
        visit = Visit(page=page, snapshot=Snapshot(page.url, 200 if found else 404, (), body, "2026-03-01T12:00:00Z"))
        if not found:
            visit.outcome, visit.reason = Outcome.FAILED, "gone 404"
        survey.take(visit)
    return survey, asked


def test_robots_and_links_come_first_and_spare_the_usual_addresses() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/rss/all">'
    survey, asked = surveyed({
        "/": f"<html><head>{head}</head><body><nav><a href='/sport/'>Sport</a></nav></body></html>",
        "/robots.txt": "Sitemap: /index-of-maps.xml\nSitemap: /google-news.xml",
        "/rss/all": FEED.format(ITEM.format("a")),
        "/google-news.xml": "<urlset xmlns:news='n'><url><loc>/b</loc><news:news/></url></urlset>",
        "/index-of-maps.xml": INDEX.format("<sitemap><loc>/maps/1.xml</loc></sitemap>"),
        "/maps/1.xml": "<urlset><url><loc>https://example.org/2016/07/16/moscow-says-no</loc></url></urlset>",
    })  # fmt: skip
    assert asked == ["/", "/robots.txt", "/rss/all", "/index-of-maps.xml", "/google-news.xml", "/maps/1.xml", "/sport/"]
    assert [str(offer.kind) for offer in survey.offers if offer.is_index] == ["sitemap"]


def test_the_usual_addresses_are_tried_until_one_of_each_kind_works() -> None:
    _, asked = surveyed({"/": "<html></html>", "/rss.xml": FEED.format(ITEM.format("a"))})
    tried = [page.url.removeprefix("https://example.org") for page in usual_sources(HOME)]
    feeds, maps = [path for path in asked[2:] if "sitemap" not in path], [path for path in asked if "map" in path]
    assert asked[2:5] == ["/feed", "/rss", "/rss.xml"]
    assert "/atom.xml" not in feeds
    assert maps == [path for path in tried if "map" in path]


@pytest.mark.parametrize("path", ["/wp-sitemap.xml", "/feeds/posts/default", "/feed.json", "/news-sitemap.xml"])
def test_publishing_systems_are_met_where_they_put_their_lists(path: str) -> None:
    items = '{"items": [{"url": "/a"}]}' if path.endswith("json") else FEED.format(ITEM.format("a"))
    body = items if "map" not in path else "<urlset><url><loc>/2016/07/16/moscow-says-no</loc></url></urlset>"
    survey, _ = surveyed({"/": "<html></html>", path: body})
    assert [offer.url.removeprefix("https://example.org") for offer in survey.offers if offer.works] == [path]


def test_a_site_of_a_thousand_lists_is_asked_a_bounded_number_of_times() -> None:
    maps = "".join(f"<sitemap><loc>/maps/{number}.xml</loc></sitemap>" for number in range(1_000))
    links = "".join(f"<a href='/s{number}/'>Section</a>" for number in range(1_000))
    lines = "\n".join(f"Sitemap: /m/{number}.xml" for number in range(400))
    feeds = "".join(f"<link rel=alternate type='application/rss+xml' href='/f/{number}'>" for number in range(1_000))
    pages = {"/": f"<html><head>{feeds}</head>{links}</html>", "/robots.txt": lines, "/m/0.xml": INDEX.format(maps)}
    assert len(surveyed(pages)[1]) <= MOST_REQUESTS


@pytest.mark.parametrize("reason", ["connection refused", "blocked 403", "robots unreachable"])
def test_a_front_page_that_cannot_be_had_ends_the_survey(reason: str) -> None:
    kind = type("Surveyed", (NewsSpider,), {"name": "surveyed"})
    survey = Survey(kind(site=HOME))
    page = survey.next_page()
    assert page is not None
    survey.take(Visit(page=page, outcome=Outcome.FAILED, reason=reason))
    assert survey.next_page() is None
    assert survey.failure == reason


@pytest.mark.parametrize(
    ("url", "html", "expected"),
    [
        ("https://alwatan.om/", "<html lang='ar'><title>الوطن</title>", ("الوطن", "OM", ("ar",), "Asia/Muscat")),
        ("https://example.io/", "<html lang='ar-OM'><meta property='og:site_name' content='A b'>", ("A b", "OM")),
        ("https://example.co.uk/", "<html lang='en-US'><title>A sentence about the site</title>", ("", "GB")),
        ("https://example.org/", "<html lang='en-US'>", ("", None, ("en-US",), None)),
        ("http://127.0.0.1:8000/", "<html>", ("", None, (), None)),
    ],
)
def test_what_a_front_page_tells_of_its_site(url: str, html: str, expected: tuple[object, ...]) -> None:
    facts = facts_of_front(parse_markup(html, url))
    assert (facts.name, facts.country, facts.languages, facts.timezone)[: len(expected)] == expected
