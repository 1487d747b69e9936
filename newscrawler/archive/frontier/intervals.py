"""How long a source rests: longer after a visit that brought nothing new, shorter after one that did. Pure functions.

New is what a visit adds to the frontier. Bytes say nothing: front pages change with every advertisement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.items import PageKind

if TYPE_CHECKING:
    from newscrawler.archive.frontier.due import RevisitPlan

GROWTH = 1.5
"""After a visit that brought nothing. With halving after one that did, a steady source settles where about every third
visit brings something: 0.4 of the time that one new page takes to appear."""
LEAST_CUT = 2
"""What an interval is divided by at least after a visit that brought something."""

# Most sitemaps list what feeds told before: they begin at a quarter of a day; those that bring something come down.
_FIRST = {PageKind.SITEMAP: 24, PageKind.ROBOTS: 24}
# Sitemaps are long and their old parts never change; robots.txt seldom names another.
_CEILING = {PageKind.SITEMAP: 7, PageKind.ROBOTS: 7}


def first_interval(plan: RevisitPlan, kind: PageKind) -> float:
    """Return how long a source rests after its first visit, in seconds."""
    return _bounded(plan, kind, plan.source_seconds * _FIRST.get(kind, 1))


def next_interval(plan: RevisitPlan, kind: PageKind, before: float | None, found: int) -> float:
    """Return how long a source rests after a visit that added so many pages, in seconds; `before` is what it rested.

    At its first visit (`before` is None) all is new to us, which says nothing of how often it brings something. Later
    the interval becomes the time that one new page took: after a silent night it is short again at once.

    >>> from newscrawler.archive.frontier.due import RevisitPlan
    >>> [next_interval(RevisitPlan(), PageKind.FEED, before, found) for before, found in ((None, 30), (900, 0))]
    [900.0, 1350.0]
    >>> [next_interval(RevisitPlan(), PageKind.FEED, 7200, found) for found in (0, 1, 2, 5, 50)]
    [10800.0, 3600.0, 3600.0, 1440.0, 900.0]
    """
    if before is None:
        return first_interval(plan, kind)
    return _bounded(plan, kind, before / max(found, LEAST_CUT) if found > 0 else before * GROWTH)


def lengthened(plan: RevisitPlan, kind: PageKind, now: float, counted: int, left: int) -> float:
    """Return what an interval becomes when of the pages that it was cut for only some are left to count, in seconds.

    >>> from newscrawler.archive.frontier.due import RevisitPlan
    >>> [lengthened(RevisitPlan(), PageKind.FEED, 1000, 4, left) for left in (3, 2, 0)]
    [1333.3333333333333, 2000.0, 6000.0]
    """
    before = now * max(counted, LEAST_CUT)
    return next_interval(plan, kind, before, left)


def _bounded(plan: RevisitPlan, kind: PageKind, seconds: float) -> float:
    """Return the seconds between floor and ceiling; a floor of 0 means at every run, whatever the source brings."""
    floor = float(max(plan.source_seconds, 0))
    ceiling = max(plan.source_ceiling_seconds * _CEILING.get(kind, 1), floor)
    return min(max(float(seconds), floor), ceiling) if floor else 0.0
