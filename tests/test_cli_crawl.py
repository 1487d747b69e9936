"""`newscrawler crawl`: which spiders it runs, what it says of them, what it ends with."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from newscrawler.archive import Archive, Run, RunCounts
from newscrawler.cli import main, project
from newscrawler.cli.project import Crawl
from newscrawler.cli.side_by_side import Came, Ended
from newscrawler.cli.summary import counts, next_steps, telling_word
from newscrawler.cli.whole import whole_line
from tests.test_cli_archive import make_archive

SPIDERS = {
    "daily": SimpleNamespace(domains=("daily.example",)),
    "herald": SimpleNamespace(domains=("herald.example",)),
    "news": SimpleNamespace(domains=()),
}

# Stands in for `python -m scrapy crawl SPIDER ...`: writes a run with its verdict as a crawl does, says a line, ends.
CRAWL = """\
    import os, sys
    from newscrawler.archive import Archive
    spider, words = sys.argv[4], sys.argv[5:]
    site = words[1].split("/")[2] if spider == "news" else f"{spider}.example"
    verdict, status = {"daily": ("worked", 0), "herald": ("degraded", 20), "news": ("network down", 40)}[spider]
    with Archive(os.environ["NEWSCRAWLER_ARCHIVE"]) as archive:
        run = archive.begin_run(spider, site)
        archive.end_run(run.id, verdict=verdict, exit_status=status, reason=" ".join(words), line=verdict)
    print(f"{site}: {verdict}")
    sys.exit(status)
"""


@pytest.fixture
def crawl(tmp_path, monkeypatch):
    """Return the command with a stand-in for Scrapy, in an empty folder."""
    python = tmp_path / "python"
    python.write_text(f"#!{sys.executable}\n{textwrap.dedent(CRAWL)}")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(project, "load_spiders", lambda _folder: SPIDERS)
    monkeypatch.delenv("NEWSCRAWLER_ARCHIVE", raising=False)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return lambda *words: CliRunner().invoke(main, ["crawl", *words])


def test_a_crawl_ends_with_a_summary_and_three_commands(crawl, tmp_path):
    result = crawl("daily.example")
    assert result.exit_code == 0
    zeros = [
        f"{name:<13}0" for name in ("found", "fetched", "new", "known", "changed", "unchanged", "duplicates", "sources")
    ]
    assert result.stdout.splitlines() == [
        "daily.example: worked",
        *zeros,
        *(f"{name:<13}0" for name in ("skipped", "failed", "put back", "not followed")),
        "",
        f"Archive      {tmp_path}/here/news.db",
        "Try next",
        "  newscrawler stats",
        "  sqlite3 news.db 'select url, outcome, reason from pages'",
        "  datasette news.db",
    ]
    assert result.stderr == "daily.example: worked\n\n"


def test_without_a_site_every_site_is_crawled_and_the_worst_is_the_end(crawl):
    result = crawl("--json")
    assert result.exit_code == 20
    told = json.loads(result.stdout)
    assert (told["verdict"], told["exit_status"], told["not_begun"]) == ("degraded", 20, [])
    assert told["line"] == "2 sites: degraded (herald.example); 0 fetched, 0 new"
    assert sorted((run["site"], run["verdict"]) for run in told["runs"]) == [
        ("daily.example", "worked"),
        ("herald.example", "degraded"),
    ]


def test_several_sites_end_with_a_line_each_and_one_for_the_whole(crawl):
    result = crawl("daily", "herald", "--jobs", "1")
    assert result.exit_code == 20
    assert result.stdout.splitlines() == [
        "daily.example: worked",
        "herald.example: degraded",
        "2 sites: degraded (herald.example); 0 fetched, 0 new",
    ]
    assert result.stderr == ""


def test_the_whole_names_the_worst_and_sums_up():
    sites = [Crawl("news", site=f"{name}.example") for name in "abcdef"]
    ended = [Ended(crawl, 20 if number else 0, "") for number, crawl in enumerate(sites[:5])]
    counted = RunCounts(fetched=1200, new=3, changed=2, failed={"timeout": 4, "gone 404": 1})
    runs = [Run(1, "a.example", "news", "", counts=counted), Run(2, "b.example", "news", "", counts=counted)]
    assert whole_line(Came(ended, sites[5:]), runs) == (
        "5 sites: degraded (b.example, c.example, d.example and 1 more); 2,400 fetched, 6 new, 4 changed, 10 failed; "
        "1 site not begun, first in turn next time"
    )
    assert whole_line(Came(ended[:1]), []) == "1 site: worked; 0 fetched, 0 new"


def test_only_the_runs_of_this_crawl_are_summed_up(crawl):
    crawl("herald")
    assert [run["spider"] for run in json.loads(crawl("daily", "--json").stdout)["runs"]] == ["daily"]


def test_any_other_address_goes_to_the_spider_of_any_site(crawl):
    (run,) = json.loads(crawl("weekly.example", "--set", "DOWNLOAD_DELAY=5", "--json").stdout)["runs"]
    assert (run["spider"], run["reason"]) == ("news", "-a site=https://weekly.example/ -s DOWNLOAD_DELAY=5")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["dialy"], "No site 'dialy'"),
        (["--set", "DOWNLOAD_DELAY", "daily"], "expected NAME=VALUE"),
        (["--set", "=5", "daily"], "expected NAME=VALUE"),
        (["--spider", "hourly", "daily"], "No spider named 'hourly'"),
        (["--spider"], "requires an argument"),
        (["--all", "daily"], "--all is every site"),
        (["--jobs", "0"], "0 is not in the range"),
        (["--max-minutes", "0"], "0 is not in the range"),
    ],
)
def test_usage_errors_end_with_2_before_anything_is_crawled(crawl, tmp_path, words, said):
    result = crawl(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list((tmp_path / "here").iterdir())


def test_a_crawl_that_wrote_no_run_still_says_where_the_archive_is(crawl, tmp_path, monkeypatch):
    (tmp_path / "python").write_text("#!/bin/sh\nexit 75\n")
    result = crawl("daily")
    assert (result.exit_code, result.stdout) == (75, "")
    with Archive("news.db"):
        pass
    assert f"Archive      {tmp_path}/here/news.db" in crawl("daily").stdout


def test_reasons_follow_their_count_the_commonest_first():
    row: dict[str, Any] = {"found": 1200, "skipped": {"robots.txt": 1, "no article": 30}, "failed": {}}
    assert dict(counts(row)) == {
        **dict.fromkeys(
            ("fetched", "new", "known", "changed", "unchanged", "duplicates", "sources", "failed", "put back"), "0"
        ),
        "not followed": "0",
        "found": "1,200",
        "skipped": "31: 30 no article, 1 robots.txt",
    }


@pytest.fixture
def shell_knows_us(monkeypatch):
    """Put this installation's commands on the shell's path, as an activated virtual environment does."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)


def test_commands_that_the_shell_does_not_know_are_called_by_their_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "bin").mkdir()
    for name in ("python", "newscrawler"):
        (tmp_path / "bin" / name).touch(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    search, _, browse = next_steps(tmp_path / "news.db", {"id": 1, "title": "Bridge"})
    assert search == "bin/newscrawler search Bridge"
    assert browse == "datasette news.db"  # not installed here: its plain name


@pytest.mark.usefixtures("shell_knows_us")
def test_the_three_commands_work_as_they_stand(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSCRAWLER_ARCHIVE", raising=False)
    archive_path = make_archive(tmp_path / "a b.db")
    search, show, browse = next_steps(archive_path, {"id": 1, "title": "موسكو : لاتعاون"})
    assert (search, show) == ("newscrawler search موسكو --archive 'a b.db'", "newscrawler show 1 --archive 'a b.db'")
    assert browse == "datasette 'a b.db'"
    run = CliRunner().invoke
    assert run(main, ["search", "موسكو", "--archive", "a b.db"]).exit_code == 0
    assert run(main, ["show", "1", "--archive", "a b.db"]).exit_code == 0


@pytest.mark.usefixtures("shell_knows_us")
def test_the_default_archive_needs_no_option(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSCRAWLER_ARCHIVE", "x.db")
    assert next(next_steps(tmp_path / "x.db", {"id": 1, "title": "Bridge"})) == "newscrawler search Bridge"
    assert next(next_steps(tmp_path / "news.db", None)) == "newscrawler stats --archive news.db"
    assert "--archive /elsewhere/news.db" in next(next_steps(tmp_path.parent.parent / "/elsewhere/news.db", None))


@pytest.mark.parametrize(
    ("title", "word"),
    [("$(rm -rf /) 'harbour'", "harbour"), ("a b", "a"), ("", "news"), ("!!!", "news"), ("كِتابٌ جديد", "جديد")],
)
def test_the_word_to_search_for_is_safe_in_a_shell(title, word):
    assert telling_word(title) == word
