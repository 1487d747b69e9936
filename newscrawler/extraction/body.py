"""The article's text, from wherever the page carries it: shown, declared, in its scripts, hidden until one runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.blocks import letters
from newscrawler.extraction.embedded import declared_body, scripted_body
from newscrawler.extraction.visible import BodyReading, Witnesses, read_visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.markup import Markup

__all__ = ["BodyReading", "Witnesses", "read_body"]

POOR = 250
"""Letters below which a visible text is looked for elsewhere too."""
FAR_LONGER = 3
"""A text found elsewhere that is this many times longer than the visible one is the text."""


def read_body(markup: Markup, witnesses: Witnesses) -> BodyReading:
    """Return the article's text: the visible one, else what the page declares or carries in its scripts."""
    visible = read_visible(markup, witnesses)
    length = visible.length
    enough = max(POOR, FAR_LONGER * length)
    # Marked up or not, a text is no longer than it is written: most need not be read to be known as too short.
    declared = max((declared_body(text) for text in witnesses.texts if letters(text) > enough), key=_length, default=[])
    if _length(declared) > enough:
        return _elsewhere(visible, declared, "json-ld articleBody")
    if length >= POOR:
        return visible
    scripted = scripted_body(markup)
    if _length(scripted) > enough:
        return _elsewhere(visible, scripted, "script")
    hidden = read_visible(markup, witnesses, lenient=True)
    return hidden if hidden.length > enough else visible


def _length(paragraphs: Sequence[str]) -> int:
    return sum(map(letters, paragraphs))


def _elsewhere(visible: BodyReading, paragraphs: list[str], place: str) -> BodyReading:
    return BodyReading(paragraphs, provenance=place, found=visible.found, ground=visible.ground)
