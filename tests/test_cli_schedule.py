"""`newscrawler schedule`: lines that run as they stand, and a crontab of which nothing else is touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from newscrawler.cli import crontab, main, timetable
from newscrawler.cli.timetable import PERIODS, Timetable
from newscrawler.errors import NewscrawlerError, UsageError
from tests.test_cli_process import program

# Stands in for cron's program: the crontab is a file; says what Vixie's says where there is none.
CRONTAB = """\
    import os, pathlib, sys
    path = pathlib.Path(os.environ["FAKE_CRONTAB"])
    if trouble := os.environ.get("FAKE_TROUBLE"):
        sys.exit(trouble)
    if sys.argv[1:] == ["-"]:
        path.write_bytes(sys.stdin.buffer.read())
    elif not path.exists():
        sys.exit("no crontab for ada")
    else:
        sys.stdout.buffer.write(path.read_bytes())
"""

OTHERS = b"# m h  dom mon dow   command\nMAILTO=ada@example.org\n0 5 * * 1 tar -zcf /srv/\xff.tgz /home\x0b\r\n"


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Return the file that holds the crontab."""
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin" / "crontab", CRONTAB)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    monkeypatch.setenv("FAKE_CRONTAB", str(tmp_path / "crontab"))
    return tmp_path / "crontab"


@pytest.fixture
def schedule(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("NEWSCRAWLER_")]:
        monkeypatch.delenv(name)
    archive = str(tmp_path / "news.db")
    return lambda *words, to=archive: CliRunner().invoke(main, ["schedule", "--archive", to, *words])


def test_it_prints_a_line_for_cron_and_two_units(schedule, tmp_path):
    said = schedule("--every", "30m").output
    assert "--max-minutes 30 --archive" in said
    for words in ("[Service]", "[Timer]", "OnCalendar=*:", "KillMode=mixed", "SuccessExitStatus=75"):
        assert words in said
    told = json.loads(schedule("--json").output)
    assert (told["every"], told["archive"], told["changed"]) == ("1h", str(tmp_path / "news.db"), False)
    assert told["cron"].endswith(f"# newscrawler: {tmp_path}/news.db")


@pytest.mark.parametrize("period", PERIODS)
def test_every_period_is_said_to_both(period, tmp_path):
    told = Timetable(period, tmp_path / "news.db")
    minute, hour, *rest = told.cron_line().split()[:5]
    assert rest == ["*", "*", "*"]
    runs = [(at_hour, at_minute) for at_hour in _cron_values(hour, 24) for at_minute in _cron_values(minute, 60)]
    assert len(runs) == 1440 // told.minutes
    assert told.minute < 60
    if told.minutes < 60:
        assert f"OnCalendar=*:{told.minute:02}/{told.minutes}\n" in told.timer()


def _cron_values(field: str, size: int) -> list[int]:
    """Read a field as crontab(5) says."""
    span, _, step = field.partition("/")
    first = 0 if span == "*" else int(span.split("-")[0])
    last = int(span.split("-")[1]) if "-" in span else size - 1 if span == "*" else first
    return list(range(first, last + 1, int(step or 1)))


@pytest.mark.parametrize("period", ["0m", "7m", "90m", "5h", "2d", "1", "hourly", "", "-1h"])
def test_another_period_is_a_usage_error(schedule, period):
    result = schedule("--every", period)
    assert (result.exit_code, "expected one of 5m, 10m" in result.stderr) == (2, True)


def as_cron_runs(line: str, folder) -> subprocess.CompletedProcess[str]:
    """Run a line's command as cron does: after five fields, up to a bare %, with `\\%` for %; in a bare shell."""
    command = line.split(maxsplit=5)[5].replace("\\%", "%")
    shell = shutil.which("sh") or "/bin/sh"
    environment = {"PATH": "/usr/bin:/bin", "RECORD": str(folder / "record")}
    return subprocess.run(
        [shell, "-c", command], cwd="/", env=environment, capture_output=True, text=True, timeout=30, check=False
    )


NASTY = 'it\'s 100% $HOME `x` "q" # خبر'


@pytest.mark.parametrize(("status", "mails"), [(0, False), (75, False), (20, True), (1, True)])
def test_the_line_runs_as_it_stands_whatever_the_folder_is_called(tmp_path, monkeypatch, status, mails):
    folder = tmp_path / NASTY
    folder.mkdir()
    recorder = f"""\
        import json, os, sys
        open(os.environ["RECORD"], "w").write(json.dumps([sys.argv[1:], os.environ["NEWSCRAWLER_CONTACT"]]))
        print("one\\ntwo\\nthree\\n2 sites: degraded")
        sys.exit({status})
    """
    ours = program(folder / "newscrawler", textwrap.dedent(recorder))
    monkeypatch.setattr(timetable, "our_command", lambda: [ours])
    monkeypatch.setenv("NEWSCRAWLER_CONTACT", f"ada@example.org {NASTY}")
    line = Timetable("1h", folder / "news.db").cron_line()
    assert "\n" not in line
    done = as_cron_runs(line, tmp_path)
    words, contact = json.loads((tmp_path / "record").read_text())
    assert words == ["crawl", "--all", "--due", "--max-minutes", "55", "--archive", f"{folder}/news.db"]
    assert contact == f"ada@example.org {NASTY}"
    assert done.stdout == ("two\nthree\n2 sites: degraded\n" if mails else "")
    assert done.stderr == ""
    assert (folder / "news.db.log").read_text().startswith("one\n")


def test_what_cron_cannot_take_is_refused(schedule, monkeypatch):
    for path in ("/srv/a\nb.db", "/srv/a\\b.db"):
        assert schedule(to=path).exit_code == 2
    monkeypatch.setenv("NEWSCRAWLER_CONTACT", "a\nb")
    with pytest.raises(UsageError, match="cannot stand in a line"):
        Timetable("1h", Path("/srv/news.db"))


def test_install_writes_one_line_and_writes_it_again_only_where_it_changed(schedule, table, tmp_path):
    table.write_bytes(OTHERS)
    assert "Written into your crontab" in schedule("--install").output
    once = table.read_bytes()
    assert once.startswith(OTHERS)
    assert once.count(b"newscrawler: ") == 1
    assert "It stands already in your crontab" in schedule("--install").output
    assert table.read_bytes() == once
    schedule("--install", "--every", "6h")
    assert table.read_bytes().count(b"newscrawler: ") == 1
    assert b"--max-minutes 355" in table.read_bytes()
    schedule("--install", to=str(tmp_path / "other.db"))
    assert table.read_bytes().count(b"newscrawler: ") == 2, "another archive has a line of its own"
    assert "Taken out of your crontab" in schedule("--uninstall", to=str(tmp_path / "other.db")).output
    schedule("--uninstall")
    assert table.read_bytes() == OTHERS
    assert "There was none in your crontab" in schedule("--uninstall").output


def test_a_user_without_a_crontab_gets_one(schedule, table):
    assert schedule("--install").exit_code == 0
    assert table.read_text().count("\n") == 1
    assert crontab.read() == [table.read_text().rstrip("\n")]


def test_lines_that_were_copied_twice_become_one(schedule, table, tmp_path):
    line = Timetable("1h", tmp_path / "news.db").cron_line()
    table.write_text(f"{line}\n# {line}\n1 {line}\n")
    schedule("--install")
    assert table.read_text() == f"{line}\n# {line}\n"


def test_a_crontab_that_cannot_be_read_is_left_alone(schedule, table, monkeypatch):
    table.write_bytes(OTHERS)
    monkeypatch.setenv("FAKE_TROUBLE", "you (ada) are not allowed to use this program")
    result = schedule("--install")
    assert (result.exit_code, "not allowed" in result.stderr) == (1, True)
    assert table.read_bytes() == OTHERS


def test_without_a_crontab_program_it_says_what_else_there_is(schedule, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = schedule("--install")
    assert (result.exit_code, "use the systemd timer" in result.stderr) == (1, True)
    with pytest.raises(NewscrawlerError, match="no `crontab` program"):
        crontab.read()


def test_install_and_uninstall_exclude_each_other(schedule):
    assert schedule("--install", "--uninstall").exit_code == 2


def test_this_installation_is_called_by_its_path(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert timetable.our_command() == [str(tmp_path / "python"), "-m", "newscrawler.cli"]
    (tmp_path / "newscrawler").touch()
    assert timetable.our_command() == [str(tmp_path / "newscrawler")]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("period", ["15m", "1h", "6h", "1d"])
def test_systemd_takes_the_units(tmp_path, period, monkeypatch):
    monkeypatch.setattr(timetable, "our_command", lambda: ["/bin/true"])
    monkeypatch.setenv("NEWSCRAWLER_CONTACT", 'a "b" 100% $HOME')
    told = Timetable(period, tmp_path / "it's 100% $HOME.db")
    for name, text in {"service": told.service(), "timer": told.timer()}.items():
        (tmp_path / f"newscrawler.{name}").write_text(text)
    units = [str(tmp_path / f"newscrawler.{name}") for name in ("service", "timer")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *units],
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "newscrawler" in line] == []
