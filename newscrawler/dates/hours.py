"""Times of day without a colon: 9 am, الساعة 10, klo 9, الساعة العاشرة والنصف, 18 و30 دقيقة, 1415 GMT."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newscrawler.dates.atoms import is_glued, is_number, sense
from newscrawler.dates.calendars import GREGORIAN_YEARS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.dates.atoms import Atom

NOON = 12
MIDNIGHT = 24
LAST_MINUTE = 59


class Clock(NamedTuple):
    """A time of day; `hour` may be 24, the end of the day."""

    hour: int
    minute: int = 0
    second: int = 0
    precision: str = "minute"


def hour_before_meridiem(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
    """Read 9 of "9 am"; the م of Arabic must follow "the hour", alone it is as likely to be the mark of a year."""
    meridiem = sense(atoms, at + 1, "meridiem")
    if meridiem is None or not 1 <= atoms[at].value <= NOON or _ends_date(atoms, at):
        return None, at
    if sense(atoms, at + 1, "inside"):  # "de" is the morning of Hungarian and the "of" of Spanish
        return None, at
    if sense(atoms, at + 1, "era") is not None and sense(atoms, at - 1, "clock") is None:
        return None, at
    return Clock(atoms[at].value, precision="hour"), at + 1


def _ends_date(atoms: Sequence[Atom], at: int) -> bool:
    """Return whether the number is the last of several that are joined: 5 of "2017/9/5 上午9:05"."""
    return at > 1 and atoms[at - 1].is_mark("/-.") and is_glued(atoms, at) and atoms[at - 2].kind == "number"


def hour_after_noun(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
    """Read 10 of "الساعة 10" and "klo 10", with minutes that follow in words."""
    before = at - 1 - (at > 1 and atoms[at - 1].is_mark(":"))
    if sense(atoms, before, "hour_noun") is None or atoms[at].value >= MIDNIGHT:
        return None, at
    if at + 1 < len(atoms) and (atoms[at + 1].is_mark(":./-") or atoms[at + 1].kind == "number"):
        return None, at
    return _with_fraction(atoms, atoms[at].value, at + 1)


def hour_and_minutes(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
    """Read "18 و30 دقيقة"."""
    if not (sense(atoms, at + 1, "and") and is_number(atoms, at + 2, 0, LAST_MINUTE)):
        return None, at
    if sense(atoms, at + 3, "minute_mark") is None or atoms[at].value >= MIDNIGHT:
        return None, at
    return Clock(atoms[at].value, atoms[at + 2].value), at + 4


def hour_in_words(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
    """Read العاشرة والنصف after "the hour", or before morning or evening."""
    hour = sense(atoms, at, "hour_name")
    if hour is None:
        return None, at
    clock, stop = _with_fraction(atoms, hour, at + 1)
    told = sense(atoms, at - 1, "hour_noun") is not None or sense(atoms, stop, "meridiem") is not None
    return (clock, stop) if told else (None, at)


def _with_fraction(atoms: Sequence[Atom], hour: int, stop: int) -> tuple[Clock, int]:
    """Return the hour with "and a half" or "less a quarter", if that follows."""
    fraction = sense(atoms, stop, "hour_fraction")
    if fraction is not None:
        minutes = hour * 60 + fraction
        return Clock(minutes // 60 % MIDNIGHT, minutes % 60), stop + 1
    counts = sense(atoms, stop, "and") and is_number(atoms, stop + 1, 0, LAST_MINUTE)
    if counts and sense(atoms, stop + 2, "minute_mark") is not None:
        return Clock(hour, atoms[stop + 1].value), stop + 3
    return Clock(hour, precision="hour"), stop


def four_digits(atoms: Sequence[Atom], at: int) -> tuple[Clock | None, int]:
    """Read 1415 of "1415 GMT" and "1415 hrs", which is no year."""
    if not atoms[at].is_year_long or atoms[at].value in GREGORIAN_YEARS:
        return None, at
    hour, minute = divmod(atoms[at].value, 100)
    is_told = at + 1 < len(atoms) and (atoms[at + 1].kind == "zone" or atoms[at + 1].text in {"hrs", "hours"})
    if not is_told or is_glued(atoms, at) or hour >= MIDNIGHT or minute > LAST_MINUTE:
        return None, at
    return Clock(hour, minute), at + 1
