"""A bar for work whose size is known; on a terminal only."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is called with what is done and what there is in all; it draws on stderr."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr, width=30) as drawn:

        def draw(done: int, whole: int) -> None:
            drawn.length = max(whole, 1)
            drawn.pos = min(done, drawn.length)
            drawn.finished = False
            drawn.update(0)

        yield draw
