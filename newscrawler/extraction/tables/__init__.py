"""Word tables of the extraction room: plain text files of names, parted by commas, with `#` lines as comments."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from newscrawler.text import fold


@cache
def names(table: str) -> frozenset[str]:
    """Return the names in `<table>.txt`, folded as `newscrawler.text.fold` folds.

    >>> "london" in names("places")
    True
    """
    return frozenset(map(fold, _entries(table)))


@cache
def words(table: str) -> frozenset[str]:
    """Return the words in `<table>.txt` in small letters, otherwise as written: for texts that are not folded.

    >>> "igår" in words("relative_words")
    True
    """
    return frozenset(map(str.casefold, _entries(table)))


def _entries(table: str) -> list[str]:
    text = (files(__package__) / f"{table}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [name.strip() for line in lines for name in line.split(",") if name.strip()]
