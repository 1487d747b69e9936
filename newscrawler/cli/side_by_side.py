"""Several crawls at once, never two of one site: started in turn, ended by a signal, by the clock, or by themselves."""

from __future__ import annotations

import queue
import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newscrawler.cli.process import CRASHED, INTERRUPTED, WORDS, CrawlProcess, worst
from newscrawler.cli.relay import named_line, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from newscrawler.cli.process import Start
    from newscrawler.cli.project import Crawl

STOP_SECONDS = 28.0
"""After a signal: a crawl waits for what is under way, a request's timeout at most (25 s); then it is killed."""

LATE_SECONDS = 30.0
"""When the time is up a crawl ends by itself, as after a signal; only one that has not by then gets SIGTERM."""

_LOOK_SECONDS = 0.2
_SHORTEST_SECONDS = 1.0
_FIRST = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
# A terminal that closes sends SIGHUP more than once; only people and supervisors mean it when they ask again.
_SECOND = frozenset({signal.SIGINT, signal.SIGTERM})


@dataclass(frozen=True, slots=True)
class Ended:
    """A crawl that has ended."""

    crawl: Crawl
    status: int
    line: str


def status_said(line: str, default: int) -> int:
    """Return the exit status of a verdict line: a signal that meets a crawl after its verdict changes nothing.

    >>> status_said("127.0.0.1:8000: worked (time is up); 2 fetched", 1), status_said("a.example: network down", 1)
    (0, 40)
    """
    verdict = line.partition(": ")[2]
    said = (status for status, word in WORDS.items() if verdict.startswith(word))
    return next(said, default)


@dataclass(slots=True)
class Came:
    """What came of all."""

    ended: list[Ended] = field(default_factory=list)
    not_begun: list[Crawl] = field(default_factory=list)
    is_interrupted: bool = False

    @property
    def status(self) -> int:
        """The exit status of the whole: the worst of all; sites whose turn did not come count if it was a signal."""
        cut_off = [INTERRUPTED] if self.is_interrupted and self.not_begun else []
        return worst([*(ended.status for ended in self.ended), *cut_off])


class SideBySide:
    """Runs crawls; used once, in the main thread, for it takes the signals."""

    def __init__(self, start: Start, *, at_once: int, max_seconds: float | None, tell: Callable[[Ended], None]) -> None:
        """Run `at_once` at a time and for `max_seconds` in all; `tell` hears of each that has ended."""
        self._start = start
        self._at_once = at_once
        self._deadline = time.monotonic() + max_seconds if max_seconds else None
        self._tell = tell
        self._running: list[CrawlProcess] = []
        self._over: queue.SimpleQueue[tuple[CrawlProcess, int]] = queue.SimpleQueue()
        self._signal = 0
        self._kill_at: float | None = None
        self._is_late = False

    def run(self, crawls: Sequence[Crawl]) -> Came:
        """Run them to their ends."""
        came = Came(not_begun=list(crawls))
        with self._taking_signals():
            try:
                self._fill(came)
                while self._running:
                    self._take_one(came)
                    self._hurry()
                    self._fill(came)
            finally:
                for process in self._running:
                    process.kill()
        came.is_interrupted = bool(self._signal)
        return came

    def _fill(self, came: Came) -> None:
        while len(self._running) < self._at_once and not self._signal and not self._is_time_up:
            at_work = {process.crawl.site for process in self._running}
            crawl = next((crawl for crawl in came.not_begun if crawl.site not in at_work), None)
            if crawl is None:
                return
            came.not_begun.remove(crawl)
            self._begin(crawl)

    def _begin(self, crawl: Crawl) -> None:
        process = CrawlProcess(crawl, self._start, max_seconds=self._limit_seconds())
        self._running.append(process)
        threading.Thread(target=lambda: self._over.put((process, process.wait())), daemon=True).start()
        if self._signal:  # it came while the process was made
            process.send(self._signal)

    def _take_one(self, came: Came) -> None:
        try:
            process, status = self._over.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            return
        self._running.remove(process)
        if self._kill_at is not None:
            process.kill()  # what it has started, if it has
        ended = self._judged(process, status)
        came.ended.append(ended)
        self._tell(ended)

    def _judged(self, process: CrawlProcess, number: int) -> Ended:
        """Return what a process came to; where it ended without a verdict, a line that says what is known."""
        crawl, line = process.crawl, process.last_line
        status = number if number in WORDS else INTERRUPTED if self._signal and number < 0 else CRASHED
        if line.startswith((f"{crawl.site}: ", f"{crawl.spider}: ")):
            return Ended(crawl, status if number >= 0 else status_said(line, status), line)
        if line:
            say(named_line(crawl.site, line))
        why = f"ended by signal {-number}; what it held is taken up again" if number < 0 else f"exit status {number}"
        return Ended(crawl, status, f"{crawl.site}: {WORDS[status]} ({why})")

    def _hurry(self) -> None:
        """Send SIGTERM to what is late, and kill what has been asked long enough."""
        now = time.monotonic()
        if self._deadline is not None and not self._is_late and now > self._deadline + LATE_SECONDS:
            self._is_late = True
            self._kill_at = self._kill_at or now + STOP_SECONDS
            self._send(signal.SIGTERM)
        if self._kill_at is not None and now > self._kill_at:
            for process in self._running:
                process.kill()

    @property
    def _is_time_up(self) -> bool:
        return self._deadline is not None and time.monotonic() >= self._deadline

    def _limit_seconds(self) -> float | None:
        """Return how long a crawl that begins now may take; None without limit."""
        return None if self._deadline is None else max(self._deadline - time.monotonic(), _SHORTEST_SECONDS)

    def _send(self, number: int) -> None:
        for process in self._running:
            process.send(number)

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        if not self._signal:
            self._signal = number
            self._kill_at = time.monotonic() + STOP_SECONDS
            self._send(number)
        elif number in _SECOND:
            self._kill_at = 0
            for process in self._running:
                process.kill()

    @contextmanager
    def _taking_signals(self) -> Iterator[None]:
        heeded = [number for number in _FIRST if signal.getsignal(number) is not signal.SIG_IGN]  # nohup: no SIGHUP
        before = {number: signal.signal(number, self._signalled) for number in heeded}
        try:
            yield
        finally:
            for number, action in before.items():
                signal.signal(number, action)
