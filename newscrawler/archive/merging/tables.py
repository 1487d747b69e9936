"""How each table is merged: the one place that names every table and every column.

Of two rows of the same key one becomes. Its columns come in groups, each whole from the row that wins the group, so
that no mixture arises that neither archive held; a few are the least or the most of both. Who wins is told from what
the rows say alone, never from which archive is merged into which.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Row = Mapping[str, Any]
    Rank = tuple[Any, ...]


class Way(StrEnum):
    """What becomes of a table's rows."""

    JOINED = "joined"
    """Rows of the same key become one."""
    CARRIED = "carried"
    """They go along with the row that they belong to, where that wins."""
    DERIVED = "derived"
    """They are told from other rows, and made there."""
    LOCAL = "local"
    """They say something of one file."""


def _no_rank(_row: Row) -> Rank:
    return ()


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that stay together: those of the row with the highest rank, of equals those of the greater content."""

    columns: tuple[str, ...]
    rank: Callable[[Row], Rank] = _no_rank


@dataclass(frozen=True)
class Table:
    """How one table is merged."""

    way: Way
    key: tuple[str, ...] = ()
    """What tells rows apart; among those of one owner where there is one."""
    owner: str = ""
    """The column that names the row it belongs to."""
    groups: tuple[Group, ...] = ()
    least: tuple[str, ...] = ()
    most: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """Columns that say something of one file: numbers, leases, how bytes are packed."""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Every column, those that are left out last."""
        grouped = (column for group in self.groups for column in group.columns)
        owner = (self.owner,) if self.owner else ()
        named = (*owner, *self.key, *grouped, *self.least, *self.most, *self.left)
        return tuple(dict.fromkeys(named))


REFERENCES = {
    "run_id": "runs",
    "page_id": "pages",
    "found_on": "pages",
    "article_id": "articles",
    "snapshot_id": "snapshots",
    "place_id": "date_places",
}
"""Column -> the table whose number it holds. Numbers differ from file to file: rows are compared by names instead."""

NAMES = {
    "runs": ("origin",),
    "pages": ("site", "url_key"),
    "articles": ("site", "url_key"),
    "snapshots": ("url", "fetched_at", "sha256"),
    "date_places": ("site", "place", "path"),
}
"""Table -> the columns that name its rows in every archive; snapshots among those of their article."""

_STATES = ("new", "skipped", "failed", "set aside", "gone", "moved", "done", "forgotten")


def _earlier(moment: str) -> Rank:
    """Return a rank that is the higher, the earlier the moment."""
    return tuple(-ord(letter) for letter in moment)


def _visit_rank(row: Row) -> Rank:
    state = row["state"]
    return (row["last_visit_at"] or "", row["visits"], _STATES.index(state) if state in _STATES else 0)


def _version_rank(row: Row) -> Rank:
    """The version with the newest words; of the same words the one that the later extractor read."""
    digits = "".join(sign if sign.isdigit() else " " for sign in row["extractor_version"]).split()
    return (row["has_newest_words"], tuple(int(number) for number in digits))


WORDS = (
    *(
        "title",
        "lead",
        "body",
        "language",
        "origin_line",
        "agency",
        "section",
        "breadcrumbs",
        "authors",
        "images",
        "tags",
    ),
    *("is_free", "modified_at", "text_hash", "extractor_version", "title_folded", "body_folded", "folding_version"),
)
DATED = (
    *("date_line", "date_line_date", "published_at", "published_precision", "published_from", "published_utc"),
    "provenance",
)
CHANGES = (
    *("kind", "title_changed", "lead_changed", "body_changed", "paragraphs_added", "paragraphs_removed"),
    *("paragraphs_reworded", "paragraphs_moved", "words_added", "words_removed", "notice", "notice_text"),
)
"""What a revision says it changed: told anew, for another one may stand before it now."""
_RUN = ("site", "spider", "started_at", "ended_at", "verdict", "exit_status", "reason", "line")
_VISIT = (
    *("last_visit_at", "state", "outcome", "reason", "next_visit_at", "last_status", "attempts", "crashes"),
    *("etag", "last_modified", "body_sha256", "interval_seconds", "brought", "brought_at", "moved_to"),
)

TABLES = {
    "sites": Table(
        Way.JOINED,
        key=("site",),
        groups=(
            Group(
                ("spider", "name", "domains", "country", "languages", "timezone"), lambda row: (row["spider"] != "",)
            ),
        ),
        least=("first_seen_at",),
    ),
    "runs": Table(
        Way.JOINED,
        key=("origin",),
        groups=(
            Group(
                (*_RUN, "requested", "found", "known", "dropped"),
                lambda row: (row["ended_at"] or "", row["requested"], row["found"]),
            ),
        ),
        left=("id",),
    ),
    "run_outcomes": Table(Way.CARRIED, ("kind", "outcome", "reason"), "run_id", (Group(("count",)),)),
    "run_drops": Table(Way.CARRIED, ("reason",), "run_id", (Group(("count",)),)),
    "articles": Table(
        Way.JOINED,
        key=("site",),
        # The words decide first; of equal words the version that knows more dates, then what it made of them.
        groups=(Group((*WORDS, *DATED), _version_rank), Group(("url_key", "url", "canonical_url"))),
        least=("first_seen_at",),
        most=("last_seen_at",),
        left=("id", "gone_at"),
    ),
    "revisions": Table(
        Way.JOINED,
        key=("text_hash", "seen_at"),
        owner="article_id",
        groups=(
            Group(("title", "lead", "body", "url", "published_at", "modified_at", "extractor_version")),
            Group(("run_id",), lambda row: (row["run_id"] is not None,)),
            Group(("snapshot_id",), lambda row: (row["snapshot_id"] is not None,)),
        ),
        least=("number",),
        left=("id", *CHANGES),
    ),
    "snapshots": Table(
        Way.JOINED,
        key=("url", "fetched_at", "sha256"),
        owner="article_id",
        groups=(
            Group(("status", "headers", "size_bytes")),
            Group(("page_id",), lambda row: (row["page_id"] is not None,)),
            Group(("run_id",), lambda row: (row["run_id"] is not None,)),
        ),
        left=("id", "content_id"),
    ),
    "absences": Table(
        Way.JOINED, key=("gone_at",), owner="article_id", groups=(Group(("status",)),), least=("back_at",)
    ),
    "date_moves": Table(Way.JOINED, key=("seen_at",), owner="article_id", groups=(Group(("moved_from", "moved_to")),)),
    "links": Table(Way.CARRIED, ("position",), "article_id", (Group(("url", "text", "kind")),)),
    "dates": Table(
        Way.CARRIED,
        ("position",),
        "article_id",
        (Group(("text", "place", "role", "value", "precision", "calendar", "path", "doubt")),),
    ),
    "date_lines": Table(
        Way.JOINED,
        key=("place_id",),
        owner="article_id",
        groups=(
            Group(
                ("fetched_at", "text", "day", "minutes_ago", "fetched_on", "may_be_clock"),
                lambda row: (row["fetched_at"],),
            ),
            Group(("vote",), lambda row: (row["vote"] != "", row["fetched_at"])),
        ),
    ),
    "date_places": Table(
        Way.JOINED,
        key=("site", "place", "path"),
        groups=(Group(("verdict", "reason")),),
        most=("moved", "older", "stayed", "past", "alike"),
        left=("id", "judging_from"),
    ),
    "pages": Table(
        Way.JOINED,
        key=("site", "url_key"),
        groups=(
            # Named by the site or the user before found on a page, then what was found first.
            Group(
                ("found_at", "found_on", "depth", "kind", "url"),
                lambda row: (row["found_on"] is None, _earlier(row["found_at"])),
            ),
            Group(("title",)),
            Group(("article_id",), lambda row: (row["article_id"] is not None, *_visit_rank(row))),
            Group(_VISIT, _visit_rank),
        ),
        least=("forgotten_at",),
        most=("priority", "listed_utc", "visits"),
        left=("id", "hints", "leased_by", "leased_until"),
    ),
    "robots_files": Table(
        Way.JOINED,
        key=("site", "host"),
        groups=(
            Group(
                ("read_at", "status", "sha256", "crawl_delay_seconds", "tdm_file_read_at"),
                lambda row: (row["read_at"],),
            ),
        ),
    ),
    "opt_outs": Table(
        Way.CARRIED, ("signal", "place"), "page_id", (Group(("site", "host", "first_seen_at")),), (), (), ("id",)
    ),
    "articles_fts": Table(Way.DERIVED),
    "copy_shingles": Table(Way.DERIVED),
    "copy_pairs": Table(Way.DERIVED),
    "copy_clusters": Table(Way.DERIVED),
    "copy_pending": Table(Way.DERIVED),
    "contents": Table(Way.LOCAL),
    "dictionaries": Table(Way.LOCAL),
    "imports": Table(Way.LOCAL),
    "saved_searches": Table(Way.LOCAL),
    "saved_search_hits": Table(Way.LOCAL),
    "_sqlite_migrations": Table(Way.LOCAL),
}
"""Table -> how it is merged. A table or a column of the schema that is not named here fails a test."""
