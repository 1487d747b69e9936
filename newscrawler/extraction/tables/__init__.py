"""Word tables of the extraction room: plain text files of names, parted by commas, with `#` lines as comments."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from newscrawler.text import fold


@cache
def names(table: str) -> frozenset[str]:
    """Return the names in `<table>.txt`, folded as `newscrawler.text.fold` folds.

    >>> "reuters" in names("agencies")
    True
    """
    text = (files(__package__) / f"{table}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(name.strip()) for line in lines for name in line.split(",") if name.strip())
