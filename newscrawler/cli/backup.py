"""`newscrawler backup`: a copy of the archive, also while a crawl writes."""

from __future__ import annotations

from pathlib import Path

import click

from newscrawler.cli.bars import Bar
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_json, print_text
from newscrawler.cli.reading import open_archive
from newscrawler.cli.sizes import size
from newscrawler.now import now_utc


@click.command("backup")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to; else beside the archive, dated."
)
@click.option("--compress", is_flag=True, help="Make a zstd file of it (.zst).")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@archive_option
@json_option
def command(output: Path | None, archive_path: Path, *, compress: bool, force: bool, as_json: bool) -> None:
    """Copy the archive into one file, and check the copy.

    The copy is the archive at one moment, also while a crawl writes. It is compared and checked before it gets its
    name, so that no half a backup is ever left. To use it, copy it to where the archive was; .zst files are unpacked by
    zstd -d.

    \b
    Example:
      newscrawler backup
      newscrawler backup -o /mnt/disk/news.db --compress
    """
    from newscrawler.archive.upkeep import backup_name

    target = (output or backup_name(archive_path, now_utc().date())).absolute()
    with open_archive(archive_path) as archive, Bar("backup") as bar:
        made = archive.upkeep.back_up(target, force=force, compress=compress, progress=bar.reach)
    if as_json:
        print_json(made.as_dict())
        return
    packed = f", {size(made.bytes)} packed" if compress else ""
    print_text(f"{made.path}: {made.articles:,} articles, {size(made.archive_bytes)}{packed}; checked")
