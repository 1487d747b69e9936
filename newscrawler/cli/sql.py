"""`newscrawler sql`: a question of one's own."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import click
from rich.cells import cell_len

from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import on_terminal, print_fact, print_json_array, width
from newscrawler.cli.sizes import size
from newscrawler.cli.tables import GAP, Column, cropped, print_table
from newscrawler.errors import ArchiveError
from newscrawler.text import formula_safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newscrawler.archive.upkeep.asking import Answer

NARROW = 12
"""Cells that a text has at least in a table; where a line has no room for that, each row becomes a list."""
LONGEST = 600
"""Cells of one text in such a list."""


@click.command("sql")
@click.argument("statement", metavar="SELECT")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV; texts that look like formulas begin with '.")
@click.option(
    "--seconds", type=click.FloatRange(0.01), default=10.0, show_default=True, help="How long it may take at most."
)
@click.option(
    "--limit", type=click.IntRange(0), default=1000, show_default=True, metavar="N", help="At most N rows; 0 is all."
)
@archive_option
@json_option
def command(statement: str, archive_path: Path, *, as_csv: bool, seconds: float, limit: int, as_json: bool) -> None:
    """Ask the archive with SQL; nothing can be written.

    One SELECT, WITH or VALUES. The views latest, by_day, site_health and edited answer the first questions;
    docs/schema.md names every table and column, docs/queries.md has queries to begin with. Ends with 2 where SQLite
    does not take the query.

    \b
    Example:
      newscrawler sql "select * from latest limit 5"
      newscrawler sql "select site, count(*) from articles group by site" --csv
    """
    from newscrawler.archive.upkeep.asking import ask

    if as_csv and as_json:
        raise click.UsageError("--csv and --json exclude each other")
    if not archive_path.exists():
        raise ArchiveError(f"No archive at {archive_path}; make one with: newscrawler crawl SITE")
    answer = ask(archive_path, statement, seconds=seconds, limit=limit or None)
    if as_json:
        print_json_array(dict(zip(answer.columns, map(_plain, row), strict=True)) for row in answer.rows)
    elif as_csv:
        _print_csv(answer)
    else:
        _print(answer)
    if answer.is_cut:
        click.echo(f"There are more rows than {limit:,}; --limit 0 prints all.", err=True)


def _plain(value: Any) -> Any:
    return {"bytes": len(value)} if isinstance(value, bytes) else value


def _cell(value: Any) -> Any:
    return f"({size(len(value))})" if isinstance(value, bytes) else value


def _print_csv(answer: Answer) -> None:
    for row in (answer.columns, *answer.rows):
        line = io.StringIO()
        csv.writer(line).writerow([_safe(_cell(value)) for value in row])
        click.echo(line.getvalue(), nl=False)


def _safe(value: Any) -> Any:
    return formula_safe(value) if isinstance(value, str) else value


def _print(answer: Answer) -> None:
    rows = [[_line(_cell(value)) for value in row] for row in answer.rows]
    numbers = [_is_number([row[place] for row in answer.rows]) for place in range(len(answer.columns))]
    cells = _fitted(answer.columns, rows, numbers)
    if cells is None:
        _print_records(answer.columns, rows)
        return
    columns = zip(answer.columns, numbers, cells, strict=True)
    print_table([Column(name, number=is_number, cells=size) for name, is_number, size in columns], rows)


def _line(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def _is_number(values: Sequence[Any]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, (int, float)) for value in known)


def _fitted(names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> list[int] | None:
    """Return the cells of each column on this terminal, the widest texts cut first; None where that is no table."""
    sizes = [max(cell_len(text) for text in column) for column in zip(names, *rows, strict=True)]
    room = width() - len(GAP) * len(sizes)
    least = [size if is_number else min(size, NARROW) for size, is_number in zip(sizes, numbers, strict=True)]
    if on_terminal() and rows and sum(least) > room:
        return None
    while sum(sizes) > room and sizes != least:
        widest = max(range(len(sizes)), key=lambda place: sizes[place] - least[place])
        sizes[widest] -= 1
    return sizes


def _print_records(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print each row as a list of its columns, for a line has no room for it; what is empty is left out."""
    cells = max(map(cell_len, names)) + len(GAP)
    for number, row in enumerate(rows):
        if number:
            click.echo()
        for name, value in zip(names, row, strict=True):
            if value:
                print_fact(name, cropped(value, LONGEST), cells=cells)
