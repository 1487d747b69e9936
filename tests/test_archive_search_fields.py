"""The fields of a query, prefixes, languages, recency: asked of an archive."""

from __future__ import annotations

from typing import Any

import pytest

from newscrawler.archive import Archive
from newscrawler.errors import BadQuery
from tests.archive_visits import SITE, Clock, visit

ARTICLES: list[dict[str, Any]] = [
    {"title": "Elections delayed", "body": "Governments delayed all elections. Harbour.", "authors": ["Hannah Vale"],
     "section": "World News", "origin_line": "LONDON (Reuters)", "language": "en-GB", "published_at": "2026-02-01"},
    {"title": "Les élections nationales", "body": "Le gouvernement organise des élections.", "language": "fr",
     "authors": ["José Núñez", "B. Writer"], "breadcrumbs": ["Monde", "Europe"], "published_at": "2026-02-20"},
    {"title": "انتخابات في المَمْلَكةِ", "body": "قالت الوزارةُ إنّ الانتخابات تأجلت.", "language": "ar",
     "origin_line": "الرياض - واس", "section": "محليات", "published_at": "2016-01-05"},
    {"title": "Elections elsewhere", "body": "An election.", "site": "other.example", "language": "en",
     "published_at": "2016-01-04"},
    {"title": "انتخابات ملی", "body": "کتابخانه‌های ایران می‌شود", "language": "fa", "published_at": "2016-01-03"},
    {"title": "Sin fecha", "body": "Economía y economistas.", "language": "es"},
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive(tmp_path_factory.mktemp("fields") / "news.db", now=Clock()) as archive:
        run = archive.begin_run("daily", SITE).id
        for number, fields in enumerate(ARTICLES, 1):
            archive.store(visit(f"news/{number}", **fields), run_id=run)
        yield archive


def found(archive, query, **options):
    return sorted(hit.id for hit in archive.search(query, **options) if hit.matched == "all")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("election", [1, 2, 4]),
        ("Élection", [1, 2, 4]),
        ("government", [1]),
        ("elections site:other.example", [4]),
        ("elections -site:other.example", [1, 2]),
        ("elections site:nowhere.example", []),
        ("elections site:daily.example site:other.example", [1, 2, 4]),
        ("author:vale", [1]),
        ('author:"hannah vale"', [1]),
        ("author:nunez", [2]),
        ("author:val", []),
        ("section:world elections", [1]),
        ("section:monde", [2]),
        ("section:محليات", [3]),
        ("agency:reuters", [1]),
        ("agency:رويترز", [1]),
        ("agency:واس", [3]),
        ("-agency:reuters elections", [2, 4]),
        ("lang:en", [1, 4]),
        ("lang:EN-GB", [1]),
        ("lang:fa", [5]),
        ("elections lang:ar", []),
        ("انتخابات", [3, 5]),
        ("الإنتخابات lang:ar", [3]),
        ("کتابخانه", [5]),
        ("since:2026-02 until:2026-02-10", [1]),
        ("elections since:9d", [2]),
        ("elections until:2016", [4]),
        ("elections OR harbour -national", [1, 4]),
        ("(elections harbour) OR gouvernement", [1, 2]),
        ("econom*", [6]),
        ("econo*", [6]),
        ("gouvern*", [2]),
        ("governmen*", [1]),
        ("المملك*", [3]),
        ("مملك*", [3]),
        ("الوزا*", [3]),
        ("elections*", [1, 2, 4]),
    ],
)
def test_a_query_finds(archive, query, expected):
    assert found(archive, query) == expected


@pytest.mark.parametrize("word", ["elections", "governments", "المملكة", "انتخابات", "economistas", "gouvernement"])
def test_the_beginning_of_a_word_finds_what_the_word_finds(archive, word):
    for length in range(3, len(word) + 1):
        assert set(found(archive, word)) <= set(found(archive, word[:length] + "*")), word[:length]


def test_fields_alone_list_the_newest_first(archive):
    assert [hit.id for hit in archive.search("site:daily.example")] == [6, 2, 1, 3, 5]
    assert [hit.id for hit in archive.search("site:daily.example", limit=1)] == [6]


def test_filters_and_fields_hold_together(archive):
    assert found(archive, "elections lang:en", site="other.example") == [4]
    assert found(archive, "elections site:other.example", site=SITE) == []


@pytest.mark.parametrize("query", ["since:foo x", "until:2026-13 x", "x since:99999999d"])
def test_a_day_that_is_none_is_refused(archive, query):
    with pytest.raises(BadQuery, match="is no date for since: or until:; expected 2026"):
        archive.search(query)


def test_where_all_are_asked_for_none_is_left_out(archive, monkeypatch):
    monkeypatch.setattr("newscrawler.archive.search.RANKED", 1)
    assert len(archive.search("elections", limit=None)) == 3
    assert len(archive.search("elections", limit=2)) == 2
    assert [hit.id for hit in archive.search("elections", limit=1)] == [4], "the one that was stored last"


def test_recency_is_gentle(tmp_path):
    with Archive(tmp_path / "news.db", now=Clock()) as archive:
        run = archive.begin_run("daily", SITE).id
        for number, day in enumerate(["2016-01-01", "2026-02-27", None, "2026-01"], 1):
            archive.store(visit(f"n/{number}", body=f"Oil price {number} rose", published_at=day), run_id=run)
        archive.store(visit("n/9", title="Oil price, oil price", body="Oil", published_at="2015-01-01"), run_id=run)
        for number in range(40):
            archive.store(visit(f"m/{number}", title=f"Weather {number}", body="Rain"), run_id=run)
        assert [hit.id for hit in archive.search("oil price")] == [5, 4, 3, 2, 1]
        assert [hit.id for hit in archive.search("oil price", recent=True)] == [5, 2, 4, 1, 3]


def test_the_agency_is_a_column(archive):
    assert [archive.article(number)["agency"] for number in (1, 2, 3)] == ["Reuters", None, "SPA"]


def test_snippets_mark_stems_and_beginnings_in_the_original_words(archive):
    (hit,) = archive.search("الوزا*", marks=("<", ">"))
    assert "<الوزارةُ>" in hit.snippet
    (hit,) = archive.search("gouvernements", marks=("<", ">"))
    assert "<gouvernement>" in hit.snippet
    (hit,) = archive.search('"delayed all"', marks=("<", ">"))
    assert "<delayed> <all>" in hit.snippet
