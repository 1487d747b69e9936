"""`newscrawler sources`: what a site offers, the file to paste, and what the archive remembers."""

from __future__ import annotations

import ast
import json
import threading
from typing import Any

import pytest
from click.testing import CliRunner

import newscrawler.crawling
from demo.server import NewspaperServer
from newscrawler import NewsSpider
from newscrawler.archive import Archive
from newscrawler.cli import main
from newscrawler.cli.site_file import module_name, site_file
from newscrawler.items import Discovered, Outcome, Page, PageKind, Visit
from tests.archive_visits import SITE, Clock, failure, found, lease
from tests.loopback import Loopback, text

FACTS = {"name": "", "domains": ["example.org"], "country": None, "languages": [], "timezone": None}
COLUMNS = ("kind", "url", "found_by", "status", "problem", "entries", "articles", "newest", "oldest")
FEED = ("feed", "https://example.org/feed", "link", 200, "", 10, 10, "2026-03-03T09:00:00Z", "2026-02-08T12:45:00Z")
GONE = ("feed", "https://example.org/atom.xml", "link", 404, "gone 404", 0, 0, None, None)
TRIED = ("feed", "https://example.org/rss", "usual address", 404, "gone 404", 0, 0, None, None)


def run(*arguments):
    return CliRunner().invoke(main, ["sources", *map(str, arguments)])


@pytest.fixture
def offers(monkeypatch):
    """Let a site offer what the test says, without a fetch."""
    asked = []

    def offer(*rows, recommended=(("feed", "https://example.org/feed"),)):
        answer = {
            "facts": FACTS,
            "sources": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
            "recommended": recommended,
        }

        def survey(given):
            asked.append(given)
            return answer

        monkeypatch.setattr(newscrawler.crawling, "survey_site", survey)
        return asked

    return offer


def test_the_table_says_what_each_source_lists(offers):
    offers(FEED, GONE, TRIED)
    lines = run("example.org").stdout.splitlines()
    assert lines[0].split() == ["kind", "address", "entries", "articles", "newest", "oldest"]
    assert lines[1].split()[:4] == ["feed", "/feed", "10", "10"]
    assert "feed /atom.xml (link): gone 404" in lines
    assert "1 usual addresses lead nowhere" in lines


def test_a_site_with_a_file_is_asked_as_its_file_says(offers):
    asked = offers(FEED)
    assert run("alwatan").exit_code == 0
    assert run("https://alwatan.com/details/1").exit_code == 0
    assert [given["article_urls"] for given in asked] == [r"/details/\d+"] * 2
    assert asked[0]["site"] == "https://alwatan.com/"


def test_nothing_found_ends_with_1_and_says_so(offers):
    offers(TRIED, recommended=())
    result = run("example.org")
    assert result.exit_code == 1
    assert result.stderr == "Error: https://example.org/: no feed, no sitemap and no section lists an article\n"
    assert json.loads(run("example.org", "--json").stdout)["site_file"] is None


@pytest.mark.parametrize("arguments", [[], ["no-such-spider"], ["ftp://example.org/"]])
def test_what_cannot_be_asked_ends_with_2(arguments):
    result = run(*arguments)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def spider_in(source):
    """Return the spider that a site file declares."""
    scope: dict[str, Any] = {"__name__": "pasted"}
    exec(compile(source, "pasted.py", "exec"), scope)
    (name,) = (node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    assert issubclass(scope[name], NewsSpider)
    return scope[name]()


def test_the_file_is_one_that_can_be_crawled():
    facts = {"name": "المرسى", "domains": ["al-marsa.om"], "country": "OM", "languages": ["ar-OM"]}
    sources = [
        ("feed", "https://al-marsa.om/feed?x=1"),
        ("news_sitemap", "https://www.al-marsa.om/news.xml"),
        ("section", "https://al-marsa.om/"),
    ]
    spider = spider_in(site_file(facts | {"timezone": "Asia/Muscat"}, sources, "https://al-marsa.om/"))
    assert (spider.name, spider.domains, spider.publisher) == ("al_marsa_om", ("al-marsa.om",), "المرسى")
    assert (spider.country, spider.languages, spider.timezone) == ("OM", ("ar-OM",), "Asia/Muscat")
    assert [source.url for source in spider.sources] == ["/feed?x=1", "https://www.al-marsa.om/news.xml", "/"]
    assert [str(source.kind) for source in spider.sources] == ["feed", "news_sitemap", "section"]


def test_what_a_site_calls_itself_cannot_become_code():
    name = '"""\nimport os\n"\\" \u2028\u202e{} \x1b[31m'
    source = site_file(FACTS | {"name": name}, [("feed", 'https://example.org/"),exit("')], "https://example.org/")
    spider = spider_in(source)
    assert spider.sources[0].url == '/"),exit("'
    assert "\x1b" not in source
    assert "\u202e" not in source
    assert [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.Call)] != []
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import)]


@pytest.mark.parametrize("domain", ["example.org", "1tv.example", "127.0.0.1:80", "صحيفة.example", "class.example"])
def test_a_spider_has_a_name_that_can_be_a_module(domain):
    assert module_name(domain).isidentifier()


def test_the_demo_newspaper_is_found_whole():
    with NewspaperServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        result = run(server.base, "--json")
        server.shutdown()
        thread.join()
    told = json.loads(result.stdout)
    counted = {(row["kind"], row["url"].removeprefix(server.base)): row["entries"] for row in told["sources"]}
    assert {kind: counted[kind, path] for kind, path in (("feed", "/feed.xml"), ("sitemap", "/sitemap.xml"))} == {
        "feed": 15,
        "sitemap": 16,
    }
    assert counted["news_sitemap", "/news-sitemap.xml"] == 3
    assert sum(kind == "section" for kind, _ in counted) == 6
    assert [str(source.kind) for source in spider_in(told["site_file"]).sources] == ["feed", "sitemap"]


def test_a_site_that_cannot_be_had_ends_as_a_crawl_of_it_would():
    with Loopback({"/robots.txt": text("User-agent: *\nDisallow: /")}) as server:
        assert (result := run(server.url())).exit_code == 30
        assert "disallowed by robots.txt" in result.stderr
        assert server.paths == ["/robots.txt"]
    assert (result := run(server.url())).exit_code == 40
    assert "connection refused" in result.stderr


def test_what_the_archive_remembers_of_its_sources(tmp_path):
    clock, path = Clock(), tmp_path / "news.db"
    with Archive(path, now=clock) as archive:
        archive.lock(SITE)
        run_id = archive.begin_run("daily", SITE).id
        archive.add_pages(SITE, found("feed", "old-feed", kind=PageKind.FEED))
        feed, old = lease(archive, run_id)
        listed = [Discovered(f"https://{SITE}/news/{number}", published="2026-03-01") for number in (1, 2, 3)]
        archive.store(Visit(page=feed, outcome=Outcome.UNCHANGED, links=listed), run_id=run_id)
        archive.store(failure(old), run_id=run_id)
        archive.store(failure(Page(old.url, SITE, PageKind.FEED, id=old.id)), run_id=run_id)
        archive.end_run(run_id, verdict="worked", exit_status=0)
        first, second = archive.source_health(SITE)
        clock.move(8 * 86_400)
        assert archive.source_health()[0]["brought_lately"] == 0
    assert (first["url"], first["failures"], first["brought"], first["brought_lately"]) == (feed.url, 0, 3, 3)
    assert (second["failures"], second["reason"], second["last_status"]) == (2, "server error", 500)

    told = run("--known", "--archive", path)
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert lines[0] == SITE
    assert lines[2].split()[:3] == ["feed", "/feed", "read,"]
    assert lines[3].split()[:4] == ["feed", "/old-feed", "server", "error,"]
    assert [row["brought"] for row in json.loads(run(SITE, "--known", "--archive", path, "--json").stdout)] == [3, 0]
    assert run("other.example", "--known", "--archive", path).exit_code == 1
