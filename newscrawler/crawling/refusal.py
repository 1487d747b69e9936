"""A request that is not sent, or an answer that is not taken, with the outcome that its visit gets."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest

from newscrawler.items import Outcome


class Refusal(IgnoreRequest):
    """Raised by our middlewares; the spider's errback makes the visit from it."""

    def __init__(
        self, reason: str, outcome: Outcome = Outcome.SKIPPED, *, retry_after_seconds: float | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.outcome = outcome
        self.retry_after_seconds = retry_after_seconds
