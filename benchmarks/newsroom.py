"""A month of hourly crawls, or a year of daily ones, of a simulated news site, in simulated time.

    python -m benchmarks.newsroom [--days 30] [--every 3600] [--no-feeds] [--a-day 12] [--json]

The crawl is ours but for the network: the run's session leases pages and commits visits, robots.txt is read and kept
to, each request waits for its turn, and one clock serves the site, the pace, the snapshots and the archive. Retry-After
and redirects are followed as the crawl does. Printed are coverage (articles archived of those that a run could have
seen), delay, requests by what they were for, edits caught, and from the site's own log how it was treated.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sqlite3
import sys
import tempfile
from bisect import bisect
from collections import Counter, defaultdict
from contextlib import closing
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import DownloadConnectionRefusedError
from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

import newscrawler.now
from benchmarks.news_site import HOST, REST_SECONDS, NewsSite, Unreachable
from newscrawler.archive import Archive, RevisitPlan
from newscrawler.crawling import rests
from newscrawler.crawling.pace import Pace
from newscrawler.crawling.refusal import Refusal
from newscrawler.crawling.retry import RETRY_AFTER
from newscrawler.crawling.robots import RobotsMiddleware
from newscrawler.crawling.session import Session
from newscrawler.crawling.visits import request_for, unanswered_visit
from newscrawler.items import Outcome, PageKind
from newscrawler.urls import site_of
from pipelines.clean import CleanPipeline
from pipelines.dedupe import DedupePipeline
from spiders.news import AnySiteSpider

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from benchmarks.news_site import Item, Served
    from newscrawler.items import Page, Visit

BEGIN = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
ANSWER_SECONDS = 0.3
MOST_REDIRECTS = 5


class SimulatedTime(datetime):
    """The clock of the project, standing until it is moved."""

    moment = BEGIN

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> SimulatedTime:
        return cls.fromisoformat(cls.moment.astimezone(tz).isoformat())


def simulated_monotonic() -> float:
    """Return the seconds of the simulated clock."""
    return SimulatedTime.moment.timestamp()


class SimulatedPace(Pace):
    """The pace of a crawl, which waits on the simulated clock."""

    async def _wait(self, seconds: float) -> None:
        SimulatedTime.moment += timedelta(seconds=seconds)


class Crawl:
    """All runs over one site into one archive."""

    def __init__(self, site: NewsSite, archive: Path) -> None:
        self.site = site
        self.archive = archive
        self.settings = Settings()
        self.settings.setmodule("newscrawler.settings", priority="project")
        self.settings.set("NEWSCRAWLER_ARCHIVE", str(archive), priority="cmdline")
        self.requests: Counter[str] = Counter()
        self.wasted: Counter[str] = Counter()

    def run(self, moment: datetime) -> None:
        """Crawl once."""
        SimulatedTime.moment = moment
        spider = AnySiteSpider(site=f"{HOST}/")
        setattr(spider, "settings", self.settings)  # noqa: B010 as Scrapy does
        spider.session = session = Session(spider, self.settings)
        asyncio.run(self._crawl(spider, session))
        session.end("finished")

    async def _crawl(self, spider: AnySiteSpider, session: Session) -> None:
        crawler: Any = SimpleNamespace(
            spider=spider, settings=self.settings, signals=SignalManager(), crawling=True,
            engine=SimpleNamespace(
                downloader=SimpleNamespace(slots={}, per_slot_settings={}),
            ),
        )  # fmt: skip
        pace = SimulatedPace(crawler)
        crawler.get_extension = lambda _kind: pace
        crawler.engine.download_async = lambda request: self._sent(request, pace)
        crawler.signals.send_catch_log(signals.spider_opened)
        robots = RobotsMiddleware(crawler)
        steps = CleanPipeline(crawler), DedupePipeline(crawler)
        while page := session.next_page():
            asked_before = len(self.site.log)
            visit = await self._visit(page, spider, robots, pace)
            for step in steps:
                visit = step.process_item(visit)
            session.store(visit)
            if len(self.site.log) > asked_before:
                self._count(page, visit)

    async def _visit(self, page: Page, spider: AnySiteSpider, robots: RobotsMiddleware, pace: Pace) -> Visit:
        request = request_for(page, spider)
        try:
            response = await robots.process_request(request) or await self._sent(request, pace)
        except (Refusal, DownloadConnectionRefusedError) as error:
            return unanswered_visit(page, error)
        return next(iter(spider.visited(response)))

    async def _sent(self, request: Request, pace: Pace) -> Response:
        """Return the answer, redirects followed; each request waits for its turn."""
        asked = {name.decode(): values[0].decode() for name, values in request.headers.items()}
        url = request.url
        for _ in range(MOST_REDIRECTS):
            (await pace.take_turn(request)).free()
            SimulatedTime.moment += timedelta(seconds=ANSWER_SECONDS)
            try:
                served = self.site.answer(url, asked, SimulatedTime.moment)
            except Unreachable as error:
                raise DownloadConnectionRefusedError from error
            if served.status != 301:
                break
            self.requests["redirect"] += 1
            url = served.headers["Location"]
        if served.status == 503:
            pace.rests.rest(site_of(url), float(served.headers["Retry-After"]))
            request.meta[RETRY_AFTER] = float(served.headers["Retry-After"])
        return _response(url, served, request)

    def _count(self, page: Page, visit: Visit) -> None:
        if visit.outcome in (Outcome.FAILED, Outcome.PUT_BACK):
            self.requests["failed"] += 1
        elif page.kind is PageKind.ROBOTS:
            return
        elif page.kind is not PageKind.ARTICLE:
            self.requests["discovery"] += 1
        elif page.etag is None and visit.outcome in (Outcome.NEW, Outcome.ALIAS, Outcome.SKIPPED):
            self.requests["first fetch"] += 1
        else:
            self.requests["re-visit"] += 1
            self.wasted[str(visit.outcome)] += 1


def _response(url: str, served: Served, request: Request) -> Response:
    kind = responsetypes.from_args(headers=None, url=url, body=served.body)
    if "html" in served.headers.get("Content-Type", ""):
        kind = responsetypes.from_mimetype("text/html")
    return kind(url, status=served.status, headers=dict(served.headers), body=served.body, request=request)


def simulate_time() -> None:
    """Let all of the project live by the simulated clock from now on."""
    setattr(newscrawler.now, "datetime", SimulatedTime)  # noqa: B010 a name that the module imports
    setattr(rests, "monotonic", simulated_monotonic)  # noqa: B010 likewise


def simulate(site: NewsSite, every: timedelta, archive: Path) -> dict[str, Any]:
    """Run all crawls; return the figures."""
    simulate_time()
    crawl, moments, moment = Crawl(site, archive), [], site.begin + every
    while moment < site.end:
        crawl.run(moment)
        moments.append(moment)
        moment += every
    return figures(site, crawl, moments)


def figures(site: NewsSite, crawl: Crawl, moments: list[datetime]) -> dict[str, Any]:
    """Return what came of it, beside what there was."""
    reachable = {item.number: item for item in site.reachable(moments)}
    with Archive(crawl.archive, read_only=True) as archive:
        stored = {_number(row["url"]): row for row in archive.articles()}
        verdicts = Counter(run.verdict for run in archive.runs(limit=100_000))
    texts = _texts(crawl.archive)
    found = reachable.keys() & stored.keys()
    delays = [_hours(stored[number]["first_seen_at"], reachable[number].published) for number in found]
    until = moments[-1] - timedelta(days=2)
    edits = [
        (number, when, sentence)
        for number in found
        for when, sentence in reachable[number].edits
        if when < min(reachable[number].deleted or until, until) and when > reachable[number].published
    ]
    caught = [edit for edit in edits if edit[2] in texts[stored[edit[0]]["id"]]]
    in_plan = [edit for edit in edits if _is_in_plan(reachable[edit[0]], edit[1], moments)]
    requests = crawl.requests
    new = max(len(found), 1)
    return {
        "runs": len(moments),
        "published": len([one for one in site.items if one.published <= moments[-1]]),
        "reachable": len(reachable),
        "archived": len(found),
        "beside": len(stored.keys() - reachable.keys()),
        "coverage": len(found) / max(len(reachable), 1),
        "median_delay_hours": median(delays) if delays else None,
        "requests": dict(requests),
        "requests_per_new": (requests["discovery"] + requests["first fetch"]) / new,
        "revisits_per_new": requests["re-visit"] / new,
        "revisit_outcomes": dict(crawl.wasted),
        "edits": len(edits),
        "edits_caught": len(caught),
        "edits_in_plan": len(in_plan),
        "edits_in_plan_caught": len(set(in_plan) & set(caught)),
        **_treatment(site),
        "verdicts": dict(verdicts),
    }


def _is_in_plan(item: Item, edited: datetime, moments: list[datetime]) -> bool:
    """Return True where a planned visit falls between an edit and the end: of the article, or of the simulation."""
    end = min(item.deleted or moments[-1], moments[-1])
    visits = (item.published + timedelta(seconds=age) for age in RevisitPlan().article_seconds)
    first_runs = (next((moment for moment in moments if moment >= visit), None) for visit in visits)
    return any(run is not None and edited <= run < end for run in first_runs)


def _treatment(site: NewsSite) -> dict[str, Any]:
    """Return how the site was treated, by its own log."""
    moments = [moment for moment, _, _ in site.log]
    robots = [moment for moment, path, status in site.log if path == "/robots.txt" and status == 200]
    busy = [moment for moment, _, status in site.log if status == 503]
    rests = [(moment, moment + timedelta(seconds=REST_SECONDS)) for moment in busy]
    gaps = [(later - sooner).total_seconds() for sooner, later in pairwise(moments)]
    ages = [moment - robots[bisect(robots, moment) - 1] for moment, _, status in site.log if status == 200]
    return {
        "robots_txt_asked": sum(path == "/robots.txt" for _, path, _ in site.log),
        "robots_txt_oldest_s": max(ages).total_seconds(),
        "crawl_delay_s": site.crawl_delay_seconds,
        "least_gap_s": min(gaps),
        "gaps_below_delay": sum(gap < site.crawl_delay_seconds for gap in gaps),
        "asked_while_resting": sum(any(begin < moment < end for begin, end in rests) for moment in moments),
    }


def _texts(path: Path) -> dict[int, str]:
    """Return article -> the texts of all its revisions in one."""
    texts: dict[int, str] = defaultdict(str)
    with closing(sqlite3.connect(path)) as archive:
        for article, body in archive.execute("SELECT article_id, body FROM revisions"):
            texts[article] += body
    return texts


def _number(url: str) -> int:
    return int(url.rpartition("-")[2]) if url.rpartition("-")[2].isdigit() else 0


def _hours(first_seen: str, published: datetime) -> float:
    return (datetime.fromisoformat(first_seen) - published) / timedelta(hours=1)


def table(told: dict[str, Any]) -> str:
    """Return the figures as lines of text."""
    lines = [f"{name.replace('_', ' '):24}{_cell(value)}" for name, value in told.items()]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{count} {name}" for name, count in value.items())
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def main() -> None:
    """Simulate and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--every", type=int, default=3600, help="seconds between two runs (default: %(default)s)")
    parser.add_argument("--a-day", type=int, default=60, help="articles published a day (default: %(default)s)")
    parser.add_argument("--no-feeds", action="store_true", help="a site of front page and sections alone")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    site = NewsSite(BEGIN, chosen.days, a_day=chosen.a_day, has_feeds=not chosen.no_feeds)
    with tempfile.TemporaryDirectory() as folder:
        told = simulate(site, timedelta(seconds=chosen.every), Path(folder) / "newsroom.db")
    sys.stdout.write((json.dumps(told, indent=2) if chosen.json else table(told)) + "\n")


if __name__ == "__main__":
    main()
