from __future__ import annotations

from newscrawler.crawling.exploring import Exploration
from newscrawler.discovery import usual_sources
from newscrawler.items import Discovered, Outcome, Page, PageKind, Visit

HOME = "https://example.org/"
ARTICLE = Discovered(f"{HOME}a/1")
SECTION = Discovered(f"{HOME}section", PageKind.SECTION)
FEED = Discovered(f"{HOME}feed.xml", PageKind.FEED)
SITEMAP = Discovered(f"{HOME}sitemap.xml", PageKind.SITEMAP)


def visit(kind: PageKind, *links: Discovered, depth: int = 0) -> Visit:
    return Visit(page=Page(HOME, "example.org", kind, depth=depth), links=list(links))


def urls(found: list[Discovered]) -> list[str]:
    return [page.url for page in found]


def test_a_front_page_gives_feeds_and_articles_at_once_and_sections_later() -> None:
    exploration = Exploration(HOME)
    at_once = exploration.sift(visit(PageKind.SECTION, ARTICLE, SECTION, FEED, SITEMAP), PageKind.SECTION)
    assert urls(at_once) == urls([ARTICLE, FEED])
    assert urls(exploration.next_step()) == urls(usual_sources(HOME))
    assert urls(exploration.next_step()) == urls([SECTION, SITEMAP])
    assert exploration.next_step() == []


def test_a_feed_that_works_ends_the_exploration() -> None:
    exploration = Exploration(HOME)
    exploration.sift(visit(PageKind.SECTION, SECTION), PageKind.SECTION)
    exploration.sift(visit(PageKind.FEED, ARTICLE), PageKind.FEED)
    assert exploration.next_step() == []


def test_a_feed_that_is_unchanged_works_too() -> None:
    exploration = Exploration(HOME)
    unchanged = visit(PageKind.FEED)
    unchanged.outcome = Outcome.UNCHANGED
    exploration.sift(unchanged, PageKind.FEED)
    assert exploration.next_step() == []


def test_an_empty_feed_does_not() -> None:
    exploration = Exploration(HOME)
    exploration.sift(visit(PageKind.FEED), PageKind.FEED)
    assert exploration.next_step() != []


def test_a_sitemap_that_is_a_news_sitemap_works() -> None:
    exploration = Exploration(HOME)
    assert urls(exploration.sift(visit(PageKind.SITEMAP, ARTICLE), PageKind.NEWS_SITEMAP)) == [ARTICLE.url]
    assert exploration.next_step() == []


def test_what_a_plain_sitemap_lists_waits() -> None:
    exploration = Exploration(HOME)
    assert exploration.sift(visit(PageKind.SITEMAP, ARTICLE, SITEMAP), PageKind.SITEMAP) == []
    exploration.next_step()
    assert urls(exploration.next_step()) == urls([ARTICLE, SITEMAP])


def test_depth_and_number_of_sections_are_bounded() -> None:
    sections = [Discovered(f"{HOME}section/{number}", PageKind.SECTION) for number in range(100)]
    exploration = Exploration(HOME)
    exploration.sift(visit(PageKind.SECTION, *sections), PageKind.SECTION)
    exploration.next_step()
    assert len(exploration.next_step()) == 30
    assert exploration.sift(visit(PageKind.SECTION, *sections, depth=1), PageKind.SECTION) == []
    assert exploration.sift(visit(PageKind.SECTION, FEED, ARTICLE, depth=2), PageKind.SECTION) == [ARTICLE]
