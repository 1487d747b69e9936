"""`Archive.upkeep`: what keeps the file in order, by one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.archive.merging import Merged, merge, preview
from newscrawler.archive.upkeep.backup import Backup, back_up
from newscrawler.archive.upkeep.checks import Check, verify
from newscrawler.archive.upkeep.vacuum import Vacuumed, vacuum

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newscrawler.archive.connection import Connection

    Progress = Callable[[int, int], None]


def _silently(_done: int, _all: int) -> None:
    return None


class Upkeep:
    """What keeps one archive in order. `progress` is called with what is done and what there is in all."""

    def __init__(self, db: Connection) -> None:
        """Take the archive's connection."""
        self._db = db

    def back_up(
        self, target: Path, *, force: bool = False, compress: bool = False, progress: Progress = _silently
    ) -> Backup:
        """Copy the archive to `target`, whole and checked; raise `ArchiveError` where a file stands in the way.

        `force` replaces that file; `compress` makes a zstd file of it.
        """
        return back_up(self._db, target, force=force, compress=compress, progress=progress)

    def verify(self, *, quick: bool = False, progress: Progress = _silently) -> list[Check]:
        """Return every check with what it found; `quick` leaves out the hashes of snapshots and texts."""
        return verify(self._db, quick=quick, progress=progress)

    def vacuum(self, progress: Progress = _silently) -> Vacuumed:
        """Pack pages anew, give free room back to the disk, tidy the indexes; raise `Locked` while a crawl runs."""
        return vacuum(self._db, progress)

    def merge(self, other: Path, *, dry_run: bool = False, progress: Progress = _silently) -> Merged:
        """Take in all that the archive `other` holds; with `dry_run` only say what that is, as addresses tell it.

        Raises `ArchiveError` where it is this archive, and what `Archive` raises for a file that cannot be used.
        """
        return preview(self._db, other) if dry_run else merge(self._db, other, progress)
