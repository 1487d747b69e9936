"""`newscrawler extract`: one page, from a file, from standard input, from the network."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import newscrawler.crawling
from newscrawler.cli import extract, main
from newscrawler.items import Snapshot

PARAGRAPHS = (
    "The harbour bridge was opened to traffic on Tuesday after four years of work, the city said.",
    "Some nine thousand cars are expected to cross it every day, most of them on their way to the port.",
    "Engineers will watch the cables for a year, and tolls will be decided by the council in May.",
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour bridge opens</title>{head}
<meta property="article:published_time" content="2026-03-24T08:15:00+04:00"></head>
<body><article><h1>Harbour bridge opens</h1>{body}</article></body></html>"""
CANONICAL = '<link rel="canonical" href="https://example.org/news/1">'


def page(head=CANONICAL):
    return PAGE.format(head=head, body="".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS))


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, ["extract", *map(str, arguments)], input=stdin)


@pytest.fixture
def saved(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.html"
    path.write_text(page(), encoding="utf-8")
    return path


def test_a_saved_page_is_printed_as_show_prints_it(saved):
    result = run(saved)
    assert result.exit_code == 0
    assert result.stdout.startswith("Harbour bridge opens\n\nsite         example.org\npublished    2026-03-24T08:15")
    assert result.stdout.endswith("\n\n" + "\n\n".join(PARAGRAPHS) + "\n")


def test_no_archive_is_touched(saved, tmp_path):
    run(saved)
    assert list(tmp_path.iterdir()) == [saved]


def test_json_is_the_whole_article(saved):
    article = json.loads(run(saved, "--json").stdout)
    assert article["body"] == "\n\n".join(PARAGRAPHS)
    assert article["published_from"] == "meta"
    assert article["url"] == "https://example.org/news/1"


def test_standard_input_is_read_as_bytes():
    result = run("-", "--json", stdin=page().replace("utf-8", "windows-1256").replace("port", "ميناء").encode("cp1256"))
    assert "ميناء" in json.loads(result.stdout)["body"]


@pytest.mark.parametrize(
    ("head", "option", "url"),
    [
        (CANONICAL, ["--url", "https://example.net/x"], "https://example.net/x"),
        (CANONICAL, [], "https://example.org/news/1"),
        ('<meta property="og:url" content="https://example.org/og">', [], "https://example.org/og"),
        ('<link rel="canonical" href="/relative">', [], "http://localhost/saved-page"),
        ('<link rel="canonical" href="javascript:alert(1)">', [], "http://localhost/saved-page"),
        ("", [], "http://localhost/saved-page"),
    ],
)
def test_the_address_is_given_or_declared_or_nowhere(head, option, url):
    assert json.loads(run("-", "--json", *option, stdin=page(head)).stdout)["url"] == url


def test_a_saved_page_that_does_not_say_its_address_is_no_front_page():
    links = "".join(
        f"<p><a href=/{number}>A headline of the day, number {number} of many</a></p>" for number in range(20)
    )
    text = "The ferry runs every ten minutes, the mayor said, and nobody has to wait at the old bridge any longer. " * 4
    html = f"<title>Ferry runs</title><body><h1>Ferry runs</h1><p>{text}</p><div>{links}</div></body>"
    assert json.loads(run("-", "--json", stdin=html).stdout)["title"] == "Ferry runs"


def test_a_site_with_a_file_has_its_say(saved, monkeypatch):
    class Spider:
        def __init__(self, facts=None):
            self.facts = facts

        def clean_article(self, article, _markup):
            article.section = "Cleaned"
            return article

    monkeypatch.setattr(extract, "site_spider", lambda url: Spider() if "example.org" in url else None)
    assert json.loads(run(saved, "--json").stdout)["section"] == "Cleaned"
    assert json.loads(run(saved, "--json", "--url", "https://example.net/").stdout)["section"] is None


@pytest.mark.parametrize("content", ["", "<html></html>", "\x00" * 100, "just words"])
def test_what_is_no_article_ends_with_1_in_one_line(content):
    result = run("-", stdin=content)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["nowhere.html"], ["."], ["example.org/news/1"], ["-", "--url", "ftp://x/"], []])
def test_what_cannot_be_read_ends_with_2(saved, arguments):
    result = run(*arguments, stdin=page())
    assert result.exit_code == 2
    assert result.stderr


def test_a_url_is_fetched_as_a_crawl_would(monkeypatch):
    headers = (("content-type", "text/html; charset=utf-8"),)
    served = Snapshot("https://example.org/moved", 200, headers, page("").encode(), "2026-03-25T12:00:00+00:00")
    monkeypatch.setattr(newscrawler.crawling, "fetch_page", {"https://example.org/1": served}.__getitem__)
    article = json.loads(run("https://example.org/1", "--json").stdout)
    assert article["url"] == "https://example.org/moved"


@pytest.mark.parametrize("url", ["ftp://example.org/", "http://[::1", "file:///etc/passwd", "https://"])
def test_an_address_that_cannot_be_fetched_ends_with_2(url):
    result = run(url)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_every_field_is_explained(saved):
    lines = run(saved, "--explain").stdout.splitlines()
    assert lines[0].split() == ["canonical_url", "https://example.org/news/1"]
    at = next(number for number, line in enumerate(lines) if line.startswith("title"))
    assert lines[at : at + 2] == ["title           Harbour bridge opens", "                from visible h1"]
    assert any(line.startswith("published_at    2026-03-24T08:15") for line in lines)
    assert "Dates seen" in lines
    assert lines[-1].split()[:3] == ["2026-03-24T08:15:00+04:00", "published", "meta"]
