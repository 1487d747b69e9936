"""Which way a text runs, and how to print it where that is not ours to decide."""

from __future__ import annotations

from collections import Counter
from typing import Literal
from unicodedata import bidirectional

from newscrawler.text.cleaning import clean_text

_STRONG: dict[str, Literal["ltr", "rtl"]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_SAMPLE_CHARACTERS = 2000
_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Return the direction most of the letters run in; the first letter's where they are even, "ltr" without any.

    >>> direction("CNN: أعلنت وزارة الخارجية")
    'rtl'
    """
    found = Counter(_STRONG[kind] for kind in map(bidirectional, text[:_SAMPLE_CHARACTERS]) if kind in _STRONG)
    return found.most_common(1)[0][0] if found else "ltr"


def isolate(text: str) -> str:
    """Return `text` cleaned and, line by line, isolated (FSI ... PDI, UAX #9): it cannot turn what stands round it.

    It holds no escape sequence, no control and no mark of direction of its own: safe to print on a terminal.

    >>> isolate("\\x1b[31mred") == "\\u2068[31mred\\u2069"
    True
    """
    lines = (clean_text(line) for line in text.split("\n"))
    return "\n".join(f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}" if line else "" for line in lines)
