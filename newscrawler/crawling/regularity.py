"""What is usual for a site, by its own history: how often it brings news, how often it is crawled."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from newscrawler.archive.moments import from_utc_text
from newscrawler.crawling import advice
from newscrawler.crawling.finding import Finding
from newscrawler.crawling.verdict import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newscrawler.archive import SiteCondition

PRODUCTIVE_RUNS = 10
"""From so many runs with new articles on, the pauses between them say what is usual."""
SILENCE = 1.5
"""So many times the longest pause is longer than usual: weekends and holidays are among the pauses."""
USUAL_RUNS = 5
"""From so many runs on, the pauses between them say how often the site is crawled."""
MISSED = 3
"""So many usual pauses without a run: the schedule stands still."""
LEAST = timedelta(days=1)
"""Nothing shorter is a silence."""


def silence(condition: SiteCondition, now: datetime) -> Iterator[Finding]:
    """Yield a finding where the site is crawled, and brings nothing for longer than it ever did."""
    pauses = _pauses(condition.productive)
    if len(pauses) < PRODUCTIVE_RUNS - 1 or not condition.started or condition.first_bad is not None:
        return
    silent = _moment(condition.started[0], now) - _moment(condition.productive[0], now)
    if silent > max(max(pauses) * SILENCE, LEAST):
        what = f"no new article for {_span(silent)}; the longest pause before was {_span(max(pauses))}"
        yield Finding(what, advice.SILENT, STATUSES["nothing new"], condition.productive[0])


def missed(condition: SiteCondition, now: datetime) -> Iterator[Finding]:
    """Yield a finding where the site was crawled regularly, and is no more."""
    pauses = _pauses(condition.started)
    if len(pauses) < USUAL_RUNS - 1:
        return
    usual, passed = _median(pauses), now - _moment(condition.started[0], now)
    if passed > max(usual * MISSED, LEAST):
        what = f"not crawled for {_span(passed)}; usually every {_span(usual)}"
        yield Finding(what, advice.NO_RUN, STATUSES["nothing new"], condition.started[0])


def _pauses(moments: Sequence[str]) -> list[timedelta]:
    read = [moment for text in moments if (moment := from_utc_text(text))]
    return [later - earlier for later, earlier in pairwise(read)]


def _moment(text: str, default: datetime) -> datetime:
    return from_utc_text(text) or default


def _median(pauses: Sequence[timedelta]) -> timedelta:
    return sorted(pauses)[len(pauses) // 2]


def _span(time: timedelta) -> str:
    """Return how long, in its largest unit.

    >>> _span(timedelta(days=3, hours=5)), _span(timedelta(hours=1)), _span(timedelta(minutes=20))
    ('3 days', '1 hour', '20 minutes')
    """
    minutes = round(time.total_seconds() / 60)
    name, size = next(((name, size) for name, size in _UNITS if minutes >= size), ("minute", 1))
    count = minutes // size
    return f"{count} {name}{'' if count == 1 else 's'}"


_UNITS = (("day", 1440), ("hour", 60))
