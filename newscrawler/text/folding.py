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
_LETTERS = str.maketrans(_ARABIC | _LATIN)

# Arabic honorifics, vowel signs and Qur'an marks; Hebrew points; combining marks of Latin, Greek and Cyrillic; nukta.
# Vowel signs of Indic scripts stay: they are letters there.
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0591-\u05bd\u05bf-\u05c7"
                    "\u0300-\u036f\u093c\u09bc]+")  # fmt: skip
# Invisible inside a word: soft hyphen, ZWNJ, ZWJ and the other format characters.
_FORMAT = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
# Vowel signs standing on a space or a tatweel of their own (presentation forms B); NFKD would part the word there.
_MARK_FORMS = re.compile("[\ufe70-\ufe7f]+")
# Kashida lengthens a letter that joins to the next. After a letter that never does, or standing free, it is a dash.
_DASH_OF_TATWEEL = re.compile("(?:(?<=[اأإآٱدذرزوؤةىءژڈڑے])|(?<![\\w\u064b-\u065f\u0670]))ـ+")
# A hamza without a carrier is left out, unless it is the whole word.
_HAMZA = re.compile(r"(?<![^\W_])(ء)ء*(?![^\W_])|ء")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Return `text` in the one spelling that search compares; punctuation stays, white space is single spaces.

    >>> fold("مُحَمَّد إلى المدينـــة ــ ٢٠١٧ Élysée STRAẞE")
    'محمد الي المدينه 2017 elysee strasse'
    """
    if not _BEYOND_ASCII.search(text):
        return " ".join(text.lower().split())
    text = _FORMAT.sub("", _MARK_FORMS.sub("", text))
    text = normalize("NFKD", _DASH_OF_TATWEEL.sub(" ", text).replace("ـ", "")).casefold()
    for parts, letter in _WHOLE:
        text = text.replace(parts, letter)
    text = _MARKS.sub("", text.translate(_LETTERS)).replace("ـ", "")
    text = normalize("NFC", _HAMZA.sub(lambda hamza: hamza[1] or "", text))
    text = _FOREIGN_DIGIT.sub(lambda digit: str(decimal(digit[0])), text)
    return " ".join(text.split())
