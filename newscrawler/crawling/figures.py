"""The figures of a crawl under way: as a line for people, and as one that another process reads."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

MARK = "\x1e"
"""What stands before the JSON of figures: the record separator of RFC 7464, which no log line begins with."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One moment of a crawl."""

    site: str
    pages: int = 0
    """Fetched, or refused with a reason."""
    pages_a_second: float = 0.0
    """Since it began."""
    queue: int = 0
    """New and due pages that wait."""
    new: int = 0
    """Articles."""
    failed: int = 0

    @property
    def line(self) -> str:
        """What people read."""
        return (
            f"{self.site}: {self.pages} pages, {self.pages_a_second:.1f}/s, queue {self.queue}, "
            f"new {self.new}, failed {self.failed}"
        )

    @property
    def told(self) -> str:
        """The same for `newscrawler crawl`: one line.

        >>> Figures("a.example", pages=3).told.partition(", ")[0]
        '\\x1e{"site": "a.example"'
        """
        return f"{MARK}{json.dumps(asdict(self))}\n"
