"""A line cut into numbers, words and marks, each with the place it was printed at."""

from __future__ import annotations

import re
from functools import lru_cache

from newscrawler.dates.atoms import NO_SENSES, Atom
from newscrawler.dates.numerals import SINO_NUMBER, sino_value
from newscrawler.text import fold

LONGEST_LINE = 300
"""Characters that are looked at; a printed date stands at the beginning of any line longer than that, or it is none."""

_INVISIBLE = "\u200b-\u200f\u061c\u202a-\u202e\u2060-\u206f\ufeff\u00ad"
_COMBINING = (
    "\u0300-\u036f\u0591-\u05c7\u05f3\u05f4\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0980-\u09e5\u0a00-\u0a65\u0a80-\u0ae5\u0b00-\u0b65\u0b80-\u0be5\u0c00-\u0c65\u0c80-\u0ce5"
    "\u0d00-\u0d65\u0d80-\u0de5\u0df2\u0df3\u0e31\u0e34-\u0e4e\u0eb1\u0eb4-\u0ece"
)
_TOKEN = re.compile(f"(\\d+)|([^\\W\\d_](?:[^\\W\\d_]|[{_INVISIBLE}{_COMBINING}])*)|([^\\w\\s{_INVISIBLE}]|_)")
_PLAIN_TOKEN = re.compile(r"([0-9]+)|([a-z]+)|([^\w\s]|_)")
"""The same for ASCII in small letters, in a third of the time."""
_NUMBER, _WORD = 1, 2
"""Groups of both; the third is a mark."""
# Scripts without spaces, where every character may begin a name.
_UNSPACED = re.compile(
    f"(?P<number>{SINO_NUMBER.pattern})"
    "|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
)
_ANY_UNSPACED = re.compile("[\u3040-\u9fff]")

_MARKS = {
    **dict.fromkeys("–—‒−‐‑―ـ﹣－", "-"),
    **dict.fromkeys("⁄∕／\\", "/"),
    **dict.fromkeys("،؛;、，٬", ","),
    **dict.fromkeys("：∶ː", ":"),
    **dict.fromkeys("．。٫", "."),
    **dict.fromkeys("’‘ʼ′`´", "'"),
    **dict.fromkeys("﴾（［[", "("),
    **dict.fromkeys("﴿）］]", ")"),
    **dict.fromkeys("°॰", "."),
    "＋": "+",
}


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    return fold(word).strip()


@lru_cache(maxsize=32)
def tokens_of(line: str) -> tuple[Atom, ...]:
    """Return the numbers, marks and single words of the first `LONGEST_LINE` characters, the words without senses.

    White space and invisible characters only part them.

    >>> [token.text for token in tokens_of("٢٦ جُمادى/1438هـ")]
    ['26', 'جمادي', '/', '1438', 'ه']
    """
    line = line[:LONGEST_LINE]
    return _plain_tokens(line.lower()) if line.isascii() else _tokens(line)


def _plain_tokens(line: str) -> tuple[Atom, ...]:
    """Return the tokens of a line in ASCII and small letters, where each word is its own folded form."""
    tokens: list[Atom] = []
    for match in _PLAIN_TOKEN.finditer(line):
        kind, text, (start, end) = match.lastindex, match[0], match.span()
        if kind == _WORD:
            tokens.append(Atom("word", text, start, end))
        elif kind == _NUMBER:
            tokens.append(Atom("number", text, start, end, NO_SENSES, int(text)))
        else:
            tokens.append(Atom("mark", _MARKS.get(text, text), start, end))
    return tuple(tokens)


def _tokens(line: str) -> tuple[Atom, ...]:
    tokens: list[Atom] = []
    for match in _TOKEN.finditer(line):
        kind, text, (start, end) = match.lastindex, match[0], match.span()
        if kind == _WORD:
            tokens += _words(text, start, end)
        elif kind == _NUMBER:
            tokens.append(_number(text, start, end))
        else:
            tokens.append(Atom("mark", _MARKS.get(text, text), start, end))
    return tuple(tokens)


def _number(text: str, start: int, end: int) -> Atom:
    value = int(text)
    digits = text if text.isascii() else str(value).zfill(len(text))
    return Atom("number", digits, start, end, NO_SENSES, value)


def _words(text: str, start: int, end: int) -> list[Atom]:
    if not text.isascii() and _ANY_UNSPACED.search(text):
        return [_unspaced(part, start) for part in _UNSPACED.finditer(text)]
    folded = _folded(text)
    if folded:
        return [Atom("word", folded, start, end)]
    # A dash made of tatweel; a lone hamza says nothing.
    return [Atom("mark", "-", start, end)] if "ـ" in text else []


def _unspaced(part: re.Match[str], start: int) -> Atom:
    first, end = start + part.start(), start + part.end()
    if part.lastgroup == "number":
        return _number(sino_value(part[0]), first, end)
    return Atom("word", _folded(part[0]), first, end)
