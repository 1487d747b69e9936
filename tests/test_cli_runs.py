"""`newscrawler runs` and `newscrawler doctor`: what they say of an archive, on a terminal, in a pipe and as JSON."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from newscrawler.archive import Archive
from newscrawler.cli import crontab, doctor, main, printing, runs
from newscrawler.errors import UsageError
from newscrawler.items import SiteFacts
from tests.archive_visits import Clock, failure, found, lease, visit

DAILY, HERALD = "daily.example", "herald.example"
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def archive_path(tmp_path, monkeypatch):
    """An archive with a site that works and one that is down, each crawled twice."""
    clock = Clock()
    with Archive(tmp_path / "news.db", now=clock) as archive:
        for site in (DAILY, HERALD):
            archive.register_site(SiteFacts(), site, "daily" if site == DAILY else "news")
        for number in (1, 2):
            run = archive.begin_run("daily", DAILY)
            archive.store(visit(f"news/{number}"), run_id=run.id)
            clock.move(186)
            archive.end_run(run.id, verdict="worked", exit_status=0, line=f"{DAILY}: worked")
            run = archive.begin_run("news", HERALD)
            if number == 1:
                archive.add_pages(HERALD, [*found("feed"), *found("2")])
                for page in lease(archive, run.id, site=HERALD):
                    archive.store(failure(page, "server error 503", 503), run_id=run.id)
            reason = "nothing could be read: 2 server error 503"
            reason = reason if number == 1 else f"still: {reason}"
            clock.move(12)
            archive.end_run(run.id, verdict="degraded", exit_status=20, reason=reason, line=f"{HERALD}: degraded")
            clock.move(3600)
    monkeypatch.setattr(doctor, "now_utc", lambda: datetime(2026, 3, 1, 15, tzinfo=UTC))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**12, 0, 10**11))
    monkeypatch.setattr(crontab, "is_there", lambda: True)
    monkeypatch.setattr(crontab, "read", list)
    return tmp_path / "news.db"


@pytest.fixture
def ask(archive_path):
    return lambda *words: CliRunner().invoke(main, [*words, "--archive", str(archive_path)])


@pytest.fixture
def terminal(monkeypatch):
    """Make every module print as on a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    for module in (printing, runs):
        monkeypatch.setattr(module, "on_terminal", lambda: True)


def test_runs_are_a_table_in_a_pipe(ask):
    heading, *lines = ask("runs").output.splitlines()
    assert heading.split() == [column.name for column in runs.COLUMNS]
    assert [line.split()[0] for line in lines] == ["4", "3", "2", "1"]
    assert lines[1].split() == ["3", "2026-03-01", "13:03", DAILY, "worked", "0", "1", "1", "0", "0", "3.1"]
    assert lines[2].split(maxsplit=11)[4:] == [
        *("degraded", "20", "2", "0", "0", "2", "0.2"),
        "nothing could be read: 2 server error 503",
    ]
    assert len(ask("runs", "--limit", "1").output.splitlines()) == 2
    assert len(ask("runs", "--limit", "0", DAILY).output.splitlines()) == 3


@pytest.mark.usefixtures("terminal")
def test_runs_are_two_lines_each_on_a_terminal(ask):
    lines = ask("runs").output.splitlines()
    assert lines[:4] == [
        "    4  2026-03-01 13:06  herald.example                 degraded 20         12 s",
        "       0 fetched, 0 new; still: nothing could be read: 2 server error 503",
        "    3  2026-03-01 13:03  daily.example                  worked           3.1 min",
        "       1 fetched, 1 new",
    ]
    assert max(map(len, lines)) <= 80


def test_runs_as_json_have_all(ask):
    told = json.loads(ask("runs", HERALD, "--json").output)
    assert [run["id"] for run in told] == [4, 2]
    assert (told[1]["minutes"], told[1]["counts"]["failed"]) == (0.2, {"server error 503": 2})


def test_one_run_in_full(ask):
    said = ask("runs", "2").output
    for line in (
        "started      2026-03-01 12:03:06 UTC",
        "ended        2026-03-01 12:03:18 UTC (12 s)",
        "verdict      degraded (20)",
        "failed       2: 2 server error 503",
        "Failed, the first first",
        "  https://daily.example/feed",
    ):
        assert line in said
    told = json.loads(ask("runs", "2", "--json").output)
    assert [page["reason"] for page in told["failed_pages"]] == ["server error 503"] * 2


def test_a_run_or_a_site_that_is_not_there(ask):
    assert (ask("runs", "99").exit_code, "No run 99" in ask("runs", "99").stderr) == (1, True)
    assert "No site 'weekly.example'" in ask("runs", "weekly.example").stderr


def test_a_run_without_a_verdict_says_so(archive_path, ask):
    with Archive(archive_path) as archive:
        archive.begin_run("daily", DAILY)
    assert "no verdict" in ask("runs", "--limit", "1").output
    said = ask("runs", "5").output
    assert "verdict      no verdict" in said
    assert "ended" not in said


@pytest.mark.usefixtures("terminal")
def test_the_doctor_says_what_is_wrong_since_when_where_and_what_to_do(ask):
    result = ask("doctor")
    assert result.exit_code == 20
    lines = result.output.splitlines()
    assert lines[:11] == [
        "daily.example: well; 2 articles, last run 2026-03-01 13:03 UTC",
        "",
        "herald.example: not well; 0 articles, last run 2026-03-01 13:06 UTC",
        "  wrong     degraded, 2 runs: nothing could be read: 2 server error 503",
        "  since     2026-03-01 12:03 UTC",
        "  page      https://daily.example/feed",
        "            server error 503",
        "  do        The site itself is in trouble. It is asked again with growing",
        "            pauses; look at it in a browser if it lasts for days.",
        "",
        "this installation: well",
    ]
    assert [line[2:12].strip() for line in lines[11:-2] if line[2:12].strip()] == [
        *("archive", "disk", "clock", "sites", "cron"),
    ]
    assert lines[-1] == "2 sites: 1 not well"
    assert max(map(len, lines)) <= 80


def test_the_doctor_of_one_site(ask):
    well = ask("doctor", "daily")
    assert well.exit_code == 0
    assert well.output.splitlines()[-1] == "1 site: all well"
    assert "this installation" not in well.output
    assert ask("doctor", HERALD).exit_code == 20


def test_the_doctor_as_json(ask):
    told = json.loads(ask("doctor", "--json").output)
    assert told["exit_status"] == 20
    assert [(site["site"], site["is_healthy"], site["exit_status"]) for site in told["sites"]] == [
        (DAILY, True, 0),
        (HERALD, False, 20),
    ]
    (finding,) = told["sites"][1]["findings"]
    assert (finding["since"], finding["page"]) == ("2026-03-01T12:03:06Z", "https://daily.example/feed")
    assert [check["name"] for check in told["installation"]] == ["archive", "disk", "clock", "sites", "cron"]


def test_a_disk_that_is_nearly_full(ask, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**12, 0, 10**8))
    result = ask("doctor")
    assert result.exit_code == 50
    assert "100.0 MB free in" in result.output
    assert "this installation: not as it should be" in result.output


def test_a_clock_that_went_back(ask, monkeypatch):
    monkeypatch.setattr(doctor, "now_utc", lambda: datetime(2020, 1, 1, tzinfo=UTC))
    result = ask("doctor")
    assert result.exit_code == 1
    assert "2020-01-01 00:00 UTC, but a run began at 2026-03-01T13:06:24Z" in result.output


def test_a_damaged_file(ask, monkeypatch):
    monkeypatch.setattr(Archive, "damage", lambda _archive: "row 7 missing from index")
    result = ask("doctor")
    assert result.exit_code == 1
    assert "is damaged: row 7 missing from index" in result.output


def test_a_site_file_that_cannot_be_loaded(ask, monkeypatch):
    def broken(_folder):
        raise UsageError("spiders/daily.py: no module named newscrowler")

    monkeypatch.setattr("newscrawler.cli.project.load_spiders", broken)
    result = ask("doctor")
    assert result.exit_code == 2
    assert "Mend that file" in result.output


def test_the_line_in_the_crontab_is_shown(ask, monkeypatch, archive_path):
    line = f"17 * * * * newscrawler crawl # newscrawler: {archive_path}"
    monkeypatch.setattr(crontab, "read", lambda: ["MAILTO=x", f"# {line}", line])
    assert f"cron      {line}" in ask("doctor").output


def test_without_an_archive_there_is_nothing_to_examine(tmp_path):
    result = CliRunner().invoke(main, ["doctor", "--archive", str(tmp_path / "none.db")])
    assert (result.exit_code, "No archive at" in result.stderr) == (1, True)
