"""The words that went and came in an article, paragraph by paragraph, as a terminal or a pipe can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from newscrawler.cli.printing import on_terminal, print_styled
from newscrawler.text import clean_text
from newscrawler.text.differences import Kind, differences, word_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newscrawler.archive.reextracting import Words
    from newscrawler.text.differences import Piece

_SHOWN_PARAGRAPHS = 6
_SHOWN_CHARACTERS = 400
_MARKS = {Kind.REMOVED: ("[-", "-]", "red"), Kind.ADDED: ("{+", "+}", "green"), Kind.EQUAL: ("", "", "")}
"""As `wdiff` writes them, so that they can be told without colours."""


def print_words(before: Words, after: Words) -> None:
    """Print title, lead and body with what went and came; of the body the first paragraphs that are others."""
    for name, old, new in zip(before._fields, before, after, strict=True):
        changed = list(_changed(name, old or "", new or ""))
        for pieces in changed[:_SHOWN_PARAGRAPHS]:
            print_styled(_line(name, pieces), indent="  ")
        if len(changed) > _SHOWN_PARAGRAPHS:
            print_styled(Text(f"... and {len(changed) - _SHOWN_PARAGRAPHS} more paragraphs"), indent="  ")


def _changed(name: str, old: str, new: str) -> Iterator[Sequence[Piece]]:
    if old == new:
        return
    if name != "body":
        yield word_pieces(old, new)
        return
    for change in differences(old, new):
        if change.kind not in (Kind.EQUAL, Kind.MOVED):
            yield change.pieces


def _line(name: str, pieces: Sequence[Piece]) -> Text:
    line = Text(f"{name}: ", style="bold" if on_terminal() else "")
    for piece in pieces:
        opening, closing, style = _MARKS[piece.kind]
        words = _shortened(clean_text(piece.text))
        line.append(f"{opening}{words}{closing}", style)
        line.append(" ")
    line.rstrip()
    return line


def _shortened(words: str) -> str:
    """Return the words, without their middle where they are long."""
    if len(words) <= _SHOWN_CHARACTERS:
        return words
    half = _SHOWN_CHARACTERS // 2
    return f"{words[:half].rstrip()} ... {words[-half:].lstrip()}"
