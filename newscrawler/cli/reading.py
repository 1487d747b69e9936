"""Opening an archive to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

    from newscrawler.archive import Archive


def open_archive(path: Path) -> Archive:
    """Return the archive, opened for reading; raises ArchiveError where there is none."""
    from newscrawler.archive import Archive

    if not path.exists():
        raise ArchiveError(f"No archive at {path}; make one with: newscrawler crawl SITE")
    return Archive(path, read_only=True)
