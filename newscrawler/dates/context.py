"""What is known beside the line itself when a date is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from newscrawler.dates.calendars import GREGORIAN_YEARS, LUNAR_AND_SOLAR_YEARS
from newscrawler.dates.cldr import numeric_order
from newscrawler.text import language_tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

_FARTHEST_FUTURE = timedelta(days=2)
_MOST_LANGUAGES = 6
_SOLAR_YEARS_BEHIND = 620
"""A solar year greater than this year less that many is in the future."""
_SOLAR_LANGUAGES = frozenset({"fa", "ps", "prs", "tg", "mzn", "glk", "lrc"})
_SOLAR_REGIONS = frozenset({"IR", "AF"})
_LUNAR_LANGUAGES = frozenset({"ar", "ur"})
# Letters and digits of Persian; Urdu has them too, and letters of its own.
_PERSIAN = re.compile("[پچژگ۰-۹]")
_PERSIAN_DIGIT = re.compile("[۰-۹]")
_URDU = re.compile("[ٹڈڑںےھہ]")
_YEAR_FIRST = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_REGION = re.compile(r"[-_]([A-Za-z]{2}|\d{3})(?![A-Za-z0-9])")


@dataclass(frozen=True)
class Context:
    """The line, the moment of reading, the zone and the languages that the caller gave."""

    line: str
    now: datetime
    timezone: tzinfo | None
    languages: tuple[str, ...]

    @cached_property
    def regions(self) -> frozenset[str]:
        """The regions of the languages, ISO 3166."""
        return regions_of(self.languages)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The languages without script and region."""
        return frozenset(re.split("[-_]", language)[0].lower() for language in self.languages)

    @property
    def today(self) -> date:
        """The day it is in the caller's zone, else in that of `now`."""
        return self.now.date()

    def orders(self, mark: str, *, is_short: bool = False) -> tuple[str, ...]:
        """Return the orders of a numeric date, likeliest first; with dots nobody puts the month first.

        In a short one, 5/3/17, only those whose language puts the year first do so. Between ideographs and Korean
        letters, it always stands first.
        """
        if _YEAR_FIRST.search(self.line):
            return ("ymd", "dmy", "mdy")
        own = [order for order in map(numeric_order, self.languages) if not (mark == "." and order == "mdy")]
        others = ("dmy", "mdy") if is_short and not self.counts_solar else ("dmy", "mdy", "ymd")
        return tuple(dict.fromkeys((*own, *others)))

    def calendars(self, year: int, era: str | None) -> Sequence[str]:
        """Return the calendars a year may be of, likeliest first; the mark after it decides where it can.

        1395 without any sign is Jalali (2016) before it is Hijri (1975): the press of the web is young.
        """
        if year in GREGORIAN_YEARS:
            return ("gregorian",)
        if year not in LUNAR_AND_SOLAR_YEARS:
            return ()
        if era in {"hijri", "jalali"}:
            return (era,)
        if year > self.today.year - _SOLAR_YEARS_BEHIND:
            return ("hijri",)
        is_lunar = bool(self.regions and self.spoken & _LUNAR_LANGUAGES) or _URDU.search(self.line) is not None
        return ("hijri", "jalali") if is_lunar and not self.counts_solar else ("jalali", "hijri")

    @cached_property
    def counts_solar(self) -> bool:
        """True where the languages or regions given count solar years, or the line is in Persian letters or digits."""
        if self.spoken & _SOLAR_LANGUAGES or self.regions & _SOLAR_REGIONS:
            return True
        if "ur" in self.spoken or _URDU.search(self.line) is not None:
            return False
        signs = _PERSIAN_DIGIT if "ar" in self.spoken else _PERSIAN
        return signs.search(self.line) is not None

    def refusal(self, day: date) -> str:
        """Return why no news can be of that day, in words; "" when it can."""
        return refusal_of(day, self.today)


def refusal_of(day: date, today: date) -> str:
    """Return why no news that was read today can be of that day, in words; "" when it can."""
    if day.year < GREGORIAN_YEARS.start:
        return f"year before {GREGORIAN_YEARS.start}: {day.year}"
    if day > today + _FARTHEST_FUTURE:
        return f"{(day - today).days} days in the future"
    return ""


@lru_cache(maxsize=256)
def regions_of(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the regions that BCP 47 tags name, in capitals.

    >>> sorted(regions_of(("ar-OM", "en", "zh-Hant-TW")))
    ['OM', 'TW']
    """
    return frozenset(match[1].upper() for language in languages if (match := _REGION.search(language)))


def context_of(line: str, now: datetime | None, timezone: tzinfo | None, languages: Sequence[str]) -> Context:
    """Return the context of reading `line`: the system's clock where no moment is given."""
    tags = (language_tag(language) for language in languages[:_MOST_LANGUAGES])
    return Context(line, _now_in(timezone, now), timezone, tuple(tag for tag in tags if tag))


def day_in(timezone: tzinfo | None, now: datetime | None) -> date:
    """Return the day it is in a zone at a moment, the system's clock where no moment is given."""
    return _now_in(timezone, now).date()


def _now_in(timezone: tzinfo | None, now: datetime | None) -> datetime:
    if now is None:
        return datetime.now(timezone or UTC)
    if timezone is None:
        return now
    return now.replace(tzinfo=timezone) if now.tzinfo is None else now.astimezone(timezone)
