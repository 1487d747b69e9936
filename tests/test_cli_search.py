"""`newscrawler search` and `newscrawler reindex`: forms of output, advice, saved searches."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from newscrawler.archive import Archive
from newscrawler.cli import main
from tests.archive_visits import SITE, visit
from tests.nasty_strings import NASTY
from tests.test_cli_archive import on_a_terminal


@pytest.fixture
def path(tmp_path):
    with Archive(tmp_path / "news.db") as archive:
        run = archive.begin_run("daily", SITE).id
        store(archive, run, 1, title="=SUM(A1) storm", body="A storm, said the port.", authors=["Hannah Vale"])
        store(archive, run, 2, title="الحكومةُ في المملكة", body="Reuters أعلنت الحكومةُ أسعار النفط " * 9, language="ar")
    return tmp_path / "news.db"


def store(archive, run, number, **fields):
    archive.store(visit(f"n/{number}", **fields), run_id=run)


@pytest.fixture
def run(path):
    def invoke(*arguments, exit_status=0):
        result = CliRunner().invoke(main, [*arguments, "--archive", str(path)])
        assert result.exit_code == exit_status, result.output
        return result

    return invoke


def test_csv_is_safe_in_a_spreadsheet(run):
    (row,) = csv.DictReader(io.StringIO(run("search", "storm", "--csv").stdout))
    assert row["title"] == "'=SUM(A1) storm"
    assert row["snippet"] == "A [storm], said the port."
    assert row["url"] == f"https://{SITE}/n/1"


def test_urls_come_one_a_line(run):
    assert run("search", "storm OR النفط", "--urls").stdout.splitlines() == [f"https://{SITE}/n/{n}" for n in (1, 2)]


def test_json_has_the_fields_of_a_hit(run):
    (hit,) = json.loads(run("search", "author:vale", "--json").stdout)
    assert (hit["id"], hit["matched"], hit["date_line_date"]) == (1, "all", None)


def test_what_is_near_and_what_hides_is_said(run):
    result = run("search", "strom site:daily.example", exit_status=1)
    assert result.stderr.splitlines() == [
        "Did you mean: storm site:daily.example",
        "Error: Nothing found for: strom site:daily.example",
    ]
    assert "Without --since 2027-01-01: 1 article\n" in run("search", "storm", "--since", "2027", exit_status=1).stderr


def test_a_saved_search_tells_what_is_new_and_nothing_else(run, path):
    assert "--saved storms --new-since-last" in run("search", "storm", "--save", "storms").stderr
    quiet = run("search", "--saved", "storms", "--new-since-last")
    assert (quiet.stdout, quiet.stderr) == ("", "")
    with Archive(path) as archive:
        store(archive, archive.begin_run("daily", SITE).id, 3, title="Second storm")
    assert run("search", "--saved", "storms", "--new-since-last", "--urls").stdout == f"https://{SITE}/n/3\n"
    assert run("search", "--saved", "storms", "--new-since-last").output == ""
    assert len(json.loads(run("search", "--saved", "storms", "--json").stdout)) == 2
    assert "storms" in run("search", "--list-saved").stdout
    assert json.loads(run("search", "--list-saved", "--json").stdout)[0]["query"] == "storm"
    run("search", "--forget", "storms")
    assert "it has: none yet" in run("search", "--saved", "storms", exit_status=1).stderr


def test_a_search_that_finds_nothing_yet_can_be_saved(run):
    run("search", "zeppelin", "--save", "zeppelins")
    assert json.loads(run("search", "--saved", "zeppelins", "--new-since-last", "--json").stdout) == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["storm", "--saved", "x"],
        ["--saved", "x", "--list-saved"],
        ["storm", "--new-since-last"],
        ["--saved", "x", "--save", "y"],
    ],
)
def test_options_that_do_not_go_together_end_with_2(run, arguments):
    assert run("search", *arguments, exit_status=2).stderr.startswith("Error: ")


@pytest.mark.parametrize("words", NASTY[::3], ids=range(len(NASTY[::3])))
def test_nasty_strings_end_with_a_status_and_a_sentence(path, words):
    result = CliRunner().invoke(main, ["search", "--archive", str(path), "--", words.replace("\x00", "")])
    assert result.exit_code in {0, 1, 2}
    assert isinstance(result.exception, SystemExit | None)
    assert "\x1b" not in result.output


def test_arabic_runs_from_the_right_on_a_terminal_whatever_a_line_begins_with(path):
    output = on_a_terminal(["search", "النفط", "--archive", str(path)])
    lines = [line for line in output.splitlines() if "أعلنت" in line]
    assert lines
    assert all("\u2067" in line and line.rstrip().endswith("\u2069") for line in lines)
    assert "\x1b[1;33mالنفط" in output
    assert "[النفط" not in output


def test_an_earlier_index_is_said_and_brought_up_to_date(run, path):
    with Archive(path) as archive:
        archive._db._sql.execute("UPDATE articles SET folding_version = 1")
    result = run("search", "storm")
    assert result.stderr.startswith("2 articles indexed by an earlier version, which may be missed")
    assert run("reindex").stdout == "2 articles indexed anew.\n"
    assert run("search", "storm").stderr == ""
    assert run("reindex").stdout == "The index is up to date.\n"
    assert json.loads(run("reindex", "--whole", "--json").stdout) == {"articles": 2, "folding_version": 2}
