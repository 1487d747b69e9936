"""`Intake`: the archive's side of an import."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from newscrawler.archive import dating
from newscrawler.archive.copies.linking import AT_THE_END, catch_up
from newscrawler.archive.frontier.due import RevisitPlan
from newscrawler.archive.frontier.pages import FORGOTTEN, forgotten_at, page_at, page_key
from newscrawler.archive.intake.addresses import plan_visit
from newscrawler.archive.intake.placing import widen_sightings
from newscrawler.archive.intake.progress import read_progress, write_progress
from newscrawler.archive.intake.restoring import restore
from newscrawler.archive.intake.taking import recognise, take
from newscrawler.archive.moments import utc_text
from newscrawler.archive.runs import IMPORT, Run, begin_run, count_outcome, run
from newscrawler.archive.snapshots import snapshot_of_revision
from newscrawler.errors import ArchiveError
from newscrawler.items import Outcome, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.identity import Identity
    from newscrawler.archive.intake.progress import Progress
    from newscrawler.archive.intake.restoring import Restored
    from newscrawler.archive.snapshots import Keeper
    from newscrawler.items import Snapshot, Visit

UNKNOWN_PAGE = "served as before, by a capture that is not here"
"""Why a revisit is skipped."""
_UNDER_WAY = {"verdict": "interrupted", "exit_status": 130, "reason": "importing"}


class Intake:
    """One import, with a run for each site that it has something of."""

    def __init__(self, db: Connection, keeper: Keeper, plan: RevisitPlan | None = None) -> None:
        plan = plan or RevisitPlan()
        self._db = db
        self._keeper = keeper
        self._clock = db.now
        # A plan of "at every run" would make all that is taken in due at once.
        self._plan = replace(plan, article_seconds=tuple(age for age in plan.article_seconds if age))
        self._runs: dict[str, int] = {}
        self._recognised: tuple[Visit, Identity] | None = None

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Hold one transaction; after it, make the sites that gained many pages what packs them best."""
        with self._db.writing():
            yield
        for site in self._runs:
            self._keeper.look(site)

    def identify(self, visit: Visit) -> tuple[Outcome, int | None]:
        """Return what the visit is to its site's articles, and the article's id unless it is new.

        The batch holds the write lock, so that `take` need not ask again.
        """
        identity = recognise(self._db, visit)
        self._recognised = (visit, identity)
        return identity.outcome, identity.article_id

    def snapshot(self, article_id: int) -> Snapshot | None:
        """Return the newest page of an article as it was served; None where none was kept."""
        kept = snapshot_of_revision(self._db, self._keeper.unpacker, article_id)
        return kept.snapshot if kept else None

    def take(self, visit: Visit, *, at: datetime) -> None:
        """Store what a visit at a moment would have brought; set its `outcome`, `reason` and `article_id`.

        Nothing of it is written where it raises: `BadUrl` for an address that cannot be fetched.
        """
        run_id = self._run(visit.page.site)
        known, identity = self._recognised or (None, None)
        if known is not visit or identity is None:
            identity = recognise(self._db, visit)
        self._recognised = None
        with self._one(), self._at(at):
            page_id, is_new = take(self._db, self._keeper, visit, identity, run_id)
            if is_new and visit.article_id is not None:
                self._note_page(run_id, page_id, visit.article_id)
            self._count(run_id, visit.outcome or Outcome.SKIPPED, visit.reason)

    def restore(self, row: Restored) -> tuple[Outcome, str]:
        """Put an exported article back; return what it is to the archive, and why where it is skipped."""
        run_id = self._run(row.article.site)
        with self._one():
            if any(forgotten_at(self._db, page_key(url)) for url in (row.article.url, *row.pages)):
                self._count(run_id, Outcome.SKIPPED, FORGOTTEN)
                return Outcome.SKIPPED, FORGOTTEN
            outcome, pages, article_id = restore(self._db, row, run_id)
            for page_id in pages:
                self._note_page(run_id, page_id, article_id)
            self._count(run_id, outcome, "")
        return outcome, ""

    def see_again(self, url: str, site: str, *, at: datetime) -> tuple[Outcome, str]:
        """Note that a page was served as before; return `SKIPPED` and why where the archive has no article of it."""
        run_id = self._run(site)
        page = page_at(self._db, site, url)
        outcome, reason = Outcome.SKIPPED, UNKNOWN_PAGE
        with self._one():
            if page is not None and page["article_id"] is not None:
                widen_sightings(self._db, page["article_id"], utc_text(at), utc_text(at))
                outcome, reason = Outcome.UNCHANGED, ""
            self._count(run_id, outcome, reason)
        return outcome, reason

    def progress(self, file_key: str) -> Progress | None:
        """Return how far a file was read by an earlier import, None for one that was not begun."""
        return read_progress(self._db, file_key)

    def note(self, progress: Progress, *, has_ended: bool = False) -> None:
        """Write how far a file was read, in the transaction that is open."""
        write_progress(self._db, progress, has_ended=has_ended)

    def finish(self, verdict: str, exit_status: int, reason: str = "") -> list[Run]:
        """Write the verdict of each site's run; return them with their counts."""
        dating.settle_all(self._db)
        catch_up(self._db, AT_THE_END)
        with self._db.writing():
            for run_id in self._runs.values():
                ending = {"verdict": verdict, "exit_status": exit_status, "reason": reason}
                self._db.update("runs", run_id, ending | {"ended_at": self._db.now_text})
        self._db.checkpoint()
        found = (run(self._db, run_id) for run_id in self._runs.values())
        return [one for one in found if one is not None]

    def _run(self, site: str) -> int:
        """Return the site's run, begun where there is none; it is complete as it stands, should this be killed."""
        if site not in self._runs:
            begun = begin_run(self._db, IMPORT, site)
            self._db.update("runs", begun.id, _UNDER_WAY | {"ended_at": self._db.now_text})
            self._runs[site] = begun.id
        return self._runs[site]

    @contextmanager
    def _one(self) -> Iterator[None]:
        """Hold a savepoint: what one record writes is written whole, or not at all."""
        with self._db.writing():
            self._db.run("SAVEPOINT record")
            try:
                yield
            except (sqlite3.IntegrityError, sqlite3.DataError) as error:
                self._db.run("ROLLBACK TO record")
                raise ArchiveError(f"no article: {error}") from error
            except BaseException:
                self._db.run("ROLLBACK TO record")
                raise
            finally:
                self._db.run("RELEASE record")

    @contextmanager
    def _at(self, moment: datetime) -> Iterator[None]:
        """Let the archive's clock stand at the moment of a capture."""
        self._db.now = lambda: moment
        try:
            yield
        finally:
            self._db.now = self._clock

    def _note_page(self, run_id: int, page_id: int, article_id: int) -> None:
        plan_visit(self._db, page_id, article_id, self._plan, self._clock())
        self._db.run("UPDATE runs SET found = found + 1 WHERE id = ?", (run_id,))

    def _count(self, run_id: int, outcome: Outcome, reason: str) -> None:
        self._db.run("UPDATE runs SET requested = requested + 1 WHERE id = ?", (run_id,))
        count_outcome(self._db, run_id, str(PageKind.ARTICLE), outcome, reason)
