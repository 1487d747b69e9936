"""What the user asks of pages: to be tried again, or never again. Each is one transaction, beside crawls that run."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newscrawler.archive.frontier.leases import RESTED_STATE
from newscrawler.archive.frontier.pages import FORGOTTEN, Finding, add_pages, forgotten_at, page_key
from newscrawler.archive.sites import find_site
from newscrawler.archive.snapshots import contents_of, delete_unused
from newscrawler.archive.values import storable_text
from newscrawler.errors import ArchiveError
from newscrawler.items import Discovered
from newscrawler.urls import is_fetchable, site_of

if TYPE_CHECKING:
    import sqlite3

    from newscrawler.archive.connection import Connection
    from newscrawler.items import Visit

TRIED_AGAIN = ("failed", "skipped", "gone", "set aside")
"""States whose pages `retry` takes, where no address is named."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Which pages are to be tried again; what is None does not narrow them."""

    site: str | None = None
    reason: str | None = None
    """Part of their reason, in upper or lower case."""
    url: str | None = None
    """The only one, whatever its state: also a page that is done, or was forgotten."""
    state: str | None = None
    """One of `TRIED_AGAIN`."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten."""

    urls: list[str]
    """The addresses that are never fetched again."""
    article_id: int | None = None
    """The article that was read there."""
    elsewhere: list[str] = field(default_factory=list)
    """Its other addresses, which are visited as before."""
    is_deleted: bool = False
    """True where the article was deleted."""


def retry(db: Connection, wanted: Retry) -> dict[str, int]:
    """Make pages due at once, to be read whole; return how many, by the reasons they had, the commonest first.

    What a run holds now is left to it. A page that killed runs before comes alone, as it did.
    """
    condition, asked = _condition(wanted)
    with db.writing():
        rows = db.rows(
            f"SELECT reason, count(*) FROM pages WHERE {condition} GROUP BY reason ORDER BY count(*) DESC, reason",
            asked,
        )
        # In this order: an UPDATE reads the row as it was, so that the state must not be told from `forgotten_at`.
        db.run(
            f"UPDATE pages SET forgotten_at = NULL, reason = '' WHERE {condition} AND forgotten_at IS NOT NULL", asked
        )
        db.run(
            f"""UPDATE pages SET state = {RESTED_STATE}, next_visit_at = :now, attempts = 0, crashes = min(crashes, 1),
                etag = NULL, last_modified = NULL WHERE {condition}""",
            asked | {"now": db.now_text},
        )
    return {row[0] or "no reason": row[1] for row in rows}


def _condition(wanted: Retry) -> tuple[str, dict[str, str]]:
    if wanted.url is not None:
        return "url_key = :key AND state <> 'leased'", {"key": page_key(wanted.url)}
    states = f"({', '.join(repr(state) for state in TRIED_AGAIN)})"
    narrowing = {
        "site = :site": wanted.site,
        "state = :state": wanted.state,
        "instr(lower(reason), lower(:reason)) > 0": wanted.reason,
    }
    conditions = [f"state IN {states}", *(condition for condition, value in narrowing.items() if value is not None)]
    asked = {"site": wanted.site, "state": wanted.state, "reason": wanted.reason}
    return " AND ".join(conditions), {name: storable_text(value) for name, value in asked.items() if value is not None}


def forget(db: Connection, url: str) -> Forgotten:
    """Let the page at that address never be fetched again, whoever lists it; one that nobody knew gets its row.

    A run that holds it at this moment throws away what comes. Raises `ArchiveError` for an address of no known site.
    """
    with db.writing():
        rows = _rows_at(db, url) or _made(db, url)
        for row in rows:
            _forget(db, "id = :id", {"id": row["id"]})
        article_id = next((row["article_id"] for row in rows if row["article_id"] is not None), None)
        elsewhere = [page["url"] for page in _pages_of(db, article_id) if not page["forgotten_at"]]
    return Forgotten([row["url"] for row in rows], article_id, elsewhere)


def forget_with_article(db: Connection, url: str) -> Forgotten:
    """Forget every address of the page's article, and delete the article with all that belongs to it."""
    with db.writing():
        forgotten = forget(db, url)
        if forgotten.article_id is None:
            return forgotten
        _forget(db, "article_id = :id", {"id": forgotten.article_id})
        contents = contents_of(db, forgotten.article_id)
        db.run("DELETE FROM articles WHERE id = ?", (forgotten.article_id,))
        delete_unused(db, contents)
    return replace(forgotten, urls=forgotten.urls + forgotten.elsewhere, elsewhere=[], is_deleted=True)


def is_forgotten(db: Connection, visit: Visit) -> bool:
    """Return True for a visit of a page, or of one that answered in its place, that is not to be fetched any more."""
    urls = {visit.page.url, visit.snapshot.url if visit.snapshot else visit.page.url}
    return any(forgotten_at(db, page_key(url)) for url in urls)


def _rows_at(db: Connection, url: str) -> list[sqlite3.Row]:
    return db.rows("SELECT * FROM pages WHERE url_key = ? ORDER BY id", (page_key(url),))


def _made(db: Connection, url: str) -> list[sqlite3.Row]:
    site = find_site(db, site_of(url)) if is_fetchable(url) else None
    if site is not None:
        add_pages(db, [Discovered(url)], Finding(site))
    rows = _rows_at(db, url)
    if not rows:
        raise ArchiveError(f"cannot forget {url[:200]!r}: expected an address of a site in {db.path}")
    return rows


def _pages_of(db: Connection, article_id: int | None) -> list[sqlite3.Row]:
    return db.rows("SELECT url, forgotten_at FROM pages WHERE article_id = ? ORDER BY id", (article_id,))


def _forget(db: Connection, condition: str, asked: dict[str, int]) -> None:
    # A leased page stays so, for its run to account for.
    db.run(
        f"""UPDATE pages SET forgotten_at = coalesce(forgotten_at, :now), next_visit_at = NULL, reason = :reason,
            state = CASE state WHEN 'leased' THEN state ELSE 'forgotten' END WHERE {condition}""",
        asked | {"now": db.now_text, "reason": FORGOTTEN},
    )
