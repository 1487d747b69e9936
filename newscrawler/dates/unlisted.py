"""Months in languages we have no names for, by dateparser in its strict mode.

It is slow, so only lines of a date's shape are shown to it, and it is believed only where the day and the year it
returns are printed.
"""

from __future__ import annotations

import re
import warnings
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.dates.atoms import merged
from newscrawler.dates.calendars import GREGORIAN_YEARS, Candidate, Reading
from newscrawler.dates.names.world import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from newscrawler.dates.atoms import Atom
    from newscrawler.dates.context import Context

_LONGEST_CHARACTERS = 40
_SHORTEST_MONTH_LETTERS = 3
_MOST_DAYS = 31
_MOST_ATOMS = 16
"""A line of more is no date line."""
_MOST_UNKNOWN = 4
"""Words: the month, a weekday, a label or two."""
_MOST_ROWS = 2
"""Each costs up to ten milliseconds where no language is known, the first half a second."""
# Ethiopic: the press there counts years of its own under the same month names.
_OTHER_CALENDARS = re.compile("[\u1200-\u139f]")
_STRICT = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY"}


def with_unlisted(atoms: Sequence[Atom], context: Context) -> list[Atom]:
    """Return the atoms with the first row of day, unknown word, year (or word, day, year) made a date, if it is one."""
    if len(atoms) > _MOST_ATOMS or sum(atom.kind == "word" and not atom.senses for atom in atoms) > _MOST_UNKNOWN:
        return list(atoms)
    for at, parts in islice(_rows(atoms), _MOST_ROWS):
        text = context.line[parts[0].start : parts[2].end]
        day = min(part.value for part in parts if part.is_short)
        found = _parsed(text, tuple(sorted(context.spoken))) if len(text) <= _LONGEST_CHARACTERS else None
        if found and (found.day, found.year) == (day, parts[2].value):
            stop = next(place for place, atom in enumerate(atoms) if atom is parts[2]) + 1
            reading = Reading((Candidate("gregorian", found.year, found.month, found.day),))
            return [*atoms[:at], merged(atoms, at, stop, "date", reading), *atoms[stop:]]
    return list(atoms)


def is_listed(context: Context) -> bool:
    """Return whether the languages are known and the names of months of each of them were looked up before."""
    return bool(context.spoken) and context.spoken <= _listed()


def _rows(atoms: Sequence[Atom]) -> Iterator[tuple[int, Sequence[Atom]]]:
    """Yield the rows of three atoms that have the shape of a date, with where they begin."""
    for at in range(len(atoms) - 2):
        parts = [atom for atom in atoms[at : at + 5] if atom.kind != "mark"][:3]
        if _has_shape(parts):
            yield at, parts


@cache
def _listed() -> frozenset[str]:
    """Return the languages whose names of months were looked up before, so that dateparser could add none."""
    return frozenset(tag.partition("-")[0] for of_script in LANGUAGES.values() for tag in of_script)


def _has_shape(parts: Sequence[Atom]) -> bool:
    """Return whether a day and a month without meaning, in either order, are followed by a year."""
    if _OTHER_CALENDARS.search("".join(part.text for part in parts)):
        return False
    if len(parts) < 3 or not parts[2].is_year_long or parts[2].value not in GREGORIAN_YEARS:  # noqa: PLR2004
        return False
    words = [part for part in parts[:2] if part.kind == "word" and not part.senses]
    days = [part for part in parts[:2] if part.is_short and 1 <= part.value <= _MOST_DAYS]
    return len(words) == len(days) == 1 and len(words[0].text) >= _SHORTEST_MONTH_LETTERS


@lru_cache(maxsize=1024)
def _parsed(text: str, languages: tuple[str, ...]) -> date | None:
    import dateparser
    from dateparser.data.languages_info import language_order

    asked = languages or [tag for tag in language_order if tag.partition("-")[0] not in _listed()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = dateparser.parse(text, languages=list(asked), settings=_STRICT)
        except (ValueError, OverflowError):  # a language it does not know
            return None
    return found.date() if found else None
