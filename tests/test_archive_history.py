"""Revisions and what they say they changed; dates that move, pages that go and come back; older archives."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest
import sqlite_utils
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawler.archive import Archive, opening, schema
from newscrawler.items import Outcome
from tests.archive_visits import SITE, WORDS, Clock, article, failure, found, lease, visit

A = WORDS
B = "Ferries to the islands will run again on Thursday, if the wind allows it."
C = "Nobody was hurt, and the damage is still being counted by the port."
FIRST = "2026-03-01T10:00:00Z"


def body(*paragraphs):
    return "\n\n".join(paragraphs)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def archive(tmp_path, clock):
    with Archive(tmp_path / "news.db", now=clock) as archive:
        yield archive


def see(archive, *, gone=0, previous=None, **fields):
    """Visit the article a day later, whatever is due."""
    archive._db.now.move(86_400)
    archive.add_pages(SITE, found("news/1"), at_once=True)
    run = archive.begin_run("daily", SITE).id
    (page,) = lease(archive, run)
    shown = {"title": "Storm closes harbour", "body": body(A, B), **fields}
    seen = failure(page, f"gone {gone}", gone) if gone else visit("news/1", page=page, **shown)
    if previous is not None:
        seen.previous = article("news/1", **{**shown, **previous})
        seen.article_id, seen.extractor_version = 1, "9"
    archive.store(seen, run_id=run)
    return seen.outcome


def declared(moment, place="json-ld", precision="second"):
    return {"published_at": moment, "published_precision": precision, "published_from": place}


def events(archive):
    return archive.history.events(1)["events"]


def last(archive):
    return {name: value for name, value in events(archive)[-1].items() if value}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "Storm shuts harbour"}, {"title_changed": True, "words_added": 1, "words_removed": 1}),
        ({"body": body(A, B, C)}, {"body_changed": True, "paragraphs_added": 1, "words_added": 13}),
        ({"body": body(A)}, {"body_changed": True, "paragraphs_removed": 1, "words_removed": 14}),
        (
            {"body": body(A, B.replace("Thursday", "Friday"))},
            {"body_changed": True, "paragraphs_reworded": 1, "words_added": 1, "words_removed": 1},
        ),
        ({"body": body(B, A)}, {"body_changed": True, "paragraphs_moved": 1}),
        ({"lead": "Two cranes fell."}, {"lead_changed": True, "words_added": 3}),
        (
            {"body": body(A, B, "Correction: It was two.")},
            {
                "body_changed": True, "paragraphs_added": 1, "words_added": 4, "notice": "correction",
                "notice_text": "Correction: It was two.",
            },
        ),
    ],
)  # fmt: skip
def test_a_revision_says_what_it_changed(archive, fields, told):
    see(archive)
    assert see(archive, **fields) is Outcome.CHANGED
    known = {"happened_at": "2026-03-03T12:00:00Z", "event": "edited", "revision": 2, "run_id": 2, "snapshot_id": 2}
    assert last(archive) == known | told | {"detail": fields.get("title", "Storm closes harbour")}
    assert archive.problems() == []


def test_paragraphs_parted_otherwise_hide_no_edit(archive):
    see(archive, body=body(A, B, C))
    see(archive, body=body(f"{A} {B.replace('Thursday', 'Friday')}", *C.split(", ")))
    told = last(archive)
    assert (told["paragraphs_reworded"], told["words_added"], told["words_removed"]) == (1, 1, 1)
    assert not {"paragraphs_added", "paragraphs_removed"} & set(told)
    see(archive, body=body(*C.split(", "), f"{A} {B.replace('Thursday', 'Friday')}"))
    assert last(archive)["paragraphs_moved"] >= 1
    see(archive, body=body(A, B.replace("Thursday", "Friday"), C))
    assert (last(archive)["paragraphs_moved"], "paragraphs_added" in last(archive)) == (1, False)


@pytest.mark.parametrize(
    "fields",
    [
        {"body": f"{A} {B}"},
        {"body": body(f"12 shares\n\n{A}", B, "Read also: A storm")},
        {"title": "STORM closes  harbour!"},
        {"lead": A},
    ],
)
def test_what_is_no_change_of_words_makes_no_revision(archive, fields):
    see(archive)
    assert see(archive, **fields) is Outcome.UNCHANGED
    assert len(events(archive)) == 1


TEXTS = st.lists(
    st.sampled_from([A, B, C, "12 shares", "خبر عاجل", "漢字", " ", "\x00", "Correction: two"]), max_size=5
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.none() | st.text(max_size=30), TEXTS.map("\n\n".join) | st.text(max_size=80))
def test_saving_the_same_page_again_never_makes_a_revision(tmp_path_factory, title, lead, text):
    with Archive(tmp_path_factory.mktemp("again") / "news.db", now=Clock()) as archive:
        assert see(archive, title=title, lead=lead, body=text) is Outcome.NEW
        for _ in range(2):
            assert see(archive, title=title, lead=lead, body=text) is Outcome.UNCHANGED
        assert [event["event"] for event in events(archive)] == ["first seen"]
        assert archive.problems() == []


def test_huge_texts_are_counted_in_a_second(archive):
    paragraphs = [f"{number} {A}" for number in range(2000)]
    see(archive, body=body(*paragraphs))
    begin = time.process_time()
    see(archive, body=body(*paragraphs[1:], C))
    assert time.process_time() - begin < 8, "it takes a second, mostly of folding"
    told = last(archive)
    assert (told["paragraphs_added"], told["paragraphs_removed"], told["words_added"]) == (1, 1, 9)


def test_all_that_happened_is_one_list_also_for_plain_sql(archive):
    see(archive, **declared(FIRST))
    see(archive, **declared(FIRST), title="Storm shuts harbour")
    see(archive, **declared("2026-03-03T09:00:00Z"), title="Storm shuts harbour")
    see(archive, gone=410)
    see(archive, gone=404)
    see(archive, **declared("2026-03-03T09:00:00Z"), title="Storm shuts harbour")
    told = [(event["happened_at"][8:10], event["event"], event["detail"]) for event in events(archive)]
    assert told == [
        ("02", "first seen", "Storm closes harbour"),
        ("03", "edited", "Storm shuts harbour"),
        ("04", "date moved", "2026-03-01T10:00:00Z -> 2026-03-03T09:00:00Z"),
        ("05", "deleted", "410"),
        ("07", "restored", "2026-03-05T12:00:00Z"),
    ]
    plain = archive._db.rows("SELECT event FROM history WHERE article_id = 1 ORDER BY happened_at")
    assert [row["event"] for row in plain] == [event for _, event, _ in told]
    named = archive.history.events("https://daily.example/news/1")
    assert named is not None
    assert named["id"] == 1
    assert archive.history.events(7) is None


def test_a_date_that_moved_is_no_revision_and_the_article_has_it(archive):
    see(archive, **declared(FIRST))
    assert see(archive, **declared("2026-03-02T10:00:00Z"), modified_at="2026-03-02") is Outcome.UNCHANGED
    kept = archive.article(1)
    assert (kept["published_at"], kept["published_utc"]) == ("2026-03-02T10:00:00Z",) * 2
    assert (kept["modified_at"], len(kept["revisions"])) == ("2026-03-02", 1)
    see(archive, **declared("2026-03-02T10:00:00Z"))
    assert [event["event"] for event in events(archive)] == ["first seen", "date moved"]


def test_a_date_that_moves_with_the_words_is_told_beside_them(archive):
    see(archive, **declared(FIRST))
    see(archive, **declared("2026-03-02T10:00:00Z"), title="Another")
    assert [event["event"] for event in events(archive)] == ["first seen", "edited", "date moved"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (declared(FIRST), declared("2026-03-01T12:00:00+02:00")),
        (declared(FIRST), declared("2026-03-01", "meta", "day")),
        (declared("2026-03-01", "meta", "day"), declared("2026-03-02T03:00:00+04:00", "json-ld")),
        (declared(FIRST), declared("2026-03-01T14:00:00Z", "meta")),
        (declared(FIRST), declared("2025-01-01T10:00:00Z", "feed")),
        (declared(FIRST), declared(None, None, None)),
        (declared(None, None, None), declared(FIRST)),
        (declared("2026-03-01", "visible", "day"), declared("2026-03-02", "visible", "day")),
    ],
    ids=["other zone", "less exact", "rounded", "other place", "feed", "none any more", "none before", "clock"],
)
def test_what_is_no_moved_date(archive, before, after):
    see(archive, **before)
    see(archive, **after)
    assert [event["event"] for event in events(archive)] == ["first seen"]


def test_a_better_reader_is_no_edit_and_its_reading_stands(archive):
    see(archive, body=body(A, "Subscribe now!", B))
    assert see(archive, previous={}) is Outcome.UNCHANGED
    assert [event["event"] for event in events(archive)] == ["first seen"]
    kept = archive.article(1)
    assert (kept["body"], kept["revisions"][0]["extractor_version"]) == (body(A, B), "9")
    assert archive.history.version(1, 1)["body"] == body(A, B)
    assert archive.search("subscribe") == []
    assert archive.problems() == []


def test_a_revision_without_a_page_is_not_overwritten_by_an_earlier_page(archive):
    see(archive)
    see(archive, body=body(A, C))
    with archive._db.writing():
        archive._db.run("DELETE FROM snapshots WHERE id = 2")
    assert see(archive, previous={"body": body(A, B)}, body=body(A, B, C)) is Outcome.CHANGED
    kept = [archive.history.version(1, number) or {} for number in (1, 2, 3)]
    assert [version["body"] for version in kept] == [body(A, B), body(A, C), body(A, B, C)]


def test_an_edit_seen_by_a_better_reader_is_told_without_what_the_reader_changed(archive):
    see(archive, body=body(A, "Subscribe now!", B))
    assert see(archive, previous={"body": body(A, B)}, body=body(A, B, C)) is Outcome.CHANGED
    told = last(archive)
    assert (told["revision"], told["paragraphs_added"], "paragraphs_removed" in told) == (2, 1, False)
    assert archive.problems() == []


def test_edits_tells_the_most_edited_silent_titles_and_what_is_gone(archive):
    see(archive)
    see(archive, title="Storm shuts harbour")
    see(archive, title="Storm closes port", body=body(A, B, "Correction: It is the port."))
    see(archive, gone=404)
    found_ = archive.history.edits()
    (most,) = found_["most_edited"]
    assert (most["id"], most["edits"], most["titles"], most["title"]) == (1, 2, 2, "Storm closes port")
    (silent,) = found_["silent_titles"]
    assert (silent["revision"], silent["old_title"], silent["title"]) == (
        2, "Storm closes harbour", "Storm shuts harbour",
    )  # fmt: skip
    assert [gone["status"] for gone in found_["gone"]] == [404]
    assert not any(archive.history.edits(since="2026-03-06").values())
    assert not any(archive.history.edits(site="other.example").values())
    assert not any(archive.history.edits(limit=0).values())
    only = archive.history.edits(since="2026-03-04", until="2026-03-04", limit=None)
    assert [len(rows) for rows in only.values()] == [1, 0, 0]


def test_an_older_archive_is_told_anew_and_loses_nothing(tmp_path, monkeypatch):
    fifth = sqlite_utils.Migrations("newscrawler")
    fifth._migrations = schema.migrations._migrations[:5]
    with monkeypatch.context() as before:
        before.setattr(opening, "migrations", fifth)
        before.setattr(opening, "SCHEMA_VERSION", 5)
        Archive(tmp_path / "news.db").close()
    with closing(sqlite3.connect(tmp_path / "news.db")) as sql, sql:
        sql.executescript(ROWS_OF_THE_FIFTH_SCHEMA)
    sql.close()
    with Archive(tmp_path / "news.db", now=Clock()) as archive:
        told = [(event["event"], event.get("revision"), event.get("notice")) for event in events(archive)]
        assert told == [("first seen", 1, ""), ("same words", 2, ""), ("edited", 3, "correction")]
        assert [(archive.history.version(1, number) or {})["body"] for number in (1, 2, 3)] == [
            "A b.", "A b.\n\n12 shares", "A b.\n\nCorrection: c.",
        ]  # fmt: skip
        assert archive.problems() == ["1 articles without a revision"]
        assert see(archive, title="t", body="A b.\n\nCorrection: c!") is Outcome.UNCHANGED
        assert see(archive, title="t", body="A b d.\n\nCorrection: c!") is Outcome.CHANGED


ROWS_OF_THE_FIFTH_SCHEMA = f"""
INSERT INTO sites (site, first_seen_at) VALUES ('{SITE}', '2026-03-01T12:00:00Z');
INSERT INTO articles (id, site, url, canonical_url, title, body, first_seen_at, last_seen_at, url_key, text_hash,
    title_folded, body_folded, folding_version)
VALUES (1, '{SITE}', 'https://daily.example/news/1', 'u1', 't', 'A b.\n\nCorrection: c.', 'x', 'x',
    'https://daily.example/news/1', 'old', 't', 'a b correction c', 1),
    (2, '{SITE}', 'u2', 'u2', 't', 'b', 'x', 'x', 'u2', 'old', 't', 'b', 1);
INSERT INTO revisions (article_id, number, seen_at, url, title, lead, body, text_hash)
VALUES (1, 1, '2026-02-01T12:00:00Z', 'u1', 't', NULL, 'A b.', 'one'),
    (1, 2, '2026-02-02T12:00:00Z', 'u1', 't', NULL, 'A b.\n\n12 shares', 'two'),
    (1, 3, '2026-02-03T12:00:00Z', 'u1', 't', NULL, 'A b.\n\nCorrection: c.', 'three');
"""
