"""Dating again the articles of a place that turned out to be something else: some a visit, the rest at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive.dating.judging import judge_again

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection

AT_ONCE = 50
"""Articles that are judged again in one transaction."""


def settle(db: Connection) -> bool:
    """Judge some articles again; return whether there are more. Part of the transaction that is open."""
    place = db.row(
        "SELECT id, judging_from FROM date_places WHERE judging_from IS NOT NULL ORDER BY judging_from LIMIT 1"
    )
    if place is None:
        return False
    rows = db.rows(
        "SELECT article_id FROM date_lines WHERE place_id = ? AND article_id >= ? ORDER BY article_id LIMIT ?",
        (place["id"], place["judging_from"], AT_ONCE),
    )
    for row in rows:
        judge_again(db, row["article_id"])
    is_done = len(rows) < AT_ONCE
    db.update("date_places", place["id"], {"judging_from": None if is_done else rows[-1]["article_id"] + 1})
    return True


def settle_all(db: Connection) -> None:
    """Judge all that are left, each batch in a transaction of its own."""
    is_open = True
    while is_open:
        with db.writing():
            is_open = settle(db)
