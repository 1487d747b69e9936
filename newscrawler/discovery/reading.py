"""What is read from a source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscrawler.items import Discovered, PageKind

BAD_ADDRESS = "bad address"
TOO_MANY = "too many"
UNLIKELY = "no article by its address"


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What a source lists, and what was wrong with it."""

    kind: PageKind
    """What the source really is, whatever it was taken for."""
    entries: list[Discovered] = field(default_factory=list)
    """Each address once, in the order of the source; those of a sitemap newest first."""
    problem: str = ""
    """Why it could not be read, or not whole: a short phrase; empty when all was well."""
    dropped: Counter[str] = field(default_factory=Counter)
    """Why entries were left out -> how many."""
    older: str = ""
    """Where the entries before these are; empty where the feed does not tell."""
