"""A capture of an article becomes what a visit at its moment would have made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive import dating, opt_outs
from newscrawler.archive.frontier.asked import is_forgotten
from newscrawler.archive.frontier.pages import FORGOTTEN, page_at
from newscrawler.archive.history.correcting import correct_reading
from newscrawler.archive.intake.addresses import note_address
from newscrawler.archive.intake.placing import place_version, widen_sightings
from newscrawler.archive.storing import judge, store_article, store_version
from newscrawler.items import Outcome, PageKind

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection
    from newscrawler.archive.identity import Identity
    from newscrawler.archive.snapshots import Keeper
    from newscrawler.items import Visit

A_SOURCE = "a source of the site"
"""Why a capture is skipped: the page is known as one that lists articles."""
_DECIDED = {Outcome.SKIPPED, Outcome.FAILED, Outcome.PUT_BACK}


def recognise(db: Connection, visit: Visit) -> Identity:
    """Return what the visit is to the archive; skip what is forgotten, and a page that lists articles."""
    _refuse(db, visit)
    return judge(db, visit)


def take(db: Connection, keeper: Keeper, visit: Visit, identity: Identity, run_id: int) -> tuple[int, bool]:
    """Store a visit at the moment that `db.now` says; set its `outcome`, `reason` and `article_id`.

    Returns the page's row, 0 where none was written, and whether it is new.
    """
    visit.outcome, visit.article_id = identity.outcome, identity.article_id
    article = visit.article
    if article is None or visit.outcome in _DECIDED:
        return 0, False
    if visit.previous is not None:
        # The archived words as today's reader finds them: what it finds otherwise than another did is no edit.
        correct_reading(db, visit)
        identity = judge(db, visit)
        visit.outcome, visit.article_id = identity.outcome, identity.article_id
    if identity.article_id is not None and not _is_newest(db, identity.article_id):
        return _take_earlier(db, keeper, visit, identity, run_id)
    printed = dating.printed_on(db, visit)
    if visit.outcome in (Outcome.NEW, Outcome.CHANGED):
        dating.judge_visit(article, printed)
        visit.article_id = store_article(db, visit, article, identity)
    page = note_address(db, visit.page.site, visit.page.url, visit.article_id or 0, visit.outcome)
    if visit.outcome in (Outcome.NEW, Outcome.CHANGED):
        store_version(db, visit, {"page_id": page[0], "article_id": visit.article_id or 0, "run_id": run_id}, keeper)
    else:
        widen_sightings(db, visit.article_id or 0, db.now_text, db.now_text)
    dating.learn(db, visit, printed)
    dating.settle(db)
    if visit.opt_outs is not None:
        opt_outs.note_page(db, visit.page.site, page[0], visit.opt_outs)
    return page


def _refuse(db: Connection, visit: Visit) -> None:
    known = page_at(db, visit.page.site, visit.page.url)
    if visit.outcome in _DECIDED:
        return
    if is_forgotten(db, visit):
        visit.outcome, visit.reason, visit.article = Outcome.SKIPPED, FORGOTTEN, None
    elif known is not None and PageKind(known["kind"]).is_source:
        visit.outcome, visit.reason, visit.article = Outcome.SKIPPED, A_SOURCE, None


def _is_newest(db: Connection, article_id: int) -> bool:
    """Whether the article was last seen before this capture, or in the same second."""
    return bool(db.value("SELECT last_seen_at <= ? FROM articles WHERE id = ?", (db.now_text, article_id)))


def _take_earlier(db: Connection, keeper: Keeper, visit: Visit, identity: Identity, run_id: int) -> tuple[int, bool]:
    """Put an older capture among the revisions; the article itself stays as it was seen last."""
    article_id = identity.article_id or 0
    page = note_address(db, visit.page.site, visit.page.url, article_id, identity.outcome)
    if identity.outcome is not Outcome.ALIAS:
        version = _version(visit, identity) | {"seen_at": db.now_text}
        is_gained = place_version(db, article_id, version, {"run_id": run_id, "snapshot_id": None})
        visit.outcome = Outcome.CHANGED if is_gained else Outcome.UNCHANGED
        if is_gained and visit.snapshot is not None:
            owners = {"page_id": page[0], "article_id": article_id, "run_id": run_id}
            _note_snapshot(db, article_id, run_id, keeper.keep(visit.snapshot, visit.page.site, owners))
    widen_sightings(db, article_id, db.now_text, db.now_text)
    return page


def _version(visit: Visit, identity: Identity) -> dict[str, Any]:
    """Return the columns of a revision that a visit fills."""
    names = ("url", "title", "lead", "body", "published_at", "modified_at")
    words = {name: getattr(visit.article, name) for name in names}
    return words | {"text_hash": identity.text_hash, "extractor_version": visit.extractor_version}


def _note_snapshot(db: Connection, article_id: int, run_id: int, snapshot_id: int) -> None:
    """Let the revision that was just placed name its snapshot."""
    db.run(
        """UPDATE revisions SET snapshot_id = ?
        WHERE article_id = ? AND seen_at = ? AND run_id = ? AND snapshot_id IS NULL""",
        (snapshot_id, article_id, db.now_text, run_id),
    )
