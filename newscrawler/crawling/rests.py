"""Domains that want to be left alone for a while: our own memory of it, and that of the other crawls on the archive."""

from __future__ import annotations

from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING

from newscrawler.crawling.retry_after import LONGEST_SECONDS

if TYPE_CHECKING:
    from newscrawler.archive import Turns

_MOST_DOUBLINGS = 30


class Rests:
    """Until when each domain rests, and how often in a row it said that it is overloaded."""

    def __init__(self) -> None:
        self.shared: Turns | None = None
        """The archive's, while a run is on."""
        self._until: dict[str, float] = {}
        self._overloads: Counter[str] = Counter()

    def rest(self, domain: str, seconds: float) -> None:
        """Let a domain rest for so many seconds, for other crawls on this archive too; a longer rest stays."""
        self._until[domain] = max(self._until.get(domain, 0.0), monotonic() + seconds)
        if self.shared is not None:
            self.shared.rest(domain, seconds)

    def left_seconds(self, domain: str) -> float:
        """Return how long a domain still rests."""
        own = max(self._until.get(domain, 0.0) - monotonic(), 0.0)
        return own if self.shared is None else max(own, self.shared.rest_seconds(domain))

    def count(self, domain: str, *, is_overloaded: bool) -> None:
        """Count an answer that says that the domain is overloaded; any other ends the count."""
        self._overloads[domain] = self._overloads[domain] + 1 if is_overloaded else 0

    def growing_seconds(self, domain: str, delay_seconds: float) -> float:
        """Return how long a domain rests that is overloaded and does not say how long: twice as long each time.

        >>> rests = Rests()
        >>> for _ in range(3): rests.count("example.org", is_overloaded=True)
        >>> rests.growing_seconds("example.org", 1.0), rests.growing_seconds("example.org", 60000.0)
        (8.0, 86400.0)
        """
        doublings = min(self._overloads[domain], _MOST_DOUBLINGS)
        return min(delay_seconds * 2.0**doublings, LONGEST_SECONDS)
