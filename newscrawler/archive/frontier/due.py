"""When a page is due again: pure functions over a plan that the settings fill in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawler.archive.frontier.intervals import first_interval
from newscrawler.items import Outcome, PageKind

GONE = frozenset({404, 410})
"""Statuses that say a page is no more (RFC 9110, 15.5.5 and 15.5.11)."""

_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class RevisitPlan:
    """How often pages are visited again; all values are seconds."""

    article_seconds: tuple[float, ...] = (3600, 21600, 86400, 604800, 2592000)
    """Ages of an article, counted from its publication, at which it is visited again; 0 means: at every run."""
    source_seconds: float = 900
    """The shortest interval between two visits of a source, and the first of most; 0 means: at every run."""
    source_ceiling_seconds: float = 79200
    """The longest interval of a feed, a news sitemap or a section page; a week of them for sitemaps and robots.txt."""
    retry_seconds: float = 900
    """Wait after a first failure; it doubles with each further one."""
    retry_ceiling_seconds: float = 604800
    """The longest wait after failures."""
    max_attempts: int = 8
    """After so many failures in a row an article page is given up; a source never is."""
    gone_seconds: tuple[float, ...] = (86400, 604800, 2592000)
    """Waits after which an archived article that is gone is asked for again: it may come back."""


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
    """When the article came out, else when it was first seen; None where the page never showed one."""
    interval_seconds: float | None = None
    """How long a source rests from now on; None: as at its first visit."""
    is_poison: bool = False
    """It broke what was reading it again and again."""


def next_visit(plan: RevisitPlan, facts: VisitFacts) -> datetime | None:
    """Return when the page is due again; None means never."""
    if facts.outcome is Outcome.PUT_BACK:
        return _later(facts.now, facts.retry_after_seconds or 0)
    if facts.outcome is Outcome.FAILED:
        return _after_failure(plan, facts)
    if facts.kind.is_source:
        interval = facts.interval_seconds
        return _later(facts.now, first_interval(plan, facts.kind) if interval is None else interval)
    # A page that showed an article may show it again; one that never did is what it is.
    is_final = facts.outcome is Outcome.SKIPPED and facts.published is None
    return None if is_final else _after_publication(plan, facts)


def retry_wait_seconds(plan: RevisitPlan, attempts: int) -> float:
    """Return the wait after that many failures in a row.

    >>> [retry_wait_seconds(RevisitPlan(), attempts) for attempts in (1, 2, 3, 99)]
    [900.0, 1800.0, 3600.0, 604800]
    """
    return min(plan.retry_seconds * 2.0 ** min(max(attempts - 1, 0), 40), plan.retry_ceiling_seconds)


def _after_failure(plan: RevisitPlan, facts: VisitFacts) -> datetime | None:
    wait = _source_wait(plan, facts) if facts.kind.is_source else _article_wait(plan, facts)
    return None if wait is None else _later(facts.now, max(wait, facts.retry_after_seconds or 0))


def _source_wait(plan: RevisitPlan, facts: VisitFacts) -> float:
    return plan.retry_ceiling_seconds if facts.status in GONE else retry_wait_seconds(plan, facts.attempts)


def _article_wait(plan: RevisitPlan, facts: VisitFacts) -> float | None:
    if facts.is_poison or facts.attempts >= plan.max_attempts:
        return None
    if facts.status not in GONE:
        return retry_wait_seconds(plan, facts.attempts)
    waits = plan.gone_seconds
    if facts.published is None:
        # Feeds name articles a moment before they are there: a 404 is asked once more. A 410 is meant.
        waits = (plan.retry_seconds,) if facts.status == _NOT_FOUND else ()
    return dict(enumerate(waits, start=1)).get(facts.attempts)


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
