"""What was committed stands: after kill -9, on a full disk, beside other writers and long readers."""

from __future__ import annotations

import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from newscrawler.archive import Archive, opening
from newscrawler.errors import DiskFull
from tests.archive_visits import SITE, Clock, address, article, found, lease, snapshot, visit

PAGES = 60

# A crawl without a network: leases, stores, says what it has committed; dies when it is told to.
CRAWL = """
import sys
from newscrawler.archive import Archive
from tests.archive_visits import SITE, lease, visit

with Archive(sys.argv[1]) as archive, archive.lock(SITE):
    run = archive.begin_run("daily", SITE)
    print("begun", flush=True)
    while pages := lease(archive, run.id, 4):
        for page in pages:
            number = page.url.rsplit("/", 1)[1]
            archive.store(visit(f"news/{number}", page=page), run_id=run.id)
            print(number, flush=True)
    archive.end_run(run.id, verdict="worked", exit_status=0)
"""


def crawl(path, project, kill_after=None):
    """Run the crawl; kill it -9 after so many committed pages. Return what it said was committed."""
    command = [sys.executable, "-c", CRAWL, path]
    said = []
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            said.append(line.strip())
            if kill_after is not None and len(said) > kill_after:
                child.send_signal(signal.SIGKILL)
                break
        said += [line.strip() for line in child.stdout]
    return said[1:]


def test_ten_kills_lose_nothing_and_double_nothing(tmp_path, project):
    path = tmp_path / "news.db"
    with Archive(path) as archive:
        archive.add_pages(SITE, found(*(f"news/{number}" for number in range(PAGES))))
    chance = random.Random(20170325)
    acknowledged = []
    for _ in range(10):
        acknowledged += crawl(path, project, kill_after=chance.randint(0, 5))
        with closing(sqlite3.connect(path)) as sql, sql:
            assert sql.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        sql.close()
        with Archive(path, read_only=True) as archive:
            stored = {row["url"].rsplit("/", 1)[1] for row in archive.articles()}
        assert set(acknowledged) <= stored
    crawl(path, project)
    with Archive(path) as archive:
        assert archive.queue_counts(SITE) == {"done": PAGES}
        urls = [row["url"] for row in archive.articles()]
        assert sorted(urls) == sorted(address(f"news/{number}") for number in range(PAGES))
        runs = archive.runs(limit=99)
        assert [run.verdict for run in runs] == ["worked"] + ["crashed"] * 10
        assert sum(run.counts.new for run in runs) == PAGES, "a killed run's counts are true"
        assert sum(run.counts.fetched for run in runs) == PAGES
        assert archive.problems() == []


def fill(archive, run, size=40_000):
    """Store incompressible pages until the disk is full; return how many were committed."""
    chance = random.Random(1)
    for number in range(10_000):
        seen = visit(f"news/{number}")
        seen.snapshot = snapshot(address(f"news/{number}"), chance.randbytes(size))
        try:
            archive.store(seen, run_id=run)
        except DiskFull:
            return number
    raise AssertionError("the disk was never full")


FILL = """
import os, sys
from newscrawler.archive import Archive
from tests.test_archive_survival import SITE, fill

archive = Archive(sys.argv[1])
print(fill(archive, archive.begin_run("daily", SITE).id), flush=True)
os._exit(0)
"""


def test_a_full_disk_is_said_and_what_was_committed_stands(tmp_path):
    with Archive(tmp_path / "news.db") as archive:
        run = archive.begin_run("daily", SITE).id
        archive._db._sql.execute("PRAGMA max_page_count = 200")
        stored = fill(archive, run)
        assert stored > 2
        assert archive.stats()["articles"] == stored
        assert archive.runs()[0].counts.new == stored
        archive._db._sql.execute("PRAGMA max_page_count = 100000")
        archive.store(visit("news/after"), run_id=run)
        assert archive.problems() == []


def test_a_file_size_limit_counts_as_a_full_disk(tmp_path, project):
    path = tmp_path / "news.db"
    Archive(path).close()

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    child = subprocess.run(
        [sys.executable, "-c", FILL, path], cwd=project, preexec_fn=limit, capture_output=True, text=True, check=True
    )
    with Archive(path) as archive:
        assert archive.stats()["articles"] == int(child.stdout) > 2
        assert archive.problems() == []


def test_writers_in_threads_take_turns(tmp_path):
    with Archive(tmp_path / "news.db") as first, Archive(tmp_path / "news.db") as second:
        run = first.begin_run("daily", SITE).id
        errors = []

        def store(archive, name):
            try:
                for number in range(15):
                    archive.store(visit(f"{name}/{number}"), run_id=run)
            except Exception as error:  # noqa: BLE001 - the main thread shows it
                errors.append(error)

        threads = [threading.Thread(target=store, args=job) for job in ((first, "a"), (first, "b"), (second, "c"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert first.runs()[0].counts.new == 45


def log_size(path):
    return path.with_name(path.name + "-wal").stat().st_size


def test_the_log_stays_small_without_readers_and_is_cut_back_after_one(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "WAL_LIMIT_BYTES", 2**20)
    path = tmp_path / "news.db"
    chance = random.Random(1)
    with Archive(path) as archive:
        run = archive.begin_run("daily", SITE).id

        def store(start, end):
            for number in range(start, end):
                seen = visit(f"news/{number}")
                seen.snapshot = snapshot(address(f"news/{number}"), chance.randbytes(100_000))
                archive.store(seen, run_id=run)

        store(0, 150)
        assert log_size(path) < 8 * 2**20
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchone()
        store(150, 300)
        assert log_size(path) > 10 * 2**20
        reader.close()
        store(300, 303)
        assert log_size(path) <= 2 * 2**20


def test_a_reader_sees_one_moment_while_a_crawl_writes(tmp_path):
    path = tmp_path / "news.db"
    with Archive(path) as archive, Archive(path, read_only=True) as reader:
        run = archive.begin_run("daily", SITE).id
        for number in range(3):
            archive.store(visit(f"news/{number}"), run_id=run)
        rows = reader.articles()
        next(rows)
        archive.store(visit("news/late"), run_id=run)
        assert len(list(rows)) == 2
        assert len(list(reader.articles())) == 4


def test_a_clock_set_back_stops_nothing(tmp_path):
    clock = Clock()
    with Archive(tmp_path / "news.db", now=clock) as archive:
        archive.add_pages(SITE, found("news/1", "news/2"))
        clock.move(-86_400 * 30)
        run = archive.begin_run("daily", SITE).id
        pages = lease(archive, run)
        assert len(pages) == 2
        for page in pages:
            archive.store(visit(page.url.removeprefix(address("")), page=page), run_id=run)
        assert archive.runs()[0].counts.new == 2


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_time_are_stored(tmp_path, year):
    with Archive(tmp_path / "news.db") as archive:
        run = archive.begin_run("daily", SITE).id
        told = article(published_at=f"{year:04}-12-31T23:59:59+00:00")
        seen = visit(article=told)
        archive.store(seen, run_id=run)
        assert next(archive.articles())["published_at"] == told.published_at
