"""Reading a page without Python's garbage collector.

A page read is some ten thousand objects that live until the end of it, and no garbage: each round of the collector
looks at all of them and finds nothing. On pages of many megabytes the rounds took a third of the time, and more the
larger the page was.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector; what is not part of a cycle is freed all the same.

    Threads may pause at once: the collector is on again when the one that paused it is done, never left off, and stays
    off where it was off before.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
