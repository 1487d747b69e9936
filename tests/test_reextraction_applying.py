"""Reading kept pages again: what is reported, what is written, and what is never touched."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from newscrawler.archive import Archive
from newscrawler.archive.reextracting import Wanted
from newscrawler.extraction import EXTRACTOR_VERSION
from newscrawler.items import DateEvidence, Discovered, Outcome, PageKind
from tests.archive_visits import ALWAYS, Clock
from tests.reread_pages import (
    OLDER,
    SITE,
    WORDS,
    address,
    as_older,
    begin,
    crawled,
    damage,
    dump,
    page,
    read_again,
    rewrite,
)

MENU = "Home World Sport Weather"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def archive(tmp_path, clock):
    with Archive(tmp_path / "news.db", now=clock) as opened:
        yield opened


def store(archive, visit, run_id=None):
    archive.store(visit, run_id=run_id or begin(archive), plan=ALWAYS)
    return visit.article_id


def old_archive(archive):
    """Store four articles: one read right, one without authors and lead, one with a menu in it, one far too long."""
    run = begin(archive)
    store(archive, crawled(1, page(1)), run)
    store(archive, as_older(crawled(2, page(2)), authors=[], section="Sport"), run)
    spoiled = crawled(3, page(3))
    assert spoiled.article is not None
    store(archive, as_older(spoiled, body=f"{MENU}\n\n{spoiled.article.body}"), run)
    long = crawled(4, page(4))
    assert long.article is not None
    store(archive, as_older(long, body="\n\n".join([long.article.body, "Most read: " + "other news " * 60])), run)
    archive.end_run(run, verdict="worked", exit_status=0)


def rows(archive, statement):
    with closing(sqlite3.connect(archive.path)) as sql:
        return sql.execute(statement).fetchall()


def test_the_report_counts_fields_names_shorter_bodies_and_writes_nothing(archive):
    old_archive(archive)
    before = dump(archive.path)
    report = read_again(archive)
    assert dump(archive.path) == before
    assert (report.pages, report.articles, report.changed) == (4, 4, 3)
    assert dict(report.fields["authors"]) == {"same": 3, "gained": 1}
    assert dict(report.fields["section"]) == {"lost": 1}
    assert dict(report.fields["body"]) == {"same": 2, "changed": 2}
    assert dict(report.fields["title"]) == {"same": 4}
    (shorter,) = report.shorter.named
    assert shorter.article_id == 4
    assert shorter.words_before > shorter.words_after > 50
    assert [large.article_id for large in report.largest_first] == [4, 3]
    assert report.largest_first[1].words == len(MENU.split())
    assert report.as_dict()["fields"]["authors"] == {"gained": 1, "lost": 0, "changed": 0, "same": 3}


def test_only_what_another_extractor_has_read_is_read_where_that_is_asked(archive):
    old_archive(archive)
    assert read_again(archive, wanted=Wanted(other_than=EXTRACTOR_VERSION)).pages == 3
    assert read_again(archive, wanted=Wanted(site="other.example")).pages == 0


def test_writing_mends_the_rows_and_makes_no_edit(archive, clock):
    old_archive(archive)
    kept = "SELECT id, article_id, number, seen_at, run_id, snapshot_id FROM revisions"
    stays = "SELECT id, first_seen_at, last_seen_at, url_key, site FROM articles"
    before = [rows(archive, statement) for statement in (kept, stays, "SELECT * FROM runs", "SELECT * FROM pages")]
    clock.move(7200)
    _, written = rewrite(archive)
    assert (written.articles, written.left) == (3, 0)
    after = [rows(archive, statement) for statement in (kept, stays, "SELECT * FROM runs", "SELECT * FROM pages")]
    assert after == before
    assert archive.problems() == []
    article = archive.article(3)
    assert article["body"].startswith(WORDS[0])
    assert rows(archive, "SELECT body, text_hash FROM revisions WHERE article_id = 3") == [
        (article["body"], article["text_hash"])
    ]
    assert set(rows(archive, "SELECT extractor_version FROM articles")) == {(EXTRACTOR_VERSION,)}
    assert set(rows(archive, "SELECT extractor_version FROM revisions")) == {(EXTRACTOR_VERSION,)}
    assert archive.search('"most read"') == []
    assert len(archive.search("harbour")) == 4


def test_a_crawl_after_it_finds_the_pages_unchanged_and_a_second_reading_nothing(archive, clock):
    old_archive(archive)
    rewrite(archive)
    mended = dump(archive.path)
    report, written = rewrite(archive)
    assert (report.changed, written.articles) == (0, 0)
    assert dump(archive.path) == mended
    clock.move(7200)
    run = begin(archive)
    again = [crawled(number, page(number)) for number in (1, 2, 3, 4)]
    for visit in again:
        store(archive, visit, run)
    assert [visit.outcome for visit in again] == [Outcome.UNCHANGED] * 4


def test_revisions_are_read_from_their_own_pages_and_edits_that_were_none_are_named(archive, clock):
    first, second = page(1), page(1, words=(*WORDS, "The council meets on Thursday to hear of the costs."))
    noisy = crawled(1, second)
    assert noisy.article is not None
    store(archive, as_older(crawled(1, first), title="Storm closes"))
    clock.move(7200)
    store(archive, as_older(crawled(1, second)))
    clock.move(7200)
    store(archive, as_older(noisy, body=f"{noisy.article.body}\n\nMinister opens a bridge in the north"))
    report, written = rewrite(archive)
    assert (report.older, report.older_changed, written.articles) == (2, 1, 1)
    assert [(one.article_id, one.revision) for one in report.no_edits.named] == [(1, 3)]
    revisions = rows(archive, "SELECT number, title, body, text_hash FROM revisions ORDER BY number")
    assert [title for _, title, _, _ in revisions] == ["Storm closes harbour 1"] * 3
    assert "council meets" not in revisions[0][2]
    assert revisions[1][2:] == revisions[2][2:]
    told = "SELECT kind, title_changed, body_changed, paragraphs_added, words_added FROM revisions ORDER BY number"
    assert rows(archive, told) == [("first seen", 0, 0, 0, 0), ("edit", 0, 1, 1, 10), ("same words", 0, 0, 0, 0)]


def test_dates_of_sources_and_of_later_visits_are_kept(archive, clock):
    told = DateEvidence("Fri, 20 Feb 2026 09:00:00 GMT", "feed", "published", "2026-02-20T09:00:00+00:00", "second")
    store(archive, as_older(crawled(1, page(1, published=""), hints=(told,)), authors=[]))
    store(archive, as_older(crawled(2, page(2, published="")), authors=[]))
    store(archive, as_older(crawled(3, page(3, published="")), authors=[]))
    clock.move(7200)
    archive.add_pages(SITE, [Discovered(f"https://{SITE}/feed", PageKind.FEED)])
    (source,) = rows(archive, "SELECT id FROM pages WHERE kind = 'feed'")
    archive.add_pages(SITE, [Discovered(address(2), published="2026-02-21T10:00:00Z")], found_on=source[0])
    store(archive, crawled(3, page(3, published="2026-02-22")))
    dated = "SELECT id, published_at, published_from, published_utc FROM articles"
    before = rows(archive, dated)
    assert [row[1][:10] for row in before] == ["2026-02-20", "2026-02-21", "2026-02-22"]
    report, _ = rewrite(archive)
    assert dict(report.fields["published_at"]) == {"same": 3}
    assert dict(report.fields["dates"]) == {"same": 3}
    assert dict(report.fields["authors"]) == {"gained": 3}
    assert rows(archive, dated) == before


def test_a_line_that_visits_showed_to_be_a_clock_stays_one(archive, clock):
    for day in (1, 4):
        for number in range(1, 7):
            body = page(number, published="", above="").replace(
                b"<p class='byline'>", f"<p class='date'>{day} March 2026</p><p class='byline'>".encode()
            )
            store(archive, crawled(number, body, fetched_at=f"2026-03-0{day}T12:00:00+00:00"))
        clock.move(3 * 86400)
    archive.end_run(begin(archive), verdict="worked", exit_status=0)
    assert set(rows(archive, "SELECT published_at FROM articles")) == {(None,)}
    before = dump(archive.path)
    report, _ = rewrite(archive)
    assert (report.articles, report.changed) == (6, 0)
    assert dump(archive.path) == before


def test_what_a_crawl_altered_meanwhile_is_left_alone(archive, clock):
    old_archive(archive)
    edited = crawled(3, page(3, words=(*WORDS, "The council meets on Thursday to hear of the costs.")))

    def crawl():
        clock.move(7200)
        store(archive, edited)
        archive.forget(address(4), with_article=True)

    _, written = rewrite(archive, between=crawl)
    assert (written.articles, written.left) == (1, 2)
    assert "council meets" in archive.article(3)["body"]
    assert len(archive.article(3)["revisions"]) == 2
    assert MENU in rows(archive, "SELECT body FROM revisions WHERE article_id = 3 AND number = 1")[0][0]
    assert archive.article(4) is None


def test_dates_that_sources_told_meanwhile_are_kept(archive, clock):
    store(archive, as_older(crawled(1, page(1, published="")), authors=[]))
    archive.add_pages(SITE, [Discovered(f"https://{SITE}/feed", PageKind.FEED)])
    (source,) = rows(archive, "SELECT id FROM pages WHERE kind = 'feed'")
    listed = [Discovered(address(1), published="2026-02-21T10:00:00Z")]
    rewrite(archive, between=lambda: archive.add_pages(SITE, listed, found_on=source[0]))
    article = archive.article(1)
    assert (article["authors"], article["published_at"], article["published_from"]) == (
        ["Mary Quill"],
        "2026-02-21T10:00:00+00:00",
        "feed",
    )


def test_pages_that_cannot_be_read_are_named_and_the_rest_goes_on(archive, monkeypatch):
    old_archive(archive)
    damage(monkeypatch, 1, 2)
    with closing(sqlite3.connect(archive.path)) as sql, sql:
        sql.execute("PRAGMA foreign_keys = ON")
        sql.execute("DELETE FROM snapshots WHERE article_id = 3")
    report, written = rewrite(archive)
    assert [(one.article_id, one.url) for one in report.lost.named] == [(1, address(1)), (2, address(2))]
    assert report.lost_why == {"damaged": 2}
    assert report.lost.named[1].reason == "damaged: the page of article 2 is damaged"
    assert (report.without_page, report.articles, written.articles) == (1, 1, 1)
    assert archive.article(2)["authors"] == []
    assert archive.article(3)["body"].startswith(MENU)


def test_a_page_that_is_no_article_by_now_keeps_its_words(archive):
    visit = crawled(1, page(1))
    assert visit.snapshot is not None
    index = "<html><body>" + "".join(f"<h2><a href='/n/{one}'>News {one}</a></h2>" for one in range(40))
    old = as_older(visit)
    old.snapshot = type(visit.snapshot)(address(1), 200, (), index.encode(), visit.snapshot.fetched_at)
    store(archive, old)
    before = dump(archive.path)
    report, written = rewrite(archive)
    assert [one.article_id for one in report.no_article.named] == [1]
    assert (report.articles, written.articles) == (0, 0)
    assert dump(archive.path) == before
    assert archive.article(1)["extractor_version"] == OLDER


def test_an_empty_archive_has_nothing_to_read(archive):
    report, written = rewrite(archive)
    assert (report.pages, report.articles, written.articles) == (0, 0, 0)


def test_the_charset_is_the_one_that_the_header_names(archive):
    arabic = ("قالت وزارة النقل إن الميناء أغلق يوم الإثنين بعد العاصفة التي ضربت الساحل الشمالي للبلاد.",) * 3
    body = page(1, words=arabic).decode().encode("cp1256")
    served = crawled(1, body, content_type="text/html; charset=windows-1256")
    store(archive, served)
    assert arabic[0] in archive.article(1)["body"]
    assert read_again(archive).changed == 0
