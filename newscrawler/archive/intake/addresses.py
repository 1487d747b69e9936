"""The rows of `pages` for what was captured elsewhere. A page that the frontier knows keeps its state and its turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive.frontier.due import VisitFacts, next_visit
from newscrawler.archive.frontier.pages import MAX_URL_LENGTH, page_at, page_key
from newscrawler.archive.moments import from_utc_text, utc_text
from newscrawler.archive.values import storable_text
from newscrawler.errors import BadUrl
from newscrawler.items import Outcome, PageKind
from newscrawler.urls import is_fetchable

if TYPE_CHECKING:
    from datetime import datetime

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.frontier.due import RevisitPlan


def note_address(db: Connection, site: str, url: str, article_id: int, outcome: Outcome) -> tuple[int, bool]:
    """Return the page's row, and whether it is new: one that shows the article and was visited now, by `db.now`."""
    url = storable_text(url)
    if len(url) > MAX_URL_LENGTH or not is_fetchable(url):
        raise BadUrl(f"no http or https address of at most {MAX_URL_LENGTH} characters: {url[:100]!r}")
    known = page_at(db, site, url)
    if known is not None:
        if known["article_id"] is None and known["kind"] == PageKind.ARTICLE:
            db.update("pages", known["id"], {"article_id": article_id})
        return known["id"], False
    row = {
        "site": site,
        "url": url,
        "url_key": page_key(url),
        "kind": str(PageKind.ARTICLE),
        "state": "done",
        "outcome": str(outcome),
        "article_id": article_id,
        "found_at": db.now_text,
        "last_visit_at": db.now_text,
        "last_status": 200,
        "visits": 1,
    }
    return db.insert("pages", row), True


def plan_visit(db: Connection, page_id: int, article_id: int, plan: RevisitPlan, present: datetime) -> None:
    """Let the page of a young article be visited again as the plan has it; never of an old one, and never at once."""
    born = from_utc_text(
        db.value("SELECT coalesce(published_utc, first_seen_at) FROM articles WHERE id = ?", (article_id,))
    )
    due = next_visit(plan, VisitFacts(Outcome.NEW, PageKind.ARTICLE, present, published=born))
    if due is not None and due > present:
        db.update("pages", page_id, {"next_visit_at": utc_text(due)})
