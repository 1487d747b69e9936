"""Visits of a paper whose pages print dates: what an extraction would hand to the archive, on any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from newscrawler.dates import choose_dates
from newscrawler.items import DateEvidence, Place, Role, SiteFacts, Snapshot
from tests.archive_visits import article, visit

if TYPE_CHECKING:
    from newscrawler.items import Article, Visit

BAR = "div.post-info > span"
"""A place that does not say whether its line is a clock."""


def line(moment: datetime, path: str = BAR, place: Place = Place.VISIBLE, **fields: Any) -> DateEvidence:
    """Return the line that prints a day."""
    role = Role.CLOCK if place is Place.MASTHEAD else Role.PUBLISHED
    text = f"{moment.day} {moment:%B} {moment.year}"
    return replace(DateEvidence(text, place, role, moment.date().isoformat(), "day", path=path), **fields)


def timed(moment: datetime, path: str = BAR) -> DateEvidence:
    """Return a line with the time of day."""
    value = moment.isoformat(timespec="minutes")[:16]
    return line(moment, path, text=f"{moment:%d/%m/%Y %H:%M}", value=value, precision="minute")


def declared(day: str, place: Place = Place.JSON_LD, role: Role = Role.PUBLISHED) -> DateEvidence:
    """Return a date that is declared."""
    return DateEvidence(day, place, role, day, "day", path="NewsArticle.datePublished" if place == "json-ld" else "")


def dated(path: str, evidence: list[DateEvidence], fetched_at: datetime, **fields: Any) -> Article:
    """Return the article that an extraction makes of a page with these dates."""
    chosen = choose_dates(evidence, fetched_at=fetched_at, facts=SiteFacts())
    told = {
        name: getattr(chosen, name)
        for name in ("date_line", "date_line_date", "published_at", "published_precision", "published_from")
    }
    told |= {"modified_at": chosen.modified_at, "dates": chosen.evidence, "provenance": chosen.sources}
    return article(path, **told, **fields)


def dated_visit(path: str, evidence: list[DateEvidence], fetched_at: datetime, **fields: Any) -> Visit:
    """Return the visit of a page with these dates."""
    seen = visit(path, article=dated(path, evidence, fetched_at, **fields))
    shown = seen.snapshot
    assert shown is not None
    seen.snapshot = Snapshot(shown.url, shown.status, shown.headers, shown.body, fetched_at.isoformat())
    return seen


def day(number: int, start: datetime) -> datetime:
    """Return the same hour so many days later."""
    return start + timedelta(days=number)
