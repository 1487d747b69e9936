"""One process that reads, as the process that asks sees it."""

from __future__ import annotations

import contextlib
import signal
from collections import deque
from dataclasses import dataclass, field
from multiprocessing import get_context
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from newscrawler.errors import NewscrawlerError
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
    outbox: SimpleQueue[list[Any] | None]
    """What is sent to it, by a thread of its own; None is the end."""
    sender: Thread
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
        """Give it tasks to read, without waiting until it takes them: what hangs takes nothing."""
        self.outbox.put([one.task.content for one in handful])

    def end(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.died()
        self.outbox.put(None)
        self.sender.join(_END_SECONDS)
        # Not before: another file could have the pipe's number by then, and get what is still sent.
        if not self.sender.is_alive():
            self.pipe.close()

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
    except OSError as error:
        raise NewscrawlerError(f"no page can be read: no process can be begun ({error.strerror})") from error
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, deaf)
    theirs.close()
    outbox: SimpleQueue[Any] = SimpleQueue()
    sender = Thread(target=_send_all, args=(ours, outbox), daemon=True)
    sender.start()
    return Worker(process, ours, outbox, sender)


def _send_all(pipe: Connection, outbox: SimpleQueue[Any]) -> None:
    with contextlib.suppress(OSError):  # it has died; who listens finds out, and why
        while (contents := outbox.get()) is not None:
            pipe.send(contents)
