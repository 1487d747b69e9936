"""An archive of any earlier schema opens, is copied first, is brought up to date, and loses nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
import sqlite_utils

from newscrawler.archive import Archive, opening, schema
from newscrawler.errors import ArchiveError
from tests.archive_visits import SITE, address, lease, visit
from tests.old_archives import ALTERED, PAGE, ROWS, VERSIONS, make_old


def table_rows(path, table, columns):
    with closing(sqlite3.connect(path)) as sql:
        return sql.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1").fetchall()


def contents(path):
    """Return table -> its rows, as they stand."""
    with closing(sqlite3.connect(path)) as sql:
        tables = [name for (name,) in sql.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ours = [name for name in tables if not name.startswith(("articles_fts", "sqlite_", "_sqlite"))]
        return {name: sql.execute(f"SELECT * FROM {name}").fetchall() for name in ours}


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


def test_the_rows_of_old_archives_fill_every_table_that_there_was(tmp_path):
    make_old(tmp_path / "news.db", VERSIONS[-1])
    assert [table for table, rows in contents(tmp_path / "news.db").items() if not rows] == []


def test_every_row_is_there_afterwards(tmp_path, version):
    path = make_old(tmp_path / "news.db", version)
    written = {
        table: tuple(column for column in rows[0] if column not in ALTERED.get(table, ()))
        for since, table, rows in ROWS
        if since <= version
    }
    before = {table: table_rows(path, table, columns) for table, columns in written.items()}
    Archive(path).close()
    assert {table: table_rows(path, table, columns) for table, columns in written.items()} == before


def test_it_is_copied_first_as_it_was(tmp_path, version):
    path = make_old(tmp_path / "news.db", version)
    before = contents(path)
    Archive(path).close()
    copy = tmp_path / f"news.db.schema-{version}.backup"
    assert contents(copy) == before
    with closing(sqlite3.connect(copy)) as sql:
        assert sql.execute("PRAGMA user_version").fetchone() == (version,)


def test_it_works_as_a_new_one_does(tmp_path, version):
    with Archive(make_old(tmp_path / "news.db", version)) as archive:
        assert {check.name: check.problems for check in archive.upkeep.verify() if check.problems} == {}
        assert [hit.id for hit in archive.search("harbour")] == [2, 1]
        found = archive.snapshot(1)
        assert found is not None
        assert found.body == PAGE
        assert archive.runs()[0].counts.requested == 2
        with archive.lock(SITE):
            run = archive.begin_run("daily", SITE)
            (page,) = lease(archive, run.id)
            archive.store(visit(page.url.removeprefix(address("")), page=page), run_id=run.id)
            archive.end_run(run.id, verdict="worked", exit_status=0)
        assert len(list(archive.articles())) == 3


def test_it_has_the_tables_of_a_new_one(tmp_path, version):
    Archive(tmp_path / "new.db").close()
    Archive(make_old(tmp_path / "old.db", version)).close()
    made = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    with closing(sqlite3.connect(tmp_path / "new.db")) as new, closing(sqlite3.connect(tmp_path / "old.db")) as old:
        assert old.execute(made).fetchall() == new.execute(made).fetchall()


def test_the_names_of_runs_agree_in_copies(tmp_path, version):
    for name in ("one.db", "copy.db"):
        with Archive(make_old(tmp_path / name, version)) as archive:
            assert archive._db.value("SELECT origin FROM runs") == f"{SITE} daily 2026-03-01T12:00:00Z 1"


def test_a_reader_is_told_to_open_it_for_writing_and_alters_nothing(tmp_path, version):
    path = make_old(tmp_path / "news.db", version)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="earlier schema"):
        Archive(path, read_only=True)
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_it_as_it_was(tmp_path, version, monkeypatch):
    path = make_old(tmp_path / "news.db", version)
    before = contents(path)
    migrations = sqlite_utils.Migrations("newscrawler")
    migrations._migrations = list(schema.migrations._migrations)

    @migrations()
    def half_a_table(db):
        db.execute("CREATE TABLE sites (again INTEGER)")

    monkeypatch.setattr(opening, "migrations", migrations)
    with pytest.raises(ArchiveError, match="already exists"):
        Archive(path)
    assert contents(path) == before
    with closing(sqlite3.connect(path)) as sql:
        assert sql.execute("PRAGMA user_version").fetchone() == (version,)
