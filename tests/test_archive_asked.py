"""What the user asks of pages: try again, never again; also while a run holds them."""

from __future__ import annotations

import pytest

from newscrawler.archive import Archive, Retry
from newscrawler.errors import ArchiveError
from newscrawler.items import Discovered, Outcome, Page, PageKind, Visit
from tests.archive_visits import ALWAYS, SITE, Clock, address, article, failure, found, lease, snapshot, visit


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def archive(tmp_path, clock):
    with Archive(tmp_path / "news.db", now=clock) as archive:
        yield archive


def row(archive, path):
    return dict(archive._db.row("SELECT * FROM pages WHERE url = ?", (address(path),)))


def paths(pages):
    return [page.url.removeprefix(address("")) for page in pages]


def next_run(archive, clock):
    clock.move(1)
    run = archive.begin_run("daily", SITE).id
    return run, lease(archive, run)


def troubled(archive):
    """Make pages of every fate: done, timed out, gone, skipped."""
    archive.add_pages(SITE, found("fine", "slow", "slower", "dead", "index"))
    run = archive.begin_run("daily", SITE).id
    pages = {path: page for page in lease(archive, run) for path in paths([page])}
    archive.store(visit("fine", page=pages["fine"]), run_id=run)
    for path in ("slow", "slower"):
        archive.store(Visit(page=pages[path], outcome=Outcome.FAILED, reason="timeout"), run_id=run)
    archive.store(failure(pages["dead"], "gone 410", 410), run_id=run)
    served = snapshot(address("index"), etag='"1"')
    skipped = Visit(page=pages["index"], outcome=Outcome.SKIPPED, reason="not an article", snapshot=served)
    archive.store(skipped, run_id=run)


# --- retry ------------------------------------------------------------------------------------------------------------


def test_all_that_did_not_come_is_tried_again(archive, clock):
    troubled(archive)
    assert archive.retry(Retry()) == {"timeout": 2, "gone 410": 1, "not an article": 1}
    _, pages = next_run(archive, clock)
    assert sorted(paths(pages)) == ["dead", "index", "slow", "slower"]
    assert {(page.attempts, page.etag) for page in pages} == {(0, None)}, "a 304 would bring nothing to read"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Retry(reason="TIME"), {"timeout": 2}),
        (Retry(state="gone"), {"gone 410": 1}),
        (Retry(state="failed", reason="410"), {}),
        (Retry(site="other.example"), {}),
        (Retry(site=SITE, reason="%"), {}),
        (Retry(url=address("slow?utm_source=x")), {"timeout": 1}),
        (Retry(url=address("fine")), {"no reason": 1}),
        (Retry(url=address("nowhere")), {}),
    ],
)
def test_it_can_be_narrowed(archive, wanted, expected):
    troubled(archive)
    assert archive.retry(wanted) == expected


def test_what_a_run_holds_is_left_to_it(archive, clock):
    troubled(archive)
    archive.retry(Retry())
    _, pages = next_run(archive, clock)
    assert len(pages) == 4
    assert archive.retry(Retry()) == {}
    assert archive.retry(Retry(url=pages[0].url)) == {}


def test_a_page_that_was_set_aside_comes_back_alone(archive, clock):
    archive.add_pages(SITE, found("poison", "a"))
    archive._db._sql.execute("UPDATE pages SET state = 'set aside', crashes = 3 WHERE url LIKE '%poison'")
    assert archive.retry(Retry(state="set aside")) == {"no reason": 1}
    run, pages = next_run(archive, clock)
    assert paths(pages) == ["a"]
    archive.store(visit("a", page=pages[0]), run_id=run)
    assert paths(lease(archive, run)) == ["poison"]


# --- pages that break what reads them ---------------------------------------------------------------------------------


def test_a_page_that_breaks_its_reading_twice_is_set_aside_with_the_reason(archive, clock):
    archive.add_pages(SITE, found("poison"))
    states = []
    for _ in range(2):
        clock.move(7200)
        run, (page,) = next_run(archive, clock)
        archive.store(Visit(page=page, outcome=Outcome.FAILED, reason="crashed: KeyError"), run_id=run)
        states.append(row(archive, "poison")["state"])
    assert states == ["failed", "set aside"]
    assert row(archive, "poison")["next_visit_at"] is None
    assert archive.queue(SITE)["reasons"][0] == {
        "state": "set aside",
        "reason": "crashed: KeyError",
        "pages": 1,
        "example": address("poison"),
        "last_visit_at": archive._db.now_text,
    }


@pytest.mark.parametrize("between", ["timeout", "vanished"])
def test_twice_means_twice_in_a_row(archive, clock, between):
    archive.add_pages(SITE, found("a"))
    for reason in ("crashed: KeyError", between, "crashed: KeyError"):
        clock.move(86_400)
        run, (page,) = next_run(archive, clock)
        archive.store(Visit(page=page, outcome=Outcome.FAILED, reason=reason), run_id=run)
    assert row(archive, "a")["state"] == "failed"


def test_a_source_is_never_set_aside_for_its_reading(archive, clock):
    archive.add_pages(SITE, found("feed", kind=PageKind.FEED))
    for _ in range(3):
        clock.move(86_400)
        run, (page,) = next_run(archive, clock)
        archive.store(Visit(page=page, outcome=Outcome.FAILED, reason="crashed: KeyError"), run_id=run)
    assert (row(archive, "feed")["state"], row(archive, "feed")["next_visit_at"] is None) == ("failed", False)


# --- forget -----------------------------------------------------------------------------------------------------------


def test_a_forgotten_page_is_never_fetched_again_whoever_lists_it(archive, clock):
    troubled(archive)
    forgotten = archive.forget(address("slow#top"))
    assert (forgotten.urls, forgotten.article_id, forgotten.is_deleted) == ([address("slow")], None, False)
    page = row(archive, "slow")
    assert (page["state"], page["reason"], page["next_visit_at"]) == ("forgotten", "forgotten by the user", None)
    archive.add_pages(SITE, found("feed", kind=PageKind.FEED))
    told = [Discovered(address("slow"), title="Slow", published="2026-03-01", priority=9)]
    archive.add_pages(SITE, told, found_on=row(archive, "feed")["id"])
    archive.add_pages(SITE, told, at_once=True)
    archive.add_pages(SITE, found("slow", kind=PageKind.SECTION))
    assert archive.retry(Retry()) == {"gone 410": 1, "not an article": 1, "timeout": 1}
    clock.move(10**9)
    assert "slow" not in paths(next_run(archive, clock)[1])
    assert row(archive, "slow") == page


def test_the_article_stays_and_its_other_addresses_are_told(archive):
    run = archive.begin_run("daily", SITE).id
    archive.store(visit("news/1"), run_id=run)
    told = article("news/1", url=address("print/1"))
    archive.store(Visit(page=Page(address("print/1"), SITE), article=told), run_id=run)
    forgotten = archive.forget(address("news/1"))
    assert (forgotten.article_id, forgotten.elsewhere) == (1, [address("print/1")])
    assert archive.article(1)["title"] == "Storm closes harbour news/1"
    assert (row(archive, "news/1")["state"], row(archive, "print/1")["state"]) == ("forgotten", "done")


def test_with_its_article_every_address_is_forgotten_and_nothing_of_it_stays(archive):
    run = archive.begin_run("daily", SITE).id
    archive.store(visit("news/1"), run_id=run)
    archive.store(visit("news/2"), run_id=run)
    told = article("news/1", url=address("print/1"))
    archive.store(Visit(page=Page(address("print/1"), SITE), article=told), run_id=run)
    forgotten = archive.forget(address("news/1"), with_article=True)
    assert (forgotten.urls, forgotten.is_deleted) == ([address("news/1"), address("print/1")], True)
    assert archive.article(1) is None
    assert {row(archive, path)["state"] for path in ("news/1", "print/1")} == {"forgotten"}
    counts = {table: archive._db.value(f"SELECT count(*) FROM {table}") for table in ("revisions", "snapshots")}
    assert counts == {"revisions": 1, "snapshots": 1}
    assert [hit.id for hit in archive.search("cranes")] == [2]
    assert archive.problems() == []


def test_with_article_where_there_is_none_only_the_page_is_forgotten(archive):
    troubled(archive)
    forgotten = archive.forget(address("index"), with_article=True)
    assert (forgotten.urls, forgotten.is_deleted) == ([address("index")], False)


@pytest.mark.parametrize("with_article", [False, True])
def test_a_run_that_holds_the_page_throws_away_what_comes_and_accounts_for_it(archive, clock, with_article):
    archive.add_pages(SITE, found("news/1"))
    run, (page,) = next_run(archive, clock)
    archive.store(visit(page=page), run_id=run, plan=ALWAYS)
    run, (page,) = next_run(archive, clock)
    with Archive(archive.path, now=clock) as beside:
        beside.forget(address("news/1"), with_article=with_article)
    assert row(archive, "news/1")["state"] == "leased"
    seen = visit(page=page, title="Words that nobody asked for", body="They came too late. " * 9)
    seen.links = found("news/2")
    archive.store(seen, run_id=run, plan=ALWAYS)
    assert (seen.outcome, seen.reason) == (Outcome.SKIPPED, "forgotten by the user")
    assert (row(archive, "news/1")["state"], row(archive, "news/1")["next_visit_at"]) == ("forgotten", None)
    counts = archive.run(run).counts
    assert (counts.requested, counts.fetched, counts.skipped) == (1, 1, {"forgotten by the user": 1})
    assert archive._db.value("SELECT count(*) FROM articles WHERE title LIKE '%nobody%'") == 0
    assert archive._db.value("SELECT count(*) FROM pages") == 1


@pytest.mark.parametrize("end", ["put back", "vanished", "died", "failed"])
def test_however_the_run_ends_the_page_is_forgotten(archive, clock, end):
    archive.add_pages(SITE, found("news/1"))
    lock = archive.lock(SITE)
    run, (page,) = next_run(archive, clock)
    archive.forget(page.url)
    if end == "put back":
        archive.put_back([page.id], "interrupted")
    elif end == "vanished":
        archive.vanish(run)
    elif end == "failed":
        archive.store(failure(page), run_id=run)
    lock.release()
    archive._run_id = None
    for _ in range(3):
        archive.lock(SITE).release()
    clock.move(10**9)
    assert next_run(archive, clock)[1] == []
    assert (row(archive, "news/1")["state"], archive.pending(SITE)) == (
        "forgotten",
        {"new": 0, "due": 0, "leased": 0},
    )


def test_what_answers_in_place_of_another_page_is_thrown_away_too(archive):
    run = archive.begin_run("daily", SITE).id
    archive.store(visit("news/1"), run_id=run)
    archive.forget(address("news/1"), with_article=True)
    told = article("news/1")
    seen = Visit(page=Page(address("go/1"), SITE), article=told, snapshot=snapshot(told.url))
    archive.store(seen, run_id=run)
    assert (seen.outcome, seen.reason) == (Outcome.SKIPPED, "forgotten by the user")
    assert archive._db.value("SELECT count(*) FROM articles") == 0


def test_a_page_that_nobody_knew_is_forgotten_before_it_is_found(archive):
    archive.begin_run("daily", SITE)
    archive.forget(address("secret"))
    assert archive.add_pages(SITE, found("secret")) == 0
    assert row(archive, "secret")["state"] == "forgotten"


def test_it_is_forgotten_as_the_page_of_another_site_too(archive, clock):
    troubled(archive)
    archive.forget(address("fine"))
    archive.add_pages("article", found("fine"), at_once=True)
    run = archive.begin_run("article", "article").id
    assert lease(archive, run, site="article") == []


@pytest.mark.parametrize("url", ["https://nowhere.example/a", "javascript:alert(1)", "", "secret"])
def test_an_address_of_no_known_site_cannot_be_forgotten(archive, url):
    archive.begin_run("daily", SITE)
    with pytest.raises(ArchiveError, match="expected an address of a site in"):
        archive.forget(url)
    assert archive.queue_counts() == {}


def test_naming_it_takes_it_back(archive, clock):
    troubled(archive)
    archive.forget(address("slow"))
    assert archive.retry(Retry(url=address("slow"))) == {"forgotten by the user": 1}
    run, pages = next_run(archive, clock)
    assert paths(pages) == ["slow"]
    archive.store(visit("slow", page=pages[0]), run_id=run)
    assert row(archive, "slow")["state"] == "done"


def test_a_forgotten_source_is_no_source(archive):
    archive.add_pages(SITE, found("feed", kind=PageKind.FEED))
    archive.forget(address("feed"))
    assert archive.known_sources(SITE) == []
