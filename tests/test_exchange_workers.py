"""Pages of an import are read in processes of their own: the archive is the same, whatever becomes of those."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest

from newscrawler.archive import Archive
from newscrawler.cli.project import load_spiders
from newscrawler.exchange import reading_ahead
from newscrawler.exchange.importing import Import
from newscrawler.exchange.reports import Wishes
from newscrawler.exchange.warc_reader import WarcReader
from tests.archive_visits import WORDS, Clock, address
from tests.deadly_site import DeadlySpider
from tests.exchange_articles import exported, import_until_stopped
from tests.reread_pages import dump
from tests.test_exchange_import import imported
from tests.warc_files import Warc, page

MOST_BYTES = 1 << 20


@pytest.fixture
def spiders(project):
    return load_spiders(project)


def take_in(path, files, spiders, **wishes):
    """Import files; return the report, and the bad records by place."""
    named: dict[str, str] = {}
    with Archive(path, now=Clock()) as archive:
        running = Import(archive, spiders, Wishes(**wishes), named.__setitem__)
        try:
            for file in files:
                running.read(WarcReader(file, most_bytes=MOST_BYTES), lambda _: None)
        finally:
            running.close()
        running.finish()
    return running.report, {place.rpartition(" ")[2]: reason for place, reason in named.items()}


def rows_of(path):
    """Return every row of an archive, but for what is another in every file: when it was made, and a run's own name."""
    lines = [line for line in dump(path) if "_sqlite_migrations" not in line]
    return [re.sub(r"'[0-9a-f]{16}'", "'name'", line) if 'INTO "runs"' in line else line for line in lines]


def varied(path, hosts=3, count=25):
    """Write pages of several sites, some twice with other words, revisits, and what is passed over or bad."""
    warc = Warc(path)
    for number in range(count):
        for host in range(hosts):
            url = f"https://paper{host}.example/news/{number}"
            words = f"{number} {host} {WORDS}"
            warc.add(url, page(f"Title {number} of {host}", words))
            if number % 5 == 0:
                warc.add(url, page(f"Title {number} of {host}", f"{words} More."), date="2020-05-02T10:00:00Z")
                warc.revisit(url, "2020-05-03T10:00:00Z")
            if number % 7 == 0:
                warc.add(url, page(), date="no date").add(url, b"", status="404 Not Found")
    return warc.close()


@pytest.mark.parametrize("limit", [None, 47])
def test_one_process_and_two_make_the_same_archive(tmp_path, monkeypatch, spiders, limit):
    monkeypatch.setattr(reading_ahead, "BATCH_RECORDS", 20)
    files = [varied(tmp_path / "a.warc.gz"), varied(tmp_path / "b.warc.gz", hosts=4, count=7)]
    reports, rows = [], []
    for jobs in (1, 2):
        report, named = take_in(tmp_path / f"{jobs}.db", files, spiders, jobs=jobs, limit=limit)
        reports.append((report.as_dict(), list(named.items())))
        rows.append(rows_of(tmp_path / f"{jobs}.db"))
    assert reports[0] == reports[1]
    assert rows[0] == rows[1]
    assert reports[0][0]["taken"] == (limit or 149)


FAULTS = {
    "Killed": "ended the process that read it (signal SIGKILL)",
    "Ended": "ended the process that read it (exit status 7)",
    "Greedy": "crashed: MemoryError",
    "Broken": "crashed: KeyError",
    "Endless": "took longer than 8 seconds",
}


def test_a_page_that_ends_its_process_is_a_bad_record_and_the_others_are_taken(tmp_path, monkeypatch, spiders):
    monkeypatch.setattr(reading_ahead, "PAGE_SECONDS", 8.0)
    titles = [f"Title {number}" for number in range(30)]
    for place, fault in enumerate([*FAULTS, "Unsendable"]):
        titles.insert(place * 5 + 1, fault)
    warc = Warc(tmp_path / "a.warc.gz")
    for number, title in enumerate(titles):
        warc.add(address(str(number)), page(title, f"{number} {WORDS}"))
    deadly = {"news": spiders["news"], "deadly": DeadlySpider}
    report, named = take_in(tmp_path / "news.db", [warc.close()], deadly, jobs=2)
    reasons = {titles[int(record) - 1]: reason for record, reason in named.items()}
    assert "pickle" in reasons.pop("Unsendable")
    assert reasons == FAULTS
    assert (report.records, report.outcomes) == (36, {"new": 30})
    assert [one["title"] for one in exported(tmp_path / "news.db")] == [f"Title {number}" for number in range(30)]


@pytest.mark.parametrize(
    ("stop", "status", "kept"),
    [("os.kill(os.getpid(), signal.SIGKILL)", -9, 40), ("os.killpg(0, signal.SIGINT)", 130, 40)],
)
def test_stopped_and_run_again_it_ends_as_one_that_was_not(tmp_path, project, stop, status, kept):
    path = varied(tmp_path / "a.warc.gz")
    words = [path, "--archive", tmp_path / "stopped.db", "--jobs", "2"]
    stopped = import_until_stopped(stop, *words, cwd=tmp_path, project=project)
    assert stopped.returncode == status, stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert ("interrupted" in stopped.stderr) == (status == 130)
    processes = [int(word) for word in stopped.stdout.split()]
    assert len(processes) == 2
    assert_gone(processes)
    again = imported(tmp_path / "stopped.db", path)
    whole = imported(tmp_path / "whole.db", path)
    assert again["records"] == whole["records"] - kept
    assert exported(tmp_path / "stopped.db") == exported(tmp_path / "whole.db")


def assert_gone(processes):
    """Wait for processes that nobody collects: they end when the one that began them is gone."""
    for _ in range(200):
        if not any(Path(f"/proc/{process}").exists() and "Z (zombie)" not in status(process) for process in processes):
            return
        time.sleep(0.05)
    for process in processes:
        os.kill(process, signal.SIGKILL)
    raise AssertionError(f"still there: {processes}")


def status(process):
    try:
        return Path(f"/proc/{process}/status").read_text()
    except OSError:
        return "Z (zombie)"
