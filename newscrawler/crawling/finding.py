"""One thing that is to be said of a site."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is to be said."""

    what: str
    advice: str = ""
    exit_status: int = 0
    """0 for a note."""
    since: str | None = None
    """A moment in UTC."""
    page: str | None = None
    """The first page that shows it."""
    reason: str = ""
    """What came of that page."""

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain values."""
        return asdict(self)
