"""`newscrawler vacuum`: gives back what the archive does not need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newscrawler.cli.bars import Bar
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_json, print_text
from newscrawler.cli.reading import open_to_write
from newscrawler.cli.sizes import size

if TYPE_CHECKING:
    from pathlib import Path


@click.command("vacuum")
@archive_option
@json_option
def command(archive_path: Path, *, as_json: bool) -> None:
    """Make the archive's file as small as it can be.

    Pages that were stored before their site had a dictionary are packed with it; room that is free goes back to the
    disk, the search index is merged, the log emptied. It needs free disk of twice the archive for a while, and no
    crawl may run: it ends with 75 while one does.

    \b
    Example:
      newscrawler vacuum
    """
    with open_to_write(archive_path) as archive, Bar("sites") as bar:
        done = archive.upkeep.vacuum(bar.reach)
    if as_json:
        print_json(done.as_dict())
    else:
        packed = f"; {done.packed:,} pages packed anew" if done.packed else ""
        print_text(f"{done.path}: {size(done.bytes_before)} before, {size(done.bytes_after)} after{packed}")
