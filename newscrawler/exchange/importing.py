"""An import: the records of files, stored some in one transaction with how far it came.

Their pages are read in processes of their own, meanwhile and ahead; this one reads the files and writes the archive.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newscrawler.archive import Progress
from newscrawler.errors import ArchiveError, UsageError
from newscrawler.exchange.capture_reader import CRASHED, CaptureReader, why_not
from newscrawler.exchange.records import Bad, Capture, Own, PassedOver, Record, Revisit, Row
from newscrawler.exchange.steps import Steps
from newscrawler.exchange.streams import shown
from newscrawler.items import Outcome, Visit
from newscrawler.now import now_utc
from newscrawler.workers import PAGE_SECONDS, Answered, Lost, Task, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from typing import Any

    from newscrawler.archive import Archive, Run
    from newscrawler.crawling import NewsSpider
    from newscrawler.exchange.records import Content, Reader

    _Task = Task[Record, Capture, Visit | Bad | None]

BATCH_RECORDS = 50
BATCH_BYTES = 16 * 1024 * 1024
"""Of pages. A transaction holds no more: a crawl waits as long as it takes, and so may those that read."""

OTHER_SITE = "of another site"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of an import."""

    site: str | None = None
    """Only records of this site."""
    limit: int | None = None
    """Stop after so many records that were taken in."""
    restart: bool = False
    """Read files again that were read before."""
    dry_run: bool = False
    """Write nothing."""
    jobs: int = 1
    """Processes that read pages."""


@dataclass(slots=True)
class Report:
    """What became of the records."""

    records: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    """`new`, `changed`, `unchanged`, `alias`."""
    skipped: Counter[str] = field(default_factory=Counter)
    """Why -> how many."""
    bad: Counter[str] = field(default_factory=Counter)
    """Why -> how many; each is named where it was found."""
    ignored: Counter[str] = field(default_factory=Counter)
    """Field of a row that means nothing to us -> how often."""
    done_before: list[str] = field(default_factory=list)
    """Files that an earlier import read to their end."""

    @property
    def taken(self) -> int:
        """How many records the archive has now, however it came by them."""
        return self.outcomes.total()

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        counters = {name: dict(getattr(self, name)) for name in ("outcomes", "skipped", "bad", "ignored")}
        return {"records": self.records, "taken": self.taken, **counters, "done_before": self.done_before}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record, read."""

    record: Record
    """A capture without its body."""
    said: Visit | Bad | None
    """What it says; None where the record itself does."""

    @property
    def size(self) -> int:
        """How many bytes of memory it holds, where they are many: a page is longer than what was captured of it."""
        snapshot = self.said.snapshot if isinstance(self.said, Visit) else None
        return len(snapshot.body) if snapshot else self.record.size


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
        self._workers = Workers[Record, Capture, Visit | Bad | None](
            CaptureReader(spiders), wishes.jobs, task_seconds=PAGE_SECONDS
        )
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
        read = self._workers.map(map(self._task, reader.records(progress.position)))
        has_ended = False
        while not has_ended and not self.is_full:
            chunk, has_ended = _chunk(read)
            progress = self._store(chunk, progress, has_ended=has_ended)
            on_step(reader.done)

    def close(self) -> None:
        """End the processes that read."""
        self._workers.end()

    def finish(self, verdict: str = "worked", exit_status: int = 0, reason: str = "") -> list[Run]:
        """Write the verdict; return the runs, one for each site."""
        return [] if self._wishes.dry_run else list(self._intake.finish(verdict, exit_status, reason))

    def _task(self, record: Record) -> _Task:
        """Return what is to be read of a record: only a capture goes to another process."""
        content = record.content
        try:
            url = _url_of(content)
            if url is not None and self._wishes.site and self.steps.site(url) != self._wishes.site:
                return Task(replace(record, content=PassedOver(OTHER_SITE)), Answered(None))
            if isinstance(content, Capture):
                return Task(replace(record, content=replace(content, body=b"")), content, record.size)
            visit = self.steps.visit_of(content) if isinstance(content, Row) else None
        except Exception as error:  # noqa: BLE001 an address may be anything: it costs its own record
            return Task(record, Answered(why_not(error)), record.size)
        return Task(record, Answered(visit), record.size)

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
                    self._workers.tend()
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


def _chunk(read: Iterator[tuple[Record, Visit | Bad | Lost | None]]) -> tuple[list[Prepared], bool]:
    """Return the next few records, and whether they are the last."""
    chunk: list[Prepared] = []
    held = 0
    for record, said in read:
        chunk.append(Prepared(record, Bad(said.reason) if isinstance(said, Lost) else said))
        held += chunk[-1].size
        if len(chunk) >= BATCH_RECORDS or held >= BATCH_BYTES:
            return chunk, False
    return chunk, True


def _url_of(content: Content) -> str | None:
    if isinstance(content, (Capture, Revisit)):
        return content.url
    if isinstance(content, Row):
        return content.article.url
    return content.restored.article.url if isinstance(content, Own) else None


def _moment_of(content: Content) -> datetime:
    moment = content.captured_at if isinstance(content, (Capture, Row)) else None
    return moment or now_utc()
