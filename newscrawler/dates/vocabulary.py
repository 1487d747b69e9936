"""The tables of `newscrawler.dates.names` and of CLDR, put into a lexicon."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newscrawler.dates.ago import add_ago
from newscrawler.dates.cldr import add_language
from newscrawler.dates.lexicon import Lexicon, Vocabulary
from newscrawler.dates.names import arabic, english, iranian, islamic, kurdish, world, zones

if TYPE_CHECKING:
    from types import ModuleType

# Kind of name -> the table in the modules of newscrawler.dates.names; a table is names, or value -> names.
_TABLES = {
    "inside": "INSIDE", "joining": "JOINING", "clock": "CLOCK_WORDS", "hour_noun": "HOUR_NOUNS", "last": "LAST",
    "filler": "FILLERS", "label": "LABELS", "updated": "UPDATED", "and": "AND", "year_mark": "YEAR_MARKS",
    "leading_year_mark": "LEADING_YEAR_MARKS", "month_word": "MONTH_WORDS", "month_mark": "MONTH_MARKS",
    "day_mark": "DAY_MARKS", "hour_mark": "HOUR_MARKS", "minute_mark": "MINUTE_MARKS", "second_mark": "SECOND_MARKS",
}  # fmt: skip
_VALUED_TABLES = {
    "meridiem": "MERIDIEMS", "now": "NOW", "now_about": "VAGUE_PHRASES", "number": "NUMBERS",
    "ago": "FRACTIONS", "era": "ERAS", "year_offset": "YEAR_OFFSETS", "day_name": "DAY_NAMES",
    "hour_name": "HOUR_NAMES", "hour_fraction": "HOUR_FRACTIONS",
}  # fmt: skip
_NUMBERED_TABLES = {"numbered_month": "NUMBERED_MONTHS", "numbered_hijri": "NUMBERED_HIJRI_MONTHS"}
_MONTH_TABLES = {
    "month": "GREGORIAN_MONTHS",
    "hijri": "HIJRI_MONTHS",
    "jalali": "JALALI_MONTHS",
    "weak_month": "WEAK_MONTHS",
}


@lru_cache(maxsize=256)
def vocabulary(languages: tuple[str, ...], scripts: tuple[str, ...] = ()) -> Vocabulary:
    """Return the names of dates: of the given languages (BCP 47) first, then of Arabic, Persian, Urdu, English.

    `scripts` adds the other languages that are written in them, as listed in `world.LANGUAGES`; those of Latin script
    take a tenth of a second the first time.
    """
    return Vocabulary([*map(_of_language, languages), _base(), *map(_of_script, scripts)])


@lru_cache(maxsize=256)
def _of_language(tag: str) -> Lexicon:
    lexicon = Lexicon()
    add_language(lexicon, tag)
    for days, names in enumerate(world.DAYS_AGO.get(tag.partition("-")[0], ())):
        lexicon.add("days_ago", days, names)
    return lexicon


@cache
def _of_script(script: str) -> Lexicon:
    lexicon = Lexicon()
    for language in world.LANGUAGES[script]:
        add_language(lexicon, language, among_others=True)
    return lexicon


@cache
def _base() -> Lexicon:
    lexicon = Lexicon()
    for module in (arabic, iranian, english, islamic, kurdish, world):
        _add_module(lexicon, module)
    add_ago(lexicon)
    _add_zones(lexicon)
    return lexicon


def _add_module(lexicon: Lexicon, module: ModuleType) -> None:
    for kind, table in _MONTH_TABLES.items():
        lexicon.add_months(kind, getattr(module, table, ()))
    for number, names in enumerate(getattr(module, "JALALI_MONTHS", ()), start=1):
        lexicon.add("jalali", number, "|".join(f"{name}ماه" for name in names.split("|")))
    for number, names in enumerate(getattr(module, "WEEKDAYS", ())):
        lexicon.add("weekday", number, names)
    for kind, table in _TABLES.items():
        lexicon.add(kind, True, getattr(module, table, ""))
    lexicon.add("clock", True, getattr(module, "HOUR_NOUNS", ""))
    for kind, table in _VALUED_TABLES.items():
        for value, names in getattr(module, table, {}).items():
            lexicon.add(kind, value, names)
    for days, names in getattr(module, "DAYS_AGO", {}).items() if module is not world else ():
        lexicon.add("days_ago", days, names)
    for kind, table in _NUMBERED_TABLES.items():
        for names, months in getattr(module, table, {}).items():
            lexicon.add(kind, months, names)


def _add_zones(lexicon: Lexicon) -> None:
    for names, zone in zones.ABBREVIATIONS.items():
        lexicon.add("zone", zone, names)
    for name, places in zones.IN_ARABIC.items():
        prefixed = (f"{prefix} {place}" for prefix in zones.ARABIC_PREFIXES for place in places.split("|"))
        lexicon.add("zone", name, "|".join(prefixed))
    for name, phrases in zones.PHRASES.items():
        lexicon.add("zone", name, phrases)
