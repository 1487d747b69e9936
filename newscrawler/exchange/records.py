"""What a file holds, record by record: a page as it was served, a row, or something that cannot be taken, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newscrawler.archive import Restored
    from newscrawler.items import Article


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was served; the body may still have the codings that its headers name."""

    url: str
    body: bytes
    captured_at: datetime
    headers: Sequence[tuple[str, str]] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class Row:
    """An article that somebody else read."""

    article: Article
    captured_at: datetime | None = None
    """When it was read; None where the row does not say."""
    ignored: Sequence[str] = ()
    """Names of fields that mean nothing to us."""


@dataclass(frozen=True, slots=True)
class Own:
    """A row of our own export."""

    restored: Restored


@dataclass(frozen=True, slots=True)
class Revisit:
    """The page was served again as it was before."""

    url: str
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something that is no article and was not meant to be one."""

    reason: str


@dataclass(frozen=True, slots=True)
class Bad:
    """A record that should have been one, and why it is none."""

    reason: str


Content = Capture | Row | Own | Revisit | PassedOver | Bad


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file."""

    place: str
    """Where it stands, for a person: `rows.jsonl:17`."""
    content: Content
    position: int = field(default=0)
    """Where to go on behind it, as the file's reader counts."""
    size: int = field(default=0)
    """Bytes of memory that it holds, where they are many."""


def body_size(content: Content) -> int:
    """Return how long the body of a capture is; 0 for all else, which is short."""
    return len(content.body) if isinstance(content, Capture) else 0


class Reader(Protocol):
    """What reads one file or folder."""

    path: Path
    size: int
    """Of the whole, in the unit of `done`."""
    done: int
    """How much was read, for a bar."""

    def key(self) -> str:
        """Return what makes it the same file as before: path, size, moment of change, beginning."""

    def records(self, start: int) -> Iterator[Record]:
        """Yield the records from a position on; 0 is the beginning. What cannot be read is a `Bad` one."""


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC; one without offset is taken for UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
