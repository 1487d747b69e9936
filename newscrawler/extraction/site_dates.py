"""The dates of an article, with the site's own selectors above all other evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newscrawler.dates import ChosenDates, choose_dates
from newscrawler.extraction.collected_dates import captured_at, collect_dates
from newscrawler.extraction.date_reader import DateReader, as_evidence
from newscrawler.extraction.fields import SITE
from newscrawler.items import Place, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newscrawler.extraction.date_scene import Scene
    from newscrawler.extraction.fields import SiteFields
    from newscrawler.items import DateEvidence, SiteFacts
    from newscrawler.markup import Markup

ROLE_OF_FIELD = {"date_line": Role.PUBLISHED, "published_at": Role.PUBLISHED, "modified_at": Role.MODIFIED}


def read_dates(
    markup: Markup,
    fields: SiteFields,
    scene: Scene,
    known: tuple[SiteFacts, datetime | None, Sequence[DateEvidence]],
) -> ChosenDates:
    """Return the chosen dates; `known` is what is known besides the page."""
    facts, fetched_at, hints = known
    fetched_at = fetched_at or captured_at(markup.url)
    ours = _site_evidence(fields, DateReader(facts, fetched_at)) if facts.fields else {}
    evidence = collect_dates(markup, scene, facts=facts, fetched_at=fetched_at, hints=[*ours.values(), *hints])
    chosen = choose_dates(evidence, fetched_at=fetched_at, facts=facts)
    return _with_site(chosen, ours) if ours else chosen


def _site_evidence(fields: SiteFields, reader: DateReader) -> dict[str, DateEvidence]:
    """Return what the site's selectors for dates found, as far as it can be read."""
    found = {}
    for name, role in ROLE_OF_FIELD.items():
        text = fields.text(name)
        one = (
            as_evidence(text, reader.printed(text) or reader.declared(text), (Place.VISIBLE, role, SITE))
            if text
            else None
        )
        if one is not None and one.value:
            found[name] = one
    return found


def _with_site(chosen: ChosenDates, ours: dict[str, DateEvidence]) -> ChosenDates:
    line, published, modified = (ours.get(name) for name in ROLE_OF_FIELD)
    chosen = replace(chosen, sources=chosen.sources | dict.fromkeys(ours, SITE))
    if line is not None:
        chosen = replace(chosen, date_line=line.text, date_line_date=(line.value or "")[: len("2016-07-16")])
    if published is not None:
        chosen = replace(
            chosen,
            published_at=published.value,
            published_precision=published.precision,
            published_from=published.place,
        )
    return replace(chosen, modified_at=modified.value) if modified is not None else chosen
