"""How a site fares, in words: what is wrong, since when, on which page first, what to do. Pure: no clock, no network.

The verdict of a run looks at that run; this looks at the site's own history. A finding with an exit status is trouble,
one without is a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.crawling import advice
from newscrawler.crawling.finding import Finding
from newscrawler.crawling.monitors import FEWEST, MONITORS, RECENT
from newscrawler.crawling.regularity import missed, silence
from newscrawler.crawling.verdict import STATUSES, STILL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from newscrawler.archive import ArticleState, PageState, SiteCondition

FILLED = 0.6
"""The share of earlier articles that must have a field, for its loss to say something."""
LOST = 0.5
"""A field is lost when its share among the recent ones falls below so much of what it was."""

_WITHOUT = "without title or body"

FIELDS: dict[str, Callable[[ArticleState], bool]] = {
    "title": lambda article: article.has_title,
    "body": lambda article: article.has_body,
    "publication date": lambda article: article.has_date,
}


def diagnose(condition: SiteCondition, now: datetime) -> list[Finding]:
    """Return what is to be said of a site, trouble first; empty when all is well."""
    found = [finding for look in _LOOKS for finding in look(condition, now)]
    return sorted(found, key=lambda finding: not finding.exit_status)


def _runs(condition: SiteCondition, _now: datetime) -> Iterator[Finding]:
    first, last = condition.first_bad, condition.last_bad
    if first is None or last is None:
        return
    verdict, reason = last.verdict or "", (last.reason or "").removeprefix(STILL)
    runs = "" if condition.bad_runs == 1 else f", {condition.bad_runs:,} runs"
    what = f"{verdict}{runs}: {reason}" if reason else f"{verdict}{runs}"
    page, of_page = _bad_page(condition, reason)
    status = last.exit_status or STATUSES["crashed"]
    yield Finding(what, advice.advice_for(verdict, reason), status, first.started_at, page, of_page)


def _bad_page(condition: SiteCondition, reason: str) -> tuple[str | None, str]:
    """Return the first page that shows why the runs fail, and what came of it."""
    if _WITHOUT in reason:
        bare = [article for article in condition.newest[:RECENT] if not (article.has_title and article.has_body)]
        return (bare[-1].url, _WITHOUT) if bare else (None, "")
    failed = [page for page in condition.bad_pages if page.state in {"failed", "gone"}]
    telling = [page for page in condition.bad_pages if page.reason and page.reason in reason]
    others = [page for page in condition.bad_pages if page.state != "skipped"]
    page = next(iter(telling or failed or others), None)
    return (page.url, _of_page(page)) if page else (None, "")


def _of_page(page: PageState) -> str:
    reason = page.reason or "put back for a later run"
    return f"{reason}, {page.attempts} times in a row" if page.attempts > 1 else reason


def _cut_off(condition: SiteCondition, _now: datetime) -> Iterator[Finding]:
    last = condition.last
    if last is None or last.ended_at is not None:
        return
    if condition.holder is not None:
        yield Finding(f"being crawled now, by process {condition.holder}", since=last.started_at)
    else:
        yield Finding(f"run {last.id} ended without a verdict", advice.CUT_OFF, since=last.started_at)


def _lost_fields(condition: SiteCondition, _now: datetime) -> Iterator[Finding]:
    recent, earlier = condition.newest[:RECENT], condition.newest[RECENT:]
    if min(len(recent), len(earlier)) < FEWEST:
        return
    for name, has in FIELDS.items():
        before, after = _share(earlier, has), _share(recent, has)
        if before >= FILLED and after < before * LOST:
            first = _first_without(condition.newest, has)
            what = f"{after:.0%} of the last {len(recent)} articles have a {name}, of those before {before:.0%}"
            yield Finding(what, advice.FIELD_LOST, STATUSES["degraded"], first.first_seen_at, first.url, f"no {name}")


def _first_without(newest: Sequence[ArticleState], has: Callable[[ArticleState], bool]) -> ArticleState:
    """Return the first article of the present want: the oldest of the latest that lack it, single ones between them."""
    lacking = [article for article in newest[:RECENT] if not has(article)]
    return lacking[-1]


def _clock_only(condition: SiteCondition, _now: datetime) -> Iterator[Finding]:
    recent = condition.newest[:RECENT]
    clocks = [article for article in recent if article.has_clock and not article.has_date]
    if len(recent) >= FEWEST and len(clocks) > len(recent) / 2:
        what = f"{len(clocks)} of the last {len(recent)} articles have no publication date"
        yield Finding(what, advice.CLOCK_ONLY, page=clocks[0].url, reason="only a clock is printed")


def _set_aside(condition: SiteCondition, _now: datetime) -> Iterator[Finding]:
    if condition.set_aside:
        page = condition.set_aside[0]
        yield Finding("pages over which runs died are set aside", advice.SET_ASIDE, page=page.url, reason=page.reason)


def _lost_sources(condition: SiteCondition, _now: datetime) -> Iterator[Finding]:
    for page in condition.lost_sources:
        what = f"a {page.kind.replace('_', ' ')} that answered before answers no more"
        yield Finding(what, advice.LOST_SOURCE, page=page.url, reason=_of_page(page))


_LOOKS = (_runs, silence, missed, _lost_fields, *MONITORS, _cut_off, _lost_sources, _set_aside, _clock_only)


def _share(articles: Sequence[ArticleState], has: Callable[[ArticleState], bool]) -> float:
    return sum(map(has, articles)) / len(articles)
