"""`newscrawler diff`: which words of an article changed."""

from __future__ import annotations

from pathlib import Path

import click

from newscrawler.cli.diff_page import page_of
from newscrawler.cli.diff_printing import print_comparison
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_json
from newscrawler.cli.reading import open_archive
from newscrawler.cli.versions import compare
from newscrawler.errors import ArchiveError
from newscrawler.text import clean_text


@click.command("diff")
@click.argument("article", metavar="ID|URL")
@click.argument("old", required=False, type=click.IntRange(1), metavar="[REV")
@click.argument("new", required=False, type=click.IntRange(1), metavar="[REV]]")
@click.option("--html", "as_html", is_flag=True, help="Print a page for the browser, whole in itself.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the page there.")
@archive_option
@json_option
def command(
    article: str,
    old: int | None,
    new: int | None,
    output: Path | None,
    archive_path: Path,
    *,
    as_html: bool,
    as_json: bool,
) -> None:
    """Show which words of an article changed.

    Between its last two revisions, or REV and the one before it, or the two that
    are named.

    Words that went stand in [-...-], words that came in {+...+}. Revisions and
    their numbers: newscrawler history.

    \b
    Example:
      newscrawler diff 12
      newscrawler diff 12 1 3
      newscrawler diff 12 --html -o diff.html
    """
    with open_archive(archive_path) as archive:
        history = archive.history
        found = history.events(clean_text(article))
        if found is None:
            raise ArchiveError(f"No article {article} in {archive_path}; see: newscrawler list")
        comparison = compare(history, found, [number for number in (old, new) if number])
    if as_json:
        print_json(comparison.as_dict())
    elif output:
        output.write_text(page_of(comparison), encoding="utf-8")
    elif as_html:
        click.echo(page_of(comparison), nl=False)
    else:
        print_comparison(comparison)
