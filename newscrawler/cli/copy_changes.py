"""What one printing of a text changed: in a line, and word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.diff_printing import print_marked, print_paragraphs
from newscrawler.text.differences import differences, word_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

_COUNTS = (
    ("words_added", "word", "added"),
    ("words_removed", "word", "removed"),
    ("paragraphs_added", "paragraph", "added"),
    ("paragraphs_removed", "paragraph", "removed"),
    ("paragraphs_moved", "paragraph", "moved"),
)
_KINDS = {"copy": "the same", "excerpt": "the same, one within the other", "overlap": "the same, repeated in part"}


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
    """Print title and text with the words that differ marked: [-removed-] and {+added+}."""
    click.echo()
    print_marked(word_pieces(first["title"], other["title"]), style="bold")
    print_paragraphs(differences(first["body"], other["body"]))
