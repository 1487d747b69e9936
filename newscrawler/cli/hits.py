"""What search has found, printed: for a reader, as JSON, as CSV, as addresses."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from newscrawler.cli.listing import shown_date
from newscrawler.cli.printing import console, on_terminal, print_json_array, print_styled, print_text
from newscrawler.text import clean_text, formula_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newscrawler.archive import Hit

# Private use characters: unlike brackets, nobody prints them, so what is marked can be told from what is written.
OPEN, CLOSE = "\ue000", "\ue001"

CSV_COLUMNS = ("id", "site", "published_at", "language", "title", "url", "snippet", "score", "matched")


def print_hits(hits: Sequence[Hit], form: str) -> None:
    """Print the hits as `text`, `json`, `csv` or `urls`."""
    _FORMS[form](hits)


def hit_dict(hit: Hit) -> dict[str, Any]:
    """Return a hit for JSON: its title as it is, the found words of the snippet in brackets."""
    return hit.as_dict() | {"title": _bracketed(hit.title, "", ""), "snippet": _bracketed(hit.snippet)}


def _as_text(hits: Sequence[Hit]) -> None:
    for number, hit in enumerate(hits):
        if number:
            click.echo()
        if number and hit.matched == "any" and hits[number - 1].matched == "all":
            click.echo("These have some of the words:\n")
        print_text("  ".join(filter(None, (str(hit.id), shown_date(hit.as_dict()), hit.site))), style="dim")
        print_styled(_highlighted(hit.title, "bold"), indent="  ", isolated=True)
        print_styled(_highlighted(hit.snippet), indent="  ", isolated=True)


def _as_json(hits: Sequence[Hit]) -> None:
    print_json_array(hit_dict(hit) for hit in hits)


def _as_csv(hits: Sequence[Hit]) -> None:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(CSV_COLUMNS)
    for hit in hits:
        fields = hit_dict(hit)
        cells = (clean_text(cell) if isinstance(cell := fields[name], str) else cell for name in CSV_COLUMNS)
        writer.writerow([formula_safe(cell) if isinstance(cell, str) else cell for cell in cells])
    click.echo(written.getvalue().replace("\r\n", "\n"), nl=False)


def _as_urls(hits: Sequence[Hit]) -> None:
    for hit in hits:
        click.echo(clean_text(hit.url))


_FORMS: dict[str, Callable[[Sequence[Hit]], None]] = {
    "text": _as_text,
    "json": _as_json,
    "csv": _as_csv,
    "urls": _as_urls,
}


def _highlighted(marked: str, style: str = "") -> Text:
    """Return the text with its marked words bold and in another colour; in brackets where nothing can be coloured."""
    opening, closing = ("", "") if on_terminal() and console().color_system else ("[", "]")
    text = Text(style=style)
    for part in clean_text(marked).split(OPEN):
        word, closed, rest = part.rpartition(CLOSE)
        text.append(f"{opening}{word}{closing}" if closed else "", "bold yellow").append(rest)
    return text


def _bracketed(marked: str, opening: str = "[", closing: str = "]") -> str:
    return marked.replace(OPEN, opening).replace(CLOSE, closing)
