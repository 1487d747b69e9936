"""A run's hold on the archive: the lock of its site, its row in `runs`, the pages it leased, its verdict at the end.

The session is opened when the spider is, and shared through it: `spider.session`.
"""

from __future__ import annotations

import logging
import math
from collections import Counter, deque
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newscrawler.archive import Archive, RevisitPlan
from newscrawler.crawling import reasons
from newscrawler.crawling.addresses import is_main_host
from newscrawler.crawling.exploring import NEWEST_FIRST
from newscrawler.crawling.tally import Tally
from newscrawler.crawling.verdict import RUNS_TO_BE_USUAL, TIME_IS_UP, Ending, Past, judge
from newscrawler.crawling.walking import LEFT
from newscrawler.discovery import usual_sources
from newscrawler.errors import DiskFull, Locked, NewscrawlerError, UsageError
from newscrawler.items import PAST_PRIORITY, Outcome, PageKind, Visit
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from newscrawler.archive import Run
    from newscrawler.crawling.spider import NewsSpider
    from newscrawler.items import Page

logger = logging.getLogger(__name__)

_BATCH = 4
"""Pages leased at a time: few, so that what a killed run held is little."""

_TRIED_AGAIN_SECONDS = 86400.0
_TRIED_AGAIN_CEILING_SECONDS = 30 * 86400.0

_ONCE = RevisitPlan(article_seconds=(), gone_seconds=(), max_attempts=1)

_LATELY = timedelta(days=1)
"""Where a walk was cut off, the lists that it read within this are not read again: what they led to still waits."""

_FINISHED = "finished"
_LIMITS = frozenset(f"closespider_{limit}" for limit in ("itemcount", "pagecount", "timeout", "timeout_no_item"))
"""Scrapy's reasons for a crawl that came to a limit the user set."""
STOPPED = "shutdown"
"""Scrapy's reason for a crawl that was stopped from outside: by a signal, or by `ParentWatch`."""

_CUT_SHORT = frozenset({"crashed", "interrupted", "disk full"})
"""Verdicts of runs whose exploration went with them: it is held in memory, and told again by the sources."""

_BROKE_OFF: dict[type[NewscrawlerError], str] = {Locked: "locked", DiskFull: "disk full", UsageError: "usage"}


class Session:
    """One run."""

    def __init__(self, spider: NewsSpider, settings: BaseSettings) -> None:
        """Open the archive, take the site's lock, begin the run, put the seeds in the frontier.

        Raises Locked where another run holds the site, and ArchiveError for a file that cannot be used.
        """
        self.spider = spider
        self.tally = Tally()
        self.trouble: NewscrawlerError | None = None
        """What broke the run off."""
        self.is_time_up = False
        """Set by `Deadline`: the stop that follows is the end of a run that worked."""
        self._lease_seconds = settings.getfloat("NEWSCRAWLER_LEASE_SECONDS")
        # What the user named once is fetched once: it is never due by itself.
        self._plan = _ONCE if spider.is_one_off else revisit_plan(settings)
        self._walk = spider.reader.walk
        self._began = self._read_lately = now_utc()
        self._batch: deque[Page] = deque()
        self._out: set[int] = set()
        """Pages that were handed out and have no outcome yet."""
        self._is_halted = False
        self._put_back_for = reasons.ASKED_TO_WAIT
        """Why the site is not to be asked now, where a visit has told."""
        self.archive = Archive(settings["NEWSCRAWLER_ARCHIVE"])
        try:
            self._begin(settings)
        except BaseException:
            self.archive.close()
            raise

    def _begin(self, settings: BaseSettings) -> None:
        spider = self.spider
        self.archive.lock(spider.site)
        self.archive.register_site(spider.facts, spider.site, spider.name)
        self._plan = self.archive.fitted_plan(spider.site, self._plan)
        self._prepare_exploration(settings)
        self._prepare_walk(settings)
        self.run = self.archive.begin_run(spider.name, spider.site)
        self.archive.add_pages(spider.site, spider.seeds(), at_once=spider.is_one_off)

    def _prepare_exploration(self, settings: BaseSettings) -> None:
        exploration = self.spider.reader.exploration
        exploration.max_depth = settings.getint("NEWSCRAWLER_MAX_DEPTH")
        exploration.left[PageKind.SECTION] = settings.getint("NEWSCRAWLER_MAX_SECTIONS")
        working = self.archive.known_sources(self.spider.site, working=True)
        exploration.has_newest_first = any(page.kind in NEWEST_FIRST for page in working)
        last = self.archive.runs(site=self.spider.site, limit=1, crawls_only=True)
        if last and _was_cut_short(last[0]) and not exploration.has_newest_first:
            self.archive.reopen_sources(self.spider.site)

    def _prepare_walk(self, settings: BaseSettings) -> None:
        """Let a run that walks back read the site's sources whole: an answer of 304 would tell nothing of the past."""
        if self._walk is None:
            return
        self._walk.max_depth = settings.getint("NEWSCRAWLER_MAX_DEPTH")
        self._walk.sources_left = settings.getint("NEWSCRAWLER_MAX_PAST_SOURCES")
        self._walk.articles_left = settings.getint("NEWSCRAWLER_MAX_PAST_ARTICLES")
        self.archive.reopen_sources(self.spider.site)
        if self.archive.past_waiting(self.spider.site, sources=True):
            self._read_lately = self._began - _LATELY

    def next_page(self) -> Page | None:
        """Return the next page to fetch; None when nothing is left, or not before a page that is out comes back."""
        if self._is_halted:
            return None
        while not self._batch and not self._out:
            self._lease()
            if not self._batch and not self._explore():
                return None
        if not self._batch:
            self._lease()
        if not self._batch:
            return None
        page = self._batch.popleft()
        if page.id is not None:
            self._out.add(page.id)
        return page

    @property
    def has_more(self) -> bool:
        """True while leased pages wait."""
        return bool(self._batch) and not self._is_halted

    def store(self, visit: Visit) -> None:
        """Commit what came of a visit, and count it; stops the run when the archive cannot take it."""
        try:
            self.archive.store(visit, run_id=self.run.id, plan=self._plan_for(visit))
        except NewscrawlerError as error:
            self.halt(error)
            raise
        self._walk_on(visit)
        self._out.discard(visit.page.id or 0)
        self.tally.count(visit)
        if visit.outcome is Outcome.PUT_BACK and is_main_host(visit.page.url, self.spider.home):
            # The site does not want to be asked now: what else is due stays due. A subdomain alone does not stop it.
            self._is_halted = True
            self._put_back_for = visit.reason

    def _walk_on(self, visit: Visit) -> None:
        """Let the lists that a list leads to be read again where an earlier walk has read them."""
        if self._walk is None:
            return
        urls = [found.url for found in visit.links if found.kind.is_source and found.priority <= PAST_PRIORITY]
        self.archive.ask_again(self.spider.site, urls, visited_before=self._read_lately)

    def _plan_for(self, visit: Visit) -> RevisitPlan:
        if visit.reason != reasons.NO_SOURCE:
            return self._plan
        # A usual path that leads nowhere is tried again, but not at every run, and less and less often.
        return replace(
            self._plan,
            source_seconds=max(self._plan.source_seconds, _TRIED_AGAIN_SECONDS),
            source_ceiling_seconds=_TRIED_AGAIN_CEILING_SECONDS,
        )

    def halt(self, error: NewscrawlerError) -> None:
        """Hand out no more pages."""
        self.trouble = self.trouble or error
        self._is_halted = True

    def end(self, reason: str) -> None:
        """Give back what is leased, judge the run, write its row, free the lock; `reason` is why the spider closed."""
        ending = self._ending(reason)
        try:
            self._settle_leases(ending.broke_off or ending.reason or ("" if reason == _FINISHED else reason))
            ending = self._accounted(ending)
            self.archive.count_dropped(self.run.id, self.spider.reader.exploration.leftovers())
            if self._walk is not None:
                self.archive.count_dropped(self.run.id, +Counter({LEFT: self.archive.past_waiting(self.spider.site)}))
            self.spider.verdict = judge(self.spider.site, self.tally, ending, self._past())
            self._write_verdict()
        except NewscrawlerError as error:
            self.spider.verdict = judge(self.spider.site, self.tally, ending_of(error))
        finally:
            self.archive.close()  # frees the lock

    def _past(self) -> Past:
        before = self.archive.runs(site=self.spider.site, limit=RUNS_TO_BE_USUAL + 1, crawls_only=True)[1:]
        last = next(((run.verdict or "", run.reason or "") for run in before), ("", ""))
        return Past([run.counts.new for run in before], is_barren=self._is_barren(), last=last)

    def _is_barren(self) -> bool:
        is_site = not self.spider.is_one_off
        return is_site and next(iter(self.archive.articles(site=self.spider.site, limit=1)), None) is None

    def _write_verdict(self) -> None:
        if (verdict := self.spider.verdict) is not None:
            ending = {"verdict": verdict.word, "reason": verdict.reason, "line": verdict.line}
            run = self.archive.end_run(self.run.id, exit_status=verdict.exit_status, **ending)
            if run and run.counts.dropped:
                reasons_said = ", ".join(f"{links} {reason}" for reason, links in run.counts.dropped.items())
                logger.info("%s: links not followed: %s", self.spider.site, reasons_said)

    def _settle_leases(self, cut_off: str) -> None:
        """Put back what is leased where the run was cut off, by whatever; what a finished run still holds vanished."""
        waiting = {page.id for page in self._batch if page.id is not None}
        if cut_off:
            waiting |= self._out
        reason = cut_off or self._put_back_for
        self.archive.put_back(waiting, reason)
        self.tally.count_others(Outcome.PUT_BACK, reason, len(waiting))
        self.tally.count_others(Outcome.FAILED, reasons.VANISHED, self.archive.vanish(self.run.id, self._plan))

    def _accounted(self, ending: Ending) -> Ending:
        """Return the ending; a crash of its own where the pages that were requested are not those with an outcome."""
        run = self.archive.run(self.run.id)
        if run is None or run.counts.requested == run.counts.fetched == self.tally.visits:
            return ending
        said = (
            f"{run.counts.requested} pages requested, {run.counts.fetched} outcomes archived, "
            f"{self.tally.visits} counted"
        )
        logger.error("%s: the accounts do not balance: %s", self.spider.site, said)
        return ending if ending.broke_off else Ending("crashed", f"the accounts do not balance: {said}")

    def _ending(self, reason: str) -> Ending:
        if self.trouble is not None:
            return ending_of(self.trouble)
        if self.is_time_up:
            return Ending(reason=TIME_IS_UP)
        if reason == STOPPED:
            return Ending(reasons.INTERRUPTED, "stopped before its end")
        is_fine = reason == _FINISHED or reason in _LIMITS
        return Ending() if is_fine else Ending("crashed", f"closed: {reason}")

    def _lease(self) -> None:
        walk = self._walk if self._walk is not None and self._walk.is_walking else None
        pages = self.archive.lease(
            self.run.id,
            self.spider.site,
            _BATCH,
            lease_seconds=self._lease_seconds,
            past_sources=walk is not None and walk.sources_left > 0,
            past_articles=walk is not None and walk.articles_left > 0,
        )
        if walk is not None:
            walk.count(pages)
        self._batch.extend(pages)

    def _explore(self) -> bool:
        """Put the next step of the exploration in the frontier; False when it is over."""
        while found := self.spider.reader.exploration.next_step():
            if self.archive.add_pages(self.spider.site, found, depth=1, plan=self._plan):
                return True
        return self._walk_back()

    def _walk_back(self) -> bool:
        """Begin the walk into the past, now that all that is new has been fetched; False where there is none."""
        walk, site = self._walk, self.spider.site
        if walk is None or walk.is_walking:
            return False
        walk.is_walking = True
        roots = self.spider.past_seeds()
        lists = [walk.as_past(found) for found in self.spider.reader.exploration.sections_to_walk()]
        if not (walk.has_sitemap or self.spider.sources):
            lists += [
                walk.as_past(found) for found in usual_sources(self.spider.home) if found.kind is PageKind.SITEMAP
            ]
        self.archive.add_pages(site, roots)
        self.archive.add_pages(site, lists, depth=1)
        self.archive.ask_again(site, [found.url for found in (*roots, *lists)], visited_before=self._began)
        return True


def revisit_plan(settings: BaseSettings) -> RevisitPlan:
    """Return when pages are due again, from the settings; raises UsageError for what is no number of seconds."""
    ages, interval, ceiling = (
        f"NEWSCRAWLER_{name}_SECONDS" for name in ("REVISIT", "SOURCE_INTERVAL", "SOURCE_CEILING")
    )
    return RevisitPlan(
        article_seconds=tuple(_seconds(ages, word) for word in settings.getlist(ages)),
        source_seconds=_seconds(interval, settings[interval]),
        source_ceiling_seconds=_seconds(ceiling, settings[ceiling]),
    )


def _seconds(name: str, word: object) -> float:
    try:
        seconds = float(str(word))
    except ValueError:
        seconds = -1
    if not 0 <= seconds < math.inf:
        raise UsageError(f"{name}: expected a number of seconds, as in 3600; got {word!r}")
    return seconds


def _was_cut_short(run: Run) -> bool:
    return run.verdict in _CUT_SHORT or TIME_IS_UP in (run.reason or "")


def ending_of(error: NewscrawlerError) -> Ending:
    """Return the ending that an error brings."""
    word = next((word for kind, word in _BROKE_OFF.items() if isinstance(error, kind)), "crashed")
    return Ending(word, str(error))
