"""The records of a file with what they say: pages are read in processes of their own, ahead of what is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newscrawler.exchange.capture_reader import why_not
from newscrawler.exchange.records import Bad, Capture, Own, PassedOver, Record, Revisit, Row
from newscrawler.items import Visit
from newscrawler.workers import PAGE_SECONDS, Answered, Lost, Task, Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newscrawler.exchange.capture_reader import CaptureReader
    from newscrawler.exchange.records import Content
    from newscrawler.exchange.reports import Wishes
    from newscrawler.exchange.steps import Steps

BATCH_RECORDS = 50
BATCH_BYTES = 16 * 1024 * 1024
"""Of pages. A transaction holds no more: a crawl waits as long as it takes, and so may those that read."""

OTHER_SITE = "of another site"


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


class ReadingAhead:
    """Reads what the records of files say; they come in the order in which they stand."""

    def __init__(self, reader: CaptureReader, steps: Steps, wishes: Wishes) -> None:
        """Take what reads a page, what makes a visit of a row, and which records are wanted."""
        self._steps = steps
        self._wishes = wishes
        self._workers = Workers[Record, Capture, Visit | Bad | None](reader, wishes.jobs, task_seconds=PAGE_SECONDS)

    @property
    def process_ids(self) -> list[int]:
        """The processes that read now."""
        return self._workers.process_ids

    def tend(self) -> None:
        """Keep the processes at work, without waiting: for who is storing meanwhile."""
        self._workers.tend()

    def end(self) -> None:
        """End the processes."""
        self._workers.end()

    def read(self, records: Iterable[Record]) -> Iterator[Prepared]:
        """Yield each record with what it says."""
        for record, said in self._workers.map(map(self._task, records)):
            yield Prepared(record, Bad(said.reason) if isinstance(said, Lost) else said)

    def _task(self, record: Record) -> Task[Record, Capture, Visit | Bad | None]:
        """Return what is to be read of a record: only a capture goes to another process."""
        content = record.content
        try:
            url = _url_of(content)
            if url is not None and self._wishes.site and self._steps.site(url) != self._wishes.site:
                return Task(replace(record, content=PassedOver(OTHER_SITE)), Answered(None))
            if isinstance(content, Capture):
                return Task(replace(record, content=replace(content, body=b"")), content, record.size)
            visit = self._steps.visit_of(content) if isinstance(content, Row) else None
        except Exception as error:  # noqa: BLE001 an address may be anything: it costs its own record
            return Task(record, Answered(why_not(error)), record.size)
        return Task(record, Answered(visit), record.size)


def next_chunk(records: Iterator[Prepared]) -> tuple[list[Prepared], bool]:
    """Return the next few records, and whether they are the last."""
    chunk: list[Prepared] = []
    held = 0
    for prepared in records:
        chunk.append(prepared)
        held += prepared.size
        if len(chunk) >= BATCH_RECORDS or held >= BATCH_BYTES:
            return chunk, False
    return chunk, True


def _url_of(content: Content) -> str | None:
    if isinstance(content, (Capture, Revisit)):
        return content.url
    if isinstance(content, Row):
        return content.article.url
    return content.restored.article.url if isinstance(content, Own) else None
