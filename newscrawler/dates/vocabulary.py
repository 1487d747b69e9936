"""The tables of `newscrawler.dates.names` and of CLDR, put into a lexicon."""

from __future__ import annotations

from functools import cache, lru_cache

from newscrawler.dates.cldr import add_language
from newscrawler.dates.lexicon import Lexicon, Vocabulary
from newscrawler.dates.names import arabic, english, iranian, world, zones

# Kind of name -> the table in the modules of newscrawler.dates.names; a table is names, or value -> names.
_TABLES = {
    "inside": "INSIDE", "joining": "JOINING", "clock": "CLOCK_WORDS", "last": "LAST", "filler": "FILLERS",
    "label": "LABELS", "updated": "UPDATED", "year_mark": "YEAR_MARKS", "month_mark": "MONTH_MARKS",
    "day_mark": "DAY_MARKS", "hour_mark": "HOUR_MARKS", "minute_mark": "MINUTE_MARKS", "second_mark": "SECOND_MARKS",
}  # fmt: skip
_VALUED_TABLES = {
    "meridiem": "MERIDIEMS", "now": "NOW", "now_about": "VAGUE_PHRASES", "number": "NUMBERS",
    "ago": "FRACTIONS", "era": "ERAS", "year_offset": "YEAR_OFFSETS", "day_name": "DAY_NAMES",
}  # fmt: skip
_MONTH_TABLES = {
    "month": "GREGORIAN_MONTHS",
    "hijri": "HIJRI_MONTHS",
    "jalali": "JALALI_MONTHS",
    "weak_month": "LIBYAN_MONTHS",
}


@lru_cache(maxsize=256)
def vocabulary(languages: tuple[str, ...], *, every_language: bool = False) -> Vocabulary:
    """Return the names of dates: of the given languages (BCP 47) first, then of Arabic, Persian, Urdu, English.

    `every_language` adds all that are listed in `world.LANGUAGES`, which takes a fifth of a second the first time.
    """
    lexicons = [*map(_of_language, languages), _base()]
    return Vocabulary([*lexicons, _of_the_world()] if every_language else lexicons)


@lru_cache(maxsize=256)
def _of_language(tag: str) -> Lexicon:
    lexicon = Lexicon()
    add_language(lexicon, tag)
    for days, names in enumerate(world.DAYS_AGO.get(tag.partition("-")[0], ())):
        lexicon.add("days_ago", days, names)
    return lexicon


@cache
def _of_the_world() -> Lexicon:
    lexicon = Lexicon()
    for language in world.LANGUAGES:
        add_language(lexicon, language)
    return lexicon


@cache
def _base() -> Lexicon:
    lexicon = Lexicon()
    for module in (arabic, iranian, english, world):
        _add_module(lexicon, module)
    for of_language in world.DAYS_AGO.values():
        for days, names in enumerate(of_language):
            lexicon.add("days_ago_elsewhere", days, names)
    _add_relative_arabic(lexicon)
    _add_relative(lexicon)
    _add_zones(lexicon)
    return lexicon


def _add_module(lexicon: Lexicon, module: object) -> None:
    for kind, table in _MONTH_TABLES.items():
        lexicon.add_months(kind, getattr(module, table, ()))
    for number, names in enumerate(getattr(module, "JALALI_MONTHS", ()), start=1):
        lexicon.add("jalali", number, "|".join(f"{name}ماه" for name in names.split("|")))
    for number, names in enumerate(getattr(module, "WEEKDAYS", ())):
        lexicon.add("weekday", number, names)
    for kind, table in _TABLES.items():
        lexicon.add(kind, True, getattr(module, table, ""))
    for kind, table in _VALUED_TABLES.items():
        for value, names in getattr(module, table, {}).items():
            lexicon.add(kind, value, names)
    for days, names in getattr(module, "DAYS_AGO", {}).items() if module is not world else ():
        lexicon.add("days_ago", days, names)
    for names, months in getattr(module, "NUMBERED_MONTHS", {}).items():
        lexicon.add("numbered_month", months, names)


def _add_relative(lexicon: Lexicon) -> None:
    """Add "n units ago" of English, Persian and Urdu."""
    for module in (english, iranian):
        for unit, units in module.UNITS.items():
            for name in units.split("|"):
                for after in module.AGO_AFTER.split("|"):
                    lexicon.add_ago("", f"{name} {after}", unit)


def _add_relative_arabic(lexicon: Lexicon) -> None:
    """Add what Arabic says for a time ago: a preposition before it or a participle after; numbers and duals."""
    afters = arabic.AGO_AFTER.split("|")
    befores = arabic.AGO_BEFORE.split("|")
    befores += [f"{before} {filler}" for before in ("منذ", "قبل") for filler in arabic.FILLERS.split("|")]
    for unit, (singulars, plurals, duals) in arabic.UNITS.items():
        for number, names in enumerate((singulars, duals), start=1):
            for name in names.split("|"):
                lexicon.add("ago", f"{number} {unit}", "|".join(f"{before} {name}" for before in befores))
                once = ("", " واحد", " واحدة") if number == 1 else ("",)
                lexicon.add(
                    "ago", f"{number} {unit}", "|".join(f"{name}{one} {after}" for after in afters for one in once)
                )
        for name in (*singulars.split("|"), *plurals.split("|")):
            for before in befores:
                lexicon.add_ago(before, name, unit)
            for after in afters:
                lexicon.add_ago("", f"{name} {after}", unit)
    for precision, names in arabic.VAGUE.items():
        lexicon.add(
            "now_about", precision, "|".join(f"{before} {name}" for before in befores for name in names.split("|"))
        )
    for amount, names in arabic.FRACTIONS.items():
        lexicon.add("ago", amount, "|".join(f"{before} {name}" for before in befores for name in names.split("|")))


def _add_zones(lexicon: Lexicon) -> None:
    for names, zone in zones.ABBREVIATIONS.items():
        lexicon.add("zone", zone, names)
    for name, places in zones.IN_ARABIC.items():
        prefixed = (f"{prefix} {place}" for prefix in zones.ARABIC_PREFIXES for place in places.split("|"))
        lexicon.add("zone", name, "|".join(prefixed))
    for name, phrases in zones.PHRASES.items():
        lexicon.add("zone", name, phrases)
