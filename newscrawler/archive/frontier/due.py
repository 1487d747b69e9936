"""When a page is due again: pure functions over a plan that the settings fill in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawler.items import Outcome, PageKind

GONE = frozenset({404, 410})
"""Statuses that say a page is no more (RFC 9110, 15.5.5 and 15.5.11)."""

# Sources that change rarely, or not where the news is, wait for so many intervals.
_SOURCE_INTERVALS = {PageKind.SITEMAP: 24, PageKind.ROBOTS: 24}


@dataclass(frozen=True, slots=True)
class RevisitPlan:
    """How often pages are visited again; all values are seconds."""

    article_seconds: tuple[float, ...] = (3600, 21600, 86400, 604800, 2592000)
    """Ages of an article, counted from its publication, at which it is visited again; 0 means: at every run."""
    source_seconds: float = 900
    """Interval between two visits of a feed, a news sitemap or a section page."""
    retry_seconds: float = 900
    """Wait after a first failure; it doubles with each further one."""
    retry_ceiling_seconds: float = 604800
    """The longest wait after failures."""
    max_attempts: int = 8
    """After so many failures in a row an article page is given up; a source never is."""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What the next visit depends on."""

    outcome: Outcome
    kind: PageKind
    now: datetime
    attempts: int = 0
    """Failures in a row, this one included."""
    status: int | None = None
    """The HTTP status, if an answer came."""
    retry_after_seconds: float | None = None
    """What the server asked for."""
    published: datetime | None = None
    """When the article came out; else when it was first seen."""


def next_visit(plan: RevisitPlan, facts: VisitFacts) -> datetime | None:
    """Return when the page is due again; None means never."""
    if facts.outcome is Outcome.PUT_BACK:
        return _later(facts.now, facts.retry_after_seconds or 0)
    if facts.outcome is Outcome.FAILED:
        return _after_failure(plan, facts)
    if facts.kind.is_source:
        return _later(facts.now, plan.source_seconds * _SOURCE_INTERVALS.get(facts.kind, 1))
    return None if facts.outcome is Outcome.SKIPPED else _after_publication(plan, facts)


def retry_wait_seconds(plan: RevisitPlan, attempts: int) -> float:
    """Return the wait after that many failures in a row.

    >>> [retry_wait_seconds(RevisitPlan(), attempts) for attempts in (1, 2, 3, 99)]
    [900.0, 1800.0, 3600.0, 604800]
    """
    return min(plan.retry_seconds * 2.0 ** min(max(attempts - 1, 0), 40), plan.retry_ceiling_seconds)


def _after_failure(plan: RevisitPlan, facts: VisitFacts) -> datetime | None:
    is_gone = facts.status in GONE
    if not facts.kind.is_source and (is_gone or facts.attempts >= plan.max_attempts):
        return None
    wait = plan.retry_ceiling_seconds if is_gone else retry_wait_seconds(plan, facts.attempts)
    return _later(facts.now, max(wait, facts.retry_after_seconds or 0))


def _after_publication(plan: RevisitPlan, facts: VisitFacts) -> datetime | None:
    if 0 in plan.article_seconds:
        return facts.now
    born = min(facts.published or facts.now, facts.now)
    moments = (_later(born, seconds) for seconds in sorted(plan.article_seconds))
    return next((moment for moment in moments if moment > facts.now), None)


def _later(moment: datetime, seconds: float) -> datetime:
    try:
        return moment + timedelta(seconds=max(seconds, 0))
    except OverflowError:
        return datetime.max.replace(tzinfo=moment.tzinfo)
