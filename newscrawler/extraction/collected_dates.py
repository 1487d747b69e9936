"""Every date of a page, with what sources said of it: the evidence that the dates of the article are chosen from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newscrawler.extraction.date_reader import DateReader
from newscrawler.extraction.declared_dates import declared_dates
from newscrawler.extraction.printed_dates import printed_dates
from newscrawler.urls import copied_when, site_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.extraction.date_scene import Scene
    from newscrawler.items import DateEvidence, SiteFacts
    from newscrawler.markup import Markup

LANGUAGE_METAS = ("content-language", "og:locale")
_COUNTRY = len("UK")
_MONTH_FIRST = frozenset(("US", "CA", "PH"))
"""Countries where English puts the month before the day, or may."""
_ANYWHERE = frozenset(("AI", "CC", "CO", "FM", "GG", "IM", "IO", "LA", "LY", "ME", "NU", "SH", "TO", "TV", "VG", "WS"))
"""Domains of countries that sites of any country take for what they spell."""


def collect_dates(
    markup: Markup, scene: Scene, *, facts: SiteFacts, fetched_at: datetime | None, hints: Sequence[DateEvidence] = ()
) -> list[DateEvidence]:
    """Return every date of the page and what sources said of it; within one place the most trusted comes first."""
    reader = DateReader(facts, fetched_at, _language(markup))
    printed = printed_dates(scene, markup.elements.tagged("meta"), reader)
    return [*declared_dates(markup, reader), *printed, *hints]


def _language(markup: Markup) -> str:
    """Return the language that the page declares; English as in Britain where its host is of a country that says so.

    It decides the order of day and month, in which English is not of one mind.
    """
    declared = markup.root.get("lang") or markup.declared.first_meta(*LANGUAGE_METAS)
    language = (declared or "").strip()
    country = site_of(markup.url).rpartition(".")[2].upper()
    if language.lower() != "en" or len(country) != _COUNTRY or country in _MONTH_FIRST | _ANYWHERE:
        return language
    return "en-GB"


def captured_at(url: str) -> datetime | None:
    """Return when a web archive took the page, as its address says; None for any other address.

    >>> captured_at("https://web.archive.org/web/20160218174457/http://example.org/")
    datetime.datetime(2016, 2, 18, 17, 44, 57, tzinfo=datetime.timezone.utc)
    """
    taken = copied_when(url)
    try:
        return datetime.strptime(taken, "%Y%m%d%H%M%S").replace(tzinfo=UTC) if taken else None
    except ValueError:
        return None
