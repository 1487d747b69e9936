"""Reading one date with what is known of the site, into evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.dates import PrintedDate, Refusal, date_or_refusal, iso, moment_or_refusal, numeric_order, zone_of
from newscrawler.extraction.date_shapes import has_year
from newscrawler.items import DateEvidence

if TYPE_CHECKING:
    from datetime import datetime

    from newscrawler.items import Place, Role, SiteFacts

MAX_LETTERS = 160
"""Longer texts are not read as dates."""
MAX_READINGS = 400
"""Texts read on one page; more are left alone."""


MONTH_WORDS = 4
_NUMBER = re.compile(r"\d+")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])")


class DateReader:
    """Reads dates of one page; what was read is remembered, for pages repeat themselves."""

    def __init__(self, facts: SiteFacts, fetched_at: datetime | None, page_language: str = "") -> None:
        self._now = fetched_at
        self._zone = zone_of(facts.country, facts.timezone)
        self._languages = _with_country(facts) or _language(page_language)
        self._known: dict[tuple[str, bool], PrintedDate | Refusal | None] = {}

    @property
    def knows_today(self) -> bool:
        """Is it known when the page was printed, so that words that count back from then mean something?"""
        return self._now is not None

    @property
    def month_first(self) -> bool:
        """Does the site's language put the month before the day?"""
        return bool(self._languages) and numeric_order(self._languages[0]) == "mdy"

    def printed(self, text: str) -> PrintedDate | None:
        """Return the date in a text that people read; None where there is none."""
        return _date(self._read(text, declared=False))

    def refusal(self, text: str) -> str:
        """Return why the date in a text that people read cannot be true; empty where there is none to refuse."""
        found = self._read(text, declared=False)
        return found.reason if isinstance(found, Refusal) else ""

    def declared(self, text: str) -> PrintedDate | None:
        """Return the date in a text that machines read; None where there is none."""
        return _date(self._read(text, declared=True))

    def _read(self, text: str, *, declared: bool) -> PrintedDate | Refusal | None:
        key = (text, declared)
        if key in self._known:
            return self._known[key]
        if len(text) > MAX_LETTERS or len(self._known) >= MAX_READINGS:
            return None
        if self._now is None and not _may_mean_day(text):
            return None
        read = moment_or_refusal if declared else date_or_refusal
        found = read(text, now=self._now, timezone=self._zone, languages=self._languages)
        self._known[key] = found
        return found

    def evidence(self, text: str, place: Place, role: Role, path: str) -> DateEvidence:
        """Return what a declared text says, with a doubt where it could not be read or cannot be true."""
        return as_evidence(text, self._read(text, declared=True), (place, role, path))


def _date(found: PrintedDate | Refusal | None) -> PrintedDate | None:
    return found if isinstance(found, PrintedDate) else None


def as_evidence(text: str, date: PrintedDate | Refusal | None, where: tuple[Place, Role, str]) -> DateEvidence:
    """Return the evidence for a text as it was read; `where` is its place, role and path."""
    place, role, path = where
    if not isinstance(date, PrintedDate):
        doubt = f"no date that can be: {date.reason}" if date else "no date could be read"
        return DateEvidence(text[:MAX_LETTERS], place, role, path=path, doubt=doubt)
    doubt = _doubts(date) if date.checks else ""
    return DateEvidence(text, place, role, iso(date), date.precision, date.calendar, path, doubt)


def _may_mean_day(text: str) -> bool:
    """May a text say more than a day without its year, where it is not known when the page was printed?"""
    return has_year(text) and not _is_year_among_words(text)


def _is_year_among_words(text: str) -> bool:
    """Is the only number a year, in more words than a month and a label have?"""
    return len(text.split()) > MONTH_WORDS and len(_NUMBER.findall(text)) == 1


def _language(tag: str) -> tuple[str, ...]:
    """The language that a page claims, in the form that tables know, as in `en-US`."""
    match = _TAG.match(tag.strip())
    if match is None:
        return ()
    return (f"{match[1].lower()}-{match[2].upper()}" if match[2] else match[1].lower(),)


def _with_country(facts: SiteFacts) -> tuple[str, ...]:
    """The site's languages; a bare one gets the site's country, which decides the order of day and month."""
    if not facts.country:
        return facts.languages
    return tuple(tag if "-" in tag else f"{tag}-{facts.country}" for tag in facts.languages)


def _doubts(date: PrintedDate) -> str:
    against = (check for check in date.checks if not check.agrees)
    return "; ".join(f"{check.kind} {check.text} is {check.days_off:+d} days off" for check in against)
