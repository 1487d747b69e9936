from __future__ import annotations

import pytest

from newscrawler import Feed, NewsSpider, Section
from newscrawler.crawling.seeds import seeds_of
from newscrawler.errors import BadUrl, UsageError
from newscrawler.items import PageKind
from spiders.article import ArticleSpider
from spiders.news import AnySiteSpider


class PaperSpider(NewsSpider):
    name = "paper"
    domains = ("example.org", "example.net")
    sources = (Feed("https://example.org/feed?all=1"), Section("/"))
    languages = ("ar-OM",)


def test_a_site_is_its_first_domain() -> None:
    spider = PaperSpider()
    assert (spider.site, spider.home) == ("example.org", "https://example.org/")
    assert [found.url for found in spider.seeds()] == ["https://example.org/feed?all=1", "https://example.org/"]


def test_another_address_keeps_the_facts_and_moves_the_sources() -> None:
    spider = PaperSpider(site="http://127.0.0.1:8000/")
    assert spider.site == "127.0.0.1:8000"
    assert list(spider.domains) == ["127.0.0.1:8000"]
    assert spider.facts.languages == ("ar-OM",)
    assert [found.url for found in spider.seeds()] == ["http://127.0.0.1:8000/feed?all=1", "http://127.0.0.1:8000/"]
    assert PaperSpider.domains == ("example.org", "example.net")


def test_without_sources_the_front_page_and_robots_txt_tell() -> None:
    kinds = {found.url: found.kind for found in seeds_of((), "https://example.org/news/")}
    assert kinds == {
        "https://example.org/robots.txt": PageKind.ROBOTS,
        "https://example.org/news/": PageKind.SECTION,
    }


def test_an_article_given_as_the_site_is_fetched_beside_the_front_page() -> None:
    kinds = {found.url: found.kind for found in seeds_of((), "https://example.org/details/12", r"/details/\d+")}
    assert kinds == {
        "https://example.org/robots.txt": PageKind.ROBOTS,
        "https://example.org/": PageKind.SECTION,
        "https://example.org/details/12": PageKind.ARTICLE,
    }


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://", "http://[::1", "file:///etc/passwd", "http://a:0/"]
)
def test_a_bad_address_is_named(address: str) -> None:
    with pytest.raises(BadUrl, match="expected one such as"):
        PaperSpider(site=address)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"url": ""}, "no address"),
        ({"file": "/no/such/list"}, "cannot be read"),
        ({"url": "https://example.org/ ftp://example.org/"}, "address 2, 'ftp://example.org/'"),
    ],
)
def test_a_list_that_cannot_be_taken_is_refused_in_words(arguments: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        ArticleSpider(**arguments)
    with pytest.raises(UsageError, match="needs a site"):
        AnySiteSpider()


def test_an_unknown_argument_is_named() -> None:
    with pytest.raises(UsageError, match="takes no argument 'sight'; it takes: site"):
        PaperSpider(sight="x")


def test_a_spider_of_pages_has_no_site() -> None:
    class PagesSpider(NewsSpider):
        name = "pages"
        takes = ("url", "file")

    spider = PagesSpider(url="https://example.org/1  https://example.net/2\nhttps://example.org/1")
    assert [found.url for found in spider.seeds()] == ["https://example.org/1", "https://example.net/2"]
    assert (spider.site, spider.is_one_off, spider.domains) == ("pages", True, ())
