"""Opening an archive: what is made, what is refused and in which words, several openers at once, read-only media."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest
import sqlite_utils

from newscrawler.archive import Archive, opening, schema
from newscrawler.errors import ArchiveError, NewerArchive, NotAnArchive
from tests.archive_visits import SITE, found, visit


def pragma(path, name):
    with closing(sqlite3.connect(path)) as sql, sql:
        return sql.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_archive_says_what_it_is(tmp_path):
    path = tmp_path / "news.db"
    Archive(path).close()
    assert pragma(path, "application_id") == schema.APPLICATION_ID
    assert pragma(path, "user_version") == schema.SCHEMA_VERSION == len(schema.migrations._migrations)
    assert pragma(path, "journal_mode") == "wal"
    assert pragma(path, "integrity_check") == "ok"


def test_writes_are_synced_and_foreign_keys_checked(tmp_path):
    with Archive(tmp_path / "news.db") as archive:
        assert archive._db.value("PRAGMA synchronous") == 2
        assert archive._db.value("PRAGMA foreign_keys") == 1
        assert archive._db.value("PRAGMA busy_timeout") == opening.BUSY_SECONDS * 1000


def test_an_empty_file_is_a_fresh_start(tmp_path):
    path = tmp_path / "news.db"
    path.touch()
    with Archive(path) as archive:
        assert archive.stats()["articles"] == 0


def test_the_path_is_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Archive("news.db") as archive:
        assert archive.path == tmp_path / "news.db"


@pytest.mark.parametrize(
    "name", ["a b.db", "100%.db", "what?.db", "a#b.db", "أخبار.db", "quote'\".db", ":memory:", "a;b&c=d.db"]
)
def test_odd_file_names_are_only_names(tmp_path, name):
    path = tmp_path / name
    with Archive(path) as archive:
        archive.begin_run("daily", SITE)
    with Archive(path, read_only=True) as archive:
        assert len(archive.runs()) == 1
    assert path.is_file()


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(NotAnArchive, match="is a folder"):
        Archive(tmp_path)


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(ArchiveError, match="no folder"):
        Archive(tmp_path / "none" / "news.db")


def test_a_missing_archive_is_not_made_by_a_reader(tmp_path):
    with pytest.raises(ArchiveError, match="there is no archive"):
        Archive(tmp_path / "news.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("content", [b"<html>", b"\x00" * 4096, b"SQLite format 2\x00" * 300])
def test_a_file_of_another_kind_is_refused_and_stays_as_it_is(tmp_path, content, read_only):
    path = tmp_path / "news.db"
    path.write_bytes(content)
    with pytest.raises(NotAnArchive, match="no SQLite file"):
        Archive(path, read_only=read_only)
    assert path.read_bytes() == content


@pytest.mark.parametrize("read_only", [True, False])
def test_another_applications_file_is_refused_and_stays_as_it_is(tmp_path, read_only):
    path = tmp_path / "places.db"
    with closing(sqlite3.connect(path)) as sql, sql:
        sql.execute("CREATE TABLE bookmarks (id INTEGER)")
    sql.close()
    before = path.read_bytes()
    with pytest.raises(NotAnArchive, match=r"another application.*bookmarks"):
        Archive(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_archive_is_refused(tmp_path, read_only):
    path = tmp_path / "news.db"
    Archive(path).close()
    with closing(sqlite3.connect(path)) as sql, sql:
        sql.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    sql.close()
    with pytest.raises(NewerArchive, match=f"schema {schema.SCHEMA_VERSION + 1}"):
        Archive(path, read_only=read_only)


def damage_head(content: bytes) -> bytes:
    return content[:100] + b"\xff" * 400 + content[500:]


def damage_middle(content: bytes) -> bytes:
    return content[:8192] + os.urandom(60_000) + content[68_192:]


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize("damage", [damage_head, damage_middle, cut])
def test_a_damaged_archive_is_refused(tmp_path, damage):
    path = tmp_path / "news.db"
    with Archive(path) as archive:
        run = archive.begin_run("daily", SITE)
        for number in range(20):
            archive.store(visit(f"news/{number}"), run_id=run.id)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(NotAnArchive, match="damaged"):
        Archive(path)


def test_a_damage_found_by_a_reader_is_said_in_a_sentence(tmp_path):
    path = tmp_path / "news.db"
    with Archive(path) as archive:
        run = archive.begin_run("daily", SITE)
        for number in range(20):
            archive.store(visit(f"news/{number}"), run_id=run.id)
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    with pytest.raises(NotAnArchive, match="damaged"), Archive(path, read_only=True) as archive:
        list(archive.articles())


def test_a_reader_cannot_write(tmp_path):
    path = tmp_path / "news.db"
    Archive(path).close()
    with Archive(path, read_only=True) as archive, pytest.raises(ArchiveError, match="reading only"):
        archive.begin_run("daily", SITE)


@pytest.mark.skipif(os.geteuid() == 0 and not os.environ.get("UNPRIVILEGED"), reason="root may write everywhere")
def test_read_only_media_can_be_read(tmp_path):
    folder = tmp_path / "disc"
    folder.mkdir()
    with Archive(folder / "news.db") as archive:
        run = archive.begin_run("daily", SITE)
        archive.store(visit(), run_id=run.id)
    (folder / "news.db").chmod(stat.S_IRUSR)
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with Archive(folder / "news.db", read_only=True) as archive:
            assert len(list(archive.articles())) == 1
    finally:
        folder.chmod(stat.S_IRWXU)


def test_where_no_log_can_be_made_the_file_is_read_as_it_stands(tmp_path, monkeypatch):
    path = tmp_path / "news.db"
    with Archive(path) as archive:
        archive.begin_run("daily", SITE)
    whole = opening._reading

    def without_log(uri):
        if "immutable" not in uri:
            raise sqlite3.OperationalError("unable to open database file")
        return whole(uri)

    monkeypatch.setattr(opening, "_reading", without_log)
    with Archive(path, read_only=True) as archive:
        assert len(archive.runs()) == 1


OPEN = "import sys; from newscrawler.archive import Archive; Archive(sys.argv[1]).close()"


def test_a_second_look_leaves_the_locks_of_the_first(tmp_path, project):
    """Whoever opens the file beside SQLite and closes it loses its locks, and the next to close takes the log away."""
    path = tmp_path / "news.db"
    with Archive(path) as archive:
        Archive(path, read_only=True).close()
        subprocess.run([sys.executable, "-c", OPEN, path], cwd=project, check=True)
        assert (tmp_path / "news.db-wal").exists()
        archive.begin_run("daily", SITE)
    with Archive(path) as archive:
        assert len(archive.runs()) == 1
        assert archive.problems() == []


def test_eight_openers_of_one_new_file_all_succeed(tmp_path, project):
    path = tmp_path / "news.db"
    openers = [
        subprocess.Popen([sys.executable, "-c", OPEN, path], cwd=project, stderr=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    assert [(opener.communicate()[1], opener.returncode) for opener in openers] == [("", 0)] * 8
    assert pragma(path, "user_version") == schema.SCHEMA_VERSION


def test_an_older_archive_is_copied_before_it_is_migrated(tmp_path, monkeypatch):
    path = tmp_path / "news.db"
    with Archive(path) as archive:
        archive.add_pages(SITE, found("news/1"))
    migrations = sqlite_utils.Migrations("newscrawler")
    migrations._migrations = list(schema.migrations._migrations)

    @migrations()
    def later_tables(db):
        db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT")

    monkeypatch.setattr(opening, "migrations", migrations)
    monkeypatch.setattr(opening, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    with pytest.raises(ArchiveError, match="earlier schema"):
        Archive(path, read_only=True)
    with Archive(path) as archive:
        assert archive.queue_counts(SITE) == {"new": 1}
        assert archive._db.value("SELECT count(*) FROM notes") == 0
    copy = tmp_path / f"news.db.schema-{schema.SCHEMA_VERSION}.backup"
    assert pragma(copy, "user_version") == schema.SCHEMA_VERSION
    with closing(sqlite3.connect(copy)) as sql, sql:
        assert sql.execute("SELECT count(*) FROM pages").fetchone() == (1,)
    sql.close()


def test_an_archive_of_the_third_schema_knows_what_moved_and_what_is_gone(tmp_path, monkeypatch):
    third = sqlite_utils.Migrations("newscrawler")
    third._migrations = schema.migrations._migrations[:3]
    with monkeypatch.context() as before:
        before.setattr(opening, "migrations", third)
        before.setattr(opening, "SCHEMA_VERSION", 3)
        Archive(tmp_path / "news.db").close()
    with closing(sqlite3.connect(tmp_path / "news.db")) as sql, sql:
        sql.executescript(ROWS_OF_THE_THIRD_SCHEMA)
    sql.close()
    with Archive(tmp_path / "news.db") as archive:
        pages = {page["url"]: page for page in archive.queued(SITE, limit=None)}
        assert {url[-1]: page["state"] for url, page in pages.items()} == {
            "1": "gone",
            "2": "gone",
            "3": "moved",
            "4": "done",
        }
        gone = {article["id"]: article["gone_at"] for article in archive.articles()}
        assert gone == {1: "2026-03-02T12:00:00Z", 2: None}, "article 2 is still read at another address"
        assert (archive.article(1) or {})["absences"] == [
            {"gone_at": "2026-03-02T12:00:00Z", "status": 410, "back_at": None}
        ]
        counts = archive.runs()[0].counts
        assert (counts.requested, counts.fetched) == (5, 5)


ROWS_OF_THE_THIRD_SCHEMA = f"""
INSERT INTO sites (site, first_seen_at) VALUES ('{SITE}', '2026-03-01T12:00:00Z');
INSERT INTO runs (id, site, spider, started_at) VALUES (1, '{SITE}', 'daily', '2026-03-01T12:00:00Z');
INSERT INTO run_outcomes VALUES (1, 'article', 'new', '', 3), (1, 'article', 'failed', 'timeout', 2);
INSERT INTO articles (id, site, url, canonical_url, title, body, first_seen_at, last_seen_at, url_key, text_hash,
    title_folded, body_folded, folding_version)
VALUES (1, '{SITE}', 'u1', 'u1', 't', 'b', 'x', 'x', 'u1', 'h1', 't', 'b', 1),
    (2, '{SITE}', 'u2', 'u2', 't', 'b', 'x', 'x', 'u2', 'h2', 't', 'b', 1);
INSERT INTO pages (site, url, url_key, kind, state, outcome, reason, article_id, found_at, last_visit_at, last_status)
VALUES ('{SITE}', 'u1', 'u1', 'article', 'gone', 'failed', 'gone 410', 1, 'x', '2026-03-02T12:00:00Z', 410),
    ('{SITE}', 'u2', 'u2', 'article', 'gone', 'failed', 'gone 404', 2, 'x', '2026-03-02T12:00:00Z', 404),
    ('{SITE}', 'u3', 'u3', 'article', 'done', 'alias', 'moved', 2, 'x', '2026-03-02T12:00:00Z', 200),
    ('{SITE}', 'u4', 'u4', 'article', 'done', 'alias', '', 2, 'x', '2026-03-02T12:00:00Z', 200);
"""


def test_a_failed_migration_leaves_the_archive_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "news.db"
    Archive(path).close()
    migrations = sqlite_utils.Migrations("newscrawler")
    migrations._migrations = list(schema.migrations._migrations)

    @migrations()
    def half_a_table(db):
        db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT")
        db.execute("CREATE TABLE sites (again INTEGER)")

    monkeypatch.setattr(opening, "migrations", migrations)
    monkeypatch.setattr(opening, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    with pytest.raises(ArchiveError, match="already exists"):
        Archive(path)
    monkeypatch.undo()
    with Archive(path) as archive:
        assert archive._db.value("SELECT count(*) FROM sqlite_master WHERE name = 'notes'") == 0


def test_closing_twice_is_allowed_and_using_it_after_is_not(tmp_path):
    archive = Archive(tmp_path / "news.db")
    archive.close()
    archive.close()
    with pytest.raises(ArchiveError):
        archive.runs()
