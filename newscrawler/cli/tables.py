"""Tables: isolated and fitted on a terminal, whole and aligned in a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from rich.cells import cell_len, chop_cells
from rich.table import Table
from rich.text import Text

from newscrawler.cli import printing
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

GAP = "  "


def cropped(text: str, cells: int) -> str:
    """Return the text, its end given up for an ellipsis where it is wider than so many cells.

    >>> cropped("headline", 5)
    'head…'
    """
    if cell_len(text) <= cells:
        return text
    return chop_cells(text, max(cells - 1, 1))[0].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    number: bool = False
    """True for figures, which stand on the right."""
    elastic: bool = False
    """True for the one column that gives way when a line is too wide."""
    cells: int = 40
    """Cells it may take on a terminal, if it is not elastic."""


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows under headings."""
    cells = [["" if value is None else clean_text(str(value)) for value in row] for row in rows]
    if printing.on_terminal():
        printing.console().print(_fitted(columns, cells))
        return
    for line in _plain(columns, cells):
        click.echo(line)


def _fitted(columns: Sequence[Column], rows: list[list[str]]) -> Table:
    sizes = [min(column.cells, size) for column, size in zip(columns, _sizes(columns, rows), strict=True)]
    rest = sum(size + len(GAP) for column, size in zip(columns, sizes, strict=True) if not column.elastic)
    sizes = [
        max(printing.width() - rest, printing.NARROWEST) if column.elastic else size
        for column, size in zip(columns, sizes, strict=True)
    ]
    table = Table(box=None, pad_edge=False, padding=(0, len(GAP), 0, 0), header_style="bold")
    for column in columns:
        table.add_column(Text(column.name), justify="right" if column.number else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(printing.isolated(cropped(cell, size))) for cell, size in zip(row, sizes, strict=True)))
    return table


def _plain(columns: Sequence[Column], rows: list[list[str]]) -> Iterator[str]:
    sizes = _sizes(columns, rows)
    for row in ([column.name for column in columns], *rows):
        padded = (
            _padded(cell, size, right=column.number) for column, cell, size in zip(columns, row, sizes, strict=True)
        )
        yield GAP.join(padded).rstrip()


def _sizes(columns: Sequence[Column], rows: list[list[str]]) -> list[int]:
    return [
        max([cell_len(column.name), *(cell_len(row[number]) for row in rows)]) for number, column in enumerate(columns)
    ]


def _padded(cell: str, size: int, *, right: bool) -> str:
    padding = " " * (size - cell_len(cell))
    return padding + cell if right else cell + padding
