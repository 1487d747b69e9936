"""`newscrawler sql`: a question of one's own."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_json_array, width
from newscrawler.cli.sizes import size
from newscrawler.cli.tables import Column, print_table
from newscrawler.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newscrawler.archive.upkeep.asking import Answer

NARROW = 12
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""


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
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _print(answer: Answer) -> None:
    rows = [[_line(_cell(value)) for value in row] for row in answer.rows]
    print_table(_columns(answer.columns, rows), rows)


def _line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _columns(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Column]:
    """Return the columns: figures on the right, the longest text gives way, the others share what there is."""
    values = [[row[number] for row in rows if row[number] is not None] for number in range(len(names))]
    longest = [max((len(str(value)) for value in column), default=0) for column in values]
    elastic = longest.index(max(longest)) if longest else 0
    share = max(width() // max(len(names), 1) - 2, NARROW)
    return [
        Column(
            name,
            number=bool(column) and all(isinstance(value, (int, float)) for value in column),
            elastic=number == elastic,
            cells=share,
        )
        for number, (name, column) in enumerate(zip(names, values, strict=True))
    ]
