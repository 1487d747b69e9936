"""Which article a page shows: new, changed, unchanged, an alias; never one of another site."""

from __future__ import annotations

import pytest

from newscrawler.archive import Archive
from newscrawler.items import Outcome, Page, Visit
from tests.archive_visits import SITE, WORDS, address, article, snapshot, visit

OTHER = "other.example"


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "news.db") as archive:
        archive.begin_run("daily", SITE)
        yield archive


def see(archive, path, **fields):
    """Store a visit; return what it was told to be before and what it became."""
    seen = visit(path, **fields)
    told = archive.identify(seen)
    archive.store(seen, run_id=1)
    assert told[0] is seen.outcome
    return seen.outcome, seen.article_id


def revisions(archive, article_id):
    return archive._db.value("SELECT count(*) FROM revisions WHERE article_id = ?", (article_id,))


def test_the_same_words_again_are_unchanged(archive):
    assert see(archive, "news/1") == (Outcome.NEW, 1)
    assert see(archive, "news/1") == (Outcome.UNCHANGED, 1)
    assert revisions(archive, 1) == 1


@pytest.mark.parametrize("part", ["title", "lead", "body"])
def test_other_words_are_a_change(archive, part):
    see(archive, "news/1")
    told = article("news/1")
    setattr(told, part, f"{getattr(told, part) or ''} corrected")
    assert see(archive, "news/1", article=told) == (Outcome.CHANGED, 1)
    assert see(archive, "news/1", article=told) == (Outcome.UNCHANGED, 1)
    assert revisions(archive, 1) == 2


def test_spaces_and_case_are_no_change(archive):
    see(archive, "news/1")
    told = article("news/1")
    told.body = told.body.upper().replace(" ", "\n\n  ")
    assert see(archive, "news/1", article=told) == (Outcome.UNCHANGED, 1)


@pytest.mark.parametrize("path", ["news/1?utm_source=feed", "news/1#comments", "news/1/", "news/1/amp"])
def test_other_forms_of_the_address_are_the_same_article(archive, path):
    see(archive, "news/1")
    told = article("news/1", url=address(path), canonical_url=address(path), body=f"{WORDS} two")
    assert see(archive, path, article=told) == (Outcome.CHANGED, 1)


def test_a_declared_canonical_address_makes_an_alias(archive):
    see(archive, "news/1")
    told = article("news/1", url=address("print.php?id=1"), canonical_url=address("news/1"))
    assert see(archive, "print.php?id=1", article=told) == (Outcome.ALIAS, 1)
    told.body += " Print version."
    assert see(archive, "print.php?id=1", article=told) == (Outcome.ALIAS, 1)
    assert revisions(archive, 1) == 1
    assert archive.article(address("print.php?id=1"))["id"] == 1


def test_the_alias_may_come_first(archive):
    told = article("news/1", url=address("print.php?id=1"), canonical_url=address("news/1"))
    assert see(archive, "print.php?id=1", article=told) == (Outcome.NEW, 1)
    assert see(archive, "news/1") == (Outcome.UNCHANGED, 1)
    assert see(archive, "news/1", body=f"{WORDS} news/1 and more")[0] is Outcome.CHANGED
    assert archive.article(1)["url"] == address("news/1")
    assert see(archive, "print.php?id=1", article=told) == (Outcome.ALIAS, 1)
    assert len(list(archive.articles())) == 1


def test_a_page_whose_canonical_address_is_never_seen_is_still_followed(archive):
    told = article("?p=7", canonical_url=address("2026/storm"))
    assert see(archive, "?p=7", article=told) == (Outcome.NEW, 1)
    told.body += " More ships arrived."
    assert see(archive, "?p=7", article=told) == (Outcome.CHANGED, 1)


def test_the_same_text_at_another_address_is_an_alias(archive):
    see(archive, "news/1")
    told = article("news/1", url=address("world/1"), canonical_url=address("world/1"))
    assert see(archive, "world/1", article=told) == (Outcome.ALIAS, 1)
    assert archive.article(1)["pages"] == [address("news/1"), address("world/1")]


def test_a_few_same_words_are_no_alias(archive):
    see(archive, "video/1", title="Video of the day", body="Watch the video")
    assert see(archive, "video/2", title="Video of the day", body="Watch the video") == (Outcome.NEW, 2)


def test_another_site_is_another_article_whatever_the_page_says(archive):
    see(archive, "news/1")
    told = article("news/1", site=OTHER, url=f"https://{OTHER}/news/1", canonical_url=address("news/1"))
    assert see(archive, "news/1", site=OTHER, article=told) == (Outcome.NEW, 2)
    told.body = "Poison. " * 30
    assert see(archive, "news/1", site=OTHER, article=told) == (Outcome.CHANGED, 2)
    assert archive.article(1)["body"] == article("news/1").body


def test_one_canonical_address_for_all_pages_is_not_believed(archive):
    for number in range(4):
        told = article(f"news/{number}", canonical_url=address("all"))
        assert see(archive, f"news/{number}", article=told) == (Outcome.NEW, number + 1)
    for number in range(4):
        told = article(f"news/{number}", canonical_url=address("all"))
        assert see(archive, f"news/{number}", article=told) == (Outcome.UNCHANGED, number + 1)


def test_the_front_page_is_nobodys_canonical_address(archive):
    see(archive, "news/1", canonical_url=address(""))
    assert archive._db.value("SELECT url_key FROM articles") != archive._db.value(
        "SELECT url_key FROM articles WHERE url = ?", (address(""),)
    )
    assert archive.article(address("")) is None


def test_an_article_that_claims_anothers_address_makes_room(archive):
    see(archive, "news/1", canonical_url=address("news/2"))
    assert see(archive, "news/2") == (Outcome.NEW, 2)
    assert see(archive, "news/1", canonical_url=address("news/2")) == (Outcome.UNCHANGED, 1)
    assert see(archive, "news/2") == (Outcome.UNCHANGED, 2)
    assert archive.article(address("news/2"))["id"] == 2


def test_claims_that_go_round_in_a_circle_are_stored(archive):
    see(archive, "news/1", canonical_url=address("news/2"))
    see(archive, "news/3", canonical_url=address("news/1"))
    assert see(archive, "news/2") == (Outcome.NEW, 3)
    for number in (1, 2, 3):
        path = f"news/{number}"
        assert see(archive, path)[0] is Outcome.UNCHANGED
    assert len(list(archive.articles())) == 3


def test_a_page_given_to_another_article_is_a_new_one_only_when_title_and_text_differ(archive):
    see(archive, "news/1")
    told = article("news/1", url=address("copy"), canonical_url=address("copy"))
    see(archive, "copy", article=told)
    assert (
        see(archive, "copy", title="Quite another matter", body="Nothing of the old text is left. " * 9)[0]
        is Outcome.NEW
    )


def test_a_redirect_leads_to_the_article_and_is_not_followed_again(archive):
    told = article("news/1")
    seen = Visit(page=Page(address("go/1"), SITE), article=told, snapshot=snapshot(told.url))
    archive.store(seen, run_id=1)
    assert seen.outcome is Outcome.NEW
    pages = {row["url"]: row for row in archive._db.rows("SELECT * FROM pages")}
    old = pages[address("go/1")]
    assert (old["state"], old["reason"], old["moved_to"]) == ("moved", "moved", address("news/1"))
    assert archive.article(1)["moves"] == [{"url": address("go/1"), "moved_to": address("news/1")}]
    assert pages[address("go/1")]["next_visit_at"] is None
    assert pages[address("news/1")]["next_visit_at"] is not None
    assert {row["article_id"] for row in pages.values()} == {1}
    assert see(archive, "news/1") == (Outcome.UNCHANGED, 1)


def test_a_redirect_to_another_site_leaves_no_page_of_it_in_the_frontier(archive):
    told = article("news/1", site=OTHER, url=f"https://{OTHER}/news/1")
    archive.store(Visit(page=Page(address("go/1"), SITE), article=told, snapshot=snapshot(told.url)), run_id=1)
    assert archive._db.value("SELECT count(*) FROM pages") == 1


def test_a_source_is_new_then_changed_or_unchanged_by_its_bytes(archive):
    from newscrawler.items import PageKind

    page = Page(address("feed"), SITE, PageKind.FEED)
    for body, outcome in ((b"1", Outcome.NEW), (b"1", Outcome.UNCHANGED), (b"2", Outcome.CHANGED)):
        seen = Visit(page=page, snapshot=snapshot(page.url, body))
        assert archive.identify(seen) == (outcome, None)
        archive.store(seen, run_id=1)
        assert seen.outcome is outcome


def test_not_modified_is_unchanged_and_seen(archive):
    see(archive, "news/1")
    archive._db._sql.execute("UPDATE articles SET last_seen_at = '2000-01-01T00:00:00Z'")
    seen = Visit(page=Page(address("news/1"), SITE), snapshot=snapshot(address("news/1"), b"", 304))
    assert archive.identify(seen) == (Outcome.UNCHANGED, 1)
    archive.store(seen, run_id=1)
    assert archive.article(1)["last_seen_at"] > "2026"


def test_another_address_that_is_not_modified_is_still_another_address(archive):
    see(archive, "news/1")
    copy = visit("news/2", title="Storm closes harbour news/1", body=f"{WORDS} news/1")
    archive.store(copy, run_id=1)
    assert copy.outcome is Outcome.ALIAS
    seen = Visit(page=Page(address("news/2"), SITE), snapshot=snapshot(address("news/2"), b"", 304))
    archive.store(seen, run_id=1)
    assert (seen.outcome, seen.article_id) == (Outcome.ALIAS, 1)


def test_what_a_step_decided_stays(archive):
    seen = visit("news/1")
    seen.outcome, seen.reason = Outcome.SKIPPED, "no article"
    assert archive.identify(seen) == (Outcome.SKIPPED, None)
    archive.store(seen, run_id=1)
    assert list(archive.articles()) == []
