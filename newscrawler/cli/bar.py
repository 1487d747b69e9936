"""A bar for work whose size is known; on a terminal only, and gone when the work is done."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CELLS = 30
CLEAR_LINE = "\r\x1b[2K"
"""Back to the first cell, and erase what stands in the line (ECMA-48, EL)."""


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is called with what is done and what there is in all; it draws on stderr."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    shown = [""]

    def draw(done: int, whole: int) -> None:
        line = drawn(label, done, whole)
        if line != shown[0]:
            shown[0] = line
            sys.stderr.write(CLEAR_LINE + line)
            sys.stderr.flush()

    try:
        yield draw
    finally:
        if shown[0]:
            sys.stderr.write(CLEAR_LINE)
            sys.stderr.flush()


def drawn(label: str, done: int, whole: int) -> str:
    """Return the bar as text.

    >>> drawn("verify", 50, 200)
    'verify  [#######                       ]  25%'
    """
    share = min(done / whole, 1.0) if whole else 1.0
    return f"{label}  [{'#' * int(share * CELLS):<{CELLS}}] {share:>4.0%}"
