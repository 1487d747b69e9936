"""A bar on the terminal that shows how far a long command is; silent where nobody looks on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_STEPS = 50
"""Steps between two looks at the terminal."""


class Bar:
    """A bar of some length; a context manager."""

    def __init__(self, what: str, length: Callable[[], int]) -> None:
        """Take the word for what is counted, and what tells how many there are: asked only where the bar is shown."""
        self._what = what
        self._length = length
        self._bar: Progress | None = None
        self._done = self._steps = self._shown = 0

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.percentage:>3.0f}%"),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._what, total=max(self._length(), 1))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self) -> None:
        """Go one further."""
        self.reach(self._done + 1)

    def reach(self, done: int) -> None:
        """Go to a point."""
        self._done = done
        self._steps += 1
        if self._bar is not None and (self._steps % _STEPS == 0 or done > self._shown + _STEPS):
            self._shown = done
            self._bar.update(self._task, completed=done)
