"""The clock at the head of the newspaper: today by the sun and by the moon, as Arabic newspapers print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hijridate import Gregorian

if TYPE_CHECKING:
    from datetime import date

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def clock(today: date) -> str:
    """Return the line of the masthead.

    >>> from datetime import date
    >>> clock(date(2017, 3, 25))
    'السبت 25 مارس 2017 م - ٢٦ جمادى الآخرة ١٤٣٨ هـ'
    """
    moon = Gregorian.fromdate(today).to_hijri()
    by_sun = f"{WEEKDAYS[today.weekday()]} {today.day} {MONTHS[today.month - 1]} {today.year} م"
    by_moon = f"{moon.day} {moon.month_name('ar')} {moon.year} هـ".translate(ARABIC_DIGITS)
    return f"{by_sun} - {by_moon}"
