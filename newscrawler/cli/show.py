"""`newscrawler show`: one article of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newscrawler.cli.article import print_article
from newscrawler.cli.evidence import explained, print_evidence
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_json, print_text
from newscrawler.cli.reading import open_archive
from newscrawler.errors import ArchiveError
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from pathlib import Path


@click.command("show")
@click.argument("article", metavar="ID|URL")
@click.option("--dates", "with_dates", is_flag=True, help="Every date that was found, and why which was chosen.")
@archive_option
@json_option
def command(article: str, archive_path: Path, *, with_dates: bool, as_json: bool) -> None:
    """Print one article, by its number or its address.

    Any form of the address will do (mobile, AMP, with tracking parameters). Ends with 1 when it is not in the archive.

    \b
    Example:
      newscrawler show 12
      newscrawler show 12 --dates
      newscrawler show https://example.org/news/1 --json
    """
    key = clean_text(article)  # copied from a table, it may bring marks of direction along
    with open_archive(archive_path) as archive:
        found = archive.article(key)
        if found is None:
            raise ArchiveError(f"No article {article} in {archive_path}; see: newscrawler list")
    if as_json:
        print_json(explained(found) if with_dates else found)
    elif with_dates:
        print_text(found["title"], style="bold")
        print_evidence(found)
    else:
        print_article(found)
