"""One `scrapy crawl`, a process of its own: a reactor cannot be started twice in one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from newscrawler.cli.relay import Relay

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from newscrawler.cli.project import Crawl
    from newscrawler.cli.relay import Hear

SEVERITY = (0, 10, 75, 130, 20, 30, 40, 2, 50, 1)
"""Exit statuses of DESIGN.md section 4, the mildest first: what needs nobody, what one site needs, what all need."""

WORDS = {
    0: "worked",
    1: "crashed",
    2: "usage",
    10: "nothing new",
    20: "degraded",
    30: "blocked",
    40: "network down",
    50: "disk full",
    75: "locked",
    130: "interrupted",
}
"""Exit status -> verdict; `newscrawler.crawling.verdict` says when."""

CRASHED = 1
INTERRUPTED = 130
SHOW_CURSOR = "\x1b[?25h"
"""A live line hides the cursor (DECTCEM), and cannot show it again when it is killed."""
LAST_WORDS_SECONDS = 2.0
"""How long the pipes of a process that has ended are read: a child of it may hold them open."""


@dataclass(frozen=True, slots=True)
class Start:
    """How crawls are started."""

    folder: Path
    """The project's."""
    archive_path: Path
    words: Sequence[str] = ()
    """What follows each crawl's own words."""
    is_alone: bool = True
    """It may write to the terminal as it likes, live line and all; else each of its lines names its site."""
    hear: Hear | None = None
    """Is told the figures of each crawl that is not alone, empty ones when it begins."""
    as_json: bool = False
    """Each line of its log is JSON; for one that is not alone."""


class CrawlProcess:
    """A crawl under way, in a process group of its own: Ctrl-C reaches it once, through us."""

    def __init__(self, crawl: Crawl, start: Start, *, max_seconds: float | None = None) -> None:
        self.crawl = crawl
        self._is_asked = False
        self._may_be_live = start.is_alone
        limit = ["-s", f"NEWSCRAWLER_MAX_SECONDS={max_seconds:g}"] if max_seconds else []
        self._process: subprocess.Popen[str] = subprocess.Popen(  # noqa: S603 separate arguments, no shell reads them
            [sys.executable, "-m", "scrapy", "crawl", *crawl.arguments, *start.words, *limit],
            cwd=start.folder,
            env=_environment(start),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=None if start.is_alone else subprocess.PIPE,
            process_group=0,
            text=True,
            encoding=None if start.is_alone else "utf-8",
            errors="backslashreplace",
        )
        if start.hear is not None:
            start.hear(crawl.site, {})
        self._relay = Relay("" if start.is_alone else crawl.site, start.hear, as_json=start.as_json)
        readers: list[tuple[Callable[[IO[str]], None], IO[str] | None]] = [
            (self._relay.read_verdict, self._process.stdout),
            (self._relay.read_log, self._process.stderr),
        ]
        self._readers = [
            threading.Thread(target=read, args=(pipe,), daemon=True) for read, pipe in readers if pipe is not None
        ]
        for reader in self._readers:
            reader.start()

    def wait(self) -> int:
        """Wait for its end and its last words; return its exit status, that of a signal below zero."""
        status = self._process.wait()
        for reader in self._readers:
            reader.join(LAST_WORDS_SECONDS)
        if status < 0 and self._may_be_live and sys.stderr.isatty():
            sys.stderr.write(SHOW_CURSOR)
            sys.stderr.flush()
        return status

    @property
    def last_line(self) -> str:
        """The last line of its stdout so far: its verdict, when it has ended."""
        return self._relay.held

    def send(self, number: int) -> None:
        """Send it a signal, once: Scrapy takes a second for the wish to end uncleanly. Nothing where it has ended."""
        if not self._is_asked:
            self._is_asked = True
            self._process.send_signal(number)

    def kill(self) -> None:
        """End it and all that it started, at once; the archive takes it as it takes any sudden death."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def _environment(start: Start) -> dict[str, str]:
    ours = {"NEWSCRAWLER_ARCHIVE": str(start.archive_path), "NEWSCRAWLER_PARENT_PID": str(os.getpid())}
    if not start.is_alone:
        ours["PYTHONIOENCODING"] = "utf-8:backslashreplace"
        ours["NEWSCRAWLER_LOG_JSON"] = str(int(start.as_json))
        if start.hear is not None:
            ours["NEWSCRAWLER_PROGRESS"] = "told"
        elif os.environ.get("NEWSCRAWLER_PROGRESS") == "live":  # several live lines would be none
            ours["NEWSCRAWLER_PROGRESS"] = "plain"
    return os.environ | ours


def worst(statuses: Sequence[int]) -> int:
    """Return the gravest of some exit statuses; one that is not in the list counts as crashed.

    >>> worst([0, 20, 10]), worst([0, 75]), worst([20, 3]), worst([])
    (20, 75, 1, 0)
    """
    return max((status if status in SEVERITY else CRASHED for status in statuses), key=SEVERITY.index, default=0)
