from __future__ import annotations

import pytest

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
    assert exploration.sift(visit(PageKind.SECTION, *sections[30:], depth=1), PageKind.SECTION) == []
    assert exploration.sift(visit(PageKind.SECTION, FEED, ARTICLE, depth=2), PageKind.SECTION) == [ARTICLE]


def opened() -> Exploration:
    exploration = Exploration(HOME)
    exploration.next_step()
    exploration.next_step()
    return exploration


def test_what_is_not_followed_is_counted() -> None:
    sections = [Discovered(f"{HOME}section/{number}", PageKind.SECTION) for number in range(40)]
    listed, deep = visit(PageKind.SECTION, *sections), visit(PageKind.SECTION, *sections, depth=2)
    exploration = opened()
    assert len(exploration.sift(listed, PageKind.SECTION)) == 30
    exploration.sift(deep, PageKind.SECTION)
    assert (+listed.dropped, +deep.dropped) == ({"too many sources": 10}, {"too deep": 40})


@pytest.mark.parametrize("feed_works", [True, False])
def test_what_is_held_at_the_end_is_counted(feed_works: bool) -> None:
    exploration = Exploration(HOME)
    exploration.sift(visit(PageKind.SECTION, SECTION), PageKind.SECTION)
    if feed_works:
        exploration.sift(visit(PageKind.FEED, ARTICLE), PageKind.FEED)
    assert +exploration.leftovers() == {"not needed: feeds list the newest" if feed_works else "run cut short": 1}


def test_a_menu_on_every_page_is_paid_for_once() -> None:
    sections = [Discovered(f"{HOME}section/{number}", PageKind.SECTION) for number in range(4)]
    exploration = opened()
    for _ in range(20):
        exploration.sift(visit(PageKind.SECTION, *sections, depth=1), PageKind.SECTION)
    assert exploration.left[PageKind.SECTION] == 26


def test_the_next_page_of_a_list_is_no_deeper() -> None:
    following = Discovered(f"{HOME}section/page/9", PageKind.SECTION, is_next=True)
    further = visit(PageKind.SECTION, SECTION, following, depth=2)
    assert opened().sift(further, PageKind.SECTION) == [following]


def test_of_too_many_held_pages_the_newest_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscrawler.crawling.exploring._MOST_HELD", 3)
    exploration = Exploration(HOME)
    for month in ("01", "03", "02"):
        pages = [Discovered(f"{HOME}{month}/{day}", modified=f"2026-{month}-{day:02}") for day in range(1, 4)]
        seen = visit(PageKind.SITEMAP, *pages)
        exploration.sift(seen, PageKind.SITEMAP)
    assert seen.dropped["too many"] == 3
    exploration.next_step()
    assert [found.modified for found in exploration.next_step()] == ["2026-03-03", "2026-03-02", "2026-03-01"]
