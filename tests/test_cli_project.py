"""From what a user calls a site to the spider that crawls it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from newscrawler.cli import project
from newscrawler.cli.project import Crawl, as_address, choose, site_names
from newscrawler.errors import UsageError

SPIDERS = {
    "article": SimpleNamespace(domains=()),
    "daily": SimpleNamespace(domains=("daily.example", "daily-mirror.example")),
    "news": SimpleNamespace(),
}


@pytest.mark.parametrize(
    ("site", "crawl"),
    [
        ("daily", Crawl("daily")),
        ("daily.example", Crawl("daily")),
        ("www.daily.example", Crawl("daily")),
        ("https://daily-mirror.example/politics", Crawl("daily")),
        ("weekly.example", Crawl("news", "https://weekly.example/")),
        ("weekly.example/en", Crawl("news", "https://weekly.example/en")),
        ("http://weekly.example:8080/", Crawl("news", "http://weekly.example:8080/")),
        ("localhost:8000", Crawl("news", "http://localhost:8000/")),
        ("notdaily.example", Crawl("news", "https://notdaily.example/")),
    ],
)
def test_a_site_is_a_name_a_domain_or_an_address(site, crawl):
    assert choose(site, SPIDERS) == crawl


def test_a_spider_can_be_insisted_on_for_another_address():
    assert choose("http://127.0.0.1:8000/", SPIDERS, spider="daily") == Crawl("daily", "http://127.0.0.1:8000/")
    assert choose("https://daily.example/", SPIDERS, spider="daily") == Crawl("daily")
    assert choose("daily", SPIDERS, spider="daily") == Crawl("daily")


@pytest.mark.parametrize(
    "site",
    ["dialy", "news", "", "javascript:alert(1)", "ftp://daily.example/", "file:///etc/passwd", "http://[::1", "-x"],
)
def test_what_is_no_site_is_a_usage_error_that_names_the_sites(site):
    with pytest.raises(UsageError, match="or one of: daily"):
        choose(site, SPIDERS)


def test_an_unknown_spider_is_a_usage_error():
    with pytest.raises(UsageError, match="No spider named 'hourly'; there are: article, daily, news"):
        choose("https://daily.example/", SPIDERS, spider="hourly")


def test_scrapy_gets_the_address_only_where_it_differs():
    assert Crawl("daily").arguments == ["daily"]
    assert Crawl("news", "https://a.example/").arguments == ["news", "-a", "site=https://a.example/"]


def test_only_spiders_with_domains_are_sites():
    assert site_names(SPIDERS) == ["daily"]


def test_words_without_a_dot_are_no_address():
    assert [as_address(word) for word in ("daily", "news", "10", "")] == [None] * 4


def test_the_project_is_found_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (project.project_folder() / "newscrawler" / "cli").is_dir()


def test_without_scrapy_cfg_there_is_no_project(tmp_path, monkeypatch):
    monkeypatch.setattr(project, "HERE", tmp_path / "newscrawler" / "cli" / "project.py")
    with pytest.raises(UsageError, match=f"No scrapy.cfg in {tmp_path}"):
        project.project_folder()
