"""A comparison on the terminal: marked so that it reads without colours, and right to left."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click
from rich.text import Text

from newscrawler.cli import printing
from newscrawler.cli.versions import is_changed, parted
from newscrawler.text import clean_text, direction
from newscrawler.text.differences import Change, Kind, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.cli.versions import Comparison

STYLES = {Kind.REMOVED: "red strike", Kind.ADDED: "green", Kind.EQUAL: ""}
MARKS = {Kind.REMOVED: ("[-", "-]"), Kind.ADDED: ("{+", "+}"), Kind.EQUAL: ("", "")}
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
_POP_ISOLATE = "\u2069"
_MOVED_SHOWN = 40


def print_comparison(comparison: Comparison) -> None:
    """Print what is other: title and lead first, then the paragraphs, the unchanged ones folded."""
    versions = [f"revision {one['number']}, seen {one['seen_at']}" for one in (comparison.old, comparison.new)]
    printing.print_text(f"{versions[0]} -> {versions[1]}", style="dim")
    if comparison.old["extractor_version"] != comparison.new["extractor_version"]:
        printing.print_text("They were read by different extractors, which may differ in what they take.", style="dim")
    click.echo()
    print_marked(comparison.title, style="bold")
    if is_changed(comparison.lead):
        click.echo()
        print_marked(comparison.lead)
    print_paragraphs(comparison.body)


def print_paragraphs(body: Iterable[Change]) -> None:
    """Print what became of the paragraphs of a text, each after an empty line, the unchanged ones folded."""
    for is_same, changes in groupby(body, key=lambda change: change.kind is Kind.EQUAL):
        click.echo()
        if is_same:
            count = len(list(changes))
            printing.print_text(f"… {count} paragraph{'' if count == 1 else 's'} unchanged …", style="dim")
        else:
            _print_changes(changes)


def _print_changes(changes: Iterable[Change]) -> None:
    for number, change in enumerate(changes):
        if number:
            click.echo()
        if change.kind is not Kind.MOVED:
            print_marked(change.pieces)
        elif change.new:
            printing.print_text("(moved here)", style="dim")
            print_marked([Piece(Kind.EQUAL, change.new)], style="cyan")
        else:
            printing.print_text("(moved away from here)", style="dim")
            shown = clean_text(change.old)
            cut = f"{shown[:_MOVED_SHOWN]}…" if len(shown) > _MOVED_SHOWN else shown
            print_marked([Piece(Kind.EQUAL, cut)], style="dim")


def print_marked(pieces: Iterable[Piece], *, style: str = "") -> None:
    """Print one paragraph; on a terminal each line is isolated in the direction of the whole (LRI or RLI, UAX #9)."""
    text = marked(pieces, style)
    if not printing.on_terminal():
        click.echo(text.plain)
        return
    isolate = "" if text.plain.isascii() else _ISOLATES[direction(text.plain)]
    console = printing.console()
    for line in text.wrap(console, min(printing.width(), printing.WIDTH)):
        line.rstrip()
        console.print(Text(isolate).append_text(line).append(_POP_ISOLATE if isolate else ""), soft_wrap=True)


def marked(pieces: Iterable[Piece], style: str = "") -> Text:
    """Return the words with their marks and colours, free of controls; white space at an edge stands outside a mark."""
    text = Text(style=style)
    for piece in pieces:
        before, words, after = parted(piece.text)
        opening, closing = MARKS[piece.kind] if words else ("", "")
        text.append(before).append(f"{opening}{words}{closing}", STYLES[piece.kind]).append(after)
    text.rstrip()
    return text
