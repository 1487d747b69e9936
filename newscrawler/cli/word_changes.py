"""The words that went and came in an article, paragraph by paragraph, as a terminal or a pipe can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from newscrawler.cli.printing import print_styled
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
    """Print title, lead and body with what went and came; of the body the first paragraphs that are others.

    Each paragraph begins its line, so that a terminal takes its direction from its own words.
    """
    for name, old, new in zip(before._fields, before, after, strict=True):
        changed = list(_changed(name, old or "", new or ""))
        if changed:
            print_styled(Text(name), indent="  ")
        for pieces in changed[:_SHOWN_PARAGRAPHS]:
            print_styled(_line(pieces), indent="    ")
        if len(changed) > _SHOWN_PARAGRAPHS:
            print_styled(Text(f"... and {len(changed) - _SHOWN_PARAGRAPHS} more paragraphs"), indent="    ")


def _changed(name: str, old: str, new: str) -> Iterator[Sequence[Piece]]:
    if old == new:
        return
    if name != "body":
        yield word_pieces(old, new)
        return
    for change in differences(old, new):
        if change.kind not in (Kind.EQUAL, Kind.MOVED):
            yield change.pieces


def _line(pieces: Sequence[Piece]) -> Text:
    line = Text()
    for piece in pieces:
        opening, closing, style = _MARKS[piece.kind]
        line.append(f"{opening}{_shortened(clean_text(piece.text))}{closing}", style)
        line.append(" ")
    line.rstrip()
    return line


def _shortened(words: str) -> str:
    """Return the words, without their middle where they are long."""
    if len(words) <= _SHOWN_CHARACTERS:
        return words
    half = _SHOWN_CHARACTERS // 2
    return f"{words[:half].rstrip()} ... {words[-half:].lstrip()}"
