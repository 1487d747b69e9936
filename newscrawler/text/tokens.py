"""A text cut into words, signs and white space, nothing left out: what a difference in words is told in."""

from __future__ import annotations

import re

from newscrawler.text.words import IDEOGRAPHS

# Scripts that put no space between words: Han and kana, Thai, Lao, Myanmar, Khmer. A character with its vowel signs is
# a word there. Elsewhere vowel signs, ZWNJ and ZWJ (Persian, Indic scripts), tatweel and an inner apostrophe are part
# of the word; so is a decimal or thousands separator of a number.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed"
    "\u200c\u200d\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51"
    "\u0a70-\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56"
    "\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d82\u0d83\u0dca-\u0ddf"
)
_NO_SPACES = (
    f"{IDEOGRAPHS}\u0e00-\u0e30\u0e32\u0e33\u0e40-\u0e46"
    "\u0e80-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u1780-\u17b3"
)
_SIGNS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
_LETTER = f"(?:(?![{_NO_SPACES}{_SIGNS}])[^\\W\\d_])"
_TOKEN = re.compile(
    rf"\s+|[{_NO_SPACES}][{_SIGNS}]*|\d+(?:[.,٫٬'\u2019]\d+)*"
    rf"|{_LETTER}(?:{_LETTER}|[{_MARKS}]|\d|['\u2019](?={_LETTER}))*|.",
    re.DOTALL,
)


def tokens_of(text: str) -> list[str]:
    """Return words, single signs and runs of white space in order; joined they are the text.

    >>> tokens_of("الوزارةُ: 1.5 % isn't 漢字")
    ['الوزارةُ', ':', ' ', '1.5', ' ', '%', ' ', "isn't", ' ', '漢', '字']
    """
    return _TOKEN.findall(text)


def is_word(token: str) -> bool:
    """Return True for a word or a number, False for signs and white space."""
    return token[:1].isalnum()
