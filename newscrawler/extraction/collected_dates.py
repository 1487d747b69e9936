"""Every date of a page, with what sources said of it: the evidence that the dates of the article are chosen from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.date_reader import DateReader
from newscrawler.extraction.declared_dates import declared_dates
from newscrawler.extraction.printed_dates import printed_dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newscrawler.extraction.date_scene import Scene
    from newscrawler.items import DateEvidence, SiteFacts
    from newscrawler.markup import Markup


def collect_dates(
    markup: Markup, scene: Scene, *, facts: SiteFacts, fetched_at: datetime | None, hints: Sequence[DateEvidence] = ()
) -> list[DateEvidence]:
    """Return every date of the page and what sources said of it; within one place the most trusted comes first."""
    reader = DateReader(facts, fetched_at, markup.root.get("lang") or "")
    printed = printed_dates(scene, markup.elements.tagged("meta"), reader)
    return [*declared_dates(markup, reader), *printed, *hints]
