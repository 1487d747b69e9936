"""The words of an article that make it another when they change: what a revision is told by."""

from __future__ import annotations

import re
from hashlib import sha256
from unicodedata import decimal, normalize

from newscrawler.text.beside import is_beside_the_text
from newscrawler.text.cleaning import split_paragraphs
from newscrawler.text.words import without_optional, words_of

# Signs that say something aloud: per cent, degrees, money, a question, plus or minus before a number; and what parts
# the figures of a number. Every other sign is the typographer's. One question first, whether it is a sign at all.
_ALWAYS = "%‰°?\u20a0-\u20cf$£¥¢"
_SIGN = re.compile(rf"(?=[-+.,{_ALWAYS}])(?:[{_ALWAYS}]|(?<![\w.,])[-+](?=\d)|(?<=\d)[.,](?=\d))")
_NAMES = {"%": "percent", "‰": "permille", "°": "degree", "?": "question", "-": "minus", "+": "plus", ".": "point"}
_NAMES |= {",": "comma"}
_ONE_SIGN = tuple(zip("\u2212\u2013\u2010\u2011\u061f\u066a\u066b\u066c", "----?%.,", strict=True))
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")


def plain_words(text: str) -> str:
    """Return the words that count, parted by one space.

    Neither white space nor case, vowel signs, presentation forms, the shape of digits or of quotes count, nor any sign
    but those that are read aloud.

    >>> plain_words("“It’s 5%”,  she said.") == plain_words('"It\\'s ٥٪" she said!')
    True
    >>> plain_words("He resigns") == plain_words("He resigns?")
    False
    """
    text = normalize("NFKC", without_optional(text)).casefold()
    if not text.isascii():
        for printed, sign in _ONE_SIGN:
            text = text.replace(printed, sign)
        text = _FOREIGN_DIGIT.sub(lambda digit: str(decimal(digit[0])), text)
    return " ".join(words_of(_SIGN.sub(_named, text)))


def _named(sign: re.Match[str]) -> str:
    return f" sign{_NAMES.get(sign[0], f'money{ord(sign[0])}')} "


def text_words(lead: str, body: str) -> str:
    """Return the words of lead and body as one run, counters and links to other texts left out.

    A lead that the body shows counts once, so that it does not matter whether a page marks it as one.
    """
    shown = " ".join(filter(None, (plain_words(one) for one in split_paragraphs(body) if not is_beside_the_text(one))))
    standfirst = plain_words(lead)
    if not standfirst or f" {standfirst} " in f" {shown} ":
        return shown
    return f"{standfirst} {shown}".rstrip()


def wording_hash(title: str, lead: str, body: str) -> str:
    """Return the SHA-256, in hex, of the words of an article: equal as long as it says the same.

    >>> wording_hash("A", "", "B c.\\n\\nD") == wording_hash("A", "B c", "B c\\n\\nD\\n\\n12 shares")
    True
    """
    said = f"{plain_words(title)}\n{text_words(lead, body)}"
    return sha256(said.encode("utf-8", "replace")).hexdigest()
