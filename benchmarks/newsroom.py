"""A month of hourly crawls, or a year of daily ones, of a simulated news site, in simulated time.

    python -m benchmarks.newsroom [--days 30] [--every 3600] [--no-feeds] [--a-day 12] [--json]

The crawl is ours but for the network: the run's session leases pages and commits visits, the site answers at once, and
one clock serves the site, the snapshots and the archive. Retry-After and redirects are followed as the crawl does;
delays between requests are not waited for. Printed are coverage (articles archived of those that a run could have
seen), delay, requests, edits and deletions noticed.
"""

from __future__ import annotations

import argparse
import json
import logging
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from contextlib import closing
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings

import newscrawler.now
from benchmarks.news_site import HOST, NewsSite, Unreachable
from newscrawler.archive import Archive
from newscrawler.crawling import reasons
from newscrawler.crawling.retry import RETRY_AFTER
from newscrawler.crawling.session import Session
from newscrawler.crawling.visits import request_for
from newscrawler.items import Outcome, PageKind, Visit
from pipelines.clean import CleanPipeline
from pipelines.dedupe import DedupePipeline
from spiders.news import AnySiteSpider

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from newscrawler.items import Page

BEGIN = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
REQUEST_SECONDS = 1
MOST_REDIRECTS = 5


class SimulatedTime(datetime):
    """The clock of the project, standing until it is moved."""

    moment = BEGIN

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> SimulatedTime:
        return cls.fromisoformat(cls.moment.astimezone(tz).isoformat())


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
        crawler: Any = SimpleNamespace(spider=spider, settings=self.settings)
        steps = CleanPipeline(crawler), DedupePipeline(crawler)
        while page := session.next_page():
            SimulatedTime.moment += timedelta(seconds=REQUEST_SECONDS)
            visit = self._visit(page, spider)
            for step in steps:
                visit = step.process_item(visit)
            session.store(visit)
            self._count(page, visit)
        session.end("finished")

    def _visit(self, page: Page, spider: AnySiteSpider) -> Visit:
        request = request_for(page, spider)
        try:
            response = self._fetched(request)
        except Unreachable:
            return Visit(page=page, outcome=Outcome.FAILED, reason=reasons.REFUSED)
        if response.status == 503:
            request.meta[RETRY_AFTER] = float((response.headers["Retry-After"] or b"0").decode())
        return next(iter(spider.visited(response)))

    def _fetched(self, request: Request) -> Response:
        asked = {name.decode(): values[0].decode() for name, values in request.headers.items()}
        url = request.url
        for _ in range(MOST_REDIRECTS):
            served = self.site.answer(url, asked, SimulatedTime.moment)
            if served.status != 301:
                break
            self.requests["redirect"] += 1
            url = served.headers["Location"]
        kind = responsetypes.from_args(headers=None, url=url, body=served.body)
        if "html" in served.headers.get("Content-Type", ""):
            kind = responsetypes.from_mimetype("text/html")
        return kind(url, status=served.status, headers=dict(served.headers), body=served.body, request=request)

    def _count(self, page: Page, visit: Visit) -> None:
        if page.kind is not PageKind.ARTICLE:
            self.requests["discovery"] += 1
        elif page.etag is None and visit.outcome in (Outcome.NEW, Outcome.ALIAS, Outcome.SKIPPED):
            self.requests["first fetch"] += 1
        elif visit.outcome in (Outcome.FAILED, Outcome.PUT_BACK):
            self.requests["failed"] += 1
        else:
            self.requests["re-visit"] += 1
            self.wasted[str(visit.outcome)] += 1


def simulate(site: NewsSite, every: timedelta, archive: Path) -> dict[str, Any]:
    """Run all crawls; return the figures."""
    setattr(newscrawler.now, "datetime", SimulatedTime)  # noqa: B010 a name that the module imports
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
        (number, sentence)
        for number in found
        for when, sentence in reachable[number].edits
        if when < min(reachable[number].deleted or until, until) and when > reachable[number].published
    ]
    caught = sum(sentence in texts[stored[number]["id"]] for number, sentence in edits)
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
        "edits_caught": caught,
        "verdicts": dict(verdicts),
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
    lines = [f"{name.replace('_', ' '):22}{_cell(value)}" for name, value in told.items()]
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
