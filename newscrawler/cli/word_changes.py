"""The words that went and came in an article, paragraph by paragraph, as a terminal or a pipe can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from newscrawler.cli.diff_printing import marked
from newscrawler.cli.printing import print_styled
from newscrawler.text.differences import Kind, Piece, differences, word_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newscrawler.archive.reextracting import Words

_SHOWN_PARAGRAPHS = 6
_SHOWN_CHARACTERS = 400


def print_words(before: Words, after: Words) -> None:
    """Print title, lead and body with what went and came; of the body the first paragraphs that are others.

    Each paragraph begins its line, so that a terminal takes its direction from its own words.
    """
    for name, old, new in zip(before._fields, before, after, strict=True):
        changed = list(_changed(name, old or "", new or ""))
        if changed:
            print_styled(Text(name), indent="  ")
        for pieces in changed[:_SHOWN_PARAGRAPHS]:
            print_styled(marked([Piece(piece.kind, _shortened(piece.text)) for piece in pieces]), indent="    ")
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


def _shortened(words: str) -> str:
    """Return the words, without their middle where they are long."""
    if len(words) <= _SHOWN_CHARACTERS:
        return words
    half = _SHOWN_CHARACTERS // 2
    return f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
