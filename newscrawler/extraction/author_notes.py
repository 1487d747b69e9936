"""The note about its author that stands at the end of a text, in no box of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.phrases import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.extraction.blocks import Blocks

LAST_BLOCKS = 4
"""Blocks at the end of a text that may tell who wrote it."""
LONGEST_NOTE = 500
NAME_WITHIN = 60
"""Letters at the beginning of such a block that hold the name."""
LEAST_TEXT = 3
"""Blocks that a text has at least besides."""


def without_author_notes(found: Blocks, kept: list[int], people: Sequence[str]) -> list[int]:
    """Return the blocks of a text without those of its last ones that begin with one of its authors' names."""
    names = [plain(name) for name in people if " " in name]
    if not names or len(kept) <= LEAST_TEXT:
        return kept
    notes = {at for at in kept[-LAST_BLOCKS:] if _is_note(found.blocks[at].text, names)}
    return [at for at in kept if at not in notes]


def _is_note(text: str, names: Sequence[str]) -> bool:
    opening = plain(text[:NAME_WITHIN])
    return len(text) <= LONGEST_NOTE and any(name in opening for name in names)
