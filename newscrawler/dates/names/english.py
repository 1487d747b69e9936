"""English, and the words of machines: months, weekdays, transliterated Hijri months, relative words."""

from __future__ import annotations

GREGORIAN_MONTHS = (
    "January|Jan", "February|Feb|Febr", "March|Mar", "April|Apr", "May", "June|Jun",
    "July|Jul", "August|Aug", "September|Sep|Sept", "October|Oct", "November|Nov", "December|Dec",
)  # fmt: skip
_FIRST = ("al awwal", "al awal", "ul awwal", "ul awal", "i", "1", "al ula", "al oula", "ul ula", "al awwala")
_SECOND = (
    "al thani",
    "ath thani",
    "al akhir",
    "al akhira",
    "ii",
    "ul thani",
    "us sani",
    "ul akhir",
    "al akhirah",
    "al thania",
    "al thaniah",
)
_RABI = ("rabi", "rabia", "rabee")
_JUMADA = ("jumada", "jumad", "jamadi", "jumadal")


def _each(names: tuple[str, ...], endings: tuple[str, ...]) -> str:
    return "|".join(f"{name} {ending}" for name in names for ending in endings)


HIJRI_MONTHS = (
    "Muharram", "Safar", _each(_RABI, _FIRST), _each(_RABI, _SECOND), _each(_JUMADA, _FIRST), _each(_JUMADA, _SECOND),
    "Rajab", "Shaban|Sha ban|Shaaban", "Ramadan|Ramadhan|Ramazan", "Shawwal|Shawal",
    _each(("dhu", "dhul", "zul", "thul", "dhi", "zil"), ("qadah", "qidah", "al qadah", "al qidah", "qada", "qi dah",
    "al qi dah", "qaidah", "qaada")),
    _each(("dhu", "dhul", "zul", "thul", "dhi", "zil"), ("hijjah", "hijja", "al hijjah", "al hijja", "haj", "hajj",
    "hijah")),
)  # fmt: skip
WEEKDAYS = (
    "Monday|Mon", "Tuesday|Tue|Tues", "Wednesday|Wed|Weds", "Thursday|Thu|Thur|Thurs", "Friday|Fri", "Saturday|Sat",
    "Sunday|Sun"
)  # fmt: skip
ERAS = {"gregorian": "AD|CE", "hijri": "AH|A H", "jalali": "AP|SH"}
DAY_MARKS = "st|nd|rd|th"
INSIDE = "of|the"
JOINING = "at|on|the|t|corresponding to|edition|day"
CLOCK_WORDS = "time"
MERIDIEMS = {"am": "am|a m", "pm": "pm|p m", "noon": "noon", "night": "midnight"}
UNITS = {
    "second": "second|seconds|sec|secs|s",
    "minute": "minute|minutes|min|mins|mn|m",
    "hour": "hour|hours|hr|hrs|h",
    "day": "day|days|d",
    "week": "week|weeks|wk|wks|w",
    "month": "month|months|mo|mos|mth|mths",
    "year": "year|years|yr|yrs|y",
}
AGO_AFTER = "ago|earlier"
FRACTIONS = {"30 minute": "half an hour ago|half hour ago", "90 minute": "an hour and a half ago"}
NUMBERS = {
    1: "a|an|one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
    11: "eleven", 12: "twelve",
    15: "fifteen", 20: "twenty", 30: "thirty", 40: "forty", 45: "forty five", 50: "fifty",
}  # fmt: skip
DAYS_AGO = {0: "today", 1: "yesterday", 2: "day before yesterday|the day before yesterday"}
NOW = {"minute": "just now|right now|moments ago|a moment ago|seconds ago|a few seconds ago|less than a minute ago"}
VAGUE_PHRASES = {
    "hour": "minutes ago|a few minutes ago|less than an hour ago|a couple of minutes ago",
    "day": "hours ago|a few hours ago",
}
LAST = "last"
FILLERS = "about|over|almost|nearly|around|roughly|more than|approximately"
LABELS = (
    "today s|yesterday s|"
    "published|posted|published on|posted on|posted at|published at|first published|date|created|by|issued|released|"
    "written|filed|story|article|"
    "publication date|date published|publish date|pubdate|last|originally published|print|issue|submitted|added|on"
)
UPDATED = (
    "updated|last updated|modified|last modified|updated on|updated at|revised|edited|last edited|update|date modified"
)
