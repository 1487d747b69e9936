"""Names of dates from CLDR, through Babel: months, weekdays, "n days ago", and the order of numeric dates."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from babel.localedata import LocaleDataDict, load, locale_identifiers

from newscrawler.text import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newscrawler.dates.lexicon import Lexicon

_PARTS = ("months", "days", "day_periods", "date_fields", "date_formats")
_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_WIDTHS = ("wide", "abbreviated")
_CONTEXTS = ("format", "stand-alone")
_STYLES = ("", "-short", "-narrow")
_MONTH_PREFIXES = {"he": "ב"}
"""What is written in one with the month after a day."""
_MONTH_ENDINGS = {"eu": "ren", "ckb": "ی"}
"""What links the month to what follows."""
_PLURAL_NUMBERS = {"one": 1, "two": 2}
_UNSPACED_SCRIPTS_FROM = "\u3040"
_SHORTEST_NAME_LETTERS = 3
_SHORT = 3
"""Letters and full stop of what is morning in Hungarian and "of" in Spanish: de."""
_LETTER = re.compile(r"[^\W\d_]")


def locale_data(tag: str) -> Mapping[str, Any]:
    """Return CLDR's data for a BCP 47 tag, or for the nearest tag above it; empty when CLDR lacks the language."""
    parts = (language_tag(tag) or "").split("-")
    while parts:
        name = _locales().get("_".join(parts).lower())
        if name:
            known = load(name)
            # What resolves the aliases of widths writes into what locales share: a copy keeps each to its own names.
            own: Any = deepcopy({part: known[part] for part in _PARTS})
            data: Mapping[str, Any] = LocaleDataDict(own)
            return data
        parts.pop()
    return {}


@cache
def _locales() -> Mapping[str, str]:
    """Return the names of CLDR's locales by their small letters: load() wants them as the files are called."""
    return {name.lower(): name for name in locale_identifiers()}


def add_language(lexicon: Lexicon, tag: str, *, among_others: bool = False) -> None:
    """Add what CLDR knows of the language to the lexicon; among others without what is too short to be told apart."""
    data = locale_data(tag)
    if not data:
        return
    for number, name in _each(data["months"]):
        if _is_name(name):
            lexicon.add("month", number, name)
            lexicon.add("month", number, _MONTH_PREFIXES.get(tag[:2], "") + name + _MONTH_ENDINGS.get(tag[:2], ""))
    for number, name in _each(data["days"]):
        if _is_name(name):
            lexicon.add("weekday", number, name)
    for period, name in _each(data["day_periods"]):
        if period in {"am", "pm"} and not (among_others and name.strip(".").isascii() and len(name) <= _SHORT):
            lexicon.add("meridiem", period, name)
    for unit in _UNITS:
        _add_unit(lexicon, unit, data["date_fields"])


def _each(table: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    for context in _CONTEXTS:
        for width in _WIDTHS:
            yield from table.get(context, {}).get(width, {}).items()


def _is_name(name: str) -> bool:
    """Return whether a month or day is named at all, not numbered, and at a length that tells it from other words."""
    letters = len(_LETTER.findall(name))
    return not any(map(str.isdigit, name)) and (
        letters >= _SHORTEST_NAME_LETTERS or (letters > 0 and not name.isascii())
    )


def _add_unit(lexicon: Lexicon, unit: str, fields: Mapping[str, Any]) -> None:
    for style in _STYLES:
        for plural, pattern in fields.get(unit + style, {}).get("past", {}).items():
            before, number, after = pattern.partition("{0}")
            if not (_LETTER.search(before) or " " in after.strip() or after[:1] >= _UNSPACED_SCRIPTS_FROM):
                continue  # "-3 d": no word says that it is past
            if number:
                lexicon.add_ago(before, after, unit)
            if plural in _PLURAL_NUMBERS and not style:
                lexicon.add("ago", f"{_PLURAL_NUMBERS[plural]} {unit}", f"{before} {after}")


@lru_cache(maxsize=256)
def numeric_order(tag: str) -> str:
    """Return the order of day, month and year in short dates of a language and region: `dmy`, `mdy` or `ymd`.

    >>> numeric_order("en-US"), numeric_order("en-GB"), numeric_order("ja")
    ('mdy', 'dmy', 'ymd')
    """
    data = locale_data(tag)
    pattern = str(data["date_formats"]["short"]) if data else ""
    order = "".join(dict.fromkeys(re.findall("[dMy]", pattern))).lower()
    return order if sorted(order) == ["d", "m", "y"] else "dmy"
