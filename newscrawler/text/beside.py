"""Lines that stand in a text and are none of it: counters, how long ago, links to other texts."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from unicodedata import normalize

_MOST_TOKENS = 10
_MOST_CHARACTERS = 300
_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"\d[\d.,٫٬]*|[^\W\d_]+")
_VOWEL_SIGNS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f]+")

_TABLE = tomllib.loads(files("newscrawler.text").joinpath("beside.toml").read_text(encoding="utf-8"))
_COUNTED, _AGO, _UNITS, _FILLERS = (frozenset(_TABLE[name]) for name in ("counted", "ago", "units", "fillers"))


def plain(text: str) -> str:
    """Return the text in compatible letters and small ones, without the vowel signs of Arabic."""
    return _VOWEL_SIGNS.sub("", normalize("NFKC", text)).casefold()


_LABEL = re.compile(rf"\W*(?:{'|'.join(re.escape(plain(label)) for label in _TABLE['elsewhere'])})\s*(?:[:»›|>]|$)")


def is_beside_the_text(paragraph: str) -> bool:
    """Return True for a line that counts, says how long ago, or leads to another text, and nothing else.

    >>> [is_beside_the_text(line) for line in ("1.2k shares", "Updated 5 minutes ago", "Read also: A storm", "5 died")]
    [True, True, True, False]
    >>> is_beside_the_text("شارك 34"), is_beside_the_text("5分钟前")
    (True, True)
    """
    if len(paragraph) > _MOST_CHARACTERS:
        return False
    text = plain(paragraph)
    return _LABEL.match(text) is not None or _counts(text)


def _counts(text: str) -> bool:
    if not _DIGIT.search(text):
        return False
    tokens = _TOKEN.findall(text)
    words = {token for token in tokens if not token[0].isdigit()}
    if len(tokens) > _MOST_TOKENS or len(words) == len(tokens):
        return False
    is_counter = bool(words & _COUNTED) and words <= _COUNTED | _FILLERS | _UNITS
    return is_counter or bool(words & _AGO and words & _UNITS and words <= _AGO | _UNITS | _FILLERS)
