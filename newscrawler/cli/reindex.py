"""`newscrawler reindex`: bring the words that search reads up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newscrawler.cli.bars import Bar
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_json
from newscrawler.cli.reading import open_to_write
from newscrawler.text import FOLDING_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from newscrawler.archive.reindexing import SearchIndex


@click.command("reindex")
@click.option("--whole", is_flag=True, help="Make the whole index again, not only what is of an earlier version.")
@archive_option
@json_option
def command(archive_path: Path, *, whole: bool, as_json: bool) -> None:
    """Bring the search index up to date after an update.

    Articles that an earlier version has indexed are folded and stemmed anew.

    It works in small steps: crawls may go on beside it, and where it is stopped or killed the next one goes on. --whole
    is for an index that does not fit the articles any more.

    \b
    Example:
      newscrawler reindex
      newscrawler reindex --whole --archive news.db
    """
    with open_to_write(archive_path) as archive:
        index = archive.search_index
        if whole:
            index.make_again()
        renewed = _renew(index)
    if as_json:
        print_json({"articles": renewed, "folding_version": FOLDING_VERSION})
    else:
        click.echo(f"{renewed:,} articles indexed anew." if renewed else "The index is up to date.")


def _renew(index: SearchIndex) -> int:
    renewed = 0
    with Bar("articles", index.older) as bar:
        for batch in index.renew():
            renewed += batch
            bar.step(batch)
    return renewed
