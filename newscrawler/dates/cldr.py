"""Names of dates from CLDR: months, weekdays, day periods, "n days ago", and the order of numeric dates."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from newscrawler.text import language_tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newscrawler.dates.lexicon import Lexicon

_SHORT = 3
"""Letters and full stop of what is morning in Hungarian and "of" in Spanish: de."""


class LocaleNames(NamedTuple):
    """What CLDR knows of dates in one locale; several names of one thing are parted by `|`."""

    order: str
    """Of day, month and year in short dates: `dmy`, `mdy` or `ymd`."""
    months: Sequence[str]
    weekdays: Sequence[str]
    """From Monday."""
    day_periods: Mapping[str, str]
    """`am` or `pm` -> names."""
    past: Mapping[str, str]
    """Unit -> how it is counted back, with {0} for the number."""
    once: Mapping[str, str]
    """One or two of a unit, as "1 day" -> names that say so without a number."""


@cache
def _rows() -> Mapping[str, bytes]:
    """Return the lines of cldr.txt by their tags in small letters, each to be read when it is asked for.

    The table is made by tests/cldr_names.py.
    """
    table = files("newscrawler.dates.names").joinpath("cldr.txt").read_bytes()
    rows = (line.partition(b"\t") for line in table.splitlines())
    return {tag.decode(): row for tag, _, row in rows if row}


@lru_cache(maxsize=256)
def locale_names(tag: str) -> LocaleNames | None:
    """Return what CLDR has for a BCP 47 tag, or for the nearest tag above it; None when it lacks the language."""
    known, rows = (language_tag(tag) or "").lower(), _rows()
    while known and known not in rows:
        known = known.rpartition("-")[0]
    return LocaleNames(*json.loads(rows[known])) if known else None


def add_language(lexicon: Lexicon, tag: str, *, among_others: bool = False) -> None:
    """Add what CLDR knows of the language to the lexicon; among others without what is too short to be told apart."""
    known = locale_names(tag)
    if known is None:
        return
    lexicon.add_months("month", known.months)
    for number, names in enumerate(known.weekdays):
        lexicon.add("weekday", number, names)
    for period, names in known.day_periods.items():
        told = [name for name in names.split("|") if not (among_others and _is_short(name))]
        lexicon.add("meridiem", period, "|".join(told))
    for unit, patterns in known.past.items():
        for pattern in patterns.split("|"):
            before, _, after = pattern.partition("{0}")
            lexicon.add_ago(before, after, unit)
    for amount, names in known.once.items():
        lexicon.add("ago", amount, names)


def _is_short(name: str) -> bool:
    return name.strip(".").isascii() and len(name) <= _SHORT


@lru_cache(maxsize=256)
def numeric_order(tag: str) -> str:
    """Return the order of day, month and year in short dates of a language and region: `dmy`, `mdy` or `ymd`.

    >>> numeric_order("en-US"), numeric_order("en-GB"), numeric_order("ja")
    ('mdy', 'dmy', 'ymd')
    """
    known = locale_names(tag)
    return known.order if known else "dmy"
