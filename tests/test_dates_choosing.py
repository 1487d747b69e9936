"""Choosing among evidence: what was judged before is judged anew, and what an archive learned can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.dates import as_clock, as_own, choose_dates, is_learned_clock, unlearned
from newscrawler.items import DateEvidence, Place, Role, SiteFacts
from tests.dated_visits import declared, line

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FACTS = SiteFacts(country="OM")
moments = st.integers(-400, 10).map(lambda days: NOW + timedelta(days=days)) | st.just(datetime(1970, 1, 1, tzinfo=UTC))
values = st.one_of(
    moments.map(lambda moment: (moment.date().isoformat(), "day")),
    moments.map(lambda moment: (moment.isoformat(), "second")),
    moments.map(lambda moment: (moment.isoformat()[:16], "minute")),
    moments.map(lambda moment: (moment.isoformat()[:7], "month")),
    st.just((None, None)),
)


@st.composite
def evidence(draw: st.DrawFn) -> DateEvidence:
    value, precision = draw(values)
    place = draw(st.sampled_from(list(Place)))
    role = Role.CLOCK if place is Place.MASTHEAD else draw(st.sampled_from([Role.PUBLISHED, Role.MODIFIED, Role.OTHER]))
    doubt = draw(st.sampled_from(["", "hijri 9 شوال 1437هـ is -2 days off"])) if value else "no date could be read"
    return DateEvidence("as printed", place, role, value, precision, path=draw(st.sampled_from("abc")), doubt=doubt)


@given(st.lists(evidence(), max_size=8), st.sampled_from([NOW, None]))
def test_choosing_again_gives_the_same(seen: list[DateEvidence], fetched_at: datetime | None) -> None:
    once = choose_dates(seen, fetched_at=fetched_at, facts=FACTS)
    assert choose_dates(once.evidence, fetched_at=fetched_at, facts=FACTS) == once
    assert [one.text for one in once.evidence] == [one.text for one in seen]


@given(st.lists(evidence(), max_size=8))
def test_what_was_learned_can_be_taken_back(seen: list[DateEvidence]) -> None:
    once = choose_dates(seen, fetched_at=NOW, facts=FACTS)
    learned = [
        as_clock(one, "it moved") if one.place == Place.VISIBLE and one.role in (Role.PUBLISHED, Role.CLOCK) else one
        for one in once.evidence
    ]
    learned = [as_own(one) if one.place == Place.MASTHEAD else one for one in learned]
    between = choose_dates(learned, fetched_at=NOW, facts=FACTS)
    assert not any(one.place == Place.VISIBLE and one.role == Role.PUBLISHED for one in between.evidence)
    back = [unlearned(one) if one.place == Place.MASTHEAD or is_learned_clock(one) else one for one in between.evidence]
    assert choose_dates(back, fetched_at=NOW, facts=FACTS) == once


def test_a_doubt_does_not_hide_another() -> None:
    both = line(NOW - timedelta(days=60), doubt="hijri 1 محرم 1447 is +2 days off")
    (_, doubted) = choose_dates([declared("2026-02-27"), both], fetched_at=NOW, facts=FACTS).evidence
    assert doubted.doubt == "hijri 1 محرم 1447 is +2 days off; another day than json-ld says, 58 days earlier"


@pytest.mark.parametrize("place", [Place.JSON_LD, Place.META])
def test_a_modification_before_the_publication_loses_to_one_after_it(place: Place) -> None:
    before, after = declared("2015-01-01", place, Role.MODIFIED), declared("2026-02-28", Place.SITEMAP, Role.MODIFIED)
    chosen = choose_dates([declared("2026-02-27"), before, after], fetched_at=NOW, facts=FACTS)
    assert chosen.modified_at == "2026-02-28"
    assert choose_dates([declared("2026-02-27"), before], fetched_at=NOW, facts=FACTS).modified_at == "2015-01-01"


def test_a_masthead_that_is_no_clock_is_the_last_to_be_believed() -> None:
    masthead = as_own(line(NOW - timedelta(days=30), place=Place.MASTHEAD))
    chosen = choose_dates([masthead], fetched_at=NOW, facts=FACTS)
    assert (chosen.published_at, chosen.published_from) == ("2026-01-30", "masthead")
    assert chosen.date_line_date == "2026-01-30"
    assert choose_dates([masthead, declared("2026-02", Place.URL)], fetched_at=NOW, facts=FACTS).published_from == "url"


@pytest.mark.parametrize(
    ("text", "value", "turned"),
    [
        ("06/01/2026", "2026-06-01", "2026-01-06"),
        ("06/01/2026 - 13:55", "2026-06-01T13:55", "2026-01-06T13:55"),
        ("09/02/2026", "2026-02-09", "2026-02-09"),
        ("13/06/2026", "2026-06-13", "2026-06-13"),
    ],
)
def test_a_numeric_line_is_turned_round_where_only_so_it_agrees(text: str, value: str, turned: str) -> None:
    declared = DateEvidence(
        "2026-01-06T12:55:00Z", Place.JSON_LD, Role.PUBLISHED, "2026-01-06T12:55:00+00:00", "second"
    )
    line = DateEvidence(text, Place.VISIBLE, Role.PUBLISHED, value, "minute" if "T" in value else "day")
    dates = choose_dates([declared, line], fetched_at=None, facts=SiteFacts())
    assert (dates.published_from, dates.evidence[1].value) == ("json-ld", turned)
    assert bool(dates.evidence[1].doubt) == (turned == value)
    assert dates.date_line_date == turned[:10]
