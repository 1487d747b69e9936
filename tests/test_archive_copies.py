"""Copies: found when an article is stored, whatever came between; clusters that follow edits and deletions."""

from __future__ import annotations

import random
import sqlite3
from typing import TYPE_CHECKING

import pytest
import sqlite_utils
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawler.archive import Archive, opening, schema
from newscrawler.archive.copies import clusters
from newscrawler.archive.copies.clusters import components
from newscrawler.archive.copies.finding import BUCKET, CANDIDATES
from tests.archive_visits import SITE, Clock, address
from tests.copied_texts import COPIES, OTHERS, body_of, links, partition, put, source, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHER = "evening.example"
THIRD = "courier.example"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive(tmp_path: Path, clock: Clock) -> Iterator[Archive]:
    with Archive(tmp_path / "news.db", now=clock) as opened:
        yield opened


@pytest.fixture
def run(archive: Archive) -> int:
    return archive.begin_run("daily", SITE).id


@pytest.mark.parametrize("kind", [*COPIES, *OTHERS])
def test_a_copy_is_linked_when_it_is_stored(archive: Archive, run: int, kind: str) -> None:
    first, second = texts(kind)
    one, other = put(archive, run, "1", first), put(archive, run, "1", second, OTHER)
    assert [pair[:2] for pair in links(archive)] == ([(one, other)] if kind in COPIES else [])
    assert bool(archive.copies.counts(other)) is (kind in COPIES)


def test_copies_on_one_site_and_on_another_are_links_and_all_articles_stay(archive: Archive, run: int) -> None:
    first, second = texts("5 % of the words edited")
    put(archive, run, "1", first)
    put(archive, run, "2", second)
    third = put(archive, run, "1", first, OTHER)
    assert archive.stats()["articles"] == 3
    assert archive.copies.counts(third) == {"articles": 3, "sites": 2}


def test_a_text_printed_by_sixty_papers_is_one_cluster(archive: Archive, run: int) -> None:
    made = source(3)
    wire = made.text()
    for number in range(60):
        body = body_of([made.words(12), *wire[: len(wire) - number % 3]])
        put(archive, run, "wire", body, f"paper{number}.example")
    assert len(partition(archive)) == 1
    assert len(next(iter(partition(archive)))) == 60
    assert len(links(archive)) <= 60 * CANDIDATES


def test_a_copy_is_found_behind_many_texts_of_the_same_template(archive: Archive, run: int) -> None:
    made = source(5)
    sentences = [made.words(5) for _ in range(40)]
    reports = [
        body_of([[*sentence, str(made.chance.randint(100, 999))] for sentence in sentences]) for _ in range(BUCKET * 2)
    ]
    for number, report in enumerate(reports):
        put(archive, run, f"weather/{number}", report)
    assert links(archive) == []
    copy = put(archive, run, "weather", reports[3], OTHER)
    assert links(archive) == [(4, copy, "copy")]


def test_the_order_of_storing_makes_no_difference(tmp_path: Path) -> None:
    bodies = {}
    for seed, kind in enumerate(COPIES):
        for place, text in enumerate(texts(kind, seed)):
            bodies[f"{seed}/{place}"] = text
    found = []
    for seed in range(4):
        paths = sorted(bodies)
        random.Random(seed).shuffle(paths)
        with Archive(tmp_path / f"{seed}.db") as archive:
            run = archive.begin_run("daily", SITE).id
            for path in paths:
                put(archive, run, path, bodies[path])
            found.append(partition(archive))
    assert found == [{frozenset({address(f"{seed}/0"), address(f"{seed}/1")}) for seed in range(len(COPIES))}] * 4


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_components_do_not_depend_on_the_order_of_pairs(pairs: list[tuple[int, int]]) -> None:
    members = range(21)
    found = components(members, pairs)
    assert sorted(member for group in found for member in group) == list(members)
    assert components(members, [(other, one) for one, other in reversed(pairs)]) == found
    group_of = {member: number for number, group in enumerate(found) for member in group}
    assert all(group_of[one] == group_of[other] for one, other in pairs)


def test_an_article_that_links_two_clusters_joins_them_under_the_smallest_number(archive: Archive, run: int) -> None:
    made = source(8)
    one, other = made.text(), made.text()
    numbers = [put(archive, run, f"{place}", body_of(text)) for place, text in enumerate((one, other))]
    copies = [put(archive, run, f"{place}", body_of(text), OTHER) for place, text in enumerate((one, other))]
    assert len(partition(archive)) == 2
    put(archive, run, "both", body_of([*one, *other]), THIRD)
    clusters = archive._db.rows("SELECT DISTINCT cluster_id FROM copy_clusters")
    assert [tuple(row) for row in clusters] == [(min(numbers + copies),)]


def test_an_edited_article_is_compared_anew(archive: Archive, run: int) -> None:
    made = source(2)
    text, another = body_of(made.text()), body_of(made.text())
    put(archive, run, "1", text)
    put(archive, run, "1", text, OTHER)
    put(archive, run, "1", text, THIRD)
    assert archive.copies.counts(1) == {"articles": 3, "sites": 3}
    put(archive, run, "1", another)
    assert archive.copies.counts(1) is None
    assert archive.copies.counts(2) == {"articles": 2, "sites": 2}
    put(archive, run, "1", text)
    assert archive.copies.counts(1) == {"articles": 3, "sites": 3}


def test_a_new_title_alone_leaves_the_links(archive: Archive, run: int) -> None:
    text = body_of(source().text())
    put(archive, run, "1", text)
    put(archive, run, "1", text, OTHER)
    before = links(archive)
    put(archive, run, "1", text, title="Another title")
    assert links(archive) == before != []


def test_a_forgotten_article_leaves_its_cluster_and_what_it_held_together(archive: Archive, run: int) -> None:
    made = source(8)
    one, other = made.text(), made.text()
    put(archive, run, "one", body_of(one))
    put(archive, run, "other", body_of(other), OTHER)
    put(archive, run, "both", body_of([*one, *other]), THIRD)
    assert archive.copies.counts(1) == {"articles": 3, "sites": 3}
    archive.forget(address("both", THIRD), with_article=True)
    assert archive.copies.counts(1) is None
    assert archive.copies.counts(2) is None
    for table in ("copy_pairs", "copy_clusters", "copy_pending"):
        assert archive._db.value(f"SELECT count(*) FROM {table}") == 0
    assert archive._db.value("SELECT count(DISTINCT article_id) FROM copy_shingles") == 2


def test_what_other_programs_write_is_compared_at_the_end_of_a_run(tmp_path: Path, archive: Archive, run: int) -> None:
    text = body_of(source().text())
    one, other = put(archive, run, "1", text), put(archive, run, "2", body_of(source(2).text()))
    with sqlite3.connect(tmp_path / "news.db") as sql:
        sql.execute("UPDATE articles SET body = ? WHERE id = ?", (text, other))
    sql.close()
    assert archive.copies.pending() == 1
    assert links(archive) == []
    archive.end_run(run, verdict="worked", exit_status=0)
    assert archive.copies.pending() == 0
    assert links(archive) == [(one, other, "copy")]


def test_an_archive_that_grew_without_copies_catches_up_in_parts(archive: Archive, run: int) -> None:
    for seed in range(3):
        for site in (SITE, OTHER):
            put(archive, run, f"{seed}", body_of(source(seed).text()), site)
    found = partition(archive)
    with archive._db.writing():
        for table in ("copy_pairs", "copy_clusters", "copy_shingles"):
            archive._db.run(f"DELETE FROM {table}")
        archive._db.run("INSERT INTO copy_pending SELECT id FROM articles")
    assert archive.copies.catch_up(4) == 4
    assert archive.copies.pending() == 2
    assert archive.copies.catch_up() == 2
    assert partition(archive) == found


def test_printings_say_who_was_first_whose_text_it_is_and_what_changed(archive: Archive, run: int) -> None:
    made = source(4)
    text = made.text()
    put(
        archive, run, "late", body_of(text), title="Storm", published_at="2026-03-01T11:00:00+00:00",
        published_precision="minute",
    )  # fmt: skip
    changed = [*text[:-1], [*text[-1], "and", "more"]]
    put(
        archive, run, "early", body_of(changed), OTHER, title="The storm", origin_line="LONDON (Reuters)",
        published_at="2026-03-01T10:00:00+00:00", published_precision="minute",
    )  # fmt: skip
    put(archive, run, "undated", body_of(text), THIRD, title="STORM")
    early, late, undated = archive.copies.of(1)
    assert [one["site"] for one in (early, late, undated)] == [OTHER, SITE, THIRD]
    assert [one["is_first"] for one in (early, late, undated)] == [True, False, False]
    assert (early["agency"], late["agency"]) == ("Reuters", None)
    assert (undated["moment_from"], late["moment_from"]) == ("first seen", "published")
    assert early["changes"]["other_title"] is False
    assert (late["changes"]["other_title"], late["changes"]["words_removed"]) == (True, 2)
    assert late["resemblance"] > 0.9
    assert late["kind"] == "copy"


def test_of_those_published_on_one_day_without_an_hour_any_may_be_first(archive: Archive, run: int) -> None:
    text = body_of(source().text())
    days = {"published_at": "2026-03-01", "published_precision": "day"}
    put(archive, run, "1", text, **days)
    put(archive, run, "1", text, OTHER, published_at="2026-03-01T10:00:00+00:00", published_precision="minute")
    put(archive, run, "1", text, THIRD, published_at="2026-03-02T10:00:00+00:00", published_precision="minute")
    assert [one["is_first"] for one in archive.copies.of(2)] == [None, None, False]


def test_clusters_are_listed_by_size_and_chosen_by_site_and_day(archive: Archive, run: int) -> None:
    for number, sites in enumerate(((SITE, OTHER), (SITE, OTHER, THIRD), (OTHER, THIRD))):
        for site in sites:
            dated = f"2026-03-0{number + 1}T10:00:00+00:00"
            body = body_of(source(number).text())
            put(archive, run, f"{number}", body, site, published_at=dated, published_precision="minute")
    every = archive.copies.clusters()
    assert [(one["articles"], one["sites"]) for one in every] == [(3, 3), (2, 2), (2, 2)]
    assert [one["title"] for one in archive.copies.clusters(site=SITE)] == ["1", "0"]
    assert [one["title"] for one in archive.copies.clusters(since="2026-03-03")] == ["2"]
    assert [one["title"] for one in archive.copies.clusters(until="2026-03-01")] == ["0"]
    assert len(archive.copies.clusters(limit=1)) == 1


def test_an_article_alone_has_no_copies(archive: Archive, run: int) -> None:
    alone = put(archive, run, "1", body_of(source().text()))
    assert archive.copies.of(alone) == []
    shown = archive.article(alone)
    assert shown is not None
    assert shown["copies"] is None


def test_in_a_huge_cluster_an_altered_article_leaves_alone(
    archive: Archive, run: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "MOST_PARTED", 2)
    made = source(2)
    text, another = body_of(made.text()), body_of(made.text())
    for number in range(5):
        put(archive, run, "1", text, f"paper{number}.example")
    put(archive, run, "1", another, "paper0.example")
    assert archive.copies.counts(1) is None
    assert archive.copies.counts(2) == {"articles": 4, "sites": 4}


def test_lost_triggers_are_told_and_made_again(archive: Archive, run: int) -> None:
    put(archive, run, "1", body_of(source().text()))
    archive._db.run("DROP TRIGGER copy_pending_au")
    assert archive.problems() == ["the trigger copy_pending_au is missing"]
    with Archive(archive.path) as again:
        assert again.problems() == []
        assert again.copies.pending() == 1


def test_an_older_archive_is_compared_by_its_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    older = sqlite_utils.Migrations("newscrawler")
    older._migrations = [one for one in schema.migrations._migrations if one.name != "copies"]
    with monkeypatch.context() as before:
        before.setattr(opening, "migrations", older)
        before.setattr(opening, "SCHEMA_VERSION", schema.SCHEMA_VERSION - 1)
        Archive(path).close()
    text = body_of(source().text())
    with sqlite3.connect(path) as sql:
        sql.execute("INSERT INTO sites (site, first_seen_at) VALUES (?, '2026-01-01T00:00:00Z')", (SITE,))
        for number in (1, 2):
            url = address(f"{number}")
            row: dict[str, object] = {
                "site": SITE,
                "url": url,
                "canonical_url": url,
                "title": "Title",
                "body": text,
                "url_key": url,
            }
            row |= {"first_seen_at": "2026-01-01T00:00:00Z", "last_seen_at": "2026-01-01T00:00:00Z", "text_hash": ""}
            row |= {"title_folded": "", "body_folded": "", "folding_version": 1}
            names = ", ".join(row)
            sql.execute(f"INSERT INTO articles ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    sql.close()
    with Archive(path) as archive:
        assert archive.copies.pending() == 2
        run = archive.begin_run("daily", SITE)
        archive.end_run(run.id, verdict="worked", exit_status=0)
        assert archive.copies.pending() == 0
        assert archive.copies.counts(1) == {"articles": 2, "sites": 1}


def test_a_body_of_any_characters_can_be_compared(archive: Archive, run: int) -> None:
    odd = "\ud800\x00 " * 40 + " ".join(f"wörter\u0301 \u202e{number} 北京 ภาษาไทย" for number in range(40))
    put(archive, run, "1", odd)
    put(archive, run, "1", odd, OTHER)
    assert archive.copies.counts(1) == {"articles": 2, "sites": 2}
    assert archive.problems() == []
