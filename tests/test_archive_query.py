"""What is typed into search: read as words, phrases, alternatives, exclusions and fields; any string is safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.archive.match import Matcher, quoted
from newscrawler.archive.query import FIELDS, MOST_TERMS, Group, Query, Term, read_query
from newscrawler.errors import BadQuery

PIECES = [
    "oil",
    '"',
    "(",
    ")",
    "-",
    "*",
    "OR",
    "AND",
    "NOT",
    ":",
    *(f"{name}:" for name in FIELDS),
    " ",
    "\x00",
    "مو",
    "7d",
]


def shape(part):
    """Return a group as nested tuples, `|` before alternatives."""
    if isinstance(part, Term):
        return f'"{part.text}"' if part.is_phrase else part.text + "*" * part.is_prefix
    return ("|" if part.is_any else "&", *map(shape, part.parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("crude oil", ("&", "crude", "oil")),
        ('"crude oil" price', ("&", '"crude oil"', "price")),
        ("“crude oil” «of gulf»", ("&", '"crude oil"', '"of gulf"')),
        ("moscow OR damascus", ("&", ("|", "moscow", "damascus"))),
        ("a1 b1 OR c1 OR d1 e1", ("&", "a1", ("|", "b1", "c1", "d1"), "e1")),
        ("(a1 b1) OR c1", ("&", ("|", ("&", "a1", "b1"), "c1"))),
        ("(oil price) rise", ("&", "oil", "price", "rise")),
        ("((oil))", ("&", "oil")),
        ("OR oil OR", ("&", "oil")),
        ("oil AND gas", ("&", "oil", "gas")),
        ("oil or gas", ("&", "oil", "gas")),
        ("oil oil", ("&", "oil")),
        ("econom* rise", ("&", "econom*", "rise")),
        ("x* rise", ("&", "x*", "rise")),
        ("oil) gas", ("&", "oil", "gas")),
        ("(oil gas", ("&", "oil", "gas")),
        ('oil "', ("&", "oil")),
        ("the price of oil", ("&", "price", "oil")),
        ("the of", ("&", "the", "of")),
        ("في المملكة", ("&", "المملكة")),
        ("title:storm 12:30 http://x.example/", ("&", "title:storm", "12:30", "http://x.example/")),
    ],
)
def test_a_query_is_read(text, expected):
    assert shape(read_query(text).wanted) == expected


@pytest.mark.parametrize(
    ("text", "fields", "without_fields"),
    [
        ("site:example.org oil", {"site": ["example.org"]}, {}),
        ('author:"Hannah Vale" author:Doe', {"author": ["Hannah Vale", "Doe"]}, {}),
        ("SITE:a -site:b oil", {"site": ["a"]}, {"site": ["b"]}),
        ("agency:رويترز lang:ar", {"agency": ["رويترز"], "lang": ["ar"]}, {}),
        ("since:7d until:2026-03", {"since": ["7d"], "until": ["2026-03"]}, {}),
        ("site:http://a.example/x?y=1 oil", {"site": ["http://a.example/x?y=1"]}, {}),
        ("site: oil", {}, {}),
    ],
)  # fmt: skip
def test_fields_are_read(text, fields, without_fields):
    query = read_query(text)
    assert (query.fields, query.without_fields) == (fields, without_fields)


def test_what_must_not_be_there_holds_for_the_whole_article():
    query = read_query('(oil -gas) OR coal -"natural gas" NOT water')
    assert [term.text for term in query.without] == ["gas", "natural gas", "water"]
    assert shape(query.wanted) == ("&", ("|", "oil", "coal"))


@pytest.mark.parametrize("text", ["-oil", 'NOT "a b"', "-site:example.org", "-oil -gas"])
def test_a_query_that_only_excludes_is_refused_with_a_sentence(text):
    with pytest.raises(BadQuery, match="only says what not to find; expected a word"):
        read_query(text)


def test_a_query_is_plain_until_something_but_words_is_in_it():
    assert all(read_query(text).is_plain for text in ("oil", "oil price", '"a b" c', "(oil price)", "oil -gas site:x"))
    assert not any(read_query(text).is_plain for text in ("oil OR gas", "oil*", "(a b) OR c d"))


def test_long_and_deep_queries_are_cut():
    assert len(list(read_query(" ".join(f"w{number}" for number in range(500))).wanted.terms())) == MOST_TERMS
    assert shape(read_query("(" * 900 + "oil" + ")" * 900).wanted) == ("&", "oil")


def test_every_word_becomes_a_quoted_string():
    matcher = Matcher((None, "en"))
    query = read_query('elections "oil price" -gas')
    assert matcher.all_words(query) == (
        '(({f} : "elections" OR {f} : "elect") AND ({f} : "oil price")) NOT (({f} : "gas"))'
    ).replace("{f}", "{title_folded body_folded}")
    assert quoted('a"b') == '"a""b"'


def test_the_beginning_of_a_word_is_looked_for_in_the_originals_too():
    match = Matcher((None,)).all_words(read_query("المملك*"))
    assert '{title body} : "المملك" *' in match
    assert '{title_folded body_folded} : "مملك" *' in match


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_any_string_is_a_query_or_refused_as_one(text):
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_any_order_of_the_signs_is_a_query_or_refused_as_one(text):
    check(text)


def check(text):
    try:
        query = read_query(text)
    except BadQuery:
        return
    assert isinstance(query, Query)
    assert isinstance(query.wanted, Group)
    assert query.wanted.parts or query.fields
