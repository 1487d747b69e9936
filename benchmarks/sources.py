"""How often sources are visited, and how late what they list is seen: our intervals beside fixed ones.

    python benchmarks/sources.py
    python benchmarks/sources.py --every 24 --days 365 --json

A source that lists new articles at a steady rate, or by day alone, is looked at by runs an hour apart (`--every`) for a
month, with no network and no archive: `next_interval` alone decides. Delays count from the moment an article is listed
until the visit that finds it. The peer's rule is that of Media Cloud's rss-fetcher, which halves or doubles by the
share of links it knew (its README, AUTO_ADJUST_*), over the same 50 entries of a feed.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from typing import TYPE_CHECKING, Any

from newscrawler.archive import RevisitPlan
from newscrawler.archive.frontier.intervals import next_interval
from newscrawler.items import PageKind

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[float | None, int], float]

HOUR = 3600.0
DAY = 24 * HOUR
RATES = {"48 a day": 48.0, "12 a day": 12.0, "4 a day": 4.0, "1 a day": 1.0, "1 a week": 1 / 7, "1 a month": 1 / 30}
PLAN = RevisitPlan()


def ours(before: float | None, found: int) -> float:
    """Return what our rule makes of an interval."""
    return next_interval(PLAN, PageKind.FEED, before, found)


def every_run(before: float | None, found: int) -> float:  # noqa: ARG001 the signature of a rule
    """Return no interval at all."""
    return 0.0


def four_times_a_day(before: float | None, found: int) -> float:  # noqa: ARG001 the signature of a rule
    """Return a fixed interval."""
    return 6 * HOUR


RULES: dict[str, Rule] = {"ours": ours, "at every run": every_run, "every 6 hours": four_times_a_day}


def moments(rate: float, days: float, chance: random.Random, *, by_day: bool) -> list[float]:
    """Return when a source lists something new, in seconds; by day alone between 8 and 20 o'clock."""
    found, moment = [], 0.0
    while (moment := moment + chance.expovariate(rate / DAY)) < days * DAY:
        clock = moment % DAY
        found.append(moment - clock + 8 * HOUR + clock / 2 if by_day else moment)
    return sorted(found)


def follow(rule: Rule, listed: list[float], days: float, every: float) -> dict[str, Any]:
    """Visit the source by the rule; return visits, visits that brought something, and the delays of all it listed."""
    visits = useful = seen = 0
    due, interval = 0.0, None
    delays: list[float] = []
    for run in range(int(days * DAY / every) + 1):
        now = run * every
        if now < due:
            continue
        found = sum(moment <= now for moment in listed[seen : seen + 1000])
        delays += [now - moment for moment in listed[seen : seen + found]]
        visits, useful, seen = visits + 1, useful + (found > 0), seen + found
        interval = rule(interval, found)
        due = now + interval
    return {"visits": visits, "useful": useful, "listed": len(listed), "delays": delays}


def measure(rate: float, days: float, every: float, *, by_day: bool, rounds: int = 20) -> dict[str, dict[str, float]]:
    """Return for each rule visits, the share that brought something, and the median and 95th percentile of delays."""
    figures = {}
    for name, rule in RULES.items():
        chance = random.Random(7)
        told = [follow(rule, moments(rate, days, chance, by_day=by_day), days, every) for _ in range(rounds)]
        delays = sorted(delay for one in told for delay in one["delays"]) or [0.0]
        figures[name] = {
            "visits": sum(one["visits"] for one in told) / rounds,
            "useful": sum(one["useful"] for one in told) / max(sum(one["visits"] for one in told), 1),
            "median_hours": statistics.median(delays) / HOUR,
            "p95_hours": delays[int(len(delays) * 0.95)] / HOUR if len(delays) > 1 else delays[0] / HOUR,
        }
    return figures


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--days", type=float, default=30, help="how long the source is followed (default: 30)")
    parser.add_argument("--every", type=float, default=1, help="hours between two runs (default: 1)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    figures = {
        f"{name}{', by day' if by_day else ''}": measure(rate, options.days, options.every * HOUR, by_day=by_day)
        for by_day in (False, True)
        for name, rate in RATES.items()
    }
    if options.json:
        print(json.dumps(figures))
        return
    print(f"{'lists':22}{'rule':16}{'visits':>8}{'useful':>8}{'median h':>10}{'95 % h':>8}")
    for source, rules in figures.items():
        for rule, row in rules.items():
            said = f"{row['visits']:8.0f}{row['useful']:8.0%}{row['median_hours']:10.1f}{row['p95_hours']:8.1f}"
            print(f"{source:22}{rule:16}{said}")


if __name__ == "__main__":
    main()
