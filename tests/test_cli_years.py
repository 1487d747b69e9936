"""`newscrawler crawl` as cron calls it, with real spiders: beside itself, on sites that fail, ended from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from click.testing import CliRunner

from newscrawler.archive import Archive
from newscrawler.cli import main
from newscrawler.crawling.diagnosis import diagnose
from tests.loopback import Loopback, text
from tests.test_crawling_interruptions import TITLES, newspaper, titles, wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Route

QUICK = ("--set", "DOWNLOAD_TIMEOUT=2", "--set", "DNS_TIMEOUT=2", "--set", "RETRY_TIMES=0")


@contextmanager
def started(folder: Path, *words: str):
    """Start the command in a session of its own, as cron does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSCRAWLER_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "newscrawler.cli", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def newscrawler(folder: Path, *words: str) -> tuple[int, str, str]:
    """Run the command in this process, its crawls in others; return its exit status, stdout and stderr."""
    done = CliRunner().invoke(main, [*words, "--archive", str(folder / "news.db")])
    return done.exit_code, done.stdout, done.stderr


def test_two_overlapping_crawls_of_one_site_harm_nothing(tmp_path: Path) -> None:
    gate = threading.Event()
    with Loopback(newspaper(gate=gate)) as server:
        with started(tmp_path, "crawl", server.url()) as first:
            wait_for(lambda: any(path.startswith("/2026") for path in server.paths))
            status, out, log = newscrawler(tmp_path, "crawl", server.url(), "--json")
            gate.set()
            _, first_log = first.communicate(timeout=60)
        told = json.loads(out)
        assert (status, told["verdict"]) == (75, "locked"), log
        (locked,) = told["runs"]
        assert (locked["exit_status"], locked["id"]) == (75, None)
        assert f"another run holds {server.site}" in locked["line"]
        assert first.returncode == 0, first_log
    assert titles(tmp_path / "news.db") == sorted(TITLES)
    fetched = [path for path in server.paths if path.startswith("/2026")]
    assert sorted(fetched) == sorted(set(fetched)), "no article was fetched twice"
    with Archive(tmp_path / "news.db", read_only=True) as archive:
        assert [run.verdict for run in archive.runs()] == ["worked"]


def test_sigterm_ends_all_crawls_though_every_connection_hangs(tmp_path: Path) -> None:
    gate = threading.Event()
    with ExitStack() as stack:
        servers = [stack.enter_context(Loopback(newspaper(gate=gate))) for _ in range(2)]
        stack.callback(gate.set)
        with started(tmp_path, "crawl", *(server.url() for server in servers), *QUICK) as process:
            for server in servers:
                wait_for(lambda paths=server: any(path.startswith("/2026") for path in paths.paths))
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            out, log = process.communicate(timeout=30)
            took_seconds = time.monotonic() - began
    assert (process.returncode, took_seconds < 8) == (130, True), (out, log, took_seconds)
    assert out.splitlines()[-1].startswith("2 sites: interrupted")
    with Archive(tmp_path / "news.db", read_only=True) as archive:
        assert {run.verdict for run in archive.runs()} == {"interrupted"}
        assert [archive.pending(server.site)["leased"] for server in servers] == [0, 0]
        assert archive.problems() == []


def test_when_the_time_is_up_all_has_worked_and_the_rest_is_told(tmp_path: Path) -> None:
    with Loopback(newspaper(0.2)) as slow, Loopback(newspaper()) as later:
        words = ("--jobs", "1", "--max-minutes", "0.03", "--json")
        status, out, _ = newscrawler(tmp_path, "crawl", slow.url(), later.url(), *words)
        told = json.loads(out)
        assert (status, told["not_begun"], later.asked) == (0, [later.site], [])
        assert told["line"].endswith("1 site not begun, first in turn next time")
        (run,) = told["runs"]
        assert (run["verdict"], run["reason"]) == ("worked", "time is up")


def test_sites_that_fail_for_a_day_are_told_so_until_they_answer(tmp_path: Path, port: int) -> None:
    """Each run says what the site is, the ones between two tries too; the doctor knows since when; then all is well."""
    path = tmp_path / "news.db"
    busy: dict[str, Route] = {"/": text("busy", 503), "/feed": text("busy", 503)}
    with ExitStack() as stack:
        good, down, mute = (
            stack.enter_context(Loopback(routes))
            for routes in (
                newspaper(),
                {"/robots.txt": text("User-agent: *\nAllow: /\n"), **busy},
                {"/robots.txt": text("busy", 503), **busy},
            )
        )
        gone = f"127.0.0.1:{port}"
        sites = [*(server.url() for server in (good, down, mute)), f"http://{gone}/"]
        status, out, log = newscrawler(tmp_path, "crawl", *sites, *QUICK)
        assert (status, out.splitlines()[-1].split(";")[0]) == (40, f"4 sites: network down ({gone})"), log
        expected = {good.site: 0, down.site: 20, mute.site: 30, gone: 40}
        assert last_statuses(path) == expected
        assert {line.split(": ")[0] for line in out.splitlines()[:-1]} == set(expected), "a line for each"
        assert all(line.startswith("127.0.0.1:") for line in log.splitlines()), log

        hours_pass(path, 8)
        assert newscrawler(tmp_path, "crawl", down.url(), mute.url(), *QUICK)[0] == 30
        assert last_statuses(path) == expected
        assert max(server.count("/") for server in (down, mute)) <= 2, "it is not asked over and over"
        with Archive(path, read_only=True) as archive:
            found = {site: diagnose(archive.condition(site), datetime.now(UTC)) for site in expected}
            since = {run.site: run.started_at for run in archive.runs(limit=100)}
        assert found.pop(good.site) == []
        assert {site: [finding.exit_status for finding in findings] for site, findings in found.items()} == {
            site: [status] for site, status in expected.items() if status
        }
        for site, (finding,) in found.items():
            assert finding.since == since[site], "the first run that failed"
            assert (finding.page or "").startswith(f"http://{site}/")
        assert found[down.site][0].what.startswith("degraded, 2 runs: nothing could be read")
        assert found[down.site][0].advice.startswith("The site itself is in trouble")
        assert found[mute.site][0].advice.startswith("A robots.txt that cannot be read means: not now")

        down.routes = newspaper()
        mute.routes = newspaper()
        hours_pass(path, 24 * 7)  # the pauses after failures are over
        assert newscrawler(tmp_path, "crawl", down.url(), mute.url(), *QUICK)[0] == 0
        with Archive(path, read_only=True) as archive:
            assert diagnose(archive.condition(down.site), datetime.now(UTC)) == []
    assert titles(path) == sorted(TITLES * 3)


def last_statuses(path: Path) -> dict[str, int | None]:
    with Archive(path, read_only=True) as archive:
        return {run.site: run.exit_status for run in reversed(archive.runs(limit=100))}


def hours_pass(path: Path, hours: float) -> None:
    """Let all that the archive knows be so much older."""
    moved = f"{-hours} hours"
    columns = {
        "runs": ("started_at", "ended_at"),
        "pages": ("found_at", "next_visit_at", "last_visit_at"),
        "articles": ("first_seen_at", "last_seen_at"),
    }
    with Archive(path) as archive, archive._db.writing():
        for table, names in columns.items():
            settings = ", ".join(f"{name} = strftime('%Y-%m-%dT%H:%M:%SZ', {name}, :moved)" for name in names)
            archive._db.run(f"UPDATE {table} SET {settings}", {"moved": moved})


def test_hours_pass(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        before = datetime.fromisoformat(archive.begin_run("daily", "daily.example").started_at)
    hours_pass(tmp_path / "a.db", 24)
    with Archive(tmp_path / "a.db") as archive:
        after = datetime.fromisoformat(archive.runs()[0].started_at)
    assert before - after == timedelta(days=1)
