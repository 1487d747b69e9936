"""queue, retry and forget, as they are typed."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from newscrawler.archive import Archive
from newscrawler.cli import main, printing
from newscrawler.items import Discovered, Outcome, PageKind, SiteFacts, Visit
from tests.archive_visits import SITE, address, failure, found, snapshot, visit

LONG_AGO = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARABIC = "https://daily.example/أخبار/موسكو-لاتعاون-عسكري-مع-واشنطن-في-سوريا-والمنطقة"


def make_queue(path):
    """Make an archive with pages of every fate, visited long ago."""
    with Archive(path, now=lambda: LONG_AGO) as archive:
        archive.register_site(SiteFacts(domains=(SITE,)), SITE, "daily")
        run = archive.begin_run("daily", SITE).id
        archive.add_pages(SITE, found("feed", kind=PageKind.FEED) + found("news/1", "slow", "slower", "dead", "index"))
        pages = {page.url: page for page in archive.lease(run, SITE, 20, lease_seconds=60)}
        archive.add_pages(SITE, [Discovered(ARABIC)])
        feed = pages[address("feed")]
        archive.store(Visit(page=feed, snapshot=snapshot(feed.url)), run_id=run)
        archive.store(visit("news/1", page=pages[address("news/1")]), run_id=run)
        for slow in ("slow", "slower"):
            archive.store(Visit(page=pages[address(slow)], outcome=Outcome.FAILED, reason="timeout"), run_id=run)
        archive.store(failure(pages[address("dead")], "gone 410", 410), run_id=run)
        index = Visit(page=pages[address("index")], outcome=Outcome.SKIPPED, reason="not an article")
        archive.store(index, run_id=run)
        archive.end_run(run, verdict="worked", exit_status=0)
    return path


@pytest.fixture
def path(tmp_path):
    return make_queue(tmp_path / "news.db")


@pytest.fixture
def run(path, monkeypatch):
    """Return what a command prints when it works, else what it says on stderr."""
    monkeypatch.setenv("NEWSCRAWLER_ARCHIVE", str(path))

    def run(*words, exit_status=0, typed=None):
        result = CliRunner().invoke(main, list(words), input=typed)
        assert result.exit_code == exit_status, result.output
        return result.stdout if exit_status == 0 else result.stderr

    return run


def test_queue_says_what_is_there_when_it_is_due_and_why_not(run):
    assert (
        run("queue")
        == f"""\
state    article  feed
done           1     1
failed         2
gone           1
new            1
skipped        1

due      now  in 1 hour  in 1 day  later  never  next visit (UTC)
article    4          0         0      0      2
feed       1          0         0      0      0

pages  state    reason          one of them
    2  failed   timeout         {address("slower")}
    1  gone     gone 410        {address("dead")}
    1  skipped  not an article  {address("index")}
"""
    )


def test_queue_as_json(run):
    told = json.loads(run("queue", "daily", "--json"))
    assert (told["site"], told["states"]["failed"]) == (SITE, {"article": 2})
    assert told["due"]["feed"] == {"now": 1, "hour": 0, "day": 0, "later": 0, "never": 0, "next": None}
    assert (told["reasons"][0]["reason"], told["reasons"][0]["pages"]) == ("timeout", 2)


def test_what_waits_is_told_with_its_next_moment(run, path, monkeypatch):
    monkeypatch.setattr("newscrawler.archive.archive.now_utc", lambda: LONG_AGO)
    with Archive(path, now=lambda: LONG_AGO) as archive:
        due = archive.queue()["due"]
    assert due["article"] == {
        "now": 1, "hour": 3, "day": 0, "later": 0, "never": 2, "next": "2026-03-01T12:15:00Z",
    }  # fmt: skip
    assert due["feed"]["next"] == "2026-03-01T12:15:00Z"


def test_queue_lists_pages_of_a_state(run):
    assert run("queue", "--state", "failed").splitlines() == [
        "next visit (UTC)  state   tries  reason   page",
        f"2026-03-01 12:15  failed      1  timeout  {address('slow')}",
        f"2026-03-01 12:15  failed      1  timeout  {address('slower')}",
    ]
    assert len(run("queue", "--state", "failed", "--limit", "1").splitlines()) == 2


@pytest.mark.parametrize(
    ("state", "pages"),
    [("due", 5), ("waiting", 0), ("new", 1), ("gone", 1), ("set-aside", 0), ("moved", 0), ("forgotten", 0)],
)
def test_queue_lists_pages_as_json(run, state, pages):
    told = json.loads(run("queue", SITE, "--state", state, "--limit", "0", "--json"))
    assert len(told) == pages
    assert all(
        {"url", "state", "reason", "attempts", "next_visit_at", "interval_seconds"} <= set(page) for page in told
    )


def test_a_page_not_visited_yet_says_so(run):
    assert "not visited yet" in run("queue", "--state", "new")


@pytest.mark.parametrize("words", [["queue"], ["queue", "--state", "due"]])
def test_lines_fit_a_terminal_whatever_an_address_holds(run, monkeypatch, words):
    monkeypatch.setattr(printing, "on_terminal", lambda: True)
    lines = run(*words).splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert "أخبار" in "".join(lines) or words == ["queue"]


def test_queue_of_an_empty_archive(tmp_path):
    Archive(tmp_path / "empty.db").close()
    result = CliRunner().invoke(main, ["queue", "--archive", str(tmp_path / "empty.db")])
    assert (result.exit_code, result.stdout) == (0, "No pages yet; find some with: newscrawler crawl SITE\n")


@pytest.mark.parametrize(
    "words",
    [["queue", "--state", "lost"], ["retry", "--state", "done"], ["retry", SITE, "--url", address("slow")], ["forget"]],
)
def test_what_cannot_be_meant_ends_with_2(run, words):
    run(*words, exit_status=2)


def test_retry_says_how_many_and_why_they_had_failed(run):
    assert run("retry", "daily") == (
        "4 pages are due at the next run\n"
        "       2  timeout\n"
        "       1  gone 410\n"
        "       1  not an article\n"
    )  # fmt: skip


def test_retry_can_be_narrowed_and_counts_as_json(run):
    assert json.loads(run("retry", "--reason", "time", "--json")) == {"pages": 2, "reasons": {"timeout": 2}}
    assert run("retry", "--state", "gone").startswith("1 page is due at the next run\n")
    assert run("retry", "--reason", "no such reason") == "0 pages are due at the next run\n"


def test_retry_takes_one_address_in_any_form(run):
    assert run("retry", "--url", f"{address('slow')}?utm_source=x#top").startswith("1 page is due")
    assert "that can be tried now" in run("retry", "--url", address("unknown"), exit_status=1)


def test_forget_and_take_back(run):
    assert run("forget", address("slow")) == f"forgotten    {address('slow')}\n"
    assert "forgotten by the user" in run("queue", "--state", "forgotten")
    assert run("retry", "--url", address("slow")).startswith("1 page is due")
    assert address("slow") not in run("queue", "--state", "forgotten")


def test_forget_leaves_the_article_unless_told_otherwise(run):
    assert run("forget", address("news/1")) == f"forgotten    {address('news/1')}\narticle      1 stays\n"
    assert "Storm closes harbour" in run("show", "1")


def test_forget_with_the_article_asks_first(run):
    words = ["forget", address("news/1"), "--with-article"]
    asked = run(*words, typed="n\n", exit_status=1)
    assert 'Delete article 1, "Storm closes harbour news/1", with its 1 revision? [y/N]' in asked
    assert run("queue", "--state", "forgotten").splitlines()[1:] == []
    assert run(*words, typed="", exit_status=1), "nobody there to say yes"
    run("show", "1")
    assert run(*words, typed="y\n") == f"forgotten    {address('news/1')}\narticle      1 was deleted\n"
    run("show", "1", exit_status=1)


def test_forget_with_the_article_does_not_ask_where_yes_is_said(run):
    told = json.loads(run("forget", address("news/1"), "--with-article", "--yes", "--json"))
    assert told == {"urls": [address("news/1")], "article_id": 1, "elsewhere": [], "is_deleted": True}


def test_forget_of_an_unknown_site_ends_with_1(run):
    assert run("forget", "https://nowhere.example/a", exit_status=1).startswith("Error: cannot forget ")


@pytest.mark.parametrize("words", [["queue"], ["retry"], ["forget", address("a")]])
def test_without_an_archive_none_is_made(tmp_path, words):
    path = tmp_path / "none.db"
    result = CliRunner().invoke(main, [*words, "--archive", str(path)])
    assert (result.exit_code, result.stderr.startswith(f"Error: No archive at {path}")) == (1, True)
    assert not list(tmp_path.iterdir())


def test_a_gone_article_is_said_to_be_in_list_show_and_stats(run, path):
    assert "gone" not in run("list")
    with Archive(path, now=lambda: LONG_AGO.replace(month=4)) as archive:
        run_id = archive.begin_run("daily", SITE).id
        page = next(page for page in archive.lease(run_id, SITE, 20, lease_seconds=60) if page.url == address("news/1"))
        archive.store(failure(page, "gone 410", 410), run_id=run_id)
    assert run("list").splitlines() == [
        "id  date  gone        site           title",
        " 1        2026-04-01  daily.example  Storm closes harbour news/1",
    ]
    assert json.loads(run("list", "--json"))[0]["gone_at"] == "2026-04-01T12:00:00Z"
    assert "\ngone         since 2026-04-01T12:00:00Z (status 410)\n" in run("show", "1")
    assert "1 in 1 revisions; 1 gone from their sites" in run("stats")
    with Archive(path, now=lambda: LONG_AGO.replace(month=5)) as archive:
        archive.store(visit("news/1", page=page), run_id=run_id)
    assert "\ngone         from 2026-04-01T12:00:00Z to 2026-05-01T12:00:00Z\n" in run("show", "1")
