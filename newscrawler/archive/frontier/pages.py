"""Adding pages to the frontier: a known page is never replaced, it gains what a source adds to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from newscrawler import dates
from newscrawler.archive import dating
from newscrawler.archive.sites import facts_of, know_site
from newscrawler.archive.values import from_json, json_text, storable_text
from newscrawler.items import DateEvidence, Discovered, PageKind, Place, Role
from newscrawler.urls import canonical_url, is_fetchable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from newscrawler.archive.connection import Connection

MAX_URL_LENGTH = 2083
"""Longer addresses are dropped: what Scrapy and most servers take at most."""
FORGOTTEN = "forgotten by the user"
"""The reason of pages that the user wants never to be fetched again."""
_MAX_TITLE = 500
_MAX_HINTS = 8
_PLACES = {PageKind.SITEMAP: Place.SITEMAP, PageKind.NEWS_SITEMAP: Place.SITEMAP}
# A feed lists articles and nothing else; a plain sitemap lists every page of a site, and a link tells nothing.
_KNOWS_ARTICLES = {PageKind.FEED, PageKind.NEWS_SITEMAP}


@dataclass(frozen=True, slots=True)
class Finding:
    """Where pages were found."""

    site: str
    depth: int = 0
    found_on: int | None = None
    at_once: bool = False
    source: PageKind | None = None
    zone: tzinfo | None = None
    """The site's, for dates without an offset."""
    now: datetime | None = None
    """When it was found, for dates that cannot be."""
    since: str | None = None
    """When the run began that found it."""


@dataclass(slots=True)
class Added:
    """What became of the pages that were added."""

    found: int = 0
    known: int = 0
    dropped: int = 0
    found_by: Counter[int] = field(default_factory=Counter)
    """Source -> new pages, of those that say themselves which source listed them."""
    shared: Counter[int] = field(default_factory=Counter)
    """Other source -> known pages that it told first, in this same run."""


def add_pages(db: Connection, pages: Iterable[Discovered], finding: Finding) -> Added:
    """Put the pages in the frontier; return how many were new, known, and dropped as no address to fetch."""
    added = Added()
    with db.writing():
        know_site(db, finding.site)
        facts = facts_of(db, finding.site)
        finding = replace(finding, zone=dates.zone_of(facts.country, facts.timezone), now=db.now())
        findings: dict[int | None, Finding] = {None: _found_by(db, finding, finding.found_on)}
        keys: set[str] = set()
        for page in pages:
            if page.found_on not in findings:
                findings[page.found_on] = _found_by(db, finding, page.found_on)
            before = added.found
            _add_page(db, page, findings[page.found_on], keys, added)
            if page.found_on is not None and added.found > before:
                added.found_by[page.found_on] += 1
    return added


def _found_by(db: Connection, finding: Finding, source_id: int | None) -> Finding:
    """Return the finding, made on that page."""
    if source_id is None:
        return finding
    kind = db.value("SELECT kind FROM pages WHERE id = ?", (source_id,))
    return replace(finding, found_on=source_id, source=PageKind(kind) if kind else None)


@lru_cache(maxsize=8192)
def page_key(url: str) -> str:
    """Return what makes two addresses one page."""
    return storable_text(canonical_url(url))


def page_at(db: Connection, site: str, url: str) -> sqlite3.Row | None:
    """Return the row of the page at this address of the site, None where nobody named it yet."""
    return db.row("SELECT * FROM pages WHERE site = ? AND url_key = ?", (storable_text(site), page_key(url)))


def forgotten_at(db: Connection, key: str) -> str | None:
    """Return when the user wanted the pages of that key forgotten, on whichever site; None where nobody did."""
    moment: str | None = db.value(
        "SELECT forgotten_at FROM pages WHERE url_key = ? AND forgotten_at IS NOT NULL LIMIT 1", (key,)
    )
    return moment


def _add_page(db: Connection, page: Discovered, finding: Finding, keys: set[str], added: Added) -> None:
    url = storable_text(page.url)
    if len(url) > MAX_URL_LENGTH or not is_fetchable(url):
        added.dropped += 1
        return
    key = page_key(url)
    if key in keys:
        return
    keys.add(key)
    known = db.row("SELECT * FROM pages WHERE site = ? AND url_key = ?", (finding.site, key))
    if known is None:
        added.found += 1
        db.insert("pages", _new_row(db, page, finding) | {"url": url, "url_key": key} | _ban(db, key))
        return
    added.known += 1
    if finding.since and known["found_on"] not in (None, finding.found_on) and known["found_at"] >= finding.since:
        added.shared[known["found_on"]] += 1
    gains = _gains(known, page, finding)
    if gains:
        db.update("pages", known["id"], gains)
    if "hints" in gains and known["article_id"] is not None:
        told = [hint for hint in page_hints(page, finding) if hint.role == Role.PUBLISHED]
        dating.add_evidence(db, known["article_id"], told)


def _ban(db: Connection, key: str) -> dict[str, object]:
    """Return the columns of a new row of a page that was forgotten as the page of another site."""
    moment = forgotten_at(db, key)
    return {"state": "forgotten", "forgotten_at": moment, "reason": FORGOTTEN} if moment else {}


def _new_row(db: Connection, page: Discovered, finding: Finding) -> dict[str, object]:
    hints = page_hints(page, finding)
    return {
        "site": finding.site,
        "kind": str(page.kind),
        "priority": page.priority,
        "depth": max(finding.depth - page.is_next, 0),
        "found_on": finding.found_on,
        "found_at": db.now_text,
        "title": page.title[:_MAX_TITLE],
        "hints": json_text(hints),
        "listed_utc": _listed_utc(hints),
    }


def _gains(known: sqlite3.Row, page: Discovered, finding: Finding) -> dict[str, object]:
    """Return the columns that change: empty for most links, so that a known page costs one lookup."""
    if known["forgotten_at"] is not None:
        return {}
    gains: dict[str, object] = {}
    if page.title and not known["title"]:
        gains["title"] = page.title[:_MAX_TITLE]
    if page.priority > known["priority"]:
        gains["priority"] = page.priority
    gains |= _hint_gains(known, page_hints(page, finding))
    if _corrects_kind(known, page, finding):
        gains |= {"kind": str(page.kind)} | _ASK_AGAIN
    if finding.found_on is None and known["found_on"] is not None:
        gains |= {"found_on": None, "depth": finding.depth}
    if finding.at_once and known["state"] != "leased":
        gains |= _ASK_AGAIN | {"crashes": 0}
    return gains


# Back to the state of a page that was never visited; what it was before stays in its article and its revisions.
_ASK_AGAIN: dict[str, object] = {"state": "new", "outcome": None, "reason": "", "next_visit_at": None}


def _corrects_kind(known: sqlite3.Row, page: Discovered, finding: Finding) -> bool:
    """Whether the finder's word on the kind wins: the site's declarations, then feeds, then links."""
    if page.kind == known["kind"] or known["state"] == "leased":
        return False
    is_declared = finding.found_on is None
    was_declared = known["found_on"] is None
    return is_declared or (not was_declared and finding.source in _KNOWS_ARTICLES)


def page_hints(page: Discovered, finding: Finding) -> list[DateEvidence]:
    """Return the dates that a source gave for the page, as evidence."""
    place = _PLACES.get(finding.source, Place.FEED) if finding.source else Place.FEED
    told = ((page.published, Role.PUBLISHED), (page.modified, Role.MODIFIED))
    return [_hint(text, (place, role), finding) for text, role in told if text]


def _hint(text: str, where: tuple[Place, Role], finding: Finding) -> DateEvidence:
    text = text[:100]
    printed = dates.moment_or_refusal(text, now=finding.now, timezone=finding.zone)
    if not isinstance(printed, dates.PrintedDate):
        doubt = f"no date that can be: {printed.reason}" if printed else "no date could be read"
        return DateEvidence(text, *where, doubt=doubt)
    return DateEvidence(text, *where, dates.iso(printed), printed.precision, printed.calendar)


def _hint_gains(known: sqlite3.Row, hints: list[DateEvidence]) -> dict[str, object]:
    old = stored_hints(known["hints"])
    told = {(hint.text, hint.place, hint.role) for hint in old}
    fresh = [hint for hint in hints if (hint.text, hint.place, hint.role) not in told]
    if not fresh:
        return {}
    merged = (fresh + old)[:_MAX_HINTS]
    return {"hints": json_text(merged), "listed_utc": max(_listed_utc(merged) or "", known["listed_utc"] or "") or None}


def stored_hints(text: str) -> list[DateEvidence]:
    """Return the evidence that a row of `pages` keeps as JSON."""
    return [DateEvidence(**hint) for hint in from_json(text, [])]


def _listed_utc(hints: list[DateEvidence]) -> str | None:
    moments = [dates.to_utc(hint.value) for hint in hints if hint.value]
    return max((moment for moment in moments if moment), default=None)
