"""A printed date, in any calendar, as a moment with its precision; and choosing an article's dates among evidence."""

from __future__ import annotations

from newscrawler.dates.cldr import numeric_order
from newscrawler.dates.doubts import WEAK, day_of
from newscrawler.dates.printed import Check, PrintedDate, iso, to_utc
from newscrawler.dates.publication import ChosenDates, choose_dates, settled_by_declarations
from newscrawler.dates.reading import doubt_about, read_date, read_moment
from newscrawler.dates.zones import zone_of

__all__ = [
    "WEAK",
    "Check",
    "ChosenDates",
    "PrintedDate",
    "choose_dates",
    "day_of",
    "doubt_about",
    "iso",
    "numeric_order",
    "read_date",
    "read_moment",
    "settled_by_declarations",
    "to_utc",
    "zone_of",
]
