"""Numbers and years that are not printed as they count: 二〇一七年三月二十五日, 令和元年, Thailand's 2560."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.dates.atoms import Atom

_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "两": "2",
}
_TEN = "十"
_COUNTED = "年月日号號时時点點分秒周週天小个個歳"
SINO_NUMBER = re.compile(f"[{''.join(_DIGITS)}{_TEN}]{{1,8}}(?=[{_COUNTED}])|元(?=年)")
"""A number in Chinese characters before what it counts."""
_THAI = re.compile("[\u0e01-\u0e4e]")
_BUDDHIST_YEARS = range(2443, 2644)
_SHORT_BUDDHIST_YEARS = range(44, 100)
_YEARS_BEFORE_CHRIST = 543


def sino_value(characters: str) -> str:
    """Return a number in Chinese characters as digits; the first year of an era is called its origin.

    >>> sino_value("二〇一七"), sino_value("二十五"), sino_value("十"), sino_value("元")
    ('2017', '25', '10', '1')
    """
    if characters == "元":
        return "1"
    if _TEN not in characters:
        return "".join(_DIGITS[character] for character in characters)
    tens, _, ones = characters.partition(_TEN)
    return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))


def with_christian_years(atoms: Sequence[Atom], line: str) -> Sequence[Atom]:
    """Return the atoms with the years of a Thai line, which count from Buddha's death, as those of the Common Era."""
    if line.isascii() or _THAI.search(line) is None:
        return atoms
    return [_christian(atoms, at) for at in range(len(atoms))]


def _christian(atoms: Sequence[Atom], at: int) -> Atom:
    atom = atoms[at]
    if atom.is_year_long and atom.value in _BUDDHIST_YEARS:
        return atom._replace(value=atom.value - _YEARS_BEFORE_CHRIST)
    before = next((other for other in reversed(atoms[:at]) if other.kind != "mark"), None)
    if atom.is_short and before is not None and "month" in before.senses and atom.value in _SHORT_BUDDHIST_YEARS:
        return atom._replace(value=(atom.value - _YEARS_BEFORE_CHRIST) % 100)
    return atom
