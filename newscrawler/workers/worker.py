"""One process that reads, as the process that asks sees it."""

from __future__ import annotations

import signal
from collections import deque
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from newscrawler.workers.serving import serve
from newscrawler.workers.tasks import N, R, T, Task

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

AT_ONCE = 8
"""Tasks that are handed out together."""
_BEGIN_SECONDS = 120.0
"""For a new process to load what it needs, on a busy machine."""
_END_SECONDS = 5.0


class Numbered(NamedTuple, Generic[N, T, R]):
    """A task and where it stands in the order."""

    number: int
    task: Task[N, T, R]


@dataclass(slots=True)
class Worker(Generic[N, T, R]):
    """A process and the tasks that it has not answered yet."""

    process: SpawnProcess
    pipe: Connection
    seconds_left: float = _BEGIN_SECONDS
    """How long it is still waited for: only the time counts in which somebody listens."""
    tasks: deque[Numbered[N, T, R]] = field(default_factory=deque)
    is_ready: bool = False

    @property
    def wants_more(self) -> bool:
        """Has it little to do? It takes tasks while it reads, so that it need not wait for them."""
        return self.is_ready and len(self.tasks) <= AT_ONCE // 2

    def has(self, number: int) -> bool:
        """Is that task with it?"""
        return any(one.number == number for one in self.tasks)

    def send(self, handful: Iterable[Numbered[N, T, R]]) -> None:
        """Give it tasks to read."""
        try:
            self.pipe.send([one.task.content for one in handful])
        except OSError:  # it has died; who listens finds out, and why
            return

    def end(self) -> int | None:
        """End it, whatever it does; return its exit code."""
        self.pipe.close()
        self.process.kill()
        return self.died()

    def died(self) -> int | None:
        """Return the exit code of a process that has ended, or does so now."""
        self.process.join(_END_SECONDS)
        return self.process.exitcode


def begin(reader: Any) -> Worker[Any, Any, Any]:
    """Return a new process with its copy of the reader."""
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=serve, args=(theirs, reader), daemon=True)
    # A new process has no ears for Ctrl-C, not even before it comes to `serve`: who asks hears it a moment later.
    deaf = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, deaf)
    theirs.close()
    return Worker(process, ours)
