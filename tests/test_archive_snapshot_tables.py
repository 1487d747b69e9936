"""An archive whose snapshots held their bodies themselves is brought up to date, and loses none."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
import sqlite_utils
import zstandard

from newscrawler.archive import Archive, opening, schema
from newscrawler.errors import NotAnArchive
from tests.archive_visits import SITE

FIFTH = 5
"""The last schema in which they did."""


@pytest.fixture
def path(tmp_path, monkeypatch):
    """An archive of that schema with one article, of 3 revisions."""
    old = sqlite_utils.Migrations("newscrawler")
    old._migrations = schema.migrations._migrations[:FIFTH]
    with monkeypatch.context() as before:
        before.setattr(opening, "migrations", old)
        before.setattr(opening, "SCHEMA_VERSION", FIFTH)
        Archive(tmp_path / "news.db").close()
    write(tmp_path / "news.db", ROWS)
    return tmp_path / "news.db"


ROWS = f"""
INSERT INTO sites (site, first_seen_at) VALUES ('{SITE}', '2026-03-01T12:00:00Z');
INSERT INTO articles (id, site, url, canonical_url, title, body, first_seen_at, last_seen_at, url_key, text_hash,
    title_folded, body_folded, folding_version)
VALUES (1, '{SITE}', 'https://daily.example/1', 'u', 't', 'b', 'x', 'x', 'daily.example/1', 'h', 't', 'b', 1);
INSERT INTO pages (id, site, url, url_key, kind, found_at) VALUES (1, '{SITE}', 'u', 'u', 'article', 'x');
"""
SNAPSHOT = """INSERT INTO snapshots (id, article_id, page_id, url, status, headers, fetched_at, sha256, size_bytes,
    stored_bytes, compression, body) VALUES (?, ?, ?, 'u', 200, '[["etag","1"]]', 'x', ?, ?, ?, 'zstd', ?)"""
REVISION = """INSERT INTO revisions (article_id, number, seen_at, snapshot_id, url, title, body, text_hash)
VALUES (1, ?, 'x', ?, 'u', 't', 'b', 'h')"""


def write(path, script, rows=()):
    with closing(sqlite3.connect(path)) as sql, sql:
        if rows:
            sql.executemany(script, rows)
        else:
            sql.executescript(script)
    sql.close()


def row(number, body, *, article=1, page=None, packed=None):
    packed = packed if packed is not None else zstandard.ZstdCompressor(level=10).compress(body)
    return number, article, page, hashlib.sha256(body).hexdigest(), len(body), len(packed), packed


def test_bodies_move_and_identical_ones_are_stored_once(path):
    bodies = [b"one", b"two", b"one", b"", b"listed"]
    rows = [row(number, body) for number, body in enumerate(bodies[:4], 1)]
    write(path, SNAPSHOT, [*rows, row(5, b"listed", article=None, page=1), row(6, b"lost", article=None)])
    write(path, REVISION, [(1, 1), (2, 2), (3, 3), (4, 4)])
    with Archive(path) as archive:
        kept = list(archive.snapshots())
        assert [one.snapshot.body for one in kept] == [*bodies, b"lost"]
        assert [one.revision for one in kept] == [1, 2, 3, 4, None, None]
        assert kept[0].snapshot.headers == (("etag", "1"),)
        contents = archive._db.rows("SELECT site, count(*) FROM contents GROUP BY site ORDER BY site")
        assert [tuple(one) for one in contents] == [(None, 1), (SITE, 4)]
        assert archive._db.rows("PRAGMA foreign_key_check") == []
        assert [one.id for one in archive.snapshots(site=SITE)] == [1, 2, 3, 4, 5]
    assert path.with_name("news.db.schema-5.backup").exists()


def test_of_identical_bodies_a_whole_one_is_kept_and_a_damaged_one_is_not_dropped(path):
    rows = [row(1, b"one", packed=b"rust"), row(2, b"one"), row(3, b"two", packed=b"more rust")]
    write(path, SNAPSHOT, rows)
    with Archive(path) as archive:
        kept = archive.snapshots()
        assert [next(kept).snapshot.body, next(kept).snapshot.body] == [b"one", b"one"]
        with pytest.raises(NotAnArchive, match=r"snapshot 3 in .*news\.db cannot be read"):
            next(kept)
        assert archive._db.value("SELECT body FROM contents WHERE id = 2") == b"more rust"


MIGRATE = """
import resource, sys
from newscrawler.archive import Archive
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
Archive(sys.argv[1]).close()
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_large_archive_is_brought_up_to_date_in_little_memory(path, project):
    block = bytes(range(256)) * 4000
    store_only = zstandard.ZstdCompressor(level=-100)

    def bodies():
        for number in range(1, 121):
            body = hashlib.shake_128(str(number).encode()).digest(1_000_000) if number % 2 else block + bytes([number])
            yield row(number, body, packed=store_only.compress(body))

    with closing(sqlite3.connect(path)) as sql, sql:
        sql.executemany(SNAPSHOT, bodies())
    sql.close()
    size = path.stat().st_size / 2**20
    command = [sys.executable, "-c", MIGRATE, path]
    grown = int(subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout)
    assert grown < size / 2, f"{grown} MB for an archive of {size:.0f} MB"
    with Archive(path, read_only=True) as archive:
        assert archive._db.value("SELECT count(*) FROM contents") == 120
        assert archive.problems() == ["1 articles without a revision"]


def test_old_pages_of_an_article_are_packed_with_their_dictionary_or_against_each_other(path):
    from benchmarks.newspapers import Newspaper

    paper = Newspaper("broadsheet", 40)
    bodies = [paper.page(number) for number in range(40)] + [paper.page(0, edition) for edition in (1, 2)]
    write(path, SNAPSHOT, [row(number, body) for number, body in enumerate(bodies, 1)])
    with Archive(path) as archive:
        before = archive.stats()["snapshots"]["stored_bytes"]
        assert archive.compact_snapshots(SITE, seconds=60) == 42
        figures = archive.stats()["snapshots"]
        assert figures["stored_bytes"] < before / 3
        assert (figures["plain"], figures["dictionaries"]) == (0, 1)
        assert [one.snapshot.body for one in archive.snapshots()] == bodies
        assert archive.problems() == ["1 articles without a revision"]
