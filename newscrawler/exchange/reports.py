"""What is asked of an import, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


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
