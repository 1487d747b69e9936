"""`newscrawler search`: find articles by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newscrawler.cli.listing import print_articles
from newscrawler.cli.options import Filters, archive_option, filter_options, json_option
from newscrawler.cli.printing import print_json_array
from newscrawler.cli.reading import as_arguments, open_archive
from newscrawler.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@filter_options
@archive_option
@json_option
def command(words: tuple[str, ...], filters: Filters, archive_path: Path, *, as_json: bool) -> None:
    """Find articles that hold all WORDS, the best first.

    Spelling is met half way: hamza, vowel marks, the article "al-" and accents make no difference. Ends with 1 when
    nothing is found, with 2 when the words make no query.

    \b
    Example:
      newscrawler search موسكو سوريا --since 2017
      newscrawler search parliament budget --site example.org --json
    """
    with open_archive(archive_path) as archive:
        hits = archive.search(" ".join(words), **as_arguments(archive, filters))
        if as_json:
            print_json_array(hit.as_dict() for hit in hits)
        elif hits:
            print_articles([hit.as_dict() for hit in hits])
    if not hits:
        raise ArchiveError(f"Nothing found for: {' '.join(words)}")
