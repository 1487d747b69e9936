"""A printed date, in any calendar, as a moment with its precision; and choosing an article's dates among evidence."""

from __future__ import annotations

from newscrawler.dates.choice import Refusal
from newscrawler.dates.cldr import numeric_order
from newscrawler.dates.doubts import TRUST, WEAK, agree, counts, day_of, day_of_text
from newscrawler.dates.learned import LEARNED, as_clock, as_own, is_learned_clock, is_line, place_path, unlearned
from newscrawler.dates.printed import Check, PrintedDate, iso, to_utc
from newscrawler.dates.publication import ChosenDates, choose_dates, day_of_fetch, settled_by_declarations
from newscrawler.dates.reading import date_or_refusal, doubt_about, moment_or_refusal, read_date, read_moment
from newscrawler.dates.zones import zone_of

__all__ = [
    "LEARNED",
    "TRUST",
    "WEAK",
    "Check",
    "ChosenDates",
    "PrintedDate",
    "Refusal",
    "agree",
    "as_clock",
    "as_own",
    "choose_dates",
    "counts",
    "date_or_refusal",
    "day_of",
    "day_of_fetch",
    "day_of_text",
    "doubt_about",
    "is_learned_clock",
    "is_line",
    "iso",
    "moment_or_refusal",
    "numeric_order",
    "place_path",
    "read_date",
    "read_moment",
    "settled_by_declarations",
    "to_utc",
    "unlearned",
    "zone_of",
]
