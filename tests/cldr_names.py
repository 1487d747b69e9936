"""The table of names that `newscrawler.dates.cldr` reads, made of Babel's copy of CLDR.

`python -m tests.cldr_names` writes it anew. Babel unpickles and merges all that is known of a locale, which takes it
milliseconds; dates need a page of names.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import babel
from babel.localedata import LocaleDataDict, load, locale_identifiers

from newscrawler.dates.lexicon import words_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HEADING = f"# CLDR's names of dates, by Babel {babel.__version__}\n"
PATH = Path(str(files("newscrawler.dates.names"))) / "cldr.txt"
PARTS = ("months", "days", "day_periods", "date_fields", "date_formats")
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
WIDTHS = ("wide", "abbreviated")
CONTEXTS = ("format", "stand-alone")
STYLES = ("", "-short", "-narrow")
MONTH_PREFIXES = {"he": "ב"}
"""What is written in one with the month after a day."""
MONTH_ENDINGS = {"eu": "ren"}
"""What links the month to what follows."""
PLURAL_NUMBERS = {"one": 1, "two": 2}
UNSPACED_SCRIPTS_FROM = "\u3040"
SHORTEST_NAME_LETTERS = 3
LETTER = re.compile(r"[^\W\d_]")


def table() -> str:
    """Return the whole table: a line for each locale whose names are not those of the one above it."""
    rows: dict[str, str] = {}
    for name in sorted(name.replace("_", "-") for name in locale_identifiers()):
        row = json.dumps(_row(name), ensure_ascii=False, separators=(",", ":"))
        if rows.get(_above(name, rows)) != row:
            rows[name] = row
    return HEADING + "".join(f"{name.lower()}\t{row}\n" for name, row in rows.items())


def _above(tag: str, known: Mapping[str, str]) -> str:
    """Return the nearest tag above one that is known; empty where none is."""
    while "-" in tag:
        tag = tag.rpartition("-")[0]
        if tag in known:
            return tag
    return ""


def _row(tag: str) -> tuple[Any, ...]:
    """Return what `newscrawler.dates.cldr.LocaleNames` holds."""
    whole: Any = load(tag.replace("-", "_"))
    # Locales share what they inherit, and resolving an alias alters it.
    own: dict[Any, Any] = {part: deepcopy(whole[part]) for part in PARTS}
    data: Mapping[str, Any] = LocaleDataDict(own)  # resolves the aliases of widths
    language = tag.partition("-")[0]
    before, after = MONTH_PREFIXES.get(language, ""), MONTH_ENDINGS.get(language, "")
    months = [(number, form) for number, name in _each(data["months"]) for form in (name, before + name + after)]
    periods = [(period, name) for period, name in _each(data["day_periods"]) if period in {"am", "pm"}]
    past, once = _ago(data["date_fields"])
    return (
        _order(data),
        _names(range(1, 13), months),
        _names(range(7), list(_each(data["days"]))),
        {period: _joined(name for other, name in periods if other == period) for period in ("am", "pm")},
        {unit: _joined(patterns) for unit, patterns in past.items()},
        {amount: _joined(names) for amount, names in once.items()},
    )


def _order(data: Mapping[str, Any]) -> str:
    pattern = str(data["date_formats"]["short"])
    order = "".join(dict.fromkeys(re.findall("[dMy]", pattern))).lower()
    return order if sorted(order) == ["d", "m", "y"] else "dmy"


def _each(of_contexts: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    for context in CONTEXTS:
        for width in WIDTHS:
            yield from of_contexts.get(context, {}).get(width, {}).items()


def _names(numbers: Iterable[int], names: list[tuple[int, str]]) -> list[str]:
    """Return the names of each number; one that two of them share is of the one that is named first."""
    owners: dict[str, int] = {}
    own = [(owners.setdefault("".join(words_of_name(name)), number), name) for number, name in names if _is_name(name)]
    return [_joined(name for other, name in own if other == number) for number in numbers]


def _is_name(name: str) -> bool:
    """Return whether a month or day is named at all, not numbered, and at a length that tells it from other words."""
    letters = len(LETTER.findall(name))
    return not any(map(str.isdigit, name)) and (
        letters >= SHORTEST_NAME_LETTERS or (letters > 0 and not name.isascii())
    )


def _ago(fields: Mapping[str, Any]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return how a unit is counted back, with {0} for the number, and what is said for one or two of it."""
    past: dict[str, list[str]] = {}
    once: dict[str, list[str]] = {}
    for unit in UNITS:
        for style in STYLES:
            for plural, pattern in fields.get(unit + style, {}).get("past", {}).items():
                before, number, after = pattern.partition("{0}")
                if not (LETTER.search(before) or " " in after.strip() or after[:1] >= UNSPACED_SCRIPTS_FROM):
                    continue  # "-3 d": no word says that it is past
                if number:
                    past.setdefault(unit, []).append(pattern)
                if plural in PLURAL_NUMBERS and not style:
                    once.setdefault(f"{PLURAL_NUMBERS[plural]} {unit}", []).append(f"{before} {after}".strip())
    return past, once


def _joined(names: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(names))


if __name__ == "__main__":
    PATH.write_text(table(), encoding="utf-8")
