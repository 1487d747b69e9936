"""The frontier: a page that both archives know is where the later visit left it; forgotten by one is forgotten."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive.frontier.leases import RESTED_STATE
from newscrawler.archive.frontier.pages import FORGOTTEN
from newscrawler.archive.merging.joining import content, joined_rows, same_rows
from newscrawler.archive.merging.tables import TABLES
from newscrawler.archive.values import from_json, json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscrawler.archive.merging.names import Name, Names

    Rows = list[dict[str, Any]]

_TABLE = TABLES["pages"]
_COLUMNS = tuple(column for column in _TABLE.columns if column not in _TABLE.left)
_VISIT = len(_TABLE.groups) - 1
_MOST_HINTS = 8
_OPT_OUT = ("site", "host", "signal", "place", "first_seen_at")
# What a page is found by, before anybody visited it.
_FOUND = ("site", "url_key", "found_at", "found_on", "depth", "kind", "url", "title", "priority", "listed_utc", "hints")


def read(names: Names, condition: str, asked: tuple[Any, ...]) -> dict[str, Any] | None:
    """Return a page with its reservations; one that is leased as what it is when nobody holds it."""
    row = names.db.row(f"SELECT *, {RESTED_STATE} AS rested FROM pages WHERE {condition}", asked)
    if row is None:
        return None
    page = names.named("pages", row) | {"hints": row["hints"], "opt_outs": names.parts("opt_outs", row["id"])}
    return page | {"state": row["rested"]} if row["state"] == "leased" else page


def joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return one page of two."""
    row = joined_rows(_TABLE, one, other)
    visited = max(one, other, key=_visited)
    row |= {column: visited[column] for column in _TABLE.groups[_VISIT].columns}
    row["hints"] = _hints(one["hints"], other["hints"])
    row["opt_outs"] = _opt_outs(visited, other if visited is one else one)
    if row["forgotten_at"] is not None:
        row |= {"state": "forgotten", "reason": FORGOTTEN, "next_visit_at": None}
    return row


def _visited(page: dict[str, Any]) -> tuple[Any, ...]:
    group = _TABLE.groups[_VISIT]
    reserved = [content(row, TABLES["opt_outs"].columns) for row in page["opt_outs"]]
    return (*group.rank(page), content(page, group.columns), reserved)


def _opt_outs(best: dict[str, Any], worse: dict[str, Any]) -> Rows:
    """Return what the later visit found reserved, with the moment when that was seen first."""
    key = TABLES["opt_outs"].key
    before = {content(row, key): row["first_seen_at"] for row in worse["opt_outs"]}
    return [
        row | {"first_seen_at": min(row["first_seen_at"], before.get(content(row, key), row["first_seen_at"]))}
        for row in best["opt_outs"]
    ]


def _hints(one: str, other: str) -> str:
    """Return the dates that sources gave in both archives; as one of them has them where it has all."""
    hints = {text: [json_text(hint) for hint in from_json(text, [])] for text in (one, other)}
    if set(hints[one]) <= set(hints[other]):
        return max(one, other) if set(hints[one]) == set(hints[other]) else other
    if set(hints[other]) < set(hints[one]):
        return one
    both = sorted({*hints[one], *hints[other]}, reverse=True)
    return json_text([from_json(hint, {}) for hint in both[:_MOST_HINTS]])


def _same_reserved(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return same_rows(one["opt_outs"], other["opt_outs"], _OPT_OUT)


class Pages:
    """The pages of one archive that take in those of another."""

    def __init__(self, ours: Names, theirs: Names) -> None:
        """Take both archives."""
        self.ours = ours
        self.theirs = theirs

    def merge(self, number: int) -> None:
        """Take in the page of that number in the other archive."""
        page = read(self.theirs, "id = ?", (number,))
        if page is None:
            return
        mine = read(self.ours, "site = ? AND url_key = ?", (page["site"], page["url_key"]))
        if mine is None:
            self._write(None, page)
            return
        both = joined(mine, page)
        if any(both[column] != mine[column] for column in (*_COLUMNS, "hints")) or not _same_reserved(both, mine):
            self._write(mine["id"], both)

    def number(self, name: Name | None) -> int | None:
        """Return the number of the page of that name, here; made as one that nobody visited yet where it is new."""
        if name is None:
            return None
        known = self.ours.number("pages", name)
        if known is None:
            for page in reversed(list(self._unknown(name))):
                row = {column: page[column] for column in _FOUND} | {
                    "found_on": self.ours.number("pages", page["found_on"])
                }
                self.ours.db.insert("pages", row)
            known = self.ours.number("pages", name)
        return known

    def _unknown(self, name: Name | None) -> Iterator[dict[str, Any]]:
        """Yield the page, the page it was found on, and so on, as far as they are not known here."""
        seen: set[Name] = set()
        while name is not None and name not in seen and self.ours.number("pages", name) is None:
            seen.add(name)
            page = read(self.theirs, "site = ? AND url_key = ?", name)
            if page is None:
                return
            yield page
            name = page["found_on"]

    def _write(self, number: int | None, page: dict[str, Any]) -> None:
        self.number(page["found_on"])
        row = self.ours.numbered(page, _COLUMNS) | {"hints": page["hints"], "leased_until": None}
        known = number or self.ours.number("pages", (page["site"], page["url_key"]))
        if known is None:
            known = self.ours.db.insert("pages", row)
        else:
            self.ours.db.update("pages", known, row)
        self.ours.db.run("DELETE FROM opt_outs WHERE page_id = ?", (known,))
        for one in page["opt_outs"]:
            self.ours.db.insert("opt_outs", {name: one[name] for name in _OPT_OUT} | {"page_id": known})
