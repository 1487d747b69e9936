"""The archive from Python: the page that tells of it is run as it stands."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from newscrawler.archive import Archive
from newscrawler.errors import UsageError
from tests.test_cli_archive import make_archive

PAGE = Path(__file__).parent.parent / "docs" / "how-to-use-it-from-python.md"


def test_the_page_is_true(tmp_path, monkeypatch):
    pytest.importorskip("pandas")
    make_archive(tmp_path / "news.db")
    monkeypatch.chdir(tmp_path)
    page = doctest.DocTestParser().get_doctest(PAGE.read_text(encoding="utf-8"), {}, PAGE.name, str(PAGE), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(page, out=said.append, clear_globs=True)
    assert result.failed == 0, "".join(said)
    assert result.attempted > 20


@pytest.fixture
def archive(tmp_path):
    with Archive(make_archive(tmp_path / "news.db"), read_only=True) as archive:
        yield archive


def test_rows_are_flat(archive):
    for row in archive.rows():
        assert all(value is None or isinstance(value, (str, int, float)) for value in row.values()), row
    assert [row["id"] for row in archive.rows(site="example.net", since="2026-03")] == [2]


def test_an_empty_archive_is_still_one(tmp_path):
    with Archive(tmp_path / "empty.db") as archive:
        assert len(archive) == 0
        assert archive
        assert list(archive) == []


def test_sql_reads_what_was_just_written(tmp_path):
    make_archive(tmp_path / "news.db")
    with Archive(tmp_path / "news.db") as archive:
        archive.begin_run("late", "late.example")
        assert archive.sql("select spider from runs where site = 'late.example'") == [{"spider": "late"}]
        with pytest.raises(UsageError, match="only reading"):
            archive.sql("delete from runs")
