"""A bar on the terminal that shows how far a long command is; silent where nobody looks on, gone when it is done."""

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

    def __init__(self, what: str, length: Callable[[], int] | None = None, *, shown: bool = True) -> None:
        """Take the word for what is counted, and what tells how many there are: asked only where the bar is shown.

        Without it the length is told with each point that is reached.
        """
        self._what = what
        self._length = length
        self._is_shown = shown
        self._bar: Progress | None = None
        self._done = self._steps = self._drawn = 0

    def __enter__(self) -> Self:
        if self._is_shown and sys.stderr.isatty():
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.percentage:>3.0f}%"),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=Console(file=sys.stderr), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._what, total=max(self._length(), 1) if self._length else None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, steps: int = 1) -> None:
        """Go further."""
        self.reach(self._done + steps)

    def reach(self, done: int, whole: int | None = None) -> None:
        """Go to a point, of so many where the length was not told before."""
        self._done = done
        self._steps += 1
        if self._bar is None or (self._steps > 1 and self._steps % _STEPS and done <= self._drawn + _STEPS):
            return
        self._drawn = done
        if whole is not None:
            self._bar.update(self._task, total=max(whole, 1))
        self._bar.update(self._task, completed=done)
