"""What is suggested where nothing is found."""

from __future__ import annotations

from typing import Any

import pytest

from newscrawler.archive import Archive
from newscrawler.archive.suggestions import edited
from tests.archive_visits import SITE, visit


@pytest.fixture(scope="module", params=[False, True], ids=["writer", "reader"])
def archive(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("suggestions") / "news.db"
    with Archive(path) as writer:
        run = writer.begin_run("daily", SITE).id
        writer.store(visit("n/1", title="Governments met in Damascus", body="Oil and lighthouses"), run_id=run)
        arabic: dict[str, Any] = {
            "title": "الحكومةُ في المملكة",
            "body": "أسعار النفط",
            "language": "ar",
            "published_at": "2020-01-01",
        }
        writer.store(visit("n/2", **arabic), run_id=run)
        if not request.param:
            yield writer
            return
    with Archive(path, read_only=True) as reader:
        yield reader


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        ("govermnents", "Governments"),
        ("lighthouse oyl", "lighthouse Oil"),
        ("damascsu", "Damascus"),
        ("xamascus", "Damascus"),
        ("الحكموة", "الحكومةُ"),
        ("اسعر", "أسعار"),
        ("zzzzzzzz", None),
        ("oil", None),
        ("ab", None),
    ],
)
def test_a_near_word_is_suggested_as_it_is_printed(archive, query, corrected):
    assert archive.advise(query).corrected(query) == corrected


def test_filters_that_hide_what_there_is_are_named(archive):
    assert archive.advise("damascus", site="nowhere.example").without == {"--site nowhere.example": 1}
    assert archive.advise("النفط since:2026").without == {"since:2026": 1}
    assert archive.advise("oil since:2026 lang:ar").without == {}
    assert archive.advise("zeppelin", since="2026-01-01").without == {}


def test_the_file_stays_plain(archive):
    archive.advise("damascsu")
    assert archive._db.value("SELECT count(*) FROM main.sqlite_master WHERE name LIKE '%words%'") == 0


def test_a_reader_still_writes_nothing(archive):
    archive.advise("damascsu")
    assert archive._db.value("PRAGMA query_only") == int(archive._db.read_only)


def test_words_one_letter_away():
    near = set(edited("oil"))
    assert {"oi", "ol", "il", "iol", "oli", "oal", "oils", "boil"} <= near
    assert len(near) < 250
