"""Checks of a whole archive, and vacuum: each harm is named by its check, with what to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
import zstandard

from newscrawler.archive import Archive
from newscrawler.archive.upkeep.rules import RULES
from newscrawler.errors import ArchiveError, DiskFull, Locked
from tests.archive_visits import SITE, address, found, lease, rich_article, visit


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "news.db") as archive:
        with archive.lock(SITE):
            run = archive.begin_run("daily", SITE)
            archive.add_pages(SITE, found("news/1", "news/2"))
            for page in lease(archive, run.id):
                archive.store(visit(page.url.removeprefix(address("")), page=page), run_id=run.id)
            archive.store(visit("news/1", body="Other words than before were printed here."), run_id=run.id)
            archive.store(visit("news/9", article=rich_article()), run_id=run.id)
            archive._db._sql.execute("UPDATE runs SET requested = 4")
            archive.end_run(run.id, verdict="worked", exit_status=0)
        yield archive


def wrong(archive, **options):
    return {check.name: check for check in archive.upkeep.verify(**options) if not check.is_right}


def test_a_whole_archive_passes_every_check(archive):
    checks = archive.upkeep.verify()
    assert all(check.is_right and not check.skipped for check in checks)
    assert {check.name for check in checks} >= {"file", "search index", "snapshots", "runs", *(r.name for r in RULES)}


def test_quick_leaves_out_the_hashes_and_says_so(archive):
    assert [check.name for check in archive.upkeep.verify(quick=True) if check.skipped] == ["texts", "snapshots"]


BODY = zstandard.ZstdCompressor().compress(b"<html>other</html>").hex()


@pytest.mark.parametrize(
    ("harm", "check", "words"),
    [
        ("UPDATE links SET article_id = 99", "foreign keys", "links row"),
        ("DROP TRIGGER articles_au", "search triggers", "articles_au is missing"),
        ("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')", "search index", "does not match"),
        ("UPDATE articles SET folding_version = 0 WHERE id = 1", "folding", "1 articles are folded by another"),
        ("DELETE FROM revisions WHERE article_id = 1", "articles", "1 articles without a revision"),
        ("UPDATE articles SET text_hash = 'x' WHERE id = 1", "articles", "are not their newest revision"),
        ("UPDATE articles SET url_key = '' WHERE id = 1", "articles", "without an address"),
        ("UPDATE articles SET last_seen_at = '2000' WHERE id = 1", "articles", "last seen before"),
        ("UPDATE articles SET gone_at = '2030' WHERE id = 1", "articles", "gone without an absence"),
        ("UPDATE revisions SET number = number + 1 WHERE article_id = 2", "revisions", "not numbered 1, 2, 3"),
        ("UPDATE revisions SET seen_at = '2000' WHERE number = 2", "revisions", "older than the one before"),
        ("UPDATE revisions SET snapshot_id = 2 WHERE id = 1", "revisions", "snapshot of another article"),
        ("UPDATE pages SET state = 'leased', leased_by = NULL WHERE id = 1", "pages", "1 pages leased by nobody"),
        ("UPDATE pages SET state = 'leased', leased_by = 1 WHERE id = 1", "pages", "leased by a run that has ended"),
        ("UPDATE pages SET outcome = NULL WHERE id = 1", "pages", "done without an outcome"),
        ("UPDATE pages SET site = 'other.example' WHERE id = 1", "pages", "of another site than their article"),
        ("UPDATE pages SET forgotten_at = 'x', next_visit_at = 'x' WHERE id = 1", "pages", "forgotten pages"),
        ("UPDATE runs SET requested = 5", "runs", "1 runs whose outcomes are not what they requested"),
        ("INSERT INTO run_drops VALUES (1, 'too many', 9)", "runs", "not the links they dropped"),
        ("UPDATE runs SET ended_at = '2000'", "runs", "ended before they began"),
        ("UPDATE runs SET verdict = NULL", "runs", "ended without a verdict"),
        ("UPDATE articles SET body = body || 'x' WHERE id = 2", "texts", "article 2 has other words"),
        ("UPDATE contents SET body = x'00' WHERE id = 2", "snapshots", "snapshot 2"),
        (f"UPDATE contents SET body = x'{BODY}' WHERE id = 2", "snapshots", "content 2 is damaged"),
    ],
)
def test_a_harm_is_named_by_its_check_with_what_to_do(archive, harm, check, words):
    archive._db._sql.execute("PRAGMA foreign_keys = OFF")
    archive._db._sql.execute(harm)
    found_wrong = wrong(archive)
    assert any(words in problem for problem in found_wrong[check].problems), found_wrong
    assert found_wrong[check].advice


def test_a_damaged_page_ends_the_checks(archive):
    db = archive._db
    root = db.value("SELECT rootpage FROM sqlite_master WHERE name = 'articles_text'")
    size = db.value("PRAGMA page_size")
    path = archive.path
    archive.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)
    with Archive(path, read_only=True) as damaged:
        (check,) = damaged.upkeep.verify()
    assert check.name == "file"
    assert ".recover" in check.advice


def test_a_reader_compares_numbers_alone(archive):
    archive._db._sql.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
    with Archive(archive.path, read_only=True) as reader:
        assert "0 articles are indexed, of 3" in wrong(reader)["search index"].problems


def test_vacuum_gives_back_what_was_deleted(archive):
    run = archive.begin_run("daily", SITE)
    for number in range(200):
        archive.store(visit(f"more/{number}", body="many words " * 50 + str(number)), run_id=run.id)
    archive._db._sql.execute("DELETE FROM articles WHERE id > 5")
    done = archive.upkeep.vacuum()
    assert done.bytes_after < done.bytes_before / 2
    assert done.bytes_after == archive.path.stat().st_size
    assert wrong(archive) == {}
    with closing(sqlite3.connect(archive.path)) as sql:
        assert sql.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] > 0


def test_vacuum_waits_for_no_crawl_and_disturbs_none(archive):
    with archive.lock(SITE), Archive(archive.path) as other, pytest.raises(Locked, match="cannot vacuum while a crawl"):
        other.upkeep.vacuum()


def test_vacuum_says_when_a_reader_keeps_the_log(archive, monkeypatch):
    monkeypatch.setattr("newscrawler.archive.opening.BUSY_SECONDS", 0.1)
    archive._db._sql.execute("PRAGMA busy_timeout = 100")
    with closing(sqlite3.connect(archive.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM runs").fetchone()
        with pytest.raises(ArchiveError, match=r"a reader keeps its log open|busy"):
            archive.upkeep.vacuum()


def test_vacuum_needs_room(archive, monkeypatch):
    import shutil

    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 100, 0))
    with pytest.raises(DiskFull, match="no room to vacuum"):
        archive.upkeep.vacuum()


def test_vacuum_may_hold_the_locks_of_very_many_sites(archive):
    import resource

    archive._db._sql.executemany(
        "INSERT INTO sites (site, first_seen_at) VALUES (?, 'x')", [(f"s{n}",) for n in range(60)]
    )
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
    try:
        archive.upkeep.vacuum()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
