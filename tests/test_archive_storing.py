"""One visit is one transaction; a bad answer never harms a good article; no text can make a store fail."""

from __future__ import annotations

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawler.archive import Archive, storing
from newscrawler.errors import ArchiveError, BadUrl, NotAnArchive
from newscrawler.items import DateEvidence, Discovered, Image, Link, Outcome, Page, PageKind, Snapshot, Visit
from tests.archive_visits import SITE, address, article, failure, found, lease, rich_article, snapshot, visit


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "news.db") as archive:
        archive.begin_run("daily", SITE)
        yield archive


def counts(archive):
    tables = ("articles", "revisions", "snapshots", "links", "dates", "pages")
    return {table: archive._db.value(f"SELECT count(*) FROM {table}") for table in tables}


def test_everything_of_a_visit_is_stored(archive):
    seen = visit("news/9", article=rich_article())
    seen.links = [Discovered(address("news/10")), Discovered(address("news/11"))]
    seen.extractor_version = "7"
    archive.store(seen, run_id=1)
    assert counts(archive) == {"articles": 1, "revisions": 1, "snapshots": 1, "links": 2, "dates": 1, "pages": 3}
    stored = archive.article(1)
    told = rich_article().as_dict()
    assert {name: stored[name] for name in told} == told
    assert stored["extractor_version"] == "7"
    assert stored["revisions"][0]["extractor_version"] == "7"


@pytest.mark.parametrize("step", ["store_article", "store_version", "_store_links", "rest_page", "count_outcome"])
def test_a_store_that_breaks_off_leaves_nothing(archive, monkeypatch, step):
    archive.add_pages(SITE, found("news/1"))
    (page,) = lease(archive, 1)
    before = archive._db.rows("SELECT * FROM pages"), counts(archive)
    whole = getattr(storing, step)

    def broken(*args, **kwargs):
        whole(*args, **kwargs)
        raise RuntimeError(step)

    monkeypatch.setattr(storing, step, broken)
    with pytest.raises(RuntimeError, match=step):
        archive.store(visit(page=page), run_id=1)
    assert (archive._db.rows("SELECT * FROM pages"), counts(archive)) == before
    monkeypatch.undo()
    archive.store(visit(page=page), run_id=1)
    assert counts(archive)["articles"] == 1


def test_an_unchanged_visit_adds_no_snapshot_and_no_revision(archive):
    archive.store(visit(), run_id=1)
    before = counts(archive)
    archive.store(visit(), run_id=1)
    assert counts(archive) == before


def test_a_change_replaces_links_and_dates_and_adds_a_revision_with_its_snapshot(archive):
    archive.store(visit("news/9", article=rich_article()), run_id=1)
    changed = rich_article()
    changed.body += " More."
    changed.related_links = changed.related_links[:1]
    archive.store(visit("news/9", article=changed), run_id=1)
    assert counts(archive) == {"articles": 1, "revisions": 2, "snapshots": 2, "links": 1, "dates": 1, "pages": 1}
    assert [row[0] for row in archive._db.rows("SELECT number FROM revisions ORDER BY id")] == [1, 2]
    assert archive._db.value("SELECT count(DISTINCT snapshot_id) FROM revisions") == 2


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(Outcome.FAILED, 500), (Outcome.FAILED, 404), (Outcome.SKIPPED, 200), (Outcome.PUT_BACK, 503)],
)
def test_a_bad_answer_leaves_the_good_article(archive, outcome, status):
    archive.store(visit(), run_id=1)
    before = without_absences(archive)
    page = Page(address("news/1"), SITE)
    wall = Visit(page=page, outcome=outcome, reason="wall", article=article(title="Please log in"))
    wall.snapshot = snapshot(page.url, b"wall", status)
    archive.store(wall, run_id=1)
    assert without_absences(archive) == before
    assert wall.article_id == 1


def without_absences(archive):
    return {name: value for name, value in archive.article(1).items() if name not in ("gone_at", "absences")}


def test_a_failure_keeps_the_validators_of_the_last_good_answer(archive):
    good = visit()
    headers = (("etag", '"a"'), ("Last-Modified", "Sat"))
    good.snapshot = Snapshot(address("news/1"), 200, headers, b"<html>", "2026-03-01T12:00:00+00:00")
    archive.store(good, run_id=1)
    archive.store(failure(Page(address("news/1"), SITE)), run_id=1)
    row = archive._db.row("SELECT etag, last_modified, last_status, reason, article_id FROM pages")
    assert tuple(row) == ('"a"', "Sat", 500, "server error", 1)


def test_nothing_but_articles_leaves_a_snapshot(archive):
    feed = Visit(page=Page(address("feed"), SITE, PageKind.FEED), snapshot=snapshot(address("feed")))
    archive.store(feed, run_id=1)
    archive.store(failure(Page(address("news/1"), SITE)), run_id=1)
    assert counts(archive)["snapshots"] == 0


def test_a_snapshot_comes_back_byte_for_byte(archive):
    body = bytes(range(256)) * 100
    seen = visit()
    seen.snapshot = Snapshot(
        address("news/1"), 200, (("set-cookie", "a"), ("set-cookie", "b")), body, "2026-03-01T12:00:00+00:00"
    )
    archive.store(seen, run_id=1)
    assert archive.snapshot(1) == seen.snapshot
    row = archive._db.row("SELECT body, size_bytes, stored_bytes, length(body) FROM contents")
    assert zstandard.ZstdDecompressor().decompress(row[0]) == body
    assert (row[1], row[2]) == (len(body), row[3])


def test_an_article_without_a_snapshot_has_none(archive):
    archive.store(Visit(page=Page(address("news/1"), SITE), article=article()), run_id=1)
    assert archive.snapshot(1) is None
    assert archive.snapshot(99) is None


@pytest.mark.parametrize("body", [b"nonsense", zstandard.ZstdCompressor().compress(b"<html>other page</html>")])
def test_a_damaged_snapshot_is_not_given_out(archive, body):
    archive.store(visit(), run_id=1)
    archive._db._sql.execute("UPDATE contents SET body = ?", (body,))
    with pytest.raises(NotAnArchive, match="snapshot 1"):
        archive.snapshot(1)


def test_a_visit_without_an_address_is_refused_in_words(archive):
    with pytest.raises(BadUrl, match="javascript"):
        archive.store(Visit(page=Page("javascript:alert(1)", SITE), outcome=Outcome.SKIPPED), run_id=1)


def test_a_run_that_is_none_is_refused(archive):
    with pytest.raises(ArchiveError, match="FOREIGN KEY"):
        archive.store(visit(), run_id=99)
    assert counts(archive)["articles"] == 0


anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_text_can_be_stored(archive, data):
    def text():
        return data.draw(anything)

    told = article(
        f"news/{text()}",
        title=text(),
        body=text(),
        lead=text(),
        section=text(),
        date_line=text(),
        published_at=text(),
        authors=[text()],
        tags=[text()],
        language=text(),
        images=[Image(text(), text())],
        related_links=[Link(text(), text(), text())],
        dates=[DateEvidence(text(), text(), text(), text(), doubt=text())],
        provenance={text(): text()},
    )
    seen = Visit(page=Page(address("any"), SITE), article=told, reason=text(), extractor_version=text())
    seen.snapshot = Snapshot(told.url, 200, ((text(), text()),), text().encode("utf-8", "replace"), text())
    seen.links = [Discovered(address(text()), title=text(), published=text(), modified=text())]
    article_id = archive.store(seen, run_id=1)
    assert article_id is not None
    stored = archive.article(article_id)
    for character in ("\x00", "\ud800"):
        assert character not in stored["title"] + stored["body"] + "".join(stored["authors"])


def test_numbers_beyond_sqlite_are_nothing(archive):
    archive.add_pages(SITE, [Discovered(address("news/1"), priority=5)])
    archive.store(visit(is_free=2**70), run_id=1)
    assert archive.article(1)["is_free"] is None
