"""An import: the records of files, stored some in one transaction with how far it came.

Their pages are read in processes of their own, meanwhile and ahead; this one reads the files and writes the archive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive import Progress
from newscrawler.errors import ArchiveError, UsageError
from newscrawler.exchange.capture_reader import CRASHED, CaptureReader
from newscrawler.exchange.reading_ahead import ReadingAhead, next_chunk
from newscrawler.exchange.records import Bad, Capture, Own, PassedOver, Revisit, Row
from newscrawler.exchange.reports import Report
from newscrawler.exchange.steps import Steps
from newscrawler.exchange.streams import shown
from newscrawler.items import Outcome
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from typing import Any

    from newscrawler.archive import Archive, Run
    from newscrawler.crawling import NewsSpider
    from newscrawler.exchange.reading_ahead import Prepared
    from newscrawler.exchange.records import Content, Reader
    from newscrawler.exchange.reports import Wishes
    from newscrawler.items import Visit


class _WriteNothing(Exception):
    """Ends the transaction of a dry run."""


class Import:
    """One import into an archive."""

    def __init__(
        self, archive: Archive, spiders: Mapping[str, Any], wishes: Wishes, on_bad: Callable[[str, str], None]
    ) -> None:
        """`on_bad` is called with the place of every record that cannot be taken, and with the reason."""
        self.steps = Steps(spiders, self._register)
        self.report = Report()
        self._ahead = ReadingAhead(CaptureReader(spiders), self.steps, wishes)
        self._archive = archive
        self._wishes = wishes
        self._on_bad = on_bad
        self._begin()

    def _register(self, spider: NewsSpider) -> None:
        """Write what a site's file declares, as its crawl would: dates without a zone are read by it."""
        if not self._wishes.dry_run:
            self._archive.register_site(spider.facts, spider.site, spider.name)

    def _begin(self) -> None:
        self._intake = self.steps.session.archive = self._archive.intake(self.steps.plan)

    @property
    def is_full(self) -> bool:
        """Whether as many records were taken in as were asked for."""
        return self._wishes.limit is not None and self.report.taken >= self._wishes.limit

    def read(self, reader: Reader, on_step: Callable[[int], None]) -> None:
        """Take in what a reader holds, from where an earlier import of the same file left it."""
        key = reader.key()
        before = None if self._wishes.restart else self._intake.progress(key)
        if before is not None and before.ended_at is not None:
            self.report.done_before.append(shown(reader.path))
            return
        progress = Progress(key, shown(reader.path), before.position if before else 0, before.records if before else 0)
        has_ended, records = False, self._ahead.read(reader.records(progress.position))
        while not has_ended and not self.is_full:
            chunk, has_ended = next_chunk(records)
            progress = self._store(chunk, progress, has_ended=has_ended)
            on_step(reader.done)

    def close(self) -> None:
        """End the processes that read."""
        self._ahead.end()

    def finish(self, verdict: str = "worked", exit_status: int = 0, reason: str = "") -> list[Run]:
        """Write the verdict; return the runs, one for each site."""
        return [] if self._wishes.dry_run else list(self._intake.finish(verdict, exit_status, reason))

    def _store(self, chunk: list[Prepared], progress: Progress, *, has_ended: bool) -> Progress:
        """Store a chunk and how far it leads in one transaction; return that."""
        if self._wishes.dry_run:
            self._begin()
        try:
            with self._intake.batch():
                for prepared in chunk:
                    if self.is_full:
                        has_ended = False
                        break
                    self._store_one(prepared)
                    self._ahead.tend()
                    position = prepared.record.position or progress.position
                    progress = Progress(progress.file_key, progress.path, position, progress.records + 1)
                self._intake.note(progress, has_ended=has_ended)
                self._keep_or_not()
        except _WriteNothing:
            return progress
        return progress

    def _keep_or_not(self) -> None:
        if self._wishes.dry_run:
            raise _WriteNothing

    def _store_one(self, prepared: Prepared) -> None:
        self.report.records += 1
        try:
            reason = self._taken(prepared)
        except (UsageError, ArchiveError) as error:
            reason = str(error)
        except (ValueError, TypeError, LookupError) as error:  # what it wrote is taken back; the others go on
            reason = f"{CRASHED}: {type(error).__name__}: {str(error)[:200]}"
        if reason:
            self.report.bad[reason.split(":", 1)[0]] += 1
            self._on_bad(prepared.record.place, reason)

    def _taken(self, prepared: Prepared) -> str:
        """Take a record in; return why it cannot be, "" where it was."""
        content, said = prepared.record.content, prepared.said
        if isinstance(content, Bad):
            return content.reason
        if isinstance(said, Bad):
            return said.reason
        if isinstance(content, PassedOver):
            self.report.skipped[content.reason] += 1
        elif isinstance(content, Own):
            self._count(*self._intake.restore(content.restored))
        elif isinstance(content, Revisit):
            site = self.steps.site(content.url)
            self._count(*self._intake.see_again(content.url, site, at=content.captured_at))
        elif said is not None:
            self.report.ignored.update(content.ignored if isinstance(content, Row) else ())
            return self._visited(said, _moment_of(content))
        return ""

    def _visited(self, visit: Visit, moment: datetime) -> str:
        self.steps.store(visit, moment)
        outcome = visit.outcome or Outcome.SKIPPED
        if outcome is Outcome.FAILED:
            return visit.reason
        self._count(outcome, visit.reason)
        return ""

    def _count(self, outcome: Outcome, reason: str) -> None:
        if outcome is Outcome.SKIPPED:
            self.report.skipped[reason] += 1
        else:
            self.report.outcomes[str(outcome)] += 1


def _moment_of(content: Content) -> datetime:
    moment = content.captured_at if isinstance(content, (Capture, Row)) else None
    return moment or now_utc()
