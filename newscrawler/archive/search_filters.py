"""The fields of a query and the filters of a command -> conditions on `articles`, every value bound."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newscrawler.archive.sites import find_site
from newscrawler.archive.values import from_json, storable, storable_row
from newscrawler.dates.asked import EXPECTED, as_period
from newscrawler.errors import BadQuery
from newscrawler.text import fold, language_tag
from newscrawler.text.agencies import agency_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.query import Query

SHOWN_DAY = "coalesce(substr(published_at, 1, 10), date_line_date)"
"""The day that the page shows: of publication, else of its date line. Undated articles have none."""

_MOST = 10**9
# Field -> what an article has that has the value `:value`. Language and agency stand behind the body in a row, which
# SQLite would walk through; their indexes do not need the row.
_CONDITIONS = {
    "site": "articles.site = :value",
    "section": "(names_it(section, :value) OR names_it(breadcrumbs, :value))",
    "author": "(authors <> '[]' AND names_it(authors, :value))",
    "agency": "articles.id IN (SELECT id FROM articles WHERE agency = :value COLLATE NOCASE)",
    "lang": """articles.id IN (SELECT id FROM articles WHERE language = :value
        OR (language > :value || '-' AND language < :value || '.'))""",
    "since": f"{SHOWN_DAY} >= :value",
    "until": f"{SHOWN_DAY} <= :value",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles are asked for."""

    site: str | None = None
    since: str | None = None
    """The first day, ISO 8601, as the page shows it."""
    until: str | None = None
    """The last day."""
    limit: int | None = 20

    def as_parameters(self) -> dict[str, Any]:
        """Return the named parameters of the queries."""
        asked = {"site": self.site, "since": self.since, "until": self.until}
        return storable_row(asked) | {"limit": -1 if self.limit is None else min(self.limit, _MOST)}


@dataclass(frozen=True, slots=True)
class Conditions:
    """SQL conditions with the values they are bound to."""

    groups: dict[str, str] = field(default_factory=dict)
    """What the user wrote -> the condition."""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        """The conditions in one; "" where there is none."""
        return " AND ".join(self.groups.values())

    def without(self, written: str) -> Conditions:
        """Return all but one of them."""
        return replace(self, groups={name: sql for name, sql in self.groups.items() if name != written})


def conditions_of(db: Connection, query: Query, wanted: Filter, beside: Conditions | None = None) -> Conditions:
    """Return the conditions of a query's fields and of the filter, `beside` others; raise `BadQuery` for a wrong date.

    Their statement calls `names_it`: the connection must have been taught it.
    """
    found = beside or Conditions()
    asked = {"site": wanted.site, "since": wanted.since, "until": wanted.until}
    for name, value in asked.items():
        if value is not None:
            _add(found, f"--{name} {value}", "({})", name, [storable(value)])
    read = _reader(db)
    for name, values in query.fields.items():
        _add(found, _written(name, values), "({})", name, [read(name, value) for value in values])
    for name, values in query.without_fields.items():
        _add(found, f"-{_written(name, values)}", "NOT coalesce({}, 0)", name, [read(name, value) for value in values])
    return found


def _add(found: Conditions, written: str, form: str, name: str, values: list[Any]) -> None:
    parts = []
    for value in values:
        key = f"v{len(found.values)}"
        found.values[key] = value
        parts.append(_CONDITIONS[name].replace(":value", f":{key}"))
    if parts:
        found.groups[written] = form.format(f"({' OR '.join(parts)})")


def _written(name: str, values: list[str]) -> str:
    return " ".join(f'{name}:"{value}"' if " " in value else f"{name}:{value}" for value in values)


def _reader(db: Connection) -> Callable[[str, str], Any]:
    readers: dict[str, Callable[[str], str]] = {
        "site": lambda value: find_site(db, value) or value,
        "section": fold,
        "author": fold,
        "agency": lambda value: agency_of(value) or value,
        "lang": lambda value: language_tag(value) or value,
        "since": lambda value: _day(value, db.now().date(), 0),
        "until": lambda value: _day(value, db.now().date(), 1),
    }
    return lambda name, value: storable(readers[name](value))


def _day(value: str, today: date, edge: int) -> str:
    try:
        return as_period(value, today)[edge].isoformat()
    except (ValueError, OverflowError):
        raise BadQuery(f"{value[:40]!r} is no date for since: or until:; {EXPECTED}") from None


@lru_cache(maxsize=65536)  # authors and sections recur
def names_it(text: str | None, folded: str) -> bool:
    """Return whether a name, or one of a JSON list of names, holds the folded words, whole and in their order.

    >>> names_it('["Hannah Vale", "B. Writer"]', "vale"), names_it("Hannah Vale", "val"), names_it(None, "")
    (True, False, False)
    """
    if not text:
        return False
    read = from_json(text, text) if text[0] == "[" else text
    names = read if isinstance(read, list) else [text]
    return any(f" {folded} " in f" {fold(str(name))} " for name in names)
