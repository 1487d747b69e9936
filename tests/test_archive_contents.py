"""Pages are packed small and come back exactly: with dictionaries, against earlier pages, after deletions and kills."""

from __future__ import annotations

import random
import signal
import subprocess
import sys

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.newspapers import Newspaper
from newscrawler.archive import Archive
from newscrawler.archive.snapshots import compacting, dictionaries
from newscrawler.errors import DiskFull, NotAnArchive
from newscrawler.items import Page, Snapshot, Visit
from tests.archive_visits import SITE, address, article

PAPER = Newspaper("broadsheet", 80)


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "news.db") as archive:
        archive.begin_run("daily", SITE)
        yield archive


def store(archive, number, body, *, site=SITE, words=None, run_id=1):
    """Store a page whose article's words are new, so that its snapshot is kept."""
    words = words or f"Words {random.random()}"
    seen = Visit(page=Page(address(f"news/{number}", site), site))
    seen.article = article(f"news/{number}", site=site, body=f"{words} {number}")
    seen.snapshot = Snapshot(seen.page.url, 200, (), body, "2026-03-01T12:00:00+00:00")
    return archive.store(seen, run_id=run_id)


def fill(archive, numbers, edition=0, site=SITE):
    for number in numbers:
        store(archive, number, PAPER.page(number, edition), site=site)


def kinds(archive):
    rows = archive._db.rows("SELECT compression, count(*) FROM contents GROUP BY compression")
    return {row[0].removeprefix("zstd+"): row[1] for row in rows}


def bodies(archive):
    return [one.snapshot.body for one in archive.snapshots()]


def test_a_site_gets_its_dictionary_from_its_first_pages_while_it_is_crawled(archive):
    fill(archive, range(40))
    assert kinds(archive) == {"zstd": 16, "dictionary": 24}
    assert bodies(archive) == [PAPER.page(number) for number in range(40)]
    made = archive._db.row("SELECT * FROM dictionaries")
    assert (made["site"], made["stored_bytes"]) == (SITE, len(made["body"]))
    alone = sum(len(zstandard.compress(PAPER.page(number))) for number in range(16, 40))
    packed = archive._db.value("SELECT sum(stored_bytes) FROM contents WHERE compression = 'zstd+dictionary'")
    assert packed < alone / 3


def test_the_end_of_a_run_packs_again_what_came_before_the_dictionary(archive):
    fill(archive, range(20))
    archive.end_run(1, verdict="worked", exit_status=0)
    assert kinds(archive) == {"dictionary": 20}
    assert bodies(archive) == [PAPER.page(number) for number in range(20)]
    assert archive.problems() == []
    assert archive.compact_snapshots(SITE) == 0, "what is done is not done again"


@pytest.mark.parametrize("exit_status", [1, 50, 130])
def test_a_run_that_broke_off_is_not_held_up(archive, exit_status):
    fill(archive, range(20))
    archive.end_run(1, verdict="interrupted", exit_status=exit_status)
    assert kinds(archive)["zstd"] == 16


def test_packing_again_stops_when_its_time_is_up(archive):
    fill(archive, range(20))
    assert archive.compact_snapshots(SITE, seconds=0) == 0
    assert archive.compact_snapshots(SITE, seconds=60) == 16


def test_a_page_seen_again_is_packed_against_the_first(archive):
    fill(archive, range(20))
    for edition in range(4):
        fill(archive, [70], edition)
    assert kinds(archive)["previous"] == 3
    assert archive._db.value("SELECT count(*) FROM contents WHERE base_id = 21") == 3, "one step to the base"
    assert [archive.snapshot_of_revision(21, number + 1).snapshot.body for number in range(4)] == [
        PAPER.page(70, edition) for edition in range(4)
    ]


def test_a_page_that_has_become_another_stands_alone_and_is_the_next_base(archive):
    chance = random.Random(1)
    for _ in range(2):
        body = chance.randbytes(5000)
        store(archive, 1, body)
        store(archive, 1, body + b"<p>more</p>")
    rows = archive._db.rows("SELECT base_id FROM contents ORDER BY id")
    assert [row[0] for row in rows] == [None, 1, None, 3]


@pytest.mark.parametrize("size", [1_000_000, 9_000_000])
def test_pages_of_megabytes_are_packed_against_each_other(archive, size):
    body = random.Random(1).randbytes(size)
    store(archive, 1, body)
    store(archive, 1, b"new head" + body)
    assert archive._db.value("SELECT stored_bytes FROM contents WHERE id = 2") < 5000
    assert archive.snapshot(1).body == b"new head" + body


def test_identical_bytes_are_stored_once_across_pages_and_sites(archive):
    for site in (SITE, "other.example"):
        for number in range(3):
            store(archive, number, b"<p>the same</p>", site=site)
    assert (len(bodies(archive)), kinds(archive)) == (6, {"zstd": 1})
    assert archive.stats()["snapshots"]["identical"] == 5


@pytest.mark.parametrize("body", [b"", b"\0", bytes(range(256)), b"\x37\xa4\x30\xec" * 100])
def test_odd_bodies_come_back(archive, body):
    store(archive, 1, body)
    store(archive, 1, body + b"x")
    assert bodies(archive) == [body, body + b"x"]


def test_a_new_dictionary_is_made_after_a_redesign_and_not_otherwise(archive, monkeypatch):
    monkeypatch.setattr(dictionaries, "SECOND_LOOK", 20)
    fill(archive, range(60))
    assert archive._db.value("SELECT count(*) FROM dictionaries") == 1, "alike pages need no other"
    redesigned = Newspaper("application", 60)
    for number in range(60):
        store(archive, 100 + number, redesigned.page(number))
    made = archive._db.rows("SELECT ratio FROM dictionaries")
    assert len(made) == 2
    recent = archive._db.rows("SELECT * FROM contents ORDER BY id DESC LIMIT 5")
    assert {row["dictionary_id"] for row in recent} == {2}
    assert bodies(archive)[60:] == [redesigned.page(number) for number in range(60)]


def test_the_old_dictionary_stays_and_is_judged_less_often_where_a_new_one_does_not_pay(archive, monkeypatch):
    monkeypatch.setattr(dictionaries, "SECOND_LOOK", 20)
    fill(archive, range(60))
    next_look = archive._db.value("SELECT next_look FROM dictionaries")
    assert next_look >= 40


def test_pages_too_few_make_no_dictionary(archive):
    fill(archive, range(15))
    assert archive.compact_snapshots(SITE) == 0
    assert kinds(archive) == {"zstd": 15}


def harm(archive, table, row_id=1):
    """Put other bytes in place of a body, as long and well packed, but wrong."""
    sql = archive._db._sql
    size = sql.execute(f"SELECT size_bytes FROM {table} WHERE id = ?", (row_id,)).fetchone()[0]
    sql.execute(f"UPDATE {table} SET body = ? WHERE id = ?", (zstandard.compress(b"x" * size), row_id))


def test_a_damaged_base_is_named_and_stops_no_crawl(archive):
    store(archive, 1, PAPER.page(1))
    store(archive, 1, PAPER.page(1, 1))
    harm(archive, "contents")
    with pytest.raises(NotAnArchive, match=r"snapshot 2 in .* cannot be read: content 1 is damaged: SHA-256"):
        archive.snapshot(1)
    store(archive, 1, PAPER.page(1, 2))
    assert archive.snapshot(1).body == PAPER.page(1, 2)


def test_a_damaged_dictionary_is_named_and_stops_no_crawl(archive):
    fill(archive, range(20))
    harm(archive, "dictionaries")
    with pytest.raises(NotAnArchive, match=r"snapshot 20 in .* cannot be read: dictionary 1 is damaged"):
        archive.snapshot(20)
    archive.close()
    with Archive(archive.path) as again:
        store(again, 30, PAPER.page(30))
        assert newest(again, 21) == PAPER.page(30)
        again.end_run(1, verdict="worked", exit_status=0)
        assert newest(again, 1) == PAPER.page(0)


def test_a_packing_of_a_later_version_is_said(archive):
    store(archive, 1, b"x")
    archive._db._sql.execute("UPDATE contents SET compression = 'brotli'")
    with pytest.raises(NotAnArchive, match="packed as 'brotli'"):
        archive.snapshot(1)


def test_a_packing_that_does_not_give_back_the_bytes_replaces_nothing(archive, monkeypatch):
    fill(archive, range(20))
    monkeypatch.setattr(archive._keeper, "_packer", lambda site: (1, lambda body: zstandard.compress(body[::-1])))
    with pytest.raises(NotAnArchive):
        archive.compact_snapshots(SITE)
    assert bodies(archive) == [PAPER.page(number) for number in range(20)]


def test_a_full_disk_while_packing_again_spoils_no_verdict(archive, monkeypatch, caplog):
    fill(archive, range(20))

    def full(*args, **kwargs):
        raise DiskFull("no room to write")

    monkeypatch.setattr(compacting, "repack", full)
    ended = archive.end_run(1, verdict="worked", exit_status=0)
    assert ended is not None
    assert ended.verdict == "worked"
    assert "no room to write" in caplog.text
    assert bodies(archive) == [PAPER.page(number) for number in range(20)]


def forget(archive, number, site=SITE):
    return archive.forget(address(f"news/{number}", site), with_article=True)


def test_what_is_forgotten_leaves_and_what_was_packed_against_it_stays(archive):
    store(archive, 1, PAPER.page(1))
    store(archive, 1, PAPER.page(1, 1))
    store(archive, 2, PAPER.page(1, 1))
    forget(archive, 1)
    assert bodies(archive) == [PAPER.page(1, 1)]
    assert kinds(archive) == {"zstd": 1}
    assert archive.problems() == []


def newest(archive, article_id):
    kept = archive.snapshot(article_id)
    return kept and kept.body


def test_a_number_that_is_given_again_is_no_old_base(archive):
    store(archive, 1, PAPER.page(1))
    store(archive, 1, PAPER.page(1, 1))
    archive.snapshot(1)
    assert archive._keeper.unpacker.body(2) == PAPER.page(1, 1)
    forget(archive, 1)
    store(archive, 2, PAPER.page(2))
    store(archive, 2, PAPER.page(2, 1))
    assert archive._keeper.unpacker.body(2) == PAPER.page(2, 1)


def test_a_forgotten_article_leaves_no_content(archive):
    fill(archive, range(3))
    fill(archive, range(3), 1)
    for number in range(3):
        forget(archive, number)
    assert archive._db.value("SELECT count(*) FROM contents") == 0


step = st.one_of(
    st.tuples(st.just("store"), st.integers(0, 3), st.integers(0, 5), st.integers(0, 3)),
    st.tuples(st.just("forget"), st.integers(0, 3)),
    st.tuples(st.just("compact")),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, max_size=25))
def test_after_any_steps_every_snapshot_comes_back(tmp_path_factory, steps):
    with pytest.MonkeyPatch.context() as patch, Archive(tmp_path_factory.mktemp("any") / "news.db") as archive:
        patch.setattr(dictionaries, "FIRST_LOOK", 3)
        patch.setattr(dictionaries, "_LEAST_SAMPLES", 3)
        patch.setattr(compacting, "BATCH", 2)
        archive.begin_run("daily", SITE)
        expected: dict[int, list[bytes]] = {}
        forgotten = [0, 0, 0, 0]  # how often each was, for what is forgotten comes back under another address
        for kind, *words in steps:
            if kind == "store":
                number, page, edition = words
                body = PAPER.page(page, edition)
                address_number = number + 10 * forgotten[number]
                store(archive, address_number, body)
                expected.setdefault(address_number, []).append(body)
            elif kind == "forget":
                number = words[0]
                expected.pop(number + 10 * forgotten[number], None)
                forget(archive, number + 10 * forgotten[number])
                forgotten[number] += 1
            else:
                archive.compact_snapshots(SITE)
        found: dict[int, list[bytes]] = {}
        for one in archive.snapshots():
            found.setdefault(int(one.snapshot.url.rsplit("/", 1)[1]), []).append(one.snapshot.body)
        assert found == expected
        assert archive.problems() == []


COMPACT = """
import sys
from newscrawler.archive import Archive
from newscrawler.archive.snapshots import compacting
from tests.archive_visits import SITE

whole = compacting.repack
def said(*args, **kwargs):
    print("packed", flush=True)
    return whole(*args, **kwargs)
compacting.repack, compacting.BATCH = said, 3
with Archive(sys.argv[1]) as archive:
    archive.compact_snapshots(SITE, seconds=60)
"""


def test_kills_while_packing_again_lose_nothing(tmp_path, project):
    path = tmp_path / "news.db"
    with Archive(path) as archive:
        archive.begin_run("daily", SITE)
        fill(archive, range(18))
        fill(archive, range(4), 1)
    chance = random.Random(1)
    for _ in range(3):
        command = [sys.executable, "-c", COMPACT, path]
        with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for _ in range(chance.randint(1, 5)):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
        with Archive(path) as archive:
            assert bodies(archive) == [
                *(PAPER.page(number) for number in range(18)),
                *(PAPER.page(number, 1) for number in range(4)),
            ]
    with Archive(path) as archive:
        archive.compact_snapshots(SITE, seconds=60)
        assert kinds(archive) == {"dictionary": 22}
        assert archive.problems() == []
