"""A printed date, in any calendar, as a moment with its precision and what speaks for and against it."""

from __future__ import annotations

from newscrawler.dates.printed import Check, PrintedDate, iso, to_utc
from newscrawler.dates.reading import doubt_about, read_date, read_moment
from newscrawler.dates.zones import zone_of

__all__ = ["Check", "PrintedDate", "doubt_about", "iso", "read_date", "read_moment", "to_utc", "zone_of"]
