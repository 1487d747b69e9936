"""The note about its author that stands at the end of a text, in no box of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.extraction.bare_lines import OPENS
from newscrawler.extraction.phrases import plain
from newscrawler.extraction.tables import names
from newscrawler.text import fold

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
_STARRED = re.compile(r"\s*+\(?\*++\)?\s*+|\s*+\((?=[^()]*+\)[.\s]*+$)")
"""The asterisk that a footnote begins with, or the bracket round the whole of it."""
LONGEST_STARRED = 200
LONGEST_BYLINE = 90
LEAST_TEXT = 3
"""Blocks that a text has at least besides."""


def without_author_notes(found: Blocks, kept: list[int], people: Sequence[str]) -> list[int]:
    """Return the blocks of a text without its last ones that begin with one of its authors' names, or "The author is".

    The latter is the last block, and wholly in italics; or it is a footnote, "* Writer and teacher from the valley".
    So is a first line left out that says where and who, "The Valley - Ann Example and Bob Sample:".
    """
    if len(kept) <= LEAST_TEXT:
        return kept
    theirs = [plain(name) for name in people if " " in name]
    texts = {at: found.blocks[at].text for at in kept[-LAST_BLOCKS:]}
    notes = {at for at, text in texts.items() if _is_note(text, theirs) or _is_footnote(text)}
    last = found.blocks[kept[-1]]
    if _OPENS_NOTE.match(last.text) and len(last.text) <= LONGEST_NOTE and _is_slanted(found.nodes[last.node].element):
        notes.add(kept[-1])
    if theirs and _is_byline(found.blocks[kept[0]].text, theirs):
        notes.add(kept[0])
    return [at for at in kept if at not in notes]


def _is_byline(text: str, theirs: Sequence[str]) -> bool:
    """Is a line short, does it name an author, and end with the colon or dash that the text stands behind?"""
    if len(text) > LONGEST_BYLINE or not text.endswith(OPENS):
        return False
    line = plain(text)
    return any(name in line for name in theirs)


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


def _is_note(text: str, theirs: Sequence[str]) -> bool:
    if not theirs or len(text) > LONGEST_NOTE:
        return False
    opening = plain(text[:NAME_WITHIN])
    return any(name in opening for name in theirs)


def _is_footnote(text: str) -> bool:
    """Does a short text say, behind an asterisk or in brackets, what the one is who wrote the article?"""
    star = _STARRED.match(text) if len(text) <= LONGEST_STARRED else None
    if star is None:
        return False
    note = text[star.end() :]
    return _OPENS_NOTE.match(note) is not None or fold(note.partition(" ")[0].strip(".,،)")) in names("writer_words")
