"""Text as it may be stored: no controls, no broken characters, no marks that turn other people's text round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# U+200E/F, U+061C, U+202A-E and U+2066-9 steer direction, often unbalanced on real pages; U+FEFF, U+2060, U+200B and
# the soft hyphen are invisible. ZWNJ and ZWJ (U+200C/D) stay: they mean something in Persian, Indic scripts and emoji.
_INVISIBLE = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u2060\u200b\u00ad]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_UNCLEAN = re.compile("|".join(pattern.pattern for pattern in (_INVISIBLE, _CONTROL, _BROKEN)))
_EMPTY_LINE = re.compile(r"\n\s*\n")


def clean_text(text: str) -> str:
    """Return `text` as one line that is safe to store and to print.

    Controls become a space, lone surrogates U+FFFD; marks of direction and other invisible ones go; white space of
    every kind is folded into single spaces.

    >>> clean_text("\\u202b الوطن\\u00a0\\x00 عواصم\\n")
    'الوطن عواصم'
    """
    if text.isprintable():  # neither controls nor what is invisible, nor white space but spaces
        return text if "  " not in f" {text} " else " ".join(text.split())
    if _UNCLEAN.search(text):
        text = _BROKEN.sub("\ufffd", _CONTROL.sub(" ", _INVISIBLE.sub("", text)))
    return " ".join(text.split())


def clean_paragraphs(paragraphs: Iterable[str]) -> str:
    """Return a body: each paragraph cleaned, empty ones dropped, parted by one empty line.

    >>> clean_paragraphs(["One\\ntwo ", " ", "Three"])
    'One two\\n\\nThree'
    """
    return "\n\n".join(filter(None, map(clean_text, paragraphs)))


def split_paragraphs(body: str) -> list[str]:
    """Return the paragraphs of a body, the way back from `clean_paragraphs`.

    >>> split_paragraphs("One two\\n\\nThree")
    ['One two', 'Three']
    """
    return [part for part in (piece.strip() for piece in _EMPTY_LINE.split(body)) if part]
