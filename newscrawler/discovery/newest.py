"""Which pages of a long list come first, so that a cut takes the old and the unimportant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.items import Discovered

# The W3C's profile of ISO 8601, that sitemaps are to use, sorts as text to the day, whatever the offsets.
_ISO_DAY = re.compile(r"\s*(\d{4}-\d\d(?:-\d\d)?(?:T[\d:]+)?)")


def newest_first(pages: Iterable[Discovered]) -> list[Discovered]:
    """Return the pages by priority, then the newest by the dates that their source gave; else in their order.

    >>> from newscrawler.items import Discovered
    >>> old, new = (Discovered(f"https://example.org/{day}", modified=f"2026-03-{day}") for day in ("01", "02"))
    >>> newest_first([old, Discovered("https://example.org/"), new]) == [new, old, Discovered("https://example.org/")]
    True
    """
    return sorted(pages, key=_rank, reverse=True)


def _rank(page: Discovered) -> tuple[int, str]:
    days = (_ISO_DAY.match(text) for text in (page.published, page.modified) if text)
    return page.priority, max((day[1] for day in days if day), default="")
