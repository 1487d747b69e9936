"""`newscrawler reextract`: read the kept pages again with today's extractor."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from newscrawler.cli.bars import Bar
from newscrawler.cli.options import archive_option, json_option, readers_option, site_option
from newscrawler.cli.printing import print_json
from newscrawler.cli.reading import open_archive, open_to_write, site_in
from newscrawler.cli.reextract_report import print_report, print_written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newscrawler.archive import Archive
    from newscrawler.archive.reextracting import Reread, Written
    from newscrawler.reextraction import Report, Spool

NOT_ALL_READ = 20
"""Degraded: some pages could not be read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for."""

    site: str | None
    outdated: bool
    jobs: int
    apply: bool
    yes: bool
    as_json: bool


@click.command("reextract")
@site_option
@click.option("--outdated", is_flag=True, help="Only pages that another version of the extractor has read.")
@click.option("--apply/--dry-run", "applies", default=False, help="Write after the report, or only show it (default).")
@click.option("--yes", is_flag=True, help="With --apply: do not ask on a terminal.")
@readers_option()
@archive_option
@json_option
def command(
    site: str | None,
    jobs: int,
    archive_path: Path,
    *,
    outdated: bool,
    applies: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Read all kept pages again with today's extractor.

    The site files are today's too.

    Shows which fields are gained, lost or changed, which bodies are shorter by 30 % or more, and the ten largest
    changes. With --apply that is then written into the articles and their revisions as they stand: no revision is
    added, and no article counts as edited. It may be killed at any time, and run again; crawls may run beside it.

    Ends with 20 when a page could not be read; its article stays as it is.

    \b
    Example:
      newscrawler reextract
      newscrawler reextract --site alwatan --outdated
      newscrawler reextract --apply
      newscrawler reextract --json | jq .fields.published_at
    """
    asked = Asked(site, outdated, jobs, applies, yes, as_json)
    with open_to_write(archive_path) if applies else open_archive(archive_path) as archive:
        report, written = _read_again(archive, asked)
    if as_json:
        print_json(report.as_dict() | {"written": asdict(written) if written else None})
    elif written:
        print_written(written)
    if report.lost.count:
        click.get_current_context().exit(NOT_ALL_READ)


def is_person() -> bool:
    """Return whether somebody is there to be asked."""
    return sys.stdin.isatty()


def _read_again(archive: Archive, asked: Asked) -> tuple[Report, Written | None]:
    from newscrawler.archive.reextracting import Wanted
    from newscrawler.cli.project import load_spiders, project_folder
    from newscrawler.cli.site_readings import site_readings
    from newscrawler.extraction import EXTRACTOR_VERSION
    from newscrawler.reextraction import Rereading, Spool

    wanted = Wanted(site_in(archive, asked.site) if asked.site else None, EXTRACTOR_VERSION if asked.outdated else None)
    sites = site_readings(archive, load_spiders(project_folder()))
    pages = archive.reextraction.to_read(wanted).pages
    with Spool(archive.path.parent) if asked.apply else nullcontext() as spool:
        keep: Callable[[Reread], None] = spool.add if spool else _not_kept
        with Bar("reading", lambda: pages, shown=not asked.as_json) as bar:
            report = Rereading(archive, wanted, sites).read_all(keep, bar.step, jobs=asked.jobs)
        if not asked.as_json:
            print_report(report)
        return report, _written(archive, spool, asked) if spool is not None else None


def _not_kept(_: Reread) -> None:
    """Let go of what a dry run would write."""


def _written(archive: Archive, spool: Spool, asked: Asked) -> Written:
    """Write what was read, once the user agrees; ends the command where the answer is not yes."""
    from newscrawler.reextraction import apply

    if spool.count and not asked.yes and is_person():
        click.confirm(f"Write this into {archive.path}?", abort=True, err=True)
    with Bar("writing", lambda: spool.count, shown=spool.count > 0 and not asked.as_json) as bar:
        return apply(archive, spool, bar.step)
