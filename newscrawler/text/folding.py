"""One spelling for search: what differs only by habit, vowel signs, presentation or case becomes the same."""

from __future__ import annotations

import re
from unicodedata import decimal, normalize

FOLDING_VERSION = 2
"""Raised whenever `fold` or `search_text` change, so that an archive knows when its index must be made again."""

# Letters that Arabic, Persian and Urdu writers exchange. NFKD has taken hamza and madda off their carriers before.
_ARABIC = {"ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ە": "ه", "ۃ": "ه", "ک": "ك", "ھ": "ه", "ہ": "ه"}
# Letters that Unicode takes apart, and that are letters of their own to those who write them.
_WHOLE = (("и\u0306", "й"),)
# Latin letters that Unicode does not decompose.
_LATIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ŧ": "t"}
_LETTERS = tuple((_ARABIC | _LATIN).items())

# A search for one character of a set is many times faster than one for a run of them: the patterns here ask for one.

# Arabic honorifics, vowel signs and Qur'an marks; Hebrew points; combining marks of Latin, Greek and Cyrillic; nukta.
# Vowel signs of Indic scripts stay: they are letters there.
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0591-\u05bd\u05bf-\u05c7"
                    "\u0300-\u036f\u093c\u09bc]")  # fmt: skip
# Invisible inside a word: soft hyphen, ZWNJ, ZWJ and the other format characters. And vowel signs that stand on a space
# or a tatweel of their own (presentation forms B, U+FE70-F): NFKD would part the word there.
_NO_LETTERS = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe70-\ufe7f\ufeff]")
_TATWEEL = "ـ"
# Kashida lengthens a letter that joins to the next. After a letter that never does, or standing free, it is a dash.
_DASH_OF_TATWEEL = re.compile("(?:(?<=[اأإآٱدذرزوؤةىءژڈڑے])|(?<![\\w\u064b-\u065f\u0670]))ـ+")
_HAMZA = "ء"
_HAMZAS = re.compile(f"{_HAMZA}{_HAMZA}*")
# Most words of most scripts have none of these.
_EXCHANGED = re.compile(f"[{''.join(letter for letter, _ in _LETTERS)}{_TATWEEL}{_HAMZA}]")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")


def fold(text: str) -> str:
    """Return `text` in the one spelling that search compares; punctuation stays, white space is single spaces.

    >>> fold("مُحَمَّد إلى المدينـــة ــ ٢٠١٧ Élysée STRAẞE")
    'محمد الي المدينه 2017 elysee strasse'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    text = _NO_LETTERS.sub("", text)
    if _TATWEEL in text:
        text = _DASH_OF_TATWEEL.sub(" ", text).replace(_TATWEEL, "")
    text = _plain_letters(normalize("NFKD", text).casefold())
    if not text.isascii():
        text = _FOREIGN_DIGIT.sub(lambda digit: str(decimal(digit[0])), normalize("NFC", text))
    return " ".join(text.split())


def _plain_letters(text: str) -> str:
    """Return a text that NFKD took apart without its marks, and with one letter for those that writers exchange."""
    for parts, letter in _WHOLE:
        text = text.replace(parts, letter)
    text = _MARKS.sub("", text)
    if text.isascii() or not _EXCHANGED.search(text):
        return text
    for letter, plain in _LETTERS:  # far faster than str.translate, which asks for each character of the text
        text = text.replace(letter, plain)
    text = text.replace(_TATWEEL, "")
    return _HAMZAS.sub(_lone_hamza, text) if _HAMZA in text else text


def _lone_hamza(run: re.Match[str]) -> str:
    """A hamza without a carrier is left out, unless it is the whole word."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    return "" if before.isalnum() or after.isalnum() else _HAMZA
