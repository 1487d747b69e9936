"""Whether this installation is fit to crawl for years: the archive's file, the disk, the clock, the sites, cron."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newscrawler.cli import crontab
from newscrawler.cli.sizes import size
from newscrawler.errors import DiskFull, NewscrawlerError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from newscrawler.archive import Archive

LOW_DISK_BYTES = 500_000_000
"""Less is too little: SQLite's log and a copy before a migration want room too."""
AHEAD = timedelta(minutes=5)
"""How far a run may have begun in the future."""
NO_CRON = "Unless a systemd timer starts the crawls: `newscrawler schedule --install` writes the line."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    words: str
    advice: str = ""
    exit_status: int = 0
    """0 where it is as it should be, or only worth a word."""

    def as_dict(self) -> dict[str, Any]:
        """Return the check as plain values."""
        return asdict(self)


def checks(archive: Archive, now: datetime) -> list[Check]:
    """Return what was looked at; reads the whole archive file once."""
    return [_file(archive), _disk(archive.path), _clock(archive, now), _sites(), _cron(archive.path)]


def _file(archive: Archive) -> Check:
    of_size = f"{archive.path} ({size(archive.path.stat().st_size)})"
    if damage := archive.damage():
        return Check("archive", f"{of_size} is damaged: {damage}", "Restore it from a copy.", 1)
    return Check("archive", f"{of_size}, whole, schema {archive.schema_version}")


def _disk(archive_path: Path) -> Check:
    free = shutil.disk_usage(archive_path.parent).free
    words = f"{size(free)} free in {archive_path.parent}"
    return Check("disk", words, "Make room.", DiskFull.exit_status) if free < LOW_DISK_BYTES else Check("disk", words)


def _clock(archive: Archive, now: datetime) -> Check:
    words = f"{now:%Y-%m-%d %H:%M} UTC"
    last = next((run.started_at for run in archive.runs(limit=1)), None)
    if last and last > f"{now + AHEAD:%Y-%m-%dT%H:%M:%SZ}":
        advice = "Set the clock right: when pages are due, and what a date on a page can be, depends on it."
        return Check("clock", f"{words}, but a run began at {last}", advice, 1)
    return Check("clock", words)


def _sites() -> Check:
    from newscrawler.cli.project import load_spiders, project_folder, site_names

    try:
        names = site_names(load_spiders(project_folder()))
    except NewscrawlerError as error:
        return Check("sites", str(error), "Mend that file: until then no site can be crawled.", error.exit_status)
    return Check("sites", f"{len(names)} with a file: {', '.join(names)}" if names else "none with a file")


def _cron(archive_path: Path) -> Check:
    if not crontab.is_there():
        return Check("cron", "there is no `crontab` program", NO_CRON)
    try:
        line = crontab.line_of(archive_path)
    except NewscrawlerError as error:
        return Check("cron", str(error), NO_CRON)
    return Check("cron", line) if line else Check("cron", "no line for this archive in your crontab", NO_CRON)
