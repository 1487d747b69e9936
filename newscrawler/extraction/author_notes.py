"""The note about its author that stands at the end of a text, in no box of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.extraction.phrases import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Blocks

LAST_BLOCKS = 4
"""Blocks at the end of a text that may tell who wrote it."""
LONGEST_NOTE = 500
NAME_WITHIN = 60
"""Letters at the beginning of such a block that hold the name."""
SLANTED = ("em", "i")
_OPENS_NOTE = re.compile(
    r"(?:the (?:author|writer) is|el autor es|la autora es|der autor ist|die autorin ist|l['’]aut(?:eure?|rice) est|"
    r"l['’]aut(?:ore|rice) è|o autor é|a autora é|de auteur is|l['’]autora? és)\s",
    re.IGNORECASE,
)
LEAST_TEXT = 3
"""Blocks that a text has at least besides."""


def without_author_notes(found: Blocks, kept: list[int], people: Sequence[str]) -> list[int]:
    """Return the blocks of a text without its last ones that begin with one of its authors' names, or "The author is".

    The latter is the last block, and wholly in italics.
    """
    if len(kept) <= LEAST_TEXT:
        return kept
    names = [plain(name) for name in people if " " in name]
    notes = {at for at in kept[-LAST_BLOCKS:] if _is_note(found.blocks[at].text, names)} if names else set()
    last = found.blocks[kept[-1]]
    if _OPENS_NOTE.match(last.text) and len(last.text) <= LONGEST_NOTE and _is_slanted(found.nodes[last.node].element):
        notes.add(kept[-1])
    return [at for at in kept if at not in notes]


def _is_slanted(element: HtmlElement) -> bool:
    """Is a block set in italics, wholly?"""
    if element.tag in SLANTED:
        return True
    inner = element[0] if len(element) == 1 else None
    return (
        inner is not None
        and inner.tag in SLANTED
        and not (element.text or "").strip()
        and not (inner.tail or "").strip()
    )


def _is_note(text: str, names: Sequence[str]) -> bool:
    opening = plain(text[:NAME_WITHIN])
    return len(text) <= LONGEST_NOTE and any(name in opening for name in names)
