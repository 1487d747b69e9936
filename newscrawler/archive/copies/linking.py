"""Comparing an article with those before it, at the moment when it is stored or later."""

# ruff: noqa: S608 - nothing but question marks is put into these statements

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive.copies import clusters
from newscrawler.archive.copies.finding import candidates
from newscrawler.text.resemblance import Wording, likeness, wording
from newscrawler.text.shingles import sketch

if TYPE_CHECKING:
    import sqlite3

    from newscrawler.archive.connection import Connection
    from newscrawler.text.resemblance import Likeness

BATCH = 100
"""Articles compared in one transaction: others can write in between, and what is done stays done."""
AT_THE_END = 1000
"""Articles that each run, import and merge compares at its end, of those that are not compared yet."""
MOST_KNOWN = 64
"""Links of an altered article that are looked at again."""

_KNOWN = """SELECT copy_id FROM copy_pairs WHERE article_id = :id
UNION SELECT article_id FROM copy_pairs WHERE copy_id = :id LIMIT :most"""


def note_copies(db: Connection, article_id: int) -> None:
    """Find the article's copies by its words as they stand now; what was known of it before is made anew."""
    row = db.row("SELECT lead, body FROM articles WHERE id = ?", (article_id,))
    if row is None:
        return
    known = _forget(db, article_id)
    own = wording(compared_text(row))
    if own.is_comparable:
        values = sketch(own.runs)
        near = candidates(db, article_id, values)
        for value in sorted(set(values)):
            db.run("INSERT INTO copy_shingles VALUES (?, ?)", (value, article_id))
        _link(db, article_id, own, list(dict.fromkeys([*near, *known])))
    db.run("DELETE FROM copy_pending WHERE article_id = ?", (article_id,))


def compared_text(row: sqlite3.Row | dict[str, Any]) -> str:
    """Return the text by which an article is compared: its body; its lead where it has no body.

    >>> compared_text({"lead": "In short", "body": ""})
    'In short'
    """
    return str(row["body"] or row["lead"] or "")


def note_if_altered(db: Connection, article_id: int) -> None:
    """Find the article's copies where its words were written since they were compared last."""
    if db.value("SELECT 1 FROM copy_pending WHERE article_id = ?", (article_id,)):
        note_copies(db, article_id)


def leave(db: Connection, article_id: int) -> None:
    """Take the article out of its cluster, before it is deleted: what only it held together falls apart."""
    _forget(db, article_id)


def catch_up(db: Connection, most: int | None = None) -> int:
    """Compare articles that wait for it, the oldest first, at most so many; return how many were compared."""
    done = 0
    while most is None or done < most:
        with db.writing():
            limit = BATCH if most is None else min(BATCH, most - done)
            waiting = db.rows("SELECT article_id FROM copy_pending ORDER BY article_id LIMIT ?", (limit,))
            for (article_id,) in waiting:
                note_copies(db, article_id)
        done += len(waiting)
        if len(waiting) < limit:
            break
    return done


def pending(db: Connection) -> int:
    """Return how many articles wait to be compared."""
    return int(db.value("SELECT count(*) FROM copy_pending"))


def _forget(db: Connection, article_id: int) -> list[int]:
    """Delete what is known of the article; return those it was linked with."""
    db.run("DELETE FROM copy_shingles WHERE article_id = ?", (article_id,))
    known = [other for (other,) in db.rows(_KNOWN, {"id": article_id, "most": MOST_KNOWN})]
    if known:
        db.run("DELETE FROM copy_pairs WHERE article_id = :id OR copy_id = :id", {"id": article_id})
    cluster = clusters.cluster_of(db, article_id)
    if cluster is not None:
        clusters.part(db, cluster, article_id)
    return known


def _link(db: Connection, article_id: int, own: Wording, others: list[int]) -> None:
    marks = ", ".join("?" * len(others))
    rows = db.rows(f"SELECT id, lead, body FROM articles WHERE id IN ({marks})", others) if others else []
    linked = [article_id]
    for row in rows:
        pair = sorted(((article_id, own), (row["id"], wording(compared_text(row)))), key=lambda one: one[0])
        alike = likeness(pair[0][1], pair[1][1])
        if alike.kind is not None:
            db.insert("copy_pairs", _pair_row(pair[0][0], pair[1][0], alike))
            linked.append(row["id"])
    if len(linked) > 1:
        clusters.join(db, linked)


def _pair_row(article_id: int, copy_id: int, alike: Likeness) -> dict[str, object]:
    shares = {"resemblance": alike.resemblance, "of_article": alike.of_first, "of_copy": alike.of_second}
    return {
        "article_id": article_id,
        "copy_id": copy_id,
        "kind": alike.kind,
        **{name: round(share, 3) for name, share in shares.items()},
    }
