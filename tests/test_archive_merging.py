"""Merging archives: nothing is lost, nothing doubled; the order makes no difference, and twice is as once."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawler.archive import Archive, RevisitPlan
from newscrawler.archive.merging import names
from newscrawler.archive.merging.tables import TABLES as MERGED
from newscrawler.archive.merging.tables import Way
from newscrawler.errors import ArchiveError, NewerArchive, NotAnArchive
from newscrawler.items import DateEvidence, Discovered, OptOut, PageKind, RobotsFile, SiteFacts
from tests.archive_contents import contents, differences
from tests.archive_visits import SITE, Clock, address, article, failure, found, lease, rich_article, snapshot, visit

OTHER = "herald.example"
ALWAYS = RevisitPlan(article_seconds=(0,), source_seconds=0)


def copied(path, name):
    """Return a copy of a closed archive under another name."""
    target = path.with_name(name)
    shutil.copyfile(path, target)
    return target


def merge(into, *others):
    with Archive(into) as archive:
        return [archive.upkeep.merge(Path(other)) for other in others]


def check(path):
    """Nothing that must hold of an archive is broken."""
    with Archive(path) as archive:
        assert {one.name: one.problems for one in archive.upkeep.verify() if one.problems} == {}


def both_ways(one, other):
    """Merge either into a copy of the other; return both results, which must hold the same."""
    there, back = copied(one, "there.db"), copied(other, "back.db")
    merge(there, other)
    merge(back, one)
    assert differences(contents(there), contents(back)) == {}
    for path in (there, back):
        check(path)
    before = contents(there)
    merge(there, one, other)
    assert differences(contents(there), before) == {}, "merged again it adds nothing"
    return there


def crawl(path, *visits, clock=None, site=SITE, spider="daily"):
    """Store visits in one run."""
    with Archive(path, now=clock or Clock()) as archive, archive.lock(site):
        archive.register_site(SiteFacts(domains=(site,)), site, spider)
        run = archive.begin_run(spider, site)
        with archive._db.writing():
            for one in visits:
                one.snapshot = replace(one.snapshot, fetched_at=archive._db.now().isoformat())
                archive.store(one, run_id=run.id, plan=ALWAYS)
        archive.end_run(run.id, verdict="worked", exit_status=0, line=f"{len(visits)} visits")


@pytest.fixture
def paths(tmp_path):
    return tmp_path / "one.db", tmp_path / "other.db"


def at(seconds):
    clock = Clock()
    clock.move(seconds)
    return clock


def articles(path):
    with Archive(path, read_only=True) as archive:
        return {row["url"]: archive.article(row["id"]) or {} for row in archive.articles()}


# --- what is merged ---------------------------------------------------------------------------------------------------


def test_every_table_and_column_of_the_schema_says_how_it_is_merged(tmp_path):
    Archive(tmp_path / "news.db").close()
    with closing(sqlite3.connect(tmp_path / "news.db")) as sql:
        tables = [name for (name,) in sql.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        shadows = {name for (name,) in sql.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")}
        ours = [name for name in tables if name not in shadows and not name.startswith("sqlite_")]
        assert sorted(ours) == sorted(MERGED)
        for name, table in MERGED.items():
            if table.way in (Way.JOINED, Way.CARRIED):
                columns = {row[1] for row in sql.execute(f"PRAGMA table_info({name})")}
                assert columns - {"origin"} == set(table.columns) - {"origin"}, name


def test_shards_become_one_archive(paths):
    one, other = paths
    crawl(one, visit("news/1"), visit("news/2"))
    crawl(other, visit("a", site=OTHER), site=OTHER, spider="herald")
    merged = both_ways(one, other)
    assert len(articles(merged)) == 3
    with Archive(merged, read_only=True) as archive:
        assert archive.site_names() == [SITE, OTHER]
        assert [run.counts.new for run in archive.runs()] == [1, 2]
        assert [hit.site for hit in archive.search("harbour", site=OTHER)] == [OTHER]


def test_more_rows_are_merged_than_names_are_kept(paths, monkeypatch):
    monkeypatch.setattr(names, "_MOST_KEPT", 2)
    one, other = paths
    crawl(one, *(visit(f"news/{number}") for number in range(4)))
    crawl(other, *(visit(f"news/{number}", body=f"Other words, {number}.") for number in range(2, 6)), clock=at(86400))
    assert len(articles(both_ways(one, other))) == 6


def test_an_article_that_both_have_is_there_once_with_all_that_each_knows(paths):
    one, other = paths
    crawl(one, visit("news/1", section="Port"), clock=at(0))
    crawl(other, visit("news/1", body="The harbour is open again, said the port on Tuesday."), clock=at(86400))
    (merged,) = articles(both_ways(one, other)).values()
    assert merged["body"].startswith("The harbour is open again")
    assert (merged["first_seen_at"], merged["last_seen_at"]) == ("2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z")
    assert [(row["number"], row["seen_at"][:10]) for row in merged["revisions"]] == [
        (1, "2026-03-01"),
        (2, "2026-03-02"),
    ]
    assert len(merged["snapshots"]) == 2


def test_the_same_words_seen_twice_are_one_revision(paths):
    one, other = paths
    crawl(one, visit("news/1"), clock=at(0))
    crawl(other, visit("news/1"), clock=at(500))
    (merged,) = articles(both_ways(one, other)).values()
    assert [row["seen_at"] for row in merged["revisions"]] == ["2026-03-01T12:00:00Z"]


def test_revisions_of_both_stand_in_their_order(paths):
    one, other = paths
    for path, moments in ((one, (0, 200)), (other, (100, 300))):
        for seconds in moments:
            crawl(path, visit("news/1", body=f"Words of {seconds}."), clock=at(seconds))
    (merged,) = articles(both_ways(one, other)).values()
    assert [row["number"] for row in merged["revisions"]] == [1, 2, 3, 4]
    assert merged["body"] == "Words of 300."


def test_the_same_words_at_two_addresses_are_one_article(paths):
    one, other = paths
    words: dict[str, Any] = {"title": "Storm closes harbour", "body": " ".join(f"word{number}" for number in range(20))}
    crawl(one, visit("news/1", **words), visit("news/3", title="Other"), clock=at(0))
    crawl(other, visit("news/2", **words), clock=at(60))
    merged = articles(both_ways(one, other))
    assert sorted(merged) == [address("news/1"), address("news/3")], "the address that was seen first"
    assert sorted(merged[address("news/1")]["pages"]) == [address("news/1"), address("news/2")]


def test_a_few_words_are_not_enough(paths):
    one, other = paths
    for path, name in zip(paths, ("news/1", "news/2"), strict=True):
        crawl(path, visit(name, title="Video", body="Watch the video."))
    assert len(articles(both_ways(one, other))) == 2


def test_an_alias_of_one_is_the_article_of_the_other_also_after_an_edit(paths):
    one, other = paths
    words: dict[str, Any] = {"title": "Storm closes harbour", "body": " ".join(f"word{number}" for number in range(20))}
    crawl(one, visit("news/1", **words), visit("news/2", **words), clock=at(0))
    crawl(one, visit("news/1", title="Harbour opens", body="It was opened again after ten days."), clock=at(900))
    crawl(other, visit("news/2", **words), clock=at(60))
    merged = articles(both_ways(one, other))
    assert [row["title"] for row in merged.values()] == ["Harbour opens"]


def test_two_articles_of_one_archive_stay_two(paths):
    one, other = paths
    words = " ".join(f"word{number}" for number in range(20))
    crawl(one, visit("news/1", title="First", body=words), visit("news/2", title="Second", body=words), clock=at(0))
    crawl(one, visit("news/1", title="Same", body=words), visit("news/2", title="Same", body=words), clock=at(60))
    crawl(other, visit("news/1", title="Same", body=words), clock=at(120))
    assert len(articles(both_ways(one, other))) == 2


def test_dates_that_a_feed_told_one_of_them_date_the_article_in_both(paths):
    one, other = paths
    told = DateEvidence("Sat, 28 Feb 2026 10:00:00 GMT", "feed", "published", "2026-02-28T10:00:00+00:00", "second")
    with_feed = visit(
        "news/1", dates=[told], published_at=told.value, published_precision="second", published_from="feed"
    )
    crawl(one, with_feed, clock=at(0))
    crawl(
        other,
        visit("news/1", section="Port", dates=[DateEvidence("x", "meta", "other", doubt="no date")]),
        clock=at(60),
    )
    (merged,) = articles(both_ways(one, other)).values()
    assert {date["place"] for date in merged["dates"]} >= {"feed"}
    assert merged["published_at"] == told.value


def test_gone_for_one_and_seen_later_by_the_other_is_back(paths):
    one, other = paths
    crawl(one, visit("news/1"), clock=at(0))
    with Archive(one, now=at(100)) as archive:
        run = archive.begin_run("daily", SITE)
        archive.store(failure(visit("news/1").page, "gone 410", 410), run_id=run.id)
    crawl(other, visit("news/1"), clock=at(50))
    (merged,) = articles(both_ways(one, other)).values()
    assert merged["gone_at"] is not None
    crawl(other, visit("news/1"), clock=at(200))
    (merged,) = articles(both_ways(one, other)).values()
    assert merged["gone_at"] is None
    assert [(row["gone_at"][-5:], row["back_at"][-5:]) for row in merged["absences"]] == [("1:40Z", "3:20Z")]


# --- the frontier -----------------------------------------------------------------------------------------------------


def pages(path):
    with Archive(path, read_only=True) as archive:
        return {row["url"].removeprefix(address("")).lstrip("/"): row for row in archive.queued(SITE, limit=None)}


def test_done_wins_over_new_and_the_later_visit_over_the_earlier(paths):
    one, other = paths
    for path in paths:
        with Archive(path) as archive:
            archive.add_pages(SITE, found("news/1", "news/2"))
    crawl(one, visit("news/1"), failure(visit("news/2").page), clock=at(0))
    crawl(other, visit("news/2"), clock=at(60))
    merged = both_ways(one, other)
    assert {name: page["state"] for name, page in pages(merged).items()} == {"news/1": "done", "news/2": "done"}


def test_a_page_knows_where_it_was_found(paths):
    one, other = paths
    with Archive(other) as archive:
        archive.add_pages(SITE, [Discovered(address("feed"), PageKind.FEED)])
        archive.add_pages(SITE, found("news/1"), found_on=1, depth=1)
    Archive(one).close()
    merged = both_ways(one, other)
    with Archive(merged, read_only=True) as archive:
        (row,) = archive._db.rows("SELECT p.url FROM pages AS c JOIN pages AS p ON p.id = c.found_on")
    assert row["url"] == address("feed")


def test_leases_are_never_taken_over(paths):
    one, other = paths
    Archive(one).close()
    with Archive(other) as archive:
        archive.add_pages(SITE, found("news/1"))
        lease(archive, archive.begin_run("daily", SITE).id)
        merge(one, other)
    with Archive(one) as archive:
        assert archive.queue_counts(SITE) == {"new": 1}
        assert archive.pending(SITE)["new"] == 1


def test_what_one_wants_forgotten_is_forgotten_and_what_comes_back_is_told(paths):
    one, other = paths
    for path in paths:
        crawl(path, visit("news/1"), visit("news/2"))
    with Archive(one) as archive:
        archive.forget(address("news/1"), with_article=True)
    (result,) = merge(copied(one, "told.db"), other)
    assert (result.new, result.returned) == (1, 1)
    merged = both_ways(one, other)
    assert pages(merged)["news/1"]["state"] == "forgotten"
    assert len(articles(merged)) == 2, "no article is lost by a merge"


def test_reservations_follow_the_later_visit(paths):
    one, other = paths
    for path, signals, seconds in ((one, ["noai", "noimageai"], 0), (other, ["noai"], 60)):
        seen = visit("news/1")
        seen.opt_outs = [OptOut(signal, "meta") for signal in signals]
        crawl(path, seen, clock=at(seconds))
        with Archive(path, now=at(seconds)) as archive:
            host = f"https://{SITE}"
            reserved = (OptOut(f"bot{len(signals)}", "robots.txt"),)
            file = RobotsFile(site=SITE, host=host, status=200, sha256=str(seconds), opt_outs=reserved)
            archive.note_robots(file, forbidden="x")
    (merged,) = articles(both_ways(one, other)).values()
    assert [(row["signal"], row["first_seen_at"]) for row in merged["opt_outs"] if not row["host"]] == [
        ("noai", "2026-03-01T12:00:00Z")
    ]
    assert [row["signal"] for row in merged["opt_outs"] if row["host"]] == ["bot1"]


# --- runs -------------------------------------------------------------------------------------------------------------


def test_runs_keep_their_counts_and_are_never_doubled(paths):
    one, other = paths
    crawl(one, visit("news/1"), visit("news/2"))
    shutil.copyfile(one, other)  # a colleague goes on with a copy
    crawl(other, visit("news/3"), clock=at(60))
    crawl(one, visit("news/4"), clock=at(60))
    with Archive(both_ways(one, other), read_only=True) as archive:
        assert sorted(run.counts.new for run in archive.runs()) == [1, 1, 2]


def test_a_run_that_went_on_in_a_copy_is_the_longer_one(paths):
    one, other = paths
    with Archive(one, now=at(0)) as archive:
        run = archive.begin_run("daily", SITE)
        archive.store(visit("news/1"), run_id=run.id)
    shutil.copyfile(one, other)
    with Archive(other, now=at(60)) as archive:
        archive.store(visit("news/2"), run_id=run.id)
        archive.end_run(run.id, verdict="worked", exit_status=0)
    with Archive(both_ways(one, other), read_only=True) as archive:
        (only,) = archive.runs()
        assert (only.verdict, only.counts.new) == ("worked", 2)


# --- refusals, dangers ------------------------------------------------------------------------------------------------


def test_an_archive_is_not_merged_into_itself(paths, tmp_path):
    one, _ = paths
    crawl(one, visit("news/1"))
    (tmp_path / "link.db").symlink_to(one)
    for path in (one, tmp_path / "link.db"):
        with pytest.raises(ArchiveError, match="into itself"):
            merge(one, path)


def test_what_is_no_archive_is_refused_in_a_sentence(paths, tmp_path):
    one, other = paths
    crawl(one, visit("news/1"))
    before = contents(one)
    (tmp_path / "text").write_text("not SQLite at all")
    (tmp_path / "empty").touch()
    with closing(sqlite3.connect(other)) as sql, sql:
        sql.execute("PRAGMA user_version = 99")
        sql.execute("PRAGMA application_id = 0x4E575343")
        sql.execute("CREATE TABLE x (a)")
    sql.close()
    expected = {
        "text": (NotAnArchive, "no SQLite file"),
        "empty": (NotAnArchive, "is empty"),
        "none": (ArchiveError, "there is no archive"),
        "other.db": (NewerArchive, "later newscrawler"),
        "": (NotAnArchive, "is a folder"),
    }
    for name, (error, words) in expected.items():
        with pytest.raises(error, match=words):
            merge(one, tmp_path / name)
    assert contents(one) == before


def test_a_damaged_archive_is_refused(paths):
    one, other = paths
    for path in paths:
        crawl(path, *(visit(f"{path.stem}/{number}") for number in range(20)))
    with closing(sqlite3.connect(other)) as sql:
        (root,) = sql.execute("SELECT rootpage FROM sqlite_master WHERE name = 'links_url'").fetchone()
        (size,) = sql.execute("PRAGMA page_size").fetchone()
    content = bytearray(other.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    other.write_bytes(content)
    with pytest.raises(NotAnArchive, match="damaged"):
        merge(one, other)


def test_the_other_archive_is_never_altered_and_its_log_is_read(paths, tmp_path):
    one, other = paths
    crawl(one, visit("news/1"))
    with Archive(other) as archive:
        archive.store(visit("news/2"), run_id=archive.begin_run("daily", SITE).id)
        before = {name: (tmp_path / name).read_bytes() for name in ("other.db", "other.db-wal")}
        assert len(before["other.db-wal"]) > 0
        merge(one, other)
        assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert len(articles(one)) == 2


def test_an_archive_of_an_earlier_schema_is_merged_from_a_copy(paths, monkeypatch, tmp_path):
    from tests.old_archives import make_old

    one, _ = paths
    Archive(one).close()
    for version in (1, 3, 5):
        old = make_old(tmp_path / f"old{version}.db", version)
        before = old.read_bytes()
        merge(one, old)
        assert old.read_bytes() == before
    assert not list(tmp_path.glob("*.backup"))
    assert len(articles(one)) == 2
    check(one)


def test_a_site_that_a_crawl_holds_is_left_out_and_named(paths):
    one, other = paths
    crawl(other, visit("news/1"))
    crawl(other, visit("a", site=OTHER), site=OTHER)
    with Archive(one) as archive, archive.lock(SITE):
        (result,) = merge(one, other)
        assert result.locked == [SITE]
    assert [row["site"] for row in articles(one).values()] == [OTHER]
    merge(one, other)
    assert len(articles(one)) == 2


MERGE = """
import sys
from importlib import import_module
from pathlib import Path
from newscrawler.archive import Archive

import_module("newscrawler.archive.merging.merge").ARTICLES_AT_ONCE = 3
with Archive(sys.argv[1]) as archive:
    archive.upkeep.merge(Path(sys.argv[2]), progress=lambda done, whole: print(done, flush=True))
"""


def test_a_merge_that_is_killed_is_gone_on_with(paths, project):
    one, other = paths
    crawl(one, *(visit(f"news/{number}") for number in range(0, 60, 3)), clock=at(0))
    crawl(other, *(visit(f"news/{number}", section="Port") for number in range(60)), clock=at(60))
    whole = copied(one, "whole.db")
    merge(whole, other)
    for kill_after in (2, 9):
        command = [
            sys.executable,
            "-c",
            MERGE.replace(
                "import merge\n", "import merge as _\nfrom newscrawler.archive.merging import merge\n"
            ).replace(
                "merge.ARTICLES_AT_ONCE = 3",
                "import importlib; importlib.import_module('newscrawler.archive.merging.merge').ARTICLES_AT_ONCE = 3",
            ),
            one,
            other,
        ]
        with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for number, _line in enumerate(child.stdout):
                if number == kill_after:
                    child.send_signal(signal.SIGKILL)
        check(one)
    merge(one, other)
    assert differences(contents(one), contents(whole)) == {}


FULL = """
import resource, signal, sys
from newscrawler.cli import main

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))
main(["merge", sys.argv[3], "--archive", sys.argv[2]])
"""


def test_a_merge_that_met_a_full_disk_is_gone_on_with(paths, project):
    one, other = paths
    crawl(other, *(visit(f"news/{number}", body=f"{number} words " * 500) for number in range(120)))
    Archive(one).close()
    room = one.stat().st_size + 1_800_000
    command = [sys.executable, "-c", FULL, str(room), one, other]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode == 50, result.stderr
    assert "what was committed stands" in result.stderr
    check(one)
    assert 0 < len(articles(one)) < 120
    merge(one, other)
    assert len(articles(one)) == 120


def test_a_preview_writes_nothing(paths):
    one, other = paths
    crawl(one, visit("news/1"))
    crawl(other, visit("news/1"), visit("news/2"), clock=at(60))
    before = contents(one)
    with Archive(one) as archive:
        result = archive.upkeep.merge(other, dry_run=True)
    assert (result.articles, result.new, result.pages_new, result.runs) == (2, 1, 1, 1)
    assert contents(one) == before


# --- laws -------------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from([" ".join(f"{stem}{number}" for number in range(12)) for stem in ("a", "b", "c")] + ["Short."])
FACTS = st.fixed_dictionaries(
    {"body": WORDS, "title": st.sampled_from(["One", "Two"])},
    optional={
        "section": st.sampled_from(["Port", "City"]),
        "authors": st.sampled_from([["Ada"], ["B.", "C."]]),
        "published_at": st.sampled_from(["2026-02-27T10:00:00+00:00", "2026-02-28"]),
    },
)
NAMES = st.sampled_from(["news/1", "news/2", "news/3"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("visit"), NAMES, FACTS),
        st.tuples(st.just("rich"), NAMES, st.none()),
        st.tuples(st.just("fail"), NAMES, st.sampled_from([404, 500])),
        st.tuples(st.just("list"), NAMES, st.none()),
        st.tuples(st.just("forget"), NAMES, st.none()),
        st.tuples(st.just("move"), NAMES, NAMES),
    ),
    max_size=6,
)


def build(path, steps, start):
    """Make an archive by the ways that a crawl has, an hour between two steps, each archive at other moments."""
    clock = at(start)
    with Archive(path, now=clock) as archive, archive.lock(SITE), archive._db.writing():
        archive.register_site(SiteFacts(domains=(SITE,)), SITE, "daily")
        run = archive.begin_run("daily", SITE)
        for kind, name, facts in steps:
            clock.move(3600)
            if kind == "list":
                archive.add_pages(SITE, [Discovered(address("feed"), PageKind.FEED)])
                listed = Discovered(address(name), title="Listed", published="Fri, 27 Feb 2026 10:00:00 GMT")
                archive.add_pages(
                    SITE, [listed], found_on=archive._db.value("SELECT id FROM pages WHERE kind = 'feed'")
                )
            elif kind == "forget":
                archive.forget(address(name))
            else:
                seen = step(kind, name, facts)
                seen.snapshot = replace(seen.snapshot, fetched_at=clock().isoformat())
                archive.store(seen, run_id=run.id, plan=ALWAYS)
    with Archive(path, now=clock) as archive:
        archive.end_run(run.id, verdict="worked", exit_status=0)


def step(kind, name, facts):
    if kind == "fail":
        return failure(visit(name).page, "it failed", facts)
    if kind == "rich":
        return visit(name, article=rich_article(name))
    if kind == "move":
        seen = visit(name, article=article(facts))
        seen.snapshot = snapshot(address(facts))
        return seen
    return visit(name, **facts)


LAWS = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@LAWS
@given(STEPS, STEPS)
def test_merging_loses_nothing_is_commutative_and_idempotent(first, second):
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one.db"), Path(folder, "other.db")
        build(one, first, 0)
        build(other, second, 1800)
        assert words(both_ways(one, other)) == words(one) | words(other)


@LAWS
@given(STEPS)
def test_merging_a_copy_changes_nothing(steps):
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder, "one.db")
        build(one, steps, 0)
        before = contents(one)
        (result,) = merge(one, copied(one, "copy.db"))
        assert differences(contents(one), before) == {}
        assert (result.new, result.enriched, result.joined, result.pages_new, result.runs) == (0, 0, 0, 0, 0)


def words(path):
    with closing(sqlite3.connect(path)) as sql:
        return set(sql.execute("SELECT text_hash, title, body FROM revisions"))
