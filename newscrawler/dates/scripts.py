"""The scripts a line is written in, which tell the languages its names can be of."""

from __future__ import annotations

import re

_RANGES = {
    "latin": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff",
    "arabic": "\u0620-\u064a\u066e-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "hebrew": "\u05d0-\u05ea",
    "east_asian": "\u1100-\u11ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uff21-\uff9f",
    "indian": "\u0900-\u0dff",
    "thai": "\u0e00-\u0eff",
    "caucasian": "\u0531-\u058f\u10a0-\u10ff",
}
_SCRIPTS = tuple((script, re.compile(f"[{characters}]")) for script, characters in _RANGES.items())
_OTHERS = re.compile("[^\x00-\u02ff\u0600-\u06ff\u0750-\u077f\u2000-\u20cf\ufb50-\ufdff\ufe70-\ufeff]")


def scripts_of(line: str) -> tuple[str, ...]:
    """Return the scripts of the letters of a line, always in the same order.

    >>> scripts_of("25 mars"), scripts_of("25 марта 2017, BBC"), scripts_of("2017")
    (('latin',), ('latin', 'cyrillic'), ())
    """
    if line.isascii():
        return ("latin",) if _SCRIPTS[0][1].search(line) else ()
    return tuple(script for script, letters in _SCRIPTS if letters.search(line))


def is_beyond_base(line: str) -> bool:
    """Return whether letters stand in it that are neither Latin nor Arabic."""
    return not line.isascii() and _OTHERS.search(line) is not None
