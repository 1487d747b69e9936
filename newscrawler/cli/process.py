"""One `scrapy crawl` after another, each a process of its own: a reactor cannot be started twice in one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import FrameType

SEVERITY = (0, 10, 75, 130, 20, 30, 40, 2, 50, 1)
"""Exit statuses of DESIGN.md section 4, the mildest first."""

CRASHED = 1
STDERR = 2

_PASSED_ON = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def scrapy_crawl(folder: Path, archive_path: Path, words: Sequence[str]) -> tuple[int, bool]:
    """Run `scrapy crawl WORDS` in the project folder; return its exit status and whether a signal was passed to it.

    Its output goes to stderr: stdout belongs to the summary. A process ended by a signal counts as crashed.
    """
    environment = os.environ | {
        "NEWSCRAWLER_ARCHIVE": str(archive_path),
        "NEWSCRAWLER_PARENT_PID": str(os.getpid()),
    }
    running: list[subprocess.Popen[bytes]] = []
    with _passing_signals_to(running) as passed:
        process = subprocess.Popen(  # noqa: S603 the words are separate arguments, no shell reads them
            [sys.executable, "-m", "scrapy", "crawl", *words],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=STDERR,
            # A group of its own: Ctrl-C then reaches it once, through us. Twice would make Scrapy stop uncleanly.
            process_group=0,
        )
        running.append(process)
        status = process.wait()
    return (status if status >= 0 else CRASHED), bool(passed)


def worst(statuses: Sequence[int]) -> int:
    """Return the gravest of some exit statuses; one that is not in the list counts as crashed.

    >>> worst([0, 20, 10]), worst([0, 75]), worst([20, 3]), worst([])
    (20, 75, 1, 0)
    """
    return max((status if status in SEVERITY else CRASHED for status in statuses), key=SEVERITY.index, default=0)


@contextmanager
def _passing_signals_to(running: list[subprocess.Popen[bytes]]) -> Iterator[list[int]]:
    passed: list[int] = []

    def pass_on(number: int, _frame: FrameType | None) -> None:
        passed.append(number)
        for process in running:
            process.send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in _PASSED_ON}
    try:
        yield passed
    finally:
        for number, action in before.items():
            signal.signal(number, action)
