"""The newest revision as today's reader reads its page: so that a better reader is no edit of the publisher's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive.history.filling import recount
from newscrawler.archive.records import folded
from newscrawler.archive.values import storable_text
from newscrawler.text.wording import wording_hash

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection
    from newscrawler.items import Visit

# A revision whose page was not kept is never overwritten by the reading of an earlier page.
_NEWEST = """SELECT id, number, text_hash,
    snapshot_id IS (SELECT snapshots.id FROM snapshots WHERE snapshots.article_id = revisions.article_id
        ORDER BY fetched_at DESC, snapshots.id DESC LIMIT 1) AS is_of_newest_page
FROM revisions WHERE article_id = ? ORDER BY number DESC LIMIT 1"""


def correct_reading(db: Connection, visit: Visit) -> None:
    """Write what `visit.previous` says in place of the newest revision's words, which another reader had read.

    The visit is judged by them afterwards: other words are an edit, the same are none. Without `previous`: nothing.
    """
    if visit.previous is None or visit.article is None or visit.article_id is None:
        return
    newest = db.row(_NEWEST, (visit.article_id,))
    read = visit.previous
    found = wording_hash(storable_text(read.title), storable_text(read.lead or ""), storable_text(read.body))
    if newest is None or not newest["is_of_newest_page"] or newest["text_hash"] == found:
        return
    words: dict[str, Any] = {"title": read.title, "lead": read.lead, "body": read.body}
    words |= {"text_hash": found, "extractor_version": visit.extractor_version}
    db.update("revisions", newest["id"], words)
    language = db.value("SELECT language FROM articles WHERE id = ?", (visit.article_id,))
    shown = words | folded(read.title, read.lead, read.body, language)
    db.update("articles", visit.article_id, shown)
    recount(db, visit.article_id, newest["number"])
