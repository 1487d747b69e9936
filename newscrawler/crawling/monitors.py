"""A site beside its own history: how much was found and archived, how long the texts, how late, how many errors.

The last day stands beside each of the fourteen before it, the last articles beside the two hundred before them. A
threshold is a share of what the site itself was: none has to be set.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from newscrawler.crawling import advice
from newscrawler.crawling.finding import Finding
from newscrawler.crawling.verdict import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newscrawler.archive import SiteCondition

RECENT = 20
"""Articles that are compared with those before them."""
FEWEST = 10
"""Recent articles, or earlier ones, of which fewer say nothing."""
SHORTER = 0.5
"""Texts are cut when their median length falls below so much of what it was."""
LATER = 3.0
"""So many times the usual lag is late, and so many hours more than it at least."""
LATER_HOURS = 6.0

EARLIER_DAYS = 6
"""Days before the last one, of which fewer do not show what a week is like."""
FEWER = 0.5
"""A day is poor when it brings less than so much of the poorest of the days before."""
POOREST = 10
"""And when that one brought so many at least: single articles come and go."""
ERRORS = 0.1
"""The share of visits that fail must be so high, and three times what it was."""
MORE = 3.0
VISITS = 30


def body_length(condition: SiteCondition, _now: datetime) -> Iterator[Finding]:
    """Yield a finding where the texts have become much shorter: the rest of them is no longer read."""
    recent = [article for article in condition.newest[:RECENT] if article.has_body]
    earlier = [article for article in condition.newest[RECENT:] if article.has_body]
    if min(len(recent), len(earlier)) < FEWEST:
        return
    after, before = (median(article.body_characters for article in some) for some in (recent, earlier))
    if after < before * SHORTER:
        short = [article for article in recent if article.body_characters < before * SHORTER]
        what = f"texts of {after:,.0f} characters (median of {len(recent)}), of those before {before:,.0f}"
        first = short[-1]
        of_page = f"{first.body_characters:,} characters"
        yield Finding(what, advice.FIELD_LOST, STATUSES["degraded"], first.first_seen_at, first.url, of_page)


def date_lag(condition: SiteCondition, _now: datetime) -> Iterator[Finding]:
    """Yield a finding where articles come into the archive much later after their publication than they did."""
    halves = condition.newest[:RECENT], condition.newest[RECENT:]
    lags = [[one for one in some if one.lag_hours is not None and one.lag_hours >= 0] for some in halves]
    if min(map(len, lags)) < FEWEST:
        return
    after, before = (median(article.lag_hours or 0 for article in some) for some in lags)
    if after > max(before * LATER, before + LATER_HOURS):
        late = [article for article in lags[0] if (article.lag_hours or 0) > before + LATER_HOURS]
        what = f"archived {after:.0f} hours after publication (median of {len(lags[0])}), before {before:.0f}"
        first = late[-1]
        yield Finding(what, advice.LATE, STATUSES["nothing new"], first.first_seen_at, first.url)


def fewer(condition: SiteCondition, _now: datetime) -> Iterator[Finding]:
    """Yield a finding where a day brought much less than any of the days before it."""
    if len(condition.days) <= EARLIER_DAYS or condition.first_bad is not None or not condition.days[0].visits:
        return
    for name, what in (("found", "article pages were found"), ("new", "articles are new")):
        last, *before = (getattr(day, name) for day in condition.days)
        if min(before) >= POOREST and last < min(before) * FEWER:
            said = f"{last:,} {what} in the last day; the poorest of the {len(before)} before brought {min(before):,}"
            yield Finding(said, advice.FEWER, STATUSES["nothing new"])
            return


def errors(condition: SiteCondition, _now: datetime) -> Iterator[Finding]:
    """Yield a finding where many more visits fail than did, though no single run may be bad."""
    if len(condition.days) <= EARLIER_DAYS or condition.first_bad is not None:
        return
    last, before = condition.days[0], condition.days[1:]
    visits, failed = sum(day.visits for day in before), sum(day.failed for day in before)
    if min(last.visits, visits) < VISITS:
        return
    now, then = last.failed / last.visits, failed / visits
    if now >= max(ERRORS, then * MORE):
        said = f"{now:.0%} of the {last.visits:,} visits of the last day failed; {then:.0%} in the {len(before)} before"
        yield Finding(said, advice.FAILING, STATUSES["degraded"])


MONITORS = (body_length, date_lag, fewer, errors)
