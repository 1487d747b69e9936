"""What is read from a source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscrawler.items import Discovered, PageKind


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What a source lists, and what was wrong with it."""

    kind: PageKind
    """What the source really is, whatever it was taken for."""
    entries: list[Discovered] = field(default_factory=list)
    """In the order of the source, each address once."""
    problem: str = ""
    """Why it could not be read, or not whole: a short phrase; empty when all was well."""
    dropped: int = 0
    """Entries that were left out: without an address that can be fetched, beyond the cap, or plainly no articles."""
