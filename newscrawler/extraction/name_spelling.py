"""Names in capitals as the page spells them elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.byline_names import is_full_name

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Blocks


def as_spelled(people: list[str], found: Blocks) -> list[str]:
    """Return the names; each in capitals, as bylines are set, as the first text of the page spells it otherwise."""
    shouted = [name for name in people if len(name.split()) > 1 and name == name.upper() != name.lower()]
    if not shouted:
        return people
    small = [(block.text, block.text.lower()) for block in found.blocks]
    return [_spelled(name, small) if name in shouted else name for name in people]


def _spelled(name: str, texts: list[tuple[str, str]]) -> str:
    """Return the name as the first of these texts has it that spells it with capitals and small letters."""
    wanted = name.lower()
    for text, small in texts:
        place = small.find(wanted) if len(small) == len(text) else -1
        found = text[place : place + len(wanted)] if place >= 0 else ""
        if found != found.upper() and is_full_name(found):
            return found
    return name
