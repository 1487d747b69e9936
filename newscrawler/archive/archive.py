"""`Archive`: the one door to the SQLite file. Each method is one transaction or one query."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from newscrawler.archive import condition, dating, health, opt_outs, runs, sites, storing
from newscrawler.archive.connection import Connection
from newscrawler.archive.connections import Connections
from newscrawler.archive.copies.linking import AT_THE_END
from newscrawler.archive.copies.reading import Copies
from newscrawler.archive.frontier import asked, leases, queue
from newscrawler.archive.frontier.due import RevisitPlan
from newscrawler.archive.frontier.editing import fitted_plan
from newscrawler.archive.frontier.pages import Finding, add_pages, page_key
from newscrawler.archive.frontier.sources import credit_sources
from newscrawler.archive.intake import Intake
from newscrawler.archive.locks import SiteLock, locks_folder
from newscrawler.archive.moments import utc_text
from newscrawler.archive.queries import Queries
from newscrawler.archive.reextracting import Reextraction
from newscrawler.archive.reindexing import SearchIndex
from newscrawler.archive.saved_searches import SavedSearches
from newscrawler.archive.snapshots import Keeper, compact, compact_after_run
from newscrawler.archive.turns import Turns
from newscrawler.archive.upkeep import Upkeep
from newscrawler.items import Outcome, Page
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import datetime
    from types import TracebackType

    from newscrawler.archive.condition import PageState
    from newscrawler.archive.frontier.asked import Forgotten, Retry
    from newscrawler.archive.runs import Run
    from newscrawler.items import Discovered, OptOut, RobotsFile, SiteFacts, Visit

_HAS_WORKED = {0, 10}


class Archive(Queries):
    """An archive file, opened; a context manager. Every method may raise `DiskFull` or `ArchiveError`.

    What is asked of it is in `Queries`; here is what a crawl writes and asks, and what has methods of its own.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, now: Callable[[], datetime] = now_utc) -> None:
        """Open `path`; made or migrated unless `read_only`. Raises `NotAnArchive`, `NewerArchive` or `ArchiveError`.

        `now` is the clock, for simulated time.
        """
        self.path = Path(path).absolute()
        self._run_id: int | None = None
        self._locks: dict[str, SiteLock] = {}
        self._db = Connection(self.path, read_only=read_only, now=now)
        self._keeper = Keeper(self._db)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the locks and close the file; a second call does nothing."""
        for lock in self._locks.values():
            lock.release()
        self._locks.clear()
        self._db.close()

    # --- runs -------------------------------------------------------------------------------------------------------

    def register_site(self, facts: SiteFacts, site: str, spider: str) -> None:
        """Write what a spider declares of its site."""
        sites.register_site(self._db, site, facts, spider)

    def lock(self, site: str) -> SiteLock:
        """Hold a site until released or closed; raise `Locked` when another run does.

        With it in hand, runs that died without a verdict are closed as crashed and their leases freed.
        """
        lock = SiteLock(self.path, site, self._db.now_text)
        self._locks[site] = lock
        runs.close_dead_runs(self._db, site)
        self.free_dead_leases(site)
        return lock

    def begin_run(self, spider: str, site: str) -> Run:
        """Write a run's row. Links that this object adds count for it until it ends."""
        run = runs.begin_run(self._db, spider, site)
        self._run_id = run.id
        return run

    def end_run(self, run_id: int, *, verdict: str, exit_status: int, reason: str = "", line: str = "") -> Run | None:
        """Write a run's verdict; return it with its counts."""
        dating.settle_all(self._db)
        self.copies.catch_up(AT_THE_END)
        ending = {"verdict": verdict, "exit_status": exit_status, "reason": reason, "line": line}
        runs.end_run(self._db, run_id, ending)
        self._run_id = None if self._run_id == run_id else self._run_id
        ended = self.run(run_id)
        if ended is not None and exit_status in _HAS_WORKED:
            compact_after_run(self._db, self._keeper, ended.site)
        self._db.checkpoint()
        return ended

    def run(self, run_id: int) -> Run | None:
        """Return one run with its counts, as they stand now; None when there is none of that id."""
        return runs.run(self._db, run_id)

    def runs(self, *, site: str | None = None, limit: int = 20, crawls_only: bool = False) -> list[Run]:
        """Return the newest runs first; with `crawls_only` without those of imports, which say nothing of a site."""
        return runs.runs(self._db, site, limit, crawls_only=crawls_only)

    def turns(self) -> Turns:
        """Return the turns to ask each domain, which all runs on this archive share."""
        return Turns(locks_folder(self.path), now=self._db.now)

    def connections(self) -> Connections:
        """Return the connections to each domain, which all runs on this archive share."""
        return Connections(locks_folder(self.path))

    def note_robots(self, file: RobotsFile, *, forbidden: str) -> int:
        """Write what a robots.txt says; where it changed, pages skipped for the reason `forbidden` are due again.

        Returns how many.
        """
        return opt_outs.note_robots(self._db, file, self._run_id, forbidden)

    def tdm_file_is_due(self, site: str, host: str, seconds: float) -> bool:
        """Return True where a host's tdmrep.json was not read within so many seconds."""
        return opt_outs.tdm_file_is_due(self._db, site, host, seconds)

    def note_tdm_file(self, site: str, host: str, found: Iterable[OptOut]) -> None:
        """Write what a host's tdmrep.json reserves, after what its robots.txt says (`note_robots`)."""
        opt_outs.note_tdm_file(self._db, site, host, found)

    def failed_pages(self, run_id: int) -> list[PageState]:
        """Return pages that failed in a run and were not visited since: sources first, at most fifty."""
        return condition.failed_pages(self._db, run_id)

    # --- the frontier -----------------------------------------------------------------------------------------------

    def add_pages(
        self,
        site: str,
        pages: Iterable[Discovered],
        *,
        depth: int = 0,
        found_on: int | None = None,
        at_once: bool = False,
        plan: RevisitPlan | None = None,
    ) -> int:
        """Put pages in the frontier; return how many were new. Known ones gain title, dates and priority.

        `found_on` is the page that listed them; None means that the site or the user named them: their word on the kind
        stands. `at_once` makes known ones due in this run too. Pages that were held back say themselves who listed them
        (`Discovered.found_on`): those sources rest shorter, as the plan has it.
        """
        with self._db.writing():
            added = add_pages(self._db, pages, Finding(site, depth, found_on, at_once))
            credit_sources(self._db, added.found_by, plan or RevisitPlan())
            if self._run_id is not None:
                runs.count_added(self._db, self._run_id, added)
        return added.found

    def count_dropped(self, run_id: int, dropped: Mapping[str, int]) -> None:
        """Count for a run links that were not followed: reason -> how many."""
        with self._db.writing():
            runs.count_dropped(self._db, run_id, dropped)

    def lease(
        self,
        run_id: int,
        site: str,
        limit: int,
        *,
        lease_seconds: float,
        past_sources: bool = False,
        past_articles: bool = False,
    ) -> list[Page]:
        """Hand out up to `limit` pages that are new or were due at the run's start, best first; none twice in one run.

        Empty while only pages are left that a dead run held, and this run holds others: those come alone. What leads
        into the past (`PAST_PRIORITY`) comes after all else, and only where it is asked for.
        """
        return leases.lease(
            self._db, leases.LeaseRequest(run_id, site, limit, lease_seconds, past_sources, past_articles)
        )

    def free_dead_leases(self, site: str) -> int:
        """Free what has expired, and with the site's lock in hand all that other runs left; return how many."""
        lock = self._locks.get(site)
        return leases.free_leases(self._db, site, of_dead_runs=lock is not None and lock.is_held, run_id=self._run_id)

    def put_back(self, page_ids: Collection[int], reason: str) -> None:
        """Give leased pages back unfetched; counted in the run with the reason, not leased again by it."""
        with self._db.writing():
            self._count(leases.put_back(self._db, page_ids), Outcome.PUT_BACK, reason)

    def vanish(self, run_id: int, plan: RevisitPlan | None = None) -> int:
        """Make what a finished run still holds failed, `vanished`; return how many."""
        due = self._db.now() + timedelta(seconds=(plan or RevisitPlan()).retry_seconds)
        with self._db.writing():
            counts = leases.vanish(self._db, run_id, utc_text(due))
            self._count(counts, Outcome.FAILED, "vanished", run_id)
        return sum(counts.values())

    def pending(self, site: str, run_id: int | None = None) -> dict[str, int]:
        """Return how many pages are `new`, `due` and `leased`; for a run: what it may still lease, and what is held.

        What leads into the past is not counted; `past_waiting` says how much of it there is.
        """
        return leases.pending(self._db, site, run_id)

    def past_waiting(self, site: str, *, sources: bool = False) -> int:
        """Return how many pages that lead into the past wait to be fetched; with `sources`, how many list others."""
        return leases.past_waiting(self._db, site, sources=sources)

    def queue_counts(self, site: str | None = None) -> dict[str, int]:
        """Return state -> pages."""
        return leases.queue_counts(self._db, site)

    def known_sources(self, site: str, *, working: bool = False) -> list[Page]:
        """Return the site's sources, the declared ones first; with `working` those that answer, or did until lately."""
        return leases.known_sources(self._db, site, working=working)

    def reopen_sources(self, site: str) -> None:
        """Make the site's sources due at once, to be read whole: a run that broke off may have held links back."""
        leases.reopen_sources(self._db, site)

    def fitted_plan(self, site: str, plan: RevisitPlan) -> RevisitPlan:
        """Return the plan with fewer re-visits where the site's last hundreds of them found next to no edits."""
        return fitted_plan(self._db, site, plan)

    def queue(self, site: str | None = None) -> dict[str, Any]:
        """Return the frontier in figures: pages by `states` and kind, when they are `due`, and `reasons` why not."""
        return queue.overview(self._db, site)

    def queued(
        self, site: str | None = None, *, state: str | None = None, limit: int | None = 20
    ) -> list[dict[str, Any]]:
        """Return pages with their reason, attempts and next visit, the next first; `state` is one of `QUEUE_STATES`."""
        return queue.pages(self._db, site, state, limit)

    def retry(self, wanted: Retry) -> dict[str, int]:
        """Make pages that failed, are gone or were skipped due at once; return reason -> how many."""
        return asked.retry(self._db, wanted)

    def forget(self, url: str, *, with_article: bool = False) -> Forgotten:
        """Let a page never be fetched again, whoever lists it; raise `ArchiveError` for an address of no known site.

        With its article, every address of it is forgotten, and the article is deleted with all that belongs to it.
        """
        return asked.forget_with_article(self._db, url) if with_article else asked.forget(self._db, url)

    def ask_again(self, site: str, urls: Iterable[str], *, visited_before: datetime) -> None:
        """Make sources that were last visited before a moment new again, to be read whole."""
        leases.ask_again(self._db, site, [page_key(url) for url in urls], utc_text(visited_before))

    # --- visits -----------------------------------------------------------------------------------------------------

    def identify(self, visit: Visit) -> tuple[Outcome, int | None]:
        """Return what the visit is to its site's articles, and the article's id unless it is new; write nothing."""
        identity = storing.judge(self._db, visit)
        return identity.outcome, identity.article_id

    def store(self, visit: Visit, *, run_id: int, plan: RevisitPlan | None = None) -> int | None:
        """Commit all that came of a visit in one transaction; return the article's id, if it has one.

        `skipped`, `failed` and `put back` are taken as they are. Any other outcome is decided again under the write
        lock, and `visit.outcome` and `visit.article_id` are set to what was decided.
        """
        self._keeper.look(visit.page.site)
        return storing.store(self._db, visit, run_id, plan or RevisitPlan(), self._keeper)

    # --- parts with methods of their own ------------------------------------------------------------------------------

    @property
    def copies(self) -> Copies:
        """Which articles say the same in the same words, at whose site, and who first."""
        return Copies(self._db)

    @property
    def saved_searches(self) -> SavedSearches:
        """Return the searches that are kept by name."""
        return SavedSearches(self._db)

    @property
    def reextraction(self) -> Reextraction:
        """Return what reads the archive's pages again, and writes what they say today."""
        return Reextraction(self._db)

    def intake(self, plan: RevisitPlan | None = None) -> Intake:
        """Return the way in for what was captured elsewhere; `plan` is for the pages of young articles."""
        return Intake(self._db, self._keeper, plan)

    # --- upkeep -------------------------------------------------------------------------------------------------------

    @property
    def schema_version(self) -> int:
        """The version of the file's tables."""
        return int(self._db.value("PRAGMA user_version"))

    def damage(self) -> str:
        """Return what is wrong with the file itself, "" when it is whole; quicker than `problems`, which says more."""
        return health.find_damage(self._db)

    def problems(self) -> list[str]:
        """Return what is wrong with the file: its pages, foreign keys and search index; empty when all is well."""
        return health.find_problems(self._db)

    @property
    def search_index(self) -> SearchIndex:
        """Return the index, to be asked whether it is of the present folding, and to be made again."""
        return SearchIndex(self._db)

    def compact_snapshots(self, site: str, *, seconds: float = 5.0) -> int:
        """Pack again what was stored before the site had its dictionary; return how many contents. Goes on next time.

        Each transaction holds a few, and replaces none before the new packing was read back.
        """
        return compact(self._db, self._keeper, site, seconds)

    @property
    def upkeep(self) -> Upkeep:
        """What keeps the file in order: backup, verify, vacuum, merge."""
        return Upkeep(self._db)

    def _count(self, counts: dict[str, int], outcome: Outcome, reason: str, run_id: int | None = None) -> None:
        run_id = run_id if run_id is not None else self._run_id
        for kind, count in counts.items():
            if run_id is not None:
                runs.count_outcome(self._db, run_id, kind, outcome, reason, count)
