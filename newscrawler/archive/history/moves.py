"""Dates of publication that a page declares otherwise than before: noted, without being another version of the text."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from newscrawler import dates
from newscrawler.archive import dating
from newscrawler.archive.dating.lines import counts_back
from newscrawler.archive.moments import from_utc_text
from newscrawler.archive.records import write_dates
from newscrawler.archive.values import from_json
from newscrawler.items import Outcome, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.dating.learning import Printed
    from newscrawler.items import Article, Visit

DECLARED = frozenset({Place.JSON_LD, Place.META, Place.MICRODATA, Place.TIME, Place.VISIBLE})
"""Where the page itself says when the article came out. Feeds, addresses and clocks do not move a date."""
_LIKE_CLOCKS = frozenset({Place.TIME, Place.VISIBLE})
"""A day printed there that is the day of the fetch may be the page's clock: it is believed at a later visit."""
_APART = timedelta(days=1)
_DATE_LETTERS = {"month": 7, "day": 10}
_OFFSET = re.compile(r"T.*(?:Z|[+-]\d\d:?\d\d)$")
_COLUMNS = ("published_at", "published_precision", "published_from", "modified_at", "date_line", "date_line_date")


@dataclass(frozen=True, slots=True)
class Dated:
    """What an article's page says of its publication."""

    at: str
    precision: str
    place: str

    @property
    def is_zoned(self) -> bool:
        """Does it have an offset?"""
        return _OFFSET.search(self.at) is not None


def dated(db: Connection, article_id: int | None) -> Dated | None:
    """Return what the archived article's page declared; None where it declares nothing that could move."""
    row = db.row("SELECT published_at, published_precision, published_from FROM articles WHERE id = ?", (article_id,))
    if row is None:
        return None
    evidence = db.rows("SELECT text, value, place FROM dates WHERE article_id = ?", (article_id,))
    at, precision, place = row
    return _dated(at, precision, place, ((one["text"], one["value"], one["place"]) for one in evidence))


def note_move(db: Connection, visit: Visit, before: Dated | None, printed: Printed | None) -> None:
    """Write that the date moved, if it did since the stored visit before; the article has the new date from now on."""
    if before is None or visit.article is None or visit.outcome not in (Outcome.CHANGED, Outcome.UNCHANGED):
        return
    article = copy.copy(visit.article)
    dating.judge_visit(article, printed)
    after = _dated(
        article.published_at,
        article.published_precision,
        article.published_from,
        ((one.text, one.value, str(one.place)) for one in article.dates),
    )
    if after is None or _may_be_clock(after, printed) or not has_moved(before, after):
        return
    row = {"article_id": visit.article_id, "seen_at": db.now_text, "moved_from": before.at, "moved_to": after.at}
    db.run(
        """INSERT INTO date_moves (article_id, seen_at, moved_from, moved_to)
        VALUES (:article_id, :seen_at, :moved_from, :moved_to)
        ON CONFLICT (article_id, seen_at) DO UPDATE SET moved_to = excluded.moved_to""",
        row,
    )
    if visit.outcome is Outcome.UNCHANGED and visit.article_id is not None:
        _redate(db, visit.article_id, article)


def has_moved(before: Dated, after: Dated) -> bool:
    """Return True where two declarations of a date contradict each other.

    Told in the same way (place, precision, with or without an offset) they are compared as they are. Otherwise they lie
    more than a day apart: other places round otherwise, and mistake the zone.

    >>> has_moved(Dated("2026-03-01", "day", "meta"), Dated("2026-03-02", "day", "meta"))
    True
    >>> has_moved(Dated("2026-03-01", "day", "visible"), Dated("2026-03-02T01:00:00Z", "second", "meta"))
    False
    """
    ways = [(one.place, one.precision, one.is_zoned) for one in (before, after)]
    if ways[0] != ways[1]:
        was, now = _day(before.at), _day(after.at)
        return was is not None and now is not None and abs(now - was) > _APART
    letters = _DATE_LETTERS.get(before.precision)
    if letters:
        return before.at[:letters] != after.at[:letters]
    moments = [from_utc_text(dates.to_utc(one.at)) for one in (before, after)]
    return None not in moments and moments[0] != moments[1]


def _may_be_clock(after: Dated, printed: Printed | None) -> bool:
    day = _day(after.at)
    return after.place in _LIKE_CLOCKS and (printed is None or day is None or abs(printed.fetch.day - day) <= _APART)


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text if len(text) > _DATE_LETTERS["month"] else f"{text}-15").date()
    except ValueError:
        return None


def _dated(
    at: str | None, precision: str | None, place: str | None, evidence: Iterable[tuple[str, str | None, str]]
) -> Dated | None:
    if not at or place not in DECLARED:
        return None
    printed = next((text for text, value, where in evidence if where == place and value == at), "")
    return None if counts_back(printed) else Dated(at, precision or "", place)


def _redate(db: Connection, article_id: int, article: Article) -> None:
    """Give the article the dates that its page has now, with their evidence; its words and all else stay."""
    row: dict[str, Any] = {name: getattr(article, name) for name in _COLUMNS}
    stored = from_json(db.value("SELECT provenance FROM articles WHERE id = ?", (article_id,)), {})
    provenance = {name: place for name, place in stored.items() if name not in _COLUMNS}
    provenance |= {name: place for name, place in article.provenance.items() if name in _COLUMNS}
    row |= {"provenance": provenance, "published_utc": dates.to_utc(article.published_at or "")}
    db.update("articles", article_id, row)
    write_dates(db, article_id, article.dates)
