"""`newscrawler edits`: what was edited, retitled without a word, deleted and restored of late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.options import Filters, archive_option, filter_options, json_option
from newscrawler.cli.printing import print_fact, print_json, print_text
from newscrawler.cli.reading import open_archive, wanted
from newscrawler.cli.tables import Column, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

EDITED = (
    Column("id", number=True),
    Column("edits", number=True),
    Column("words", cells=12),
    Column("last edit"),
    Column("title", elastic=True),
)
GONE = (Column("id", number=True), Column("gone"), Column("back"), Column("status"), Column("title", elastic=True))
MINUTE = 16
DAY = 10
LABEL = 6


@click.command("edits")
@filter_options
@archive_option
@json_option
def command(filters: Filters, archive_path: Path, *, as_json: bool) -> None:
    """List edited articles, silent titles, deletions.

    The articles that were edited most, the titles that changed without a notice in
    the text, and the articles that were deleted or restored.

    --since and --until are the days (UTC) on which a run saw it.

    \b
    Example:
      newscrawler edits --since 7d
      newscrawler edits --site alwatan --since 2017-03 --limit 0 --json
    """
    with open_archive(archive_path) as archive:
        found = archive.history.edits(**wanted(archive, filters))
    if as_json:
        print_json(found)
        return
    if not any(found.values()):
        click.echo("Nothing was edited, deleted or restored.")
    for number, (name, rows) in enumerate((name, rows) for name, rows in found.items() if rows):
        if number:
            click.echo()
        heading, show = SECTIONS[name]
        print_text(heading, style="bold")
        show(rows)


def _print_edited(rows: Sequence[Mapping[str, Any]]) -> None:
    print_table(
        EDITED,
        [
            (
                row["id"],
                row["edits"],
                f"+{row['words_added']} -{row['words_removed']}",
                _shown(row["edited_at"], MINUTE),
                row["title"],
            )
            for row in rows
        ],
    )


def _print_titles(rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        print_fact(f"{row['id']:>4}  ", f"{_shown(row['seen_at'], MINUTE)}  {row['site']}", cells=LABEL, style="dim")
        print_fact("   -", row["old_title"] or "", cells=LABEL, style="red")
        print_fact("   +", row["title"], cells=LABEL, style="green")


def _print_gone(rows: Sequence[Mapping[str, Any]]) -> None:
    print_table(
        GONE,
        [
            (row["id"], _shown(row["gone_at"], DAY), _shown(row["back_at"], DAY), row["status"], row["title"])
            for row in rows
        ],
    )


def _shown(moment: str | None, letters: int) -> str:
    return (moment or "")[:letters].replace("T", " ")


SECTIONS = {
    "most_edited": ("Most edited", _print_edited),
    "silent_titles": ("Titles changed without a notice", _print_titles),
    "gone": ("Deleted and restored", _print_gone),
}
"""What the archive tells -> its heading, and how it is printed."""
