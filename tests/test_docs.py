"""The docs say what is true: commands are documented, links lead somewhere, the README's queries run."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from newscrawler import __version__, settings
from newscrawler.cli import COMMANDS, main
from newscrawler.cli.process import SEVERITY
from newscrawler.crawling.verdict import STATUSES
from tests.test_cli_archive import make_archive

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.+?)```", README, re.DOTALL)


def help_of(*command):
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    return result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_help_with_an_example_and_stands_in_the_readme(command):
    text = help_of(command)
    assert f"Example:\n    newscrawler {command}" in text
    assert "--json" in text
    assert f"newscrawler {command} " in README
    assert max(map(len, text.splitlines())) <= 80


def test_newscrawler_alone_lists_every_command():
    alone = CliRunner().invoke(main, [])
    assert alone.exit_code == 0
    assert alone.output == help_of()
    listed = re.findall(r"^  ([a-z]+) {2,}\w", alone.output.split("Crawl:\n")[1], re.MULTILINE)
    assert listed == list(COMMANDS)
    assert "..." not in alone.output.split("Crawl:\n")[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_of_docs_is_linked_from_the_readme():
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"(docs/{page.name})" not in README] == []


def test_every_setting_of_ours_is_documented_and_no_other():
    ours = {name for name in vars(settings) if name.startswith("NEWSCRAWLER_")}
    assert set(re.findall(r"^\| `(NEWSCRAWLER_\w+)`", SETTINGS, re.MULTILINE)) == ours
    assert set(re.findall(r"NEWSCRAWLER_\w+", README)) <= ours


def test_every_exit_status_is_documented():
    page = (ROOT / "docs" / "exit-statuses.md").read_text(encoding="utf-8")
    assert {int(status) for status in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)} == set(STATUSES.values())
    assert set(SEVERITY) == set(STATUSES.values())
    assert ", ".join(map(str, SEVERITY)) in page


def test_the_changelog_knows_this_version():
    assert f"\n## {__version__}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_readme_has_five_queries():
    assert len(QUERIES) == 5


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split("\n")[0])
def test_a_query_of_the_readme_runs_and_finds_something(query, tmp_path):
    path = make_archive(tmp_path / "news.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        found = connection.execute(query).fetchall()
    connection.close()
    assert found


def test_the_query_for_altered_headlines_shows_both(tmp_path):
    path = make_archive(tmp_path / "news.db")
    (query,) = (query for query in QUERIES if "first.title" in query)
    connection = sqlite3.connect(path)
    (row,) = connection.execute(query).fetchall()
    connection.close()
    assert row[1].startswith("Harbour bridge opens <script>")
    assert row[2] == "Harbour bridge opens after all"


def test_every_table_of_the_archive_is_explained(tmp_path):
    page = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")
    connection = sqlite3.connect(make_archive(tmp_path / "news.db"))
    tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
    columns = [name for (name,) in connection.execute("select name from pragma_table_info('articles')")]
    connection.close()
    ours = [name for name in tables if not name.startswith(("articles_fts_", "sqlite_", "_"))]
    assert [name for name in ours if f"`{name}`" not in page] == []
    assert [name for name in columns if name not in {"id", "site"} and f"`{name}`" not in page] == []
