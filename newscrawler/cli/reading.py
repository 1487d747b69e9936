"""Opening an archive to read it, and asking it for the articles that the options name."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, TypedDict, cast

from newscrawler.cli.project import as_address
from newscrawler.errors import ArchiveError
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from newscrawler.archive import Archive
    from newscrawler.cli.options import Filters


class Wanted(TypedDict):
    """Keyword arguments of `Archive.articles` and `Archive.search`."""

    site: str | None
    since: str | None
    until: str | None
    limit: int | None


def open_archive(path: Path) -> Archive:
    """Return the archive, opened for reading; raises ArchiveError where there is none."""
    from newscrawler.archive import Archive

    if not path.exists():
        raise ArchiveError(f"No archive at {path}; make one with: newscrawler crawl SITE")
    return Archive(path, read_only=True)


def open_to_write(path: Path) -> Archive:
    """Return the archive, opened for writing beside crawls that run; raises ArchiveError where there is none."""
    from newscrawler.archive import Archive

    if not path.exists():
        raise ArchiveError(f"No archive at {path}; make one with: newscrawler crawl SITE")
    return Archive(path)


def wanted(archive: Archive, filters: Filters) -> Wanted:
    """Return what the options ask for; raises ArchiveError for a site that the archive does not have."""
    site = site_in(archive, filters.site) if filters.site else None
    return {"site": site, "since": filters.since, "until": filters.until, "limit": filters.limit}


@contextmanager
def chosen_articles(path: Path, filters: Filters) -> Iterator[Iterator[dict[str, Any]]]:
    """Give the articles that the options ask for, newest first, while the archive is open."""
    with open_archive(path) as archive:
        articles = cast("Generator[dict[str, Any]]", archive.articles(**wanted(archive, filters)))
        # Closed before the archive is, also when the reader of a pipe leaves in the middle.
        with closing(articles):
            yield articles


def site_in(archive: Archive, word: str) -> str:
    """Return the site that a spider's name, a domain or a URL names; raises ArchiveError when it is not there."""
    address = as_address(word)
    site = archive.find_site(site_of(address) if address else word)
    if site is None:
        known = ", ".join(archive.site_names())
        raise ArchiveError(f"No site {word!r} in {archive.path}; it has: {known or 'none yet'}")
    return site
