"""`newscrawler export`: articles out of the archive, in a format that other programs read."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.bars import Bar
from newscrawler.cli.options import Day, archive_option, site_option
from newscrawler.cli.printing import print_json
from newscrawler.cli.reading import open_archive, site_in
from newscrawler.errors import UsageError

if TYPE_CHECKING:
    from newscrawler.archive import Archive, Selection

_DIGITS = 18
"""Of a number that SQLite can hold."""
FORMATS = ("jsonl", "csv", "parquet", "text", "markdown", "warc", "html")


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the articles are written."""

    format: str | None
    output: Path | None
    bom: bool


@click.command("export")
@click.option("-f", "--format", "format_", type=click.Choice(FORMATS), help="Else by the name of -o; else jsonl.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="File or folder; else stdout.")
@site_option
@click.option("--since", type=Day("since"), metavar="WHEN", help="Dated in or after: 2026, 2026-03, 7d.")
@click.option("--until", type=Day("until"), metavar="WHEN", help="Dated in or before.")
@click.option("--lang", metavar="TAG", help="Of this language: ar, en, en-GB.")
@click.option("--section", metavar="NAME", help="Of a section whose name has these words.")
@click.option("--agency", metavar="NAME", help="Of the agency that the text names as its origin.")
@click.option("--author", metavar="NAME", help="By an author whose name has these words.")
@click.option("--query", metavar="WORDS", help="With these words, as in newscrawler search.")
@click.option("--ids", metavar="1,2,3", help="Only these articles.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N, those archived first.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel.")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON; needs -o.")
def command(
    format_: str | None,
    output: Path | None,
    archive_path: Path,
    *,
    bom: bool,
    as_json: bool,
    **narrowing: Any,
) -> None:
    """Write articles out, all of them unless options narrow it.

    jsonl holds all that is known and can be imported again; warc holds the pages as they were served. text and
    markdown go into one file or, with -o FOLDER, a file each; html is a folder of pages to read without a server.
    A name in .gz or .zst compresses jsonl, csv and text.

    \b
    Example:
      newscrawler export --site alwatan -o alwatan.jsonl.gz
      newscrawler export --since 2026 --query موسكو -f csv --bom -o moscow.csv
      newscrawler export -f html -o digest/
      newscrawler export | jq -r .title
    """
    wishes = Wishes(format_, output, bom)
    with open_archive(archive_path) as archive:
        written = _written(archive, _selection(archive, **narrowing), wishes, as_json=as_json)
    if as_json:
        print_json(written)
    elif output is not None:
        click.echo(f"{written['written']:,} {written['of']} written to {output}", err=True)


def _written(archive: Archive, wanted: Selection, wishes: Wishes, *, as_json: bool) -> dict[str, Any]:
    from newscrawler.exchange import writing

    word = wishes.format or (writing.format_of(wishes.output) if wishes.output else None) or "jsonl"
    if wishes.bom and word != "csv":
        raise UsageError(f"--bom is for csv, not for {word}")
    if wishes.output is None and as_json:
        raise UsageError("--json needs -o PATH: standard output holds the articles")
    if wishes.output is None and not writing.FORMATS[word].is_text and sys.stdout.isatty():
        raise UsageError(f"{word} is no text for a terminal: name a file with -o")
    options = {"bom": True} if wishes.bom else {}
    selected = archive.selected(wanted)
    with Bar("articles", selected.count) as bar:
        count = writing.write_articles(selected, word, wishes.output, each=bar.step, **options)
    of = "pages" if writing.FORMATS[word].of_snapshots else "articles"
    return {"written": count, "of": of, "format": word, "output": str(wishes.output)}


def _selection(archive: Archive, *, site: str | None, lang: str | None, ids: str | None, **others: Any) -> Selection:
    from newscrawler.archive import Selection

    known_site = site_in(archive, site) if site else None
    return Selection(site=known_site, lang=lang, ids=_numbers(ids), **others)


def _numbers(text: str | None) -> tuple[int, ...]:
    if text is None:
        return ()
    words = [word.strip() for word in text.split(",")]
    if not all(word.isascii() and word.isdigit() and len(word) <= _DIGITS for word in words):
        raise UsageError(f"--ids {text!r}: expected numbers of articles such as 1,2,3")
    return tuple(map(int, words))
