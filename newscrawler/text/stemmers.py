"""Which stemmer serves a language: light10 for Arabic, Snowball for those that it serves, none for the others.

Words come folded, so that who types no accent finds the same; Snowball's rules for accented endings are lost by it.
Snowball: Porter, *A language for stemming algorithms* (2001), https://snowballstem.org/algorithms/.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newscrawler.text import stemming

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SNOWBALL = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "st": "sesotho", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# Their stems begin as the words do: the others take prefixes off, or write the word in other letters.
_KEEP_FIRST_LETTER = frozenset(
    ("catalan", "czech", "danish", "english", "estonian", "finnish", "french", "german", "hungarian", "italian",
     "norwegian", "polish", "portuguese", "romanian", "russian", "spanish", "swedish", "")
)  # fmt: skip
_FIRST_HEBREW_LETTER = "\u0590"
# Their words look Arabic, and Arabic endings would be cut off at random.
_OTHERS_IN_ARABIC_LETTERS = frozenset(("fa", "ur", "ps", "ckb", "ku", "ug", "sd", "pnb", "ks"))
_ARABIC_WORD = re.compile("[\u0621-\u064a\u0671-\u06d3]+")
# Snowball knows Persian in Persian letters, and folding has made them Arabic.
_TO_PERSIAN = str.maketrans("يك", "یک")
_FROM_PERSIAN = str.maketrans("یک", "يك")


def stemmer_key(language: str | None) -> str:
    """Return what tells the stemming of one language from that of another: "" for every language without a stemmer.

    >>> stemmer_key("en-GB"), stemmer_key("nn"), stemmer_key("ur"), stemmer_key("zh"), stemmer_key(None)
    ('english', 'norwegian', 'none', '', '')
    """
    code = (language or "").partition("-")[0].lower()
    return _SNOWBALL.get(code) or ("none" if code in _OTHERS_IN_ARABIC_LETTERS else "")


def keeps_first_letter(word: str, key: str) -> bool:
    """Return True where the stem of a folded word begins with the word's first letter for certain.

    >>> keeps_first_letter("governments", "english"), keeps_first_letter("والمملكه", "english")
    (True, False)
    """
    return word[0] < _FIRST_HEBREW_LETTER and key in _KEEP_FIRST_LETTER


def different_stemmings(languages: Iterable[str | None]) -> list[str | None]:
    """Return one language for each way of stemming among them, first the one without a language.

    >>> different_stemmings(["en", "en-GB", "ar", "fr"])
    [None, 'en', 'fr']
    """
    found: dict[str, str | None] = {"": None}
    for language in languages:
        found.setdefault(stemmer_key(language), language)
    return list(found.values())


@lru_cache(maxsize=131072)
def stem_of(word: str, key: str) -> str:
    """Return the stem of a folded word, by the stemmer that `stemmer_key` named; never empty.

    An Arabic word is stemmed as Arabic in a text of any language that is not written in these letters itself.

    >>> stem_of("والمملكه", ""), stem_of("governments", "english"), stem_of("governments", "")
    ('مملك', 'govern', 'governments')
    """
    if _ARABIC_WORD.fullmatch(word):
        return _stem_in_arabic_letters(word, key)
    if key in ("", "none", "persian"):
        return word
    return _snowball(key)(word) or word


def _stem_in_arabic_letters(word: str, key: str) -> str:
    if key == "persian":
        return _snowball(key)(word.translate(_TO_PERSIAN)).translate(_FROM_PERSIAN) or word
    return word if key == "none" else stemming.stem(word)


@cache
def _snowball(name: str) -> Callable[[str], str]:
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem
