"""The tables of what is said for a time ago, put into a lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.dates.names import ago, arabic, english, iranian, kurdish, world

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.dates.lexicon import Lexicon


def add_ago(lexicon: Lexicon) -> None:
    """Add "n units ago", "yesterday" and their like in the languages that have tables of their own."""
    _add_arabic(lexicon)
    for module in (english, iranian, kurdish):
        _add_units(lexicon, ("",), module.AGO_AFTER.split("|"), module.UNITS)
    _add_units(lexicon, kurdish.AGO_BEFORE.split("|"), ("",), kurdish.UNITS)
    for before, after, units in ago.ROWS:
        _add_units(lexicon, before.split("|"), after.split("|"), units)
    for amount, names in ago.WITHOUT_NUMBER.items():
        lexicon.add("ago", amount, names)
    _add_days(lexicon)


def _add_units(lexicon: Lexicon, befores: Iterable[str], afters: Iterable[str], units: dict[str, str]) -> None:
    for unit, names in units.items():
        for before in befores:
            for after in afters:
                for name in names.split("|"):
                    lexicon.add_ago(before, f"{name} {after}", unit)


def _add_days(lexicon: Lexicon) -> None:
    """Add "yesterday" of other languages: alone where the word means nothing else, beside a time in any case."""
    for of_language in world.DAYS_AGO.values():
        for days, names in enumerate(of_language):
            lexicon.add("days_ago_elsewhere", days, names)
            if days:
                alone = (name for name in names.split("|") if name not in world.SAID_OTHERWISE)
                lexicon.add("days_ago", days, "|".join(alone))


def _add_arabic(lexicon: Lexicon) -> None:
    """Add what Arabic says for a time ago: a preposition before it or a participle after; numbers and duals."""
    afters = arabic.AGO_AFTER.split("|")
    befores = arabic.AGO_BEFORE.split("|")
    befores += [f"{before} {filler}" for before in ("منذ", "قبل") for filler in arabic.FILLERS.split("|")]
    for unit, (singulars, plurals, duals) in arabic.UNITS.items():
        _add_units(lexicon, befores, ("",), {unit: f"{singulars}|{plurals}"})
        _add_units(lexicon, ("",), afters, {unit: f"{singulars}|{plurals}"})
        for number, names in enumerate((singulars, duals), start=1):
            once = ("", " واحد", " واحدة") if number == 1 else ("",)
            lexicon.add("ago", f"{number} {unit}", _before_each(befores, names))
            lexicon.add(
                "ago",
                f"{number} {unit}",
                "|".join(f"{name}{one} {after}" for name in names.split("|") for after in afters for one in once),
            )
    for precision, names in arabic.VAGUE.items():
        lexicon.add("now_about", precision, _before_each(befores, names))
    for amount, names in arabic.AMOUNTS.items():
        lexicon.add("ago", amount, _before_each(befores, names))


def _before_each(befores: Iterable[str], names: str) -> str:
    return "|".join(f"{before} {name}" for before in befores for name in names.split("|"))
