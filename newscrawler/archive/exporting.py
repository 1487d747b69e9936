"""Articles whole, one after another in the order of their numbers: memory does not grow with the archive.

One statement walks the table by its row numbers, so nothing is sorted, and what belongs to the articles is read for a
few hundred of them at a time. All of it shows the archive as it was when the walk began.
"""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from newscrawler.archive.query import Group, Query
from newscrawler.archive.reading import article_dict
from newscrawler.archive.search import prepare
from newscrawler.archive.search_filters import Conditions, Filter, conditions_of, names_it
from newscrawler.archive.snapshots import snapshots_of
from newscrawler.archive.values import json_text, storable_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.snapshots.unpacking import Unpacker
    from newscrawler.items import Snapshot

_AT_ONCE = 200
_NAMES = "SELECT value FROM json_each(:ids)"
_SEARCHED = "articles.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :match)"
_FIELDS = ("section", "author", "agency", "lang")
_PARTS = {
    "related_links": "SELECT article_id, url, text, kind FROM links",
    "dates": "SELECT article_id, text, place, role, value, precision, calendar, path, doubt FROM dates",
    "revisions": """SELECT article_id, number, seen_at, url, title, lead, body, published_at, modified_at, text_hash,
        extractor_version FROM revisions""",
    "absences": "SELECT article_id, gone_at, status, back_at FROM absences",
    "pages": "SELECT article_id, url FROM pages",
}
_ORDERS = {"revisions": "number", "absences": "gone_at", "pages": "id"}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are taken out; what is None or empty narrows nothing."""

    site: str | None = None
    since: str | None = None
    """The first day, ISO 8601, as the page shows it."""
    until: str | None = None
    """The last day."""
    lang: str | None = None
    """BCP 47; `en` takes `en-GB` too."""
    section: str | None = None
    """Words of the section, or of one of the breadcrumbs."""
    author: str | None = None
    """Words of an author's name."""
    agency: str | None = None
    """Any name of the agency that the origin line names."""
    query: str | None = None
    """What would be typed into search: words, "phrases", fields."""
    ids: tuple[int, ...] = ()
    limit: int | None = None
    """At most so many, those with the lowest numbers."""


class Selected:
    """The articles of a selection."""

    def __init__(self, db: Connection, unpacker: Unpacker, wanted: Selection) -> None:
        """Raises `BadQuery` for a query that holds nothing to look for, or a date that is none."""
        self._db = db
        self._unpacker = unpacker
        self._limit = wanted.limit
        condition, self._asked = _narrowed(db, wanted)
        # An index of the site's articles would only be sorted by number afterwards.
        self._source = f"articles NOT INDEXED WHERE {condition}"

    def count(self) -> int:
        """Return how many there are."""
        found = int(self._db.value(f"SELECT count(*) FROM {self._source}", self._asked))
        return found if self._limit is None else min(found, self._limit)

    def articles(self) -> Iterator[dict[str, Any]]:
        """Yield each with its links, dates, revisions, absences and addresses."""
        for rows in _chunks(self._rows("*")):
            names = json_text([row["id"] for row in rows])
            parts = {name: _part(self._db, name, names) for name in _PARTS}
            for row in rows:
                found = article_dict(row) | {"url_key": row["url_key"]}
                found |= {name: parts[name].get(row["id"], []) for name in _PARTS}
                found["pages"] = [page["url"] for page in found["pages"]]
                yield found

    def snapshots(self) -> Iterator[tuple[int, Snapshot]]:
        """Yield the number of each article with each of its snapshots, the oldest first."""
        for rows in _chunks(self._rows("id")):
            yield from snapshots_of(self._db, self._unpacker, [row["id"] for row in rows])

    def _rows(self, columns: str) -> Iterator[sqlite3.Row]:
        statement = f"SELECT {columns} FROM {self._source} ORDER BY id LIMIT :limit"
        return self._db.stream(statement, self._asked | {"limit": -1 if self._limit is None else self._limit})


def _narrowed(db: Connection, wanted: Selection) -> tuple[str, dict[str, Any]]:
    """Return the condition of a selection, and the values it is bound to."""
    asked = Query(Group(()), fields={name: [value] for name in _FIELDS if (value := getattr(wanted, name))})
    search = prepare(db, wanted.query, Filter()) if wanted.query else None
    beside = search.conditions if search else Conditions()
    match = search.matcher.all_words(search.query) if search else ""
    db.teach("names_it", 2, names_it)
    found = conditions_of(db, asked, Filter(wanted.site, wanted.since, wanted.until), beside)
    parts = [found.sql] if found.groups else []
    parts += [_SEARCHED] if match else []
    parts += [f"articles.id IN ({_NAMES})"] if wanted.ids else []
    values = found.values | ({"match": match} if match else {}) | ({"ids": list(wanted.ids)} if wanted.ids else {})
    return " AND ".join(parts) or "TRUE", storable_row(values)


def _chunks(rows: Iterator[sqlite3.Row]) -> Iterator[list[sqlite3.Row]]:
    while chunk := list(islice(rows, _AT_ONCE)):
        yield chunk


def _part(db: Connection, name: str, names: str) -> dict[int, list[dict[str, Any]]]:
    """Return article -> its rows of one of the other tables."""
    order = f"article_id, {_ORDERS.get(name, 'position')}"
    rows = db.rows(f"{_PARTS[name]} WHERE article_id IN ({_NAMES}) ORDER BY {order}", {"ids": names})
    dicts = (dict(row) for row in rows)
    return {
        article_id: [{key: each[key] for key in each if key != "article_id"} for each in members]
        for article_id, members in groupby(dicts, itemgetter("article_id"))
    }
