"""Cheap questions that are asked before the costly ones: what a pattern finds, the net before it must let pass."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from newscrawler.extraction import authors, breadcrumbs, lead, related_names


@given(st.from_regex(lead.LEAD_WORDS))
def test_names_of_leads_pass(name: str) -> None:
    assert not name.isascii() or any(part in name.lower() for part in lead.LEAD_PARTS)


@given(st.from_regex(authors._NAMED))
def test_names_of_bylines_pass(name: str) -> None:
    assert set(authors._with_parts({name}, authors._NAMED_PARTS)) == {name}


@given(st.from_regex(breadcrumbs._NAMED))
def test_names_of_paths_pass(name: str) -> None:
    assert breadcrumbs._may_name_path([name])


@given(st.from_regex(re.compile(related_names._NAMED.pattern, re.ASCII), alphabet=st.characters(codec="ascii")))
def test_names_of_related_boxes_pass(name: str) -> None:
    assert related_names._MAY_BE_NAMED.search(name.lower())
