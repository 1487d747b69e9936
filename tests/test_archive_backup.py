"""Backups: whole, checked, made beside a crawl that writes, or not there at all."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
import zstandard

from newscrawler.archive import Archive
from newscrawler.archive.upkeep import backup
from newscrawler.errors import ArchiveError, DiskFull
from tests.archive_visits import SITE, visit


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "news.db"
    with Archive(path) as archive:
        run = archive.begin_run("daily", SITE)
        for number in range(30):
            archive.store(visit(f"news/{number}"), run_id=run.id)
    return path


def back_up(path, target, **options):
    with Archive(path, read_only=True) as archive:
        return archive.upkeep.back_up(target, **options)


def names(folder):
    """Return what is there, without the log that a reader leaves beside the archive."""
    return sorted(file.name for file in folder.iterdir() if not file.name.endswith(("news.db-wal", "news.db-shm")))


def test_a_backup_is_the_archive_in_one_file(path, tmp_path):
    made = back_up(path, tmp_path / "copy.db")
    assert (made.articles, made.bytes) == (30, made.archive_bytes)
    assert names(tmp_path) == ["copy.db", "news.db", "news.db.locks"]
    with Archive(tmp_path / "copy.db") as copy:
        assert all(check.is_right for check in copy.upkeep.verify())
        assert copy.stats()["articles"] == 30


def test_it_holds_what_stands_in_the_log(path, tmp_path):
    with Archive(path) as archive:
        archive.store(visit("news/late"), run_id=archive.begin_run("daily", SITE).id)
        assert back_up(path, tmp_path / "copy.db").articles == 31


WRITER = """
import sys
from newscrawler.archive import Archive
from tests.archive_visits import SITE, visit

with Archive(sys.argv[1]) as archive:
    run = archive.begin_run("daily", SITE)
    for number in range(100_000):
        archive.store(visit(f"more/{number}"), run_id=run.id)
        print(number, flush=True)
"""


def test_a_crawl_that_writes_is_no_hindrance(path, tmp_path, project, monkeypatch):
    monkeypatch.setattr(backup, "STEP_PAGES", 2)
    with subprocess.Popen([sys.executable, "-c", WRITER, path], cwd=project, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        steps = []
        made = back_up(path, tmp_path / "copy.db", progress=lambda done, whole: steps.append((done, whole)))
        child.kill()
    assert len(steps) > 10
    assert steps[-1][0] == steps[-1][1], "it was read at one moment, to its end"
    with Archive(tmp_path / "copy.db") as copy:
        assert copy.stats()["articles"] == made.articles > 30
        assert copy.problems() == []


def test_nothing_is_overwritten_without_force(path, tmp_path):
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(ArchiveError, match="there is a file"):
        back_up(path, target)
    assert target.read_text() == "precious"
    assert back_up(path, target, force=True).articles == 30


@pytest.mark.parametrize(
    ("target", "words"), [("", "is a folder"), ("none/copy.db", "no folder"), ("news.db", "the archive itself")]
)
def test_a_target_that_cannot_be_is_refused(path, tmp_path, target, words):
    with pytest.raises(ArchiveError, match=words):
        back_up(path, tmp_path / target, force=True)
    assert Archive(path).stats()["articles"] == 30


def test_a_packed_backup_is_unpacked_by_any_zstd(path, tmp_path):
    made = back_up(path, tmp_path / "copy.db", compress=True)
    assert made.path.endswith("copy.db.zst")
    assert made.bytes < made.archive_bytes / 3
    with (tmp_path / "copy.db.zst").open("rb") as packed, (tmp_path / "back.db").open("wb") as target:
        zstandard.ZstdDecompressor().copy_stream(packed, target)
    with Archive(tmp_path / "back.db", read_only=True) as copy:
        assert copy.stats()["articles"] == 30
    assert not list(tmp_path.glob("*.unfinished*"))


def test_a_full_disk_is_told_before_anything_is_written(path, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 100, 0))
    with pytest.raises(DiskFull, match="no room for a backup"):
        back_up(path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_what_breaks_off_leaves_nothing(path, tmp_path):
    def stop(_done, _whole):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(path, tmp_path / "copy.db", progress=stop)
    assert names(tmp_path) == ["news.db", "news.db.locks"]


def test_a_damaged_archive_makes_no_backup(path, tmp_path):
    content = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as sql, sql:
        (root,) = sql.execute("SELECT rootpage FROM sqlite_master WHERE name = 'links_url'").fetchone()
        (size,) = sql.execute("PRAGMA page_size").fetchone()
    sql.close()
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="damaged"):
        back_up(path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
