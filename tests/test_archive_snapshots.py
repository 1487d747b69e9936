"""Pages come back byte for byte: the newest, that of a revision, all of a site in turn."""

from __future__ import annotations

import pytest

from newscrawler.archive import Archive
from newscrawler.items import Snapshot
from tests.archive_visits import SITE, address, article, visit


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "news.db") as archive:
        archive.begin_run("daily", SITE)
        yield archive


def served(path, body, status=200):
    return Snapshot(address(path), status, (("content-type", "text/html"),), body, "2026-03-01T12:00:00+00:00")


def store(archive, path, body, words="Words."):
    seen = visit(path, article=article(path, body=f"{words} {path}"))
    seen.snapshot = served(path, body)
    return archive.store(seen, run_id=1)


def test_the_snapshot_of_each_revision_is_found(archive):
    store(archive, "news/1", b"<p>first</p>", "First.")
    store(archive, "news/1", b"<p>second</p>", "Second.")
    first, second = archive.snapshot_of_revision(1, 1), archive.snapshot_of_revision(1, 2)
    assert (first.snapshot, first.revision) == (served("news/1", b"<p>first</p>"), 1)
    assert (second.snapshot.body, second.revision, second.article_id) == (b"<p>second</p>", 2, 1)
    assert archive.snapshot_of_revision(1, 3) is None


def test_snapshots_come_in_turn_and_a_walk_is_taken_up(archive):
    for number in range(120):
        store(archive, f"news/{number}", f"<p>{number}</p>".encode(), f"Words {number}.")
    kept = list(archive.snapshots())
    assert [one.id for one in kept] == list(range(1, 121))
    assert [one.snapshot.body for one in kept] == [f"<p>{number}</p>".encode() for number in range(120)]
    assert [one.id for one in archive.snapshots(site=SITE, after_id=118)] == [119, 120]
    assert list(archive.snapshots(site="other.example")) == []


def test_writers_may_store_while_snapshots_are_walked(archive):
    store(archive, "news/1", b"one", "One.")
    walk = archive.snapshots()
    next(walk)
    store(archive, "news/2", b"two", "Two.")
    assert [one.snapshot.body for one in walk] == [b"two"]
