"""Search: any input is safe, Arabic is found in the spelling people type, original words are shown."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newscrawler.archive import Archive
from newscrawler.archive.search_filters import SHOWN_DAY
from newscrawler.archive.snippets import SNIPPET_WORDS, Sought, snippet
from newscrawler.errors import BadQuery
from tests.archive_visits import SITE, address, visit
from tests.nasty_strings import NASTY

PIECES = [
    "oil",
    "crude",
    " ",
    "-",
    "OR",
    "NOT",
    "(",
    ")",
    '"',
    "*",
    "site:",
    "since:2017",
    "author:",
    "\u0d11",
    "¡",
    "'",
    "{",
    "^",
    "\x00",
    "المملكة",
]
"""What a query is made of, and what FTS5 would take for its own."""
NO_WORDS = ["", "   ", '"', '""', "++", "- -", "\x00", "ـ", "،", '" "', "😀"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive(tmp_path_factory.mktemp("search") / "news.db") as archive:
        run = archive.begin_run("daily", SITE).id
        for number, fields in enumerate(ARTICLES, 1):
            told: dict[str, Any] = fields
            assert archive.store(visit(f"news/{number}", **told), run_id=run) == number
        yield archive


ARTICLES = [
    {
        "title": "اجتماع في المَمْلَكةِ",
        "body": "قالت الوزارةُ إنّ المدينـــة آمنةٌ. وأضافت أن أسعار النفط ارتفعت بنسبة ٢٥ بالمئة.",
        "language": "ar",
        "published_at": "2017-03-25T01:00:00+04:00",
    },
    {
        "title": "Oil price rises",
        "body": "The price of crude oil rose. Élysée said nothing.",
        "published_at": "2017-03-24",
    },
    {
        "title": "Harbour closed",
        "body": "A storm closed the harbour; the price of oil is not known.",
        "published_at": "2017-03",
    },
    {"title": "Undated", "body": "Crude remarks about a harbour.", "lead": "Standfirst about zeppelins."},
    {"title": "Date line", "body": "A printed zebra.", "date_line_date": "2016-07-16"},
    {
        "title": "Elsewhere",
        "body": "Crude oil elsewhere.",
        "site": "other.example",
        "published_at": "2017-03-24T10:00:00Z",
    },
]


def ids(hits):
    return [hit.id for hit in hits]


def holding_all(hits):
    return [hit.id for hit in hits if hit.matched == "all"]


@pytest.mark.parametrize("words", ["المملكة", "مملكة", "للمملكة", "المَمْلَكةِ", "المملكه", "مدينة", "الاسعار", "25", "٢٥"])
def test_arabic_is_found_in_the_spelling_people_type(archive, words):
    assert ids(archive.search(words)) == [1]


def test_snippets_show_the_original_words(archive):
    (hit,) = archive.search("المدينه مملكه", marks=("<", ">"))
    assert hit.title == "اجتماع في <المَمْلَكةِ>"
    assert "<المدينـــة>" in hit.snippet
    assert "الوزارةُ" in hit.snippet


def test_accents_and_case_do_not_matter(archive):
    assert holding_all(archive.search("elysee OIL")) == [2]


def test_all_words_must_match_and_the_title_counts_more(archive):
    assert ids(archive.search("oil price", site=SITE)) == [2, 3]
    assert [(hit.id, hit.matched) for hit in archive.search("oil price")] == [(2, "all"), (3, "all"), (6, "any")]


def test_where_no_article_has_all_words_those_with_any_come(archive):
    hits = archive.search("zebra harbour unheardof", site=SITE)
    assert set(ids(hits)) == {3, 4, 5}
    assert {hit.matched for hit in hits} == {"any"}


def test_a_phrase_keeps_its_order(archive):
    assert ids(archive.search('"price of crude"')) == [2]
    assert ids(archive.search("“price of crude”")) == [2]
    assert ids(archive.search('"of price crude"')) == []


def test_the_lead_is_searched_too(archive):
    assert ids(archive.search("zeppelins")) == [4]


def test_a_site_is_a_filter(archive):
    assert ids(archive.search("crude", site="other.example")) == [6]
    assert ids(archive.search("crude", site="none.example")) == []


def test_days_are_those_that_the_page_shows(archive):
    assert ids(archive.search("المملكة", since="2017-03-25", until="2017-03-25")) == [1]
    assert ids(archive.search("المملكة", until="2017-03-24")) == []
    assert ids(archive.search("zebra", since="2016-07-16", until="2016-07-16")) == [5]
    assert 4 not in ids(archive.search("crude", since="1900-01-01"))
    assert ids(archive.search("crude", until="2017-03-24", site=SITE)) == [2]


def test_the_limit_holds(archive):
    assert len(archive.search("crude", limit=1)) == 1
    assert len(archive.search("crude", limit=2**80)) == 3


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_nasty_strings_are_only_words(archive, words):
    for query in (words, f"oil {words}", f'author:"{words}"', f"oil OR ({words}"):
        try:
            archive.search(query)
            archive.advise(query)
        except BadQuery as error:
            assert re.search("no word to|only says what not|is no date", str(error))  # noqa: PT017 - either is right


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
    | st.lists(st.sampled_from(PIECES)).map("".join)
)
@example("0 0¡\u0d11")
def test_any_words_are_safe(archive, words):
    try:
        hits = archive.search(words)
        archive.advise(words)
    except BadQuery:
        return
    assert all(hit.id for hit in hits)


@pytest.mark.parametrize("words", NO_WORDS)
def test_without_a_word_there_is_no_query(archive, words):
    with pytest.raises(BadQuery, match="no word to search for"):
        archive.search(words)


def test_a_long_text_is_cut_round_the_densest_place():
    text = " ".join(["word"] * 500 + ["oil", "price", "oil"] + ["word"] * 500)
    shown = snippet(text, "en", Sought(frozenset({"oil", "price"})), ("[", "]"))
    assert "[oil] [price] [oil]" in shown
    assert shown.startswith("... word")
    assert shown.endswith("word ...")
    assert len(shown.split()) == SNIPPET_WORDS + 2


def test_marks_leave_punctuation_outside():
    assert snippet('He said: "Oil!" (oil)', "en", Sought(frozenset({"oil"})), ("[", "]")) == 'He said: "[Oil]!" ([oil])'


def test_articles_come_newest_first_with_filters(archive):
    everything = [row["id"] for row in archive.articles()]
    assert everything == [5, 4, 1, 6, 2, 3], "undated ones count from when they were first seen"
    assert [row["id"] for row in archive.articles(site=SITE, since="2017-03-24", until="2017-03-25")] == [1, 2]
    assert [row["id"] for row in archive.articles(limit=1, site="other.example")] == [6]


def test_an_article_is_found_by_number_and_by_any_address(archive):
    assert archive.article(2) == archive.article("2") == archive.article(address("news/2/?utm_source=x"))
    for unknown in (0, -1, 99, "2" * 50, "https://nowhere.example/", "", "no address", "\ud800", "http://[::1"):
        assert archive.article(unknown) is None


def test_stats_add_up(archive):
    stats = archive.stats()
    assert (stats["articles"], stats["revisions"], stats["snapshots"]["count"]) == (6, 6, 6)
    assert stats["path"] == str(archive.path)
    assert stats["bytes"] > 0
    daily = next(site for site in stats["sites"] if site["site"] == SITE)
    assert (daily["articles"], daily["pages"], daily["last_run"]["spider"]) == (5, {"done": 5}, "daily")
    assert daily["snapshots"]["bytes"] > 0


def test_site_and_day_of_a_hit_are_read_from_the_narrow_index(archive):
    (index,) = archive.sql("SELECT sql FROM sqlite_master WHERE name = 'articles_facts'")
    assert f"(id, {SHOWN_DAY}, site)" in index["sql"]
    assert ids(archive.search("crude since:2017-03-25 until:2017-03-25")) == ids(
        archive.search("crude", since="2017-03-25", until="2017-03-25")
    )
