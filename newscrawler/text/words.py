"""Words of a text: cutting, counting, and the fingerprint that tells whether two texts say the same."""

from __future__ import annotations

import re
from hashlib import sha256
from unicodedata import normalize

# Letters and digits, with the vowel signs of Indic and South-East Asian scripts, which Python does not call letters. An
# underscore, which Python calls one, has to be taken out before.
_WORD = re.compile("[\\w\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e4e\u0eb1-\u0ecd\u1000-\u103f]+")
# Scripts written without spaces: Han, Hiragana, Katakana.
IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")
# What may come and go without a word changing: vowel signs of Arabic, tatweel, format characters.
_OPTIONAL = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+"
)
_TATWEEL = "ـ"
_STANDALONE_TATWEEL = re.compile(f"(?<!\\w){_TATWEEL}+")


def words_of(text: str) -> list[str]:
    """Return the words of `text` in order, without punctuation.

    >>> words_of("موسكو : لا تعاون، 24/7!")
    ['موسكو', 'لا', 'تعاون', '24', '7']
    """
    return _WORD.findall(text.replace("_", " "))


def word_count(text: str) -> int:
    """Return how many words `text` has; in scripts without spaces each character counts as one.

    >>> word_count("Two words 三个字")
    5
    """
    if text.isascii():
        return len(words_of(text))
    without_ideographs, ideographs = _IDEOGRAPH.subn(" ", text)
    return ideographs + len(words_of(_OPTIONAL.sub("", without_ideographs)))


def without_optional(text: str) -> str:
    """Return the text without what may come and go: vowel signs of Arabic, tatweel, format characters."""
    if text.isascii():
        return text
    return _OPTIONAL.sub("", _STANDALONE_TATWEEL.sub(" ", text) if _TATWEEL in text else text)


def fingerprint(*parts: str) -> str:
    """Return the SHA-256, in hex, of the words of `parts`: equal where the same words stand in the same order.

    White space, case, punctuation, vowel signs and presentation forms do not count; every letter does.

    >>> fingerprint("Hello, World") == fingerprint("hello world")
    True
    >>> fingerprint("a b", "c") == fingerprint("a", "b c")
    False
    """
    digest = sha256()
    for part in parts:
        words = " ".join(words_of(normalize("NFKC", without_optional(part)).casefold()))
        digest.update(words.encode("utf-8", "replace") + b"\n")
    return digest.hexdigest()
