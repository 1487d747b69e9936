"""How each site of an archive is read: as a crawl of it would read it today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.cli.chosen import as_before
from newscrawler.cli.project import ANY_SITE, Crawl, as_address, choose
from newscrawler.reextraction import SiteReading

if TYPE_CHECKING:
    from newscrawler.archive import Archive, KnownSite


def site_readings(archive: Archive, spiders: dict[str, Any]) -> dict[str, SiteReading]:
    """Return site -> how its pages are read: by its file in spiders/, else by what was declared when it was crawled."""
    facts = archive.reextraction.facts
    found = {}
    for known in archive.known_sites():
        crawl = _crawl_of(known, spiders)
        if crawl is None or crawl.spider == ANY_SITE:
            found[known.site] = SiteReading(facts(known.site))
        else:
            arguments = {"site": crawl.address} if crawl.address else {}
            found[known.site] = SiteReading.of(spiders[crawl.spider](**arguments), arguments)
    return found


def _crawl_of(known: KnownSite, spiders: dict[str, Any]) -> Crawl | None:
    """Return how the site would be crawled; that of single pages as its file says, where it has one."""
    address = as_address(known.site)
    return as_before(known, spiders) or (choose(address, spiders) if address else None)
