"""What is refused, and in which sentence: one table for readers, writers, SQL, and the other archive of a merge."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest

from newscrawler.archive import Archive, schema
from newscrawler.archive.upkeep.asking import ask
from newscrawler.errors import ArchiveError, NewerArchive, NotAnArchive
from tests.archive_visits import SITE, visit


def archive_at(path):
    with Archive(path) as archive:
        run = archive.begin_run("daily", SITE)
        for number in range(20):
            archive.store(visit(f"news/{number}"), run_id=run.id)


def no_sqlite(path):
    path.write_text("<html>")


def of_another_application(path):
    with closing(sqlite3.connect(path)) as sql, sql:
        sql.execute("CREATE TABLE bookmarks (id INTEGER)")


def marked_by_another_application(path):
    archive_at(path)
    with closing(sqlite3.connect(path)) as sql, sql:
        sql.execute("PRAGMA application_id = 7")


def newer(path):
    archive_at(path)
    with closing(sqlite3.connect(path)) as sql, sql:
        sql.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")


def damaged_head(path):
    archive_at(path)
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 400 + content[500:])


def cut_off(path):
    archive_at(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def cut_within_the_head(path):
    archive_at(path)
    path.write_bytes(path.read_bytes()[:60])


def folder(path):
    path.mkdir()


def pipe(path):
    os.mkfifo(path)


REFUSED = (
    (no_sqlite, NotAnArchive, "no SQLite file"),
    (of_another_application, NotAnArchive, r"belongs to another application \(tables: bookmarks\)"),
    (marked_by_another_application, NotAnArchive, "belongs to another application"),
    (newer, NewerArchive, "written by a later newscrawler"),
    (damaged_head, NotAnArchive, "damaged"),
    (cut_off, NotAnArchive, "damaged"),
    (cut_within_the_head, NotAnArchive, "no SQLite file|damaged"),
    (folder, NotAnArchive, "is a folder"),
    (pipe, NotAnArchive, "no regular file"),
)


def write(path, _tmp_path):
    Archive(path).close()


def read(path, _tmp_path):
    with Archive(path, read_only=True) as archive:
        list(archive)
        if damage := archive.damage():
            raise NotAnArchive(f"{path} is damaged: {damage}")


def asked(path, _tmp_path):
    ask(path, "SELECT count(*) FROM articles, revisions, snapshots WHERE articles.body <> revisions.body")


def merged(path, tmp_path):
    with Archive(tmp_path / "into.db") as archive:
        archive.upkeep.merge(path)


@pytest.mark.parametrize("use", [write, read, asked, merged])
@pytest.mark.parametrize(("make", "error", "words"), REFUSED, ids=[make.__name__ for make, *_ in REFUSED])
def test_a_file_is_refused_in_one_sentence_and_left_as_it_is(tmp_path, make, error, words, use):
    path = tmp_path / "news.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=words) as refusal:
        use(path, tmp_path)
    assert len(str(refusal.value).splitlines()) == 1
    assert str(path) in str(refusal.value)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("use", [read, asked, merged])
def test_an_empty_file_has_nothing_to_read(tmp_path, use):
    (tmp_path / "news.db").touch()
    with pytest.raises(ArchiveError, match="is empty"):
        use(tmp_path / "news.db", tmp_path)
    assert (tmp_path / "news.db").stat().st_size == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything")
def test_without_permission_it_says_so(tmp_path):
    archive_at(tmp_path / "news.db")
    (tmp_path / "news.db").chmod(0)
    with pytest.raises(ArchiveError, match="cannot use"):
        Archive(tmp_path / "news.db", read_only=True)
