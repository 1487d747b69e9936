"""Which sites a crawl is for: those named, those with a file, those the archive knows, those with something due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.cli.project import ANY_SITE, Crawl, as_address, choose, declared_crawl, site_names
from newscrawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newscrawler.archive import Archive, KnownSite

Spiders = dict[str, Any]


def named(sites: Sequence[str], spiders: Spiders, *, spider: str | None = None) -> list[Crawl]:
    """Return the crawls of the sites that were named, each once, else of those with a file.

    Raises UsageError for a word that names no site, and where there is none at all.
    """
    wanted = sites or ((spider,) if spider else tuple(site_names(spiders)))
    if not wanted:
        raise UsageError("No SITE given and no site file in spiders/; try: newscrawler crawl https://example.org/")
    return list(dict.fromkeys(choose(site, spiders, spider=spider) for site in wanted))


def every(archive: Archive | None, spiders: Spiders) -> list[Crawl]:
    """Return the crawls of every site with a file and of every site that the archive knows."""
    crawls = [declared_crawl(name, spiders) for name in site_names(spiders)]
    known = archive.known_sites() if archive else []
    crawls += [crawl for site in known if (crawl := as_before(site, spiders))]
    if not crawls:
        raise UsageError("No site is known yet; try: newscrawler crawl https://example.org/")
    chosen: dict[str, Crawl] = {}
    for crawl in crawls:
        chosen.setdefault(crawl.site, crawl)
    return list(chosen.values())


def as_before(known: KnownSite, spiders: Spiders) -> Crawl | None:
    """Return how to crawl a site again as it was crawled before; None where it was single pages, or has no address."""
    spider = known.spider if known.spider in spiders else ANY_SITE
    address = known.home or as_address(known.site)
    if address is None or "url" in getattr(spiders.get(spider), "takes", ()):
        return None
    return choose(address, spiders, spider=None if spider == ANY_SITE else spider)


def by_last_run(crawls: Iterable[Crawl], archive: Archive | None) -> list[Crawl]:
    """Return the crawls in the order of their turns: the site whose last run is the longest ago first.

    So no site waits for ever where the time is never enough for all.
    """
    last = {known.site: known.last_run_id for known in archive.known_sites()} if archive else {}
    return sorted(crawls, key=lambda crawl: last.get(crawl.site, 0))


def due(crawls: Iterable[Crawl], archive: Archive | None) -> list[Crawl]:
    """Return the crawls of sites with a page that is new, due, or still held by a run; one never crawled is due."""
    if archive is None:
        return list(crawls)
    known = {known.site for known in archive.known_sites() if known.last_run_id}
    return [crawl for crawl in crawls if crawl.site not in known or any(archive.pending(crawl.site).values())]
