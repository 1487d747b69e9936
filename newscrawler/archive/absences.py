"""Whether an article can still be read where it came from: a deleted article is news, and its words stay here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive.frontier.due import GONE
from newscrawler.items import Outcome

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection
    from newscrawler.items import Visit

_READ = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.ALIAS})
# Other addresses of the article at which it was read when they were last visited.
_LIVING = """article_id = ? AND id <> ? AND state IN ('done', 'leased')
    AND outcome IN ('new', 'changed', 'unchanged', 'alias') AND moved_to IS NULL"""


def note_absence(db: Connection, visit: Visit, page_id: int) -> None:
    """Write that the visit's article is gone (404 or 410 at the last of its addresses), or that it is back."""
    if visit.article_id is None:
        return
    status = visit.snapshot.status if visit.snapshot else 0
    if visit.outcome in _READ:
        _end_absence(db, visit.article_id)
    elif visit.outcome is Outcome.FAILED and status in GONE and not _is_asked_elsewhere(db, visit.article_id, page_id):
        _begin_absence(db, visit.article_id, status)


def _is_asked_elsewhere(db: Connection, article_id: int, page_id: int) -> bool:
    """Make the article's living addresses due at once; False where there are none."""
    asked = f"UPDATE pages SET next_visit_at = ? WHERE {_LIVING}"  # noqa: S608 - a constant of this module
    return db.run(asked, (db.now_text, article_id, page_id)) > 0


def _begin_absence(db: Connection, article_id: int, status: int) -> None:
    gone = "UPDATE articles SET gone_at = ? WHERE id = ? AND gone_at IS NULL"
    if db.run(gone, (db.now_text, article_id)):
        db.run(
            "INSERT INTO absences (article_id, gone_at, status) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (article_id, db.now_text, status),
        )


def _end_absence(db: Connection, article_id: int) -> None:
    if db.run("UPDATE articles SET gone_at = NULL WHERE id = ? AND gone_at IS NOT NULL", (article_id,)):
        db.run("UPDATE absences SET back_at = ? WHERE article_id = ? AND back_at IS NULL", (db.now_text, article_id))
