"""`make crawl`: serve the newspaper on loopback and crawl it with the real spider into an archive.

The first crawl finds the first edition; every later one the second, in which one article has changed and one is new.
It may be killed at any moment: the next run goes on where this one was.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demo.press import PortTakenError, Press
from newscrawler.archive import Archive
from newscrawler.cli import main as newscrawler
from newscrawler.errors import Locked, NewscrawlerError, UsageError
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PORT = 8642
"""Fixed: a site on loopback is its host and port, so the archive knows the newspaper again by it."""

SETTINGS = {
    "DOWNLOAD_DELAY": 0.05,  # our own server; another's gets a second
    # Everything is due again at once, so that a second run shows what changed.
    "NEWSCRAWLER_REVISIT_SECONDS": 0,
    "NEWSCRAWLER_SOURCE_INTERVAL_SECONDS": 0,
    "NEWSCRAWLER_PUT_BACK_SECONDS": 0,
}

FINISHED = (0, 10, 20)
"""Exit statuses of runs that came to their end: worked, nothing new, degraded."""

PATIENCE_SECONDS = 40.0
"""How long a crawl that lost its runner may take to end."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demonstration; return the exit status of `newscrawler crawl`."""
    words = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    words.add_argument("--fresh", action="store_true", help="remove the archive first")
    words.add_argument("--port", type=int, default=PORT, help="port on 127.0.0.1 (default: %(default)s)")
    words.add_argument("--archive", type=Path, default=Path("demo.db"), help="default: %(default)s")
    chosen = words.parse_args(arguments)
    try:
        return demonstrate(chosen.archive.absolute(), chosen.port, is_fresh=chosen.fresh)
    except PortTakenError as error:
        return _complain(error, UsageError.exit_status)
    except NewscrawlerError as error:
        return _complain(error, error.exit_status)


def demonstrate(archive_path: Path, port: int, *, is_fresh: bool = False) -> int:
    """Serve, crawl, and return the crawl's exit status."""
    with Press(port) as press:
        site = site_of(press.base)
        wait_for_site(archive_path, site)
        if is_fresh:
            remove_archive(archive_path)
        press.print_edition(edition_due(archive_path, site))
        return crawl(press.base, archive_path)


def crawl(base: str, archive_path: Path) -> int:
    """Run `newscrawler crawl` in this process, so that the crawl is our own child and ends with us."""
    settings = [word for name, value in SETTINGS.items() for word in ("--set", f"{name}={value}")]
    words = ["crawl", f"{base}/", "--archive", str(archive_path), *settings]
    try:
        status = newscrawler(words, prog_name="newscrawler", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return int(status or 0)


def edition_due(archive_path: Path, site: str) -> int:
    """Return 1 until a crawl of the site has come to its end, then 2."""
    if not archive_path.exists():
        return 1
    with Archive(archive_path) as archive:
        return 2 if any(run.exit_status in FINISHED for run in archive.runs(site=site)) else 1


def wait_for_site(archive_path: Path, site: str) -> None:
    """Wait until no crawl holds the site; raises Locked after `PATIENCE_SECONDS`, NotAnArchive for another's file."""
    if not archive_path.exists():
        return
    deadline = time.monotonic() + PATIENCE_SECONDS
    with Archive(archive_path) as archive:
        while True:
            try:
                archive.lock(site).release()
            except Locked:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return


def remove_archive(archive_path: Path) -> None:
    """Remove an archive with its log; raises NotAnArchive for another's file, which stays.

    Its locks stay: a lock file that is removed while another waits for it would have two holders.
    """
    if archive_path.exists():
        Archive(archive_path).close()
    for suffix in ("", "-wal", "-shm"):
        archive_path.with_name(archive_path.name + suffix).unlink(missing_ok=True)


def _complain(error: Exception, exit_status: int) -> int:
    print(f"Error: {error}", file=sys.stderr)
    return exit_status


if __name__ == "__main__":
    sys.exit(main())
