"""The reading room in Datasette itself, asked through its in-process client."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import subprocess
import sys
import warnings
from contextlib import closing

import pytest

from newscrawler.web.queries import QUERIES
from tests.test_cli_archive import HERALD, MOSCOW, make_archive

# Datasette leaves connections in memory open, from its import on, which Python 3.13 warns of.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)
    from datasette.app import Datasette

    gc.collect()

STYLES = "/-/static-plugins/newscrawler/newscrawler.css"


pytestmark = pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")


@pytest.fixture(autouse=True)
def leave_nothing_open():
    """Let go what Datasette left open here, where it is known, and not in some later test."""
    yield
    gc.collect()


@pytest.fixture
def get(tmp_path):
    """Return the text of a page of an archive `news`, beside a database `other` that is none."""
    make_archive(tmp_path / "news.db")
    with closing(sqlite3.connect(tmp_path / "other.db")) as other, other:
        other.execute("create table articles (id integer primary key, title text, body text)")
        other.execute("insert into articles values (1, ?, 'One.\n\nTwo.')", [MOSCOW])

    async def fetch(path):
        datasette = Datasette([str(tmp_path / "news.db"), str(tmp_path / "other.db")])
        response = await datasette.client.get(path)
        for database in datasette.databases.values():
            database.close()
        datasette.executor.shutdown()  # its threads hold connections
        assert response.status_code == 200, response.text
        return response.text

    return lambda path: asyncio.run(fetch(path))


def test_a_table_shows_text_in_its_own_direction(get):
    page = get("/news/articles")
    assert f'<span dir="auto">{MOSCOW}</span>' in page
    assert '<p dir="auto">The bridge over the harbour' in page
    assert f'href="{STYLES}"' in page


def test_a_row_is_read_from_top_to_bottom(get):
    page = get("/news/articles/1")
    assert 'class="row db-news table-articles newscrawler"' in page
    assert 'td:nth-of-type(5)::before { content: "title"; }' in page
    assert '<li dir="auto">الرئيسية</li><li dir="auto">الأولى</li>' in page


def test_what_a_page_says_is_escaped(get):
    page = get("/news/revisions")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_another_database_looks_as_it_always_does(get):
    table, row = get("/other/articles"), get("/other/articles/1")
    assert MOSCOW in table
    for page in (table, row):
        assert STYLES not in page
        assert 'dir="auto"' not in page
        assert "::before" not in page
    assert all(query["title"] not in get("/other") for query in QUERIES.values())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("latest_articles?site=", MOSCOW),
        (f"latest_articles?site={HERALD}", "Harbour bridge opens after all"),
        ("articles_by_day", "2026-03-24"),
        ("duplicates", f"https://{HERALD}/budget-copy"),
    ],
)
def test_a_query_stands_on_the_archives_page_and_finds(get, query, found):
    assert QUERIES[query.split("?")[0]]["title"] in get("/news")
    assert found in get(f"/news/{query}")


def test_search_is_found_by_datasette(get):
    assert f'<span dir="auto">{MOSCOW}</span>' in get("/news/articles?_search=موسكو")


def test_the_stylesheet_is_served(get):
    assert ".newscrawler-body" in get(STYLES)


def test_datasette_starts_without_a_warning(tmp_path):
    archive = make_archive(tmp_path / "news.db")
    strict = ("-W", "always", "-W", "ignore:unclosed database:ResourceWarning")
    command = [sys.executable, *strict, "-m", "datasette", str(archive), "--get", "/news/articles.json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert '"articles"' in done.stdout


def test_the_newest_articles_stand_first_and_sites_by_their_identity(get):
    page = get("/news/articles")
    assert page.index("Harbour bridge opens after all") < page.index("Parliament passes") < page.index(MOSCOW)
    assert f'<a href="/news/sites/example~2Enet">{HERALD}</a>' in page
