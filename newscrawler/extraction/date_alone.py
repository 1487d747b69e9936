"""The date of a page and nothing else: from its declarations where they settle it, else from all that it shows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newscrawler.dates import settled_by_declarations
from newscrawler.extraction.collected_dates import captured_at
from newscrawler.extraction.date_reader import DateReader
from newscrawler.extraction.date_scene import Scene
from newscrawler.extraction.declared_dates import declared_dates
from newscrawler.extraction.fields import SiteFields
from newscrawler.extraction.other_day import may_print_other_day
from newscrawler.extraction.site_dates import read_dates
from newscrawler.extraction.title import read_title
from newscrawler.extraction.visible import find_text
from newscrawler.items import SiteFacts
from newscrawler.markup import declaring_part, parse_markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.items import DateEvidence


def find_date(
    html: bytes | str,
    url: str,
    *,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
    site: SiteFacts | None = None,
    hints: Sequence[DateEvidence] = (),
) -> str | None:
    """Return when the article at `url` came out, as `Article.published_at` says it; None when nothing tells.

    What the page declares is taken without a look at the rest where all of it agrees to the minute. Of other kinds of
    pages than articles the date is returned too, where they have one. Never raises on what the page holds.
    """
    facts, fetched_at = site or SiteFacts(), fetched_at or captured_at(url)
    if not facts.fields and not hints:
        declared = _declared(html, url, content_type, DateReader(facts, fetched_at))
        found = settled_by_declarations(declared, fetched_at=fetched_at, facts=facts)
        if found and not may_print_other_day(html, datetime.fromisoformat(found)):
            return found
    markup = parse_markup(html, url, content_type=content_type)
    headline = read_title(markup, facts)
    found_blocks, container = find_text(markup, headline.element)
    scene = Scene(found_blocks, headline.element, container)
    return read_dates(markup, SiteFields(markup, facts), scene, known=(facts, fetched_at, hints)).published_at


def _declared(html: bytes | str, url: str, content_type: str | None, reader: DateReader) -> list[DateEvidence]:
    """Return the dates that the head of the page, its JSON-LD and its address declare; little of it is parsed."""
    markup = parse_markup(declaring_part(html), url, content_type=content_type)
    return list(declared_dates(markup, reader))
