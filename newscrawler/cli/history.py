"""`newscrawler history`: what happened to one article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli import printing
from newscrawler.cli.changes import change_words
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_fact, print_json, print_text
from newscrawler.cli.reading import open_archive
from newscrawler.cli.tables import Column, print_table
from newscrawler.errors import ArchiveError
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = (
    Column("revision", number=True),
    Column("seen"),
    Column("what happened", elastic=True),
    Column("snapshot", number=True),
    Column("extractor"),
)
MOMENT = 16


@click.command("history")
@click.argument("article", metavar="ID|URL")
@archive_option
@json_option
def command(article: str, archive_path: Path, *, as_json: bool) -> None:
    """List what happened to an article, and when.

    Its words changed, and where; its date moved; it was deleted; it was restored.
    Moments are UTC, those of the visits that saw it. What counts as an edit:
    docs/what-counts-as-an-edit.md. `newscrawler diff` shows the words.

    \b
    Example:
      newscrawler history 12
      newscrawler history https://example.org/news/1 --json
    """
    with open_archive(archive_path) as archive:
        found = archive.history.events(clean_text(article))
        if found is None:
            raise ArchiveError(f"No article {article} in {archive_path}; see: newscrawler list")
    if as_json:
        print_json(found)
        return
    print_text(found["title"], style="bold")
    click.echo()
    if printing.on_terminal():
        for event in found["events"]:
            print_fact(_label(event), _told(event), cells=len(_label(event)))
    else:
        print_table(COLUMNS, [_row(event) for event in found["events"]])


def _label(event: Mapping[str, Any]) -> str:
    return f"{event.get('revision') or '':>3}  {_minute(event)}  "


def _minute(event: Mapping[str, Any]) -> str:
    return str(event["happened_at"])[:MOMENT].replace("T", " ")


def _told(event: Mapping[str, Any]) -> str:
    known = [f"{name} {event[key]}" for name, key in _READ_BY.items() if event.get(key)]
    return f"{change_words(event)} ({', '.join(known)})" if known else change_words(event)


_READ_BY = {"snapshot": "snapshot_id", "extractor": "extractor_version"}


def _row(event: Mapping[str, Any]) -> tuple[Any, ...]:
    last = (event.get("snapshot_id"), event.get("extractor_version"))
    return (event.get("revision"), _minute(event), change_words(event), *last)
