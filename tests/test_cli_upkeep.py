"""backup, verify, vacuum and sql, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import sys
from contextlib import closing

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from newscrawler.archive import Archive
from newscrawler.cli import main
from newscrawler.cli.bars import Bar
from newscrawler.items import Snapshot
from tests.archive_visits import WORDS, visit
from tests.test_cli_archive import DAILY, make_archive


@pytest.fixture
def path(tmp_path):
    return make_archive(tmp_path / "news.db")


def run(*words, status=0):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == status, result.output
    return result


def test_backup_says_what_it_made(path, tmp_path):
    said = run("backup", "--archive", path, "-o", tmp_path / "copy.db").stdout
    assert said.startswith(f"{tmp_path / 'copy.db'}: 3 articles, ")
    assert said.endswith("; checked\n")


def test_backup_names_its_file_by_the_day(path, tmp_path):
    made = json.loads(run("backup", "--archive", path, "--compress", "--json").stdout)
    assert made["path"].startswith(str(tmp_path / "news.backup-2"))
    assert made["articles"] == 3
    run("backup", "--archive", path, "--compress", status=1)


def test_verify_prints_each_check(path):
    said = run("verify", "--archive", path).stdout
    assert "search index     well" in said
    assert said.endswith(f"{path}: all well\n")


def test_verify_says_what_is_wrong_and_what_to_do(path):
    with closing(sqlite3.connect(path)) as sql, sql:
        sql.execute("UPDATE runs SET ended_at = '2000'")
    said = run("verify", "--archive", path, "--quick", status=1).stdout
    assert "runs             3 runs that ended before they began" in said
    assert "  do " in said
    assert "1 of 11 checks found something wrong" in said
    answer = json.loads(run("verify", "--archive", path, "--json", status=1).stdout)
    assert [check["name"] for check in answer["checks"] if not check["is_right"]] == ["runs"]


def test_vacuum_says_bytes_before_and_after(path):
    assert " before, " in run("vacuum", "--archive", path).stdout
    done = json.loads(run("vacuum", "--archive", path, "--json").stdout)
    assert done["bytes_after"] <= done["bytes_before"]


def test_vacuum_packs_the_pages_that_came_before_their_dictionary(tmp_path):
    with Archive(tmp_path / "news.db") as archive:
        run_id = archive.begin_run("daily", DAILY).id
        for number in range(20):
            told = visit(f"n/{number}", site=DAILY, body=f"{WORDS} {number}")
            told.snapshot = Snapshot(told.page.url, 200, (), f"{WORDS} {WORDS[::-1]} {number}".encode(), "2026-03-01")
            archive.store(told, run_id=run_id)
    done = json.loads(run("vacuum", "--archive", tmp_path / "news.db", "--json").stdout)
    assert done["packed"] > 0
    assert json.loads(run("vacuum", "--archive", tmp_path / "news.db", "--json").stdout)["packed"] == 0
    assert "all well" in run("verify", "--archive", tmp_path / "news.db").stdout


def test_vacuum_while_a_crawl_runs(path):
    with Archive(path) as archive, archive.lock(DAILY):
        assert "a crawl runs" in run("vacuum", "--archive", path, status=75).stderr


def sql(path, statement, *words, status=0):
    return run("sql", statement, "--archive", path, *words, status=status)


def test_sql_prints_a_table(path):
    assert sql(path, "select site, count(*) as articles from articles group by site").stdout == (
        "site         articles\nexample.net         2\nexample.org         1\n"
    )


def test_sql_searches_the_index(path):
    assert "Parliament" in sql(path, "select title from articles_fts where articles_fts match 'budget'").stdout


def test_sql_prints_json_with_the_size_of_bytes(path):
    rows = json.loads(sql(path, "select id, body as b, 1 as n, 2 as n from contents limit 1", "--json").stdout)
    assert rows == [{"id": 1, "b": {"bytes": rows[0]["b"]["bytes"]}, "n": 1, "n_2": 2}]


def test_sql_prints_csv_that_no_spreadsheet_runs(path):
    said = sql(path, "select '=1+1' as a, -1 as b, x'00' as c, 'two' || char(10) || 'lines' as d", "--csv").stdout
    assert list(csv.reader(said.splitlines(keepends=True))) == [
        ["a", "b", "c", "d"],
        ["'=1+1", "-1", "(1 bytes)", "two\nlines"],
    ]


def test_sql_says_when_there_are_more_rows(path):
    result = sql(path, "select id from articles", "--limit", 2)
    assert len(result.stdout.splitlines()) == 3
    assert "more rows than 2" in result.stderr
    assert len(sql(path, "select id from articles", "--limit", 0).stdout.splitlines()) == 4


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("delete from articles", "only reading"),
        ("with x as (select 1) delete from articles", "only reading"),
        ("create table x (a)", "only reading"),
        ("create temp table x (a)", "only reading"),
        ("attach 'other.db' as other", "only reading"),
        ("vacuum into 'other.db'", "only reading"),
        ("pragma user_version = 9", "only reading"),
        ("pragma query_only = 0", "only reading"),
        ("begin", "only reading"),
        ("select load_extension('x')", "not authorized"),
        ("insert into articles_fts(articles_fts) values ('rebuild')", "only reading"),
        ("select 1; delete from articles", "one statement"),
        ("selec", "syntax error"),
        ("select colour from articles", "no such column"),
        ("select * from articles_fts where articles_fts match 'a\"'", "does not take"),
        ("select zeroblob(900000000)", "too big"),
        ("", "no query"),
        ("/* nothing */", "no query"),
        ("select \ud800", "no such column"),
    ],
)
def test_sql_takes_reading_alone(path, statement, words):
    before = path.read_bytes()
    result = sql(path, statement, status=2)
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert path.read_bytes() == before


def test_sql_ends_in_time(path):
    endless = "with recursive c(x) as (select 1 union all select x + 1 from c) select max(x) from c"
    assert "longer than 0.1 seconds" in sql(path, endless, "--seconds", 0.1, status=2).stderr


def test_sql_shows_texts_that_are_no_utf8(path):
    assert "\ufffd" in sql(path, "select cast(x'ff41' as text) as t").stdout


def test_sql_asks_one_form_of_answer(path):
    sql(path, "select 1", "--csv", "--json", status=2)


def test_without_an_archive_there_is_nothing_to_ask(tmp_path):
    for words in (("sql", "select 1"), ("backup",), ("verify",), ("vacuum",)):
        assert "No archive at" in run(*words, "--archive", tmp_path / "none.db", status=1).stderr
    assert list(tmp_path.iterdir()) == []


def test_merge_says_what_came(path, tmp_path):
    said = run("merge", path, "--archive", tmp_path / "all.db").stdout
    assert said.splitlines() == [
        f"{path}: 3 articles of 2 sites",
        "  new         3 articles, 5 pages, 3 runs",
        "  known       0 articles, 0 gained something",
    ]
    said = run("merge", path, path, "--archive", tmp_path / "all.db").stdout
    assert said.count("  new         0 articles, 0 pages, 0 runs\n  known       3 articles, 0 gained something") == 2
    run("verify", "--archive", tmp_path / "all.db")


def test_merge_dry_says_it_and_writes_nothing(path, tmp_path):
    Archive(tmp_path / "all.db").close()
    (told,) = json.loads(run("merge", path, "--archive", tmp_path / "all.db", "--dry-run", "--json").stdout)
    assert (told["new"], told["pages_new"], told["runs"]) == (3, 5, 3)
    with Archive(tmp_path / "all.db", read_only=True) as archive:
        assert archive.stats()["articles"] == 0


def test_merge_names_sites_that_a_crawl_holds(path, tmp_path):
    with Archive(tmp_path / "all.db") as archive, archive.lock(DAILY):
        said = run("merge", path, "--archive", tmp_path / "all.db", status=75).stdout
    assert "example.org: a crawl holds them; run this again" in said


def test_merge_of_no_archive_is_an_error_in_one_line(path, tmp_path):
    (tmp_path / "text").write_text("not SQLite")
    for other, words in (
        (tmp_path / "text", "no SQLite file"),
        (path, "into itself"),
        (tmp_path / "none", "no archive"),
    ):
        result = run("merge", other, "--archive", path, status=1)
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1


@pytest.fixture
def terminal(monkeypatch):
    """Let commands print as on a terminal of 80 cells."""
    monkeypatch.setattr("newscrawler.cli.printing.on_terminal", lambda: True)
    monkeypatch.setattr("newscrawler.cli.sql.on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")


def test_sql_cuts_the_widest_texts_where_a_line_has_room_for_a_table(path, terminal):
    lines = sql(path, "select id, title, body, site from articles order by id").stdout.splitlines()
    assert lines[0].split() == ["id", "title", "body", "site"]
    assert len(lines) == 4
    assert all(cell_len(isolates(line)) <= 80 for line in lines)
    assert "…" in lines[2]


def test_sql_prints_lists_where_a_line_has_no_room_for_a_table(path, terminal):
    said = sql(path, "select * from latest").stdout
    assert said.startswith("id          1\nsite        example.org\ntitle       \u2068موسكو")
    assert "section" not in said, "what is empty is left out"
    assert all(cell_len(isolates(line)) <= 80 for line in said.splitlines())


def test_sql_prints_headings_where_there_are_no_rows(path, terminal):
    assert sql(path, "select id, title from articles where 0").stdout.split() == ["id", "title"]


def isolates(line):
    return re.sub("[\u2068\u2069]|\x1b\\[[0-9;]*m", "", line)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_is_drawn_on_a_terminal_and_gone_in_the_end(monkeypatch):
    terminal, pipe = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Bar("verify") as bar:
        for done in range(0, 101, 10):
            bar.reach(done, 1000)
    assert "verify" in terminal.getvalue()
    assert re.search(r"\b[1-9]\d?%", isolates(terminal.getvalue()))
    assert terminal.getvalue().endswith("\x1b[2K"), "the line is erased"
    monkeypatch.setattr(sys, "stderr", pipe)
    with Bar("verify") as bar:
        bar.reach(1, 2)
    assert pipe.getvalue() == ""
