"""An article with all that belongs to it: read by names, joined with what another archive has of it, and written."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newscrawler.archive import dating
from newscrawler.archive.history.filling import recount
from newscrawler.archive.merging.joining import (
    absences_joined,
    consecutive,
    content,
    joined_rows,
    keyed,
    same_rows,
    united,
)
from newscrawler.archive.merging.tables import DATED, TABLES, WORDS
from newscrawler.archive.snapshots import snapshot_of
from newscrawler.items import DateEvidence, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from newscrawler.archive.merging.names import Names

    Rows = list[dict[str, Any]]

PARTS = tuple(name for name, table in TABLES.items() if table.owner == "article_id")
_REPLACED = ("links", "dates", "absences", "date_moves", "date_lines")
_OWN = tuple(column for column in TABLES["articles"].columns if column != "id")
_TOLD = (Place.FEED, Place.SITEMAP)
_EVIDENCE = ("text", "place", "role", "value", "precision", "calendar", "path", "doubt")
_SERVED = ("status", "headers", "page_id", "run_id")
_IDENTITY = ("place", "path", "text")


@dataclass(slots=True)
class Bundle:
    """An article of one archive, or of several joined."""

    row: dict[str, Any]
    parts: dict[str, Rows]
    fresh: Rows = field(default_factory=list)
    """Dates that sources told of it in one archive, and its version in the other does not know yet."""

    @property
    def told(self) -> Rows:
        """The dates that sources told of it."""
        return [one for one in (*self.parts["dates"], *self.fresh) if one["place"] in _TOLD]


def read(names: Names, number: int) -> Bundle | None:
    """Return an article; None where there is none of that number."""
    row = names.db.row("SELECT * FROM articles WHERE id = ?", (number,))
    if row is None:
        return None
    parts = {table: names.parts(table, number) for table in PARTS}
    for snapshot in parts["snapshots"]:
        snapshot["from"] = names
    return Bundle(names.named("articles", row) | {"gone_at": row["gone_at"]}, parts)


def joined(one: Bundle, other: Bundle) -> Bundle:
    """Return one article of two."""
    revisions = consecutive(united(TABLES["revisions"], one.parts["revisions"], other.parts["revisions"]))
    for bundle in (one, other):
        bundle.row["has_newest_words"] = _has_newest(bundle.parts["revisions"], revisions)
    best, worse = sorted((one, other), key=_rank, reverse=True)
    row = joined_rows(TABLES["articles"], one.row, other.row)
    row |= {column: best.row[column] for column in (*WORDS, *DATED)} | _address(best, worse)
    known = {content(date, _IDENTITY) for date in best.parts["dates"]}
    fresh = {content(date, _IDENTITY): date for date in (*best.fresh, *worse.told)}
    parts = {
        "revisions": revisions,
        "snapshots": _snapshots(one, other),
        "absences": absences_joined(
            united(TABLES["absences"], one.parts["absences"], other.parts["absences"]), row["last_seen_at"]
        ),
        "date_moves": united(TABLES["date_moves"], one.parts["date_moves"], other.parts["date_moves"]),
        "date_lines": united(TABLES["date_lines"], one.parts["date_lines"], other.parts["date_lines"]),
        "links": best.parts["links"],
        "dates": best.parts["dates"],
    }
    absence = parts["absences"][-1] if parts["absences"] else None
    row["gone_at"] = absence["gone_at"] if absence and absence["back_at"] is None else None
    return Bundle(row, parts, [fresh[key] for key in sorted(fresh) if key not in known])


def _has_newest(own: Rows, both: Rows) -> bool:
    """Did this archive see the newest words, since they are there for the last time?"""
    if not own or not both:
        return False
    return bool(own[-1]["text_hash"] == both[-1]["text_hash"] and own[-1]["seen_at"] >= both[-1]["seen_at"])


def _rank(bundle: Bundle) -> tuple[Any, ...]:
    """The newest words first; of equal words what the later extractor read, then what knows more dates."""
    version = TABLES["articles"].groups[0].rank(bundle.row)
    parts = [content(part, _EVIDENCE) for part in bundle.parts["dates"]]
    parts += [content(part, ("url", "text", "kind")) for part in bundle.parts["links"]]
    return (*version, content(bundle.row, WORDS), len(bundle.told), content(bundle.row, DATED), parts)


def _address(best: Bundle, worse: Bundle) -> dict[str, Any]:
    """Return the address: of two keys the one that was seen first, as the better version writes it."""
    key = min((bundle.row["first_seen_at"], bundle.row["url_key"]) for bundle in (best, worse))[1]
    owner = best if best.row["url_key"] == key else worse
    return {column: owner.row[column] for column in ("url_key", "url", "canonical_url")}


def _snapshots(one: Bundle, other: Bundle) -> Rows:
    """Return those of both, each with where its bytes are."""
    table = TABLES["snapshots"]
    places = keyed(table, other.parts["snapshots"]) | keyed(table, one.parts["snapshots"])
    rows = keyed(table, united(table, one.parts["snapshots"], other.parts["snapshots"]))
    return [row | {"id": places[key]["id"], "from": places[key]["from"]} for key, row in rows.items()]


def is_same(one: Bundle, other: Bundle) -> bool:
    """Do both say the same?"""
    return (
        all(one.row[column] == other.row[column] for column in _OWN)
        and not one.fresh
        and all(_is_same_part(table, one.parts[table], other.parts[table]) for table in PARTS)
    )


def _is_same_part(table: str, one: Rows, other: Rows) -> bool:
    left = {*TABLES[table].left, TABLES[table].owner}
    columns = [column for column in TABLES[table].columns if column not in left]
    if table == "revisions" or same_rows(one, other, columns):
        return same_rows(one, other, columns)
    return len(one) == len(other) and sorted(content(row, columns) for row in one) == sorted(
        content(row, columns) for row in other
    )


def write(names: Names, bundle: Bundle, number: int | None, page_number: Callable[[Any], int | None]) -> int:
    """Write an article over the one of that number, or anew; return its number. `page_number` finds or makes a page."""
    db = names.db
    row = {column: bundle.row[column] for column in _OWN}
    there: dict[str, Rows] = {table: [] if number is None else names.parts(table, number) for table in PARTS}
    if number is None:
        number = db.insert("articles", row)
    else:
        db.update("articles", number, row)
    _write_snapshots(names, bundle, number, there["snapshots"], page_number)
    _write_revisions(names, bundle, number, there["revisions"])
    for table in _REPLACED:
        if not _is_same_part(table, there[table], bundle.parts[table]):
            _replace(names, table, number, bundle.parts[table])
    if bundle.fresh:
        told = [DateEvidence(**{column: date[column] for column in _EVIDENCE}) for date in bundle.fresh]
        dating.add_evidence(db, number, told)
    return number


def _replace(names: Names, table: str, owner: int, rows: Rows) -> None:
    asked = TABLES[table]
    columns = [column for column in asked.columns if column not in {*asked.left, asked.owner}]
    names.db.run(f"DELETE FROM {table} WHERE {asked.owner} = ?", (owner,))
    for row in rows:
        names.db.insert(table, {asked.owner: owner, **names.numbered(row, columns)})


def _write_snapshots(
    names: Names, bundle: Bundle, number: int, rows: Rows, page_number: Callable[[Any], int | None]
) -> None:
    table = TABLES["snapshots"]
    there = keyed(table, rows)
    for key, row in keyed(table, sorted(bundle.parts["snapshots"], key=lambda row: str(row["fetched_at"]))).items():
        page_id, run_id = page_number(row["page_id"]), names.number("runs", row["run_id"])
        if key not in there:
            # Read and packed anew: how bytes are kept is each archive's own affair, and what is damaged stops here.
            kept = snapshot_of(row["from"].db, row["from"].keeper.unpacker, row["id"])
            owners = {"article_id": number, "page_id": page_id, "run_id": run_id}
            names.keeper.keep(kept.snapshot, bundle.row["site"], owners)
        elif not same_rows([there[key]], [row], _SERVED):
            served = {column: row[column] for column in ("status", "headers")}
            names.db.update("snapshots", there[key]["id"], {"page_id": page_id, "run_id": run_id} | served)


def _write_revisions(names: Names, bundle: Bundle, number: int, rows: Rows) -> None:
    table, db = TABLES["revisions"], names.db
    there = keyed(table, rows)
    wanted = keyed(table, bundle.parts["revisions"])
    columns = [column for column in table.columns if column not in {*table.left, "article_id", "snapshot_id"}]
    for key in there.keys() - wanted.keys():
        db.run("DELETE FROM revisions WHERE id = ?", (there[key]["id"],))
    if there:  # no two may have one number, also for a moment
        db.run("UPDATE revisions SET number = -number WHERE article_id = ?", (number,))
    for key, row in wanted.items():
        values = names.numbered(row, columns) | {"snapshot_id": _snapshot_number(names, number, row["snapshot_id"])}
        if key in there:
            db.update("revisions", there[key]["id"], values)
        else:
            db.insert("revisions", {"article_id": number, **values})
    for row in wanted.values():
        recount(db, number, row["number"])


def _snapshot_number(names: Names, article: int, name: tuple[Any, ...] | None) -> int | None:
    if name is None:
        return None
    statement = """SELECT id FROM snapshots WHERE article_id = ? AND url = ? AND fetched_at = ? AND sha256 = ?
        ORDER BY id LIMIT 1"""
    found: int | None = names.db.value(statement, (article, *name))
    return found


def absorb(names: Names, number: int, into: int) -> None:
    """Let an article of this archive be gone in another one that holds all it held."""
    for table in ("snapshots", "pages"):
        names.db.run(f"UPDATE {table} SET article_id = ? WHERE article_id = ?", (into, number))
    names.db.run("DELETE FROM articles WHERE id = ?", (number,))
