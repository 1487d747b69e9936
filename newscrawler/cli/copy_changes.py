"""What one printing of a text changed: in a line, and word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from newscrawler.cli.printing import print_styled, print_text
from newscrawler.text import clean_text
from newscrawler.text.differences import Kind, differences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newscrawler.text.differences import Piece

_COUNTS = (
    ("words_added", "word", "added"),
    ("words_removed", "word", "removed"),
    ("paragraphs_added", "paragraph", "added"),
    ("paragraphs_removed", "paragraph", "removed"),
    ("paragraphs_moved", "paragraph", "moved"),
)
_KINDS = {"copy": "the same", "excerpt": "the same, one within the other", "overlap": "the same, repeated in part"}
_MARKS = {Kind.ADDED: ("{+", "+}", "green"), Kind.REMOVED: ("[-", "-]", "red")}


def changed(printing: Mapping[str, Any]) -> str:
    """Return how much is the same as in the first printing, and what is not.

    >>> changed({"resemblance": 0.914, "kind": "copy", "changes": {"words_added": 1, "other_title": True}})
    '91 % the same; other title, 1 word added'
    """
    changes = printing["changes"]
    words = ["other title"] if changes.get("other_title") else []
    for name, what, verb in _COUNTS:
        if count := changes.get(name):
            words.append(f"{count} {what}{'s' if count > 1 else ''} {verb}")
    # Rounded down: 100 % is said of what is the same whole.
    same = f"{int(printing['resemblance'] * 100)} % {_KINDS.get(printing['kind'], 'the same, by way of others')}"
    return f"{same}; {', '.join(words)}" if words else same


def print_difference(first: Mapping[str, Any], other: Mapping[str, Any]) -> None:
    """Print the title and the paragraphs that differ, what was removed in [-...-] and what was added in {+...+}."""
    for label, changes in (
        ("Title", differences(first["title"], other["title"])),
        ("Body", differences(first["body"], other["body"])),
    ):
        altered = [change for change in changes if change.kind is not Kind.EQUAL]
        if not altered:
            continue
        click.echo()
        print_text(label, style="bold")
        for change in altered:
            print_text(change.kind.value, indent="  ", style="dim")
            print_styled(_marked(change.pieces), indent="  ")


def _marked(pieces: tuple[Piece, ...]) -> Text:
    """Return the words with marks that can be read without colours too."""
    text = Text()
    for piece in pieces:
        words = clean_text(piece.text)
        if not words:
            continue
        opening, closing, colour = _MARKS.get(piece.kind, ("", "", ""))
        text.append(" " if text.plain else "").append(f"{opening}{words}{closing}", colour)
    return text
