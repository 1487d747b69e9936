"""`Workers`: the processes, who of them has which task, and what came of each."""

from __future__ import annotations

import pickle
from collections import deque
from multiprocessing import connection
from signal import Signals
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from newscrawler.errors import NewscrawlerError
from newscrawler.workers.serving import READY
from newscrawler.workers.tasks import Answered, Lost, N, R, T
from newscrawler.workers.worker import AT_ONCE, Numbered, Worker, begin

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from typing import Self

    from newscrawler.workers.tasks import Reader, Task

_AHEAD = 16
"""So many handfuls for each process may be done before the oldest task is, or before anybody asks for them."""
_MOST_BYTES = 32 * 1024 * 1024
"""For each process: of tasks that were handed out and of answers that nobody took yet."""
_LISTEN_SECONDS = 1.0
"""At a time: what stops us meanwhile, as Ctrl-Z does, is not counted against those that read."""


class _Done(NamedTuple, Generic[N, R]):
    """A task's name, what came of it, and the bytes that this holds."""

    name: N
    answer: R | Lost
    size: int


class Workers(Generic[N, T, R]):
    """Processes that read; a context manager, whose end is theirs."""

    def __init__(self, reader: Reader[T, R], jobs: int, *, task_seconds: float) -> None:
        """Have up to `jobs` processes, begun when there is work; a task may take `task_seconds`."""
        self._reader = reader
        self._jobs = jobs
        self._seconds = task_seconds
        self._workers: list[Worker[N, T, R]] = []
        self._tasks: Iterator[tuple[int, Task[N, T, R]]] = iter(())
        self._waiting: deque[Numbered[N, T, R]] = deque()
        """Tasks that were with a process that died, and are not to blame."""
        self._done: dict[int, _Done[N, R]] = {}
        self._next = 0
        self._held = 0
        """Bytes, as in `_MOST_BYTES`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def process_ids(self) -> list[int]:
        """The processes that run now."""
        return [worker.process.pid for worker in self._workers if worker.process.pid is not None]

    def map(self, tasks: Iterable[Task[N, T, R]]) -> Generator[tuple[N, R | Lost], None, None]:
        """Yield each task's name with what came of it, in the order of the tasks, which are taken as needed.

        When all is done the processes wait for another map; one that is left before its end ends them.
        """
        self._tasks, self._next = enumerate(tasks), 0
        try:
            self._hand_out()
            while self._is_under_way:
                if self._next in self._done:
                    yield self._taken()
                    self.tend()
                else:
                    self._listen(_LISTEN_SECONDS)
                    self._hand_out()
        finally:
            if self._is_under_way:
                self.end()

    def tend(self) -> None:
        """Hear what was answered and hand out more, without waiting: for who is busy for long between two answers."""
        self._listen(0)
        self._hand_out()

    def end(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()
        for held in (self._workers, self._waiting, self._done):
            held.clear()
        self._held = 0

    @property
    def _is_under_way(self) -> bool:
        return bool(self._done or self._waiting) or any(worker.tasks for worker in self._workers)

    def _taken(self) -> tuple[N, R | Lost]:
        done = self._done.pop(self._next)
        self._next += 1
        self._held -= done.size
        return done.name, done.answer

    def _hand_out(self) -> None:
        """Give every process another handful before it has done its last."""
        for place in range(self._jobs):
            if place < len(self._workers) and not self._workers[place].wants_more:
                continue
            handful = self._handful()
            if not handful:
                return
            if place == len(self._workers):
                self._workers.append(begin(self._reader))
            self._give(self._workers[place], handful)

    def _handful(self) -> list[Numbered[N, T, R]]:
        if self._waiting:  # among them is the oldest task, for which those that are done wait
            return [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
        handful: list[Numbered[N, T, R]] = []
        while len(handful) < AT_ONCE and not self._holds_much:
            number, task = next(self._tasks, (0, None))
            if task is None:
                break
            self._held += task.size
            if isinstance(task.content, Answered):
                self._done[number] = _Done(task.name, task.content.answer, task.size)
            else:
                handful.append(Numbered(number, task))
        return handful

    @property
    def _holds_much(self) -> bool:
        return len(self._done) >= _AHEAD * AT_ONCE * self._jobs or self._held >= _MOST_BYTES * self._jobs

    def _give(self, worker: Worker[N, T, R], handful: list[Numbered[N, T, R]]) -> None:
        if worker.is_ready:
            self._send(worker, handful)
        worker.tasks.extend(handful)

    def _send(self, worker: Worker[N, T, R], handful: Iterable[Numbered[N, T, R]]) -> None:
        if not worker.tasks:
            worker.seconds_left = self._seconds
        worker.send(handful)

    def _listen(self, seconds: float) -> None:
        """Take what the processes answer, and see to those that died or take too long."""
        busy = self._listened_to()
        if not busy:
            return
        began = monotonic()
        heard = connection.wait([worker.pipe for worker in busy], seconds)
        waited = min(monotonic() - began, seconds)
        for worker in busy:
            if worker.pipe in heard:
                self._hear(worker)
            elif worker.seconds_left > waited:
                worker.seconds_left -= waited
            else:
                worker.process.kill()
                self._replace(worker, f"took longer than {self._seconds:g} seconds")

    def _listened_to(self) -> list[Worker[N, T, R]]:
        """Return the processes with something to say; where much is held, only the one with the task that is next."""
        busy = [worker for worker in self._workers if worker.tasks or not worker.is_ready]
        if not self._holds_much:
            return busy
        if self._next in self._done:
            return []
        return [worker for worker in busy if worker.has(self._next)] or busy

    def _hear(self, worker: Worker[N, T, R]) -> None:
        try:
            said = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._replace(worker, f"ended the process that read it ({_ending(worker.died())})")
            return
        answer: Any = pickle.loads(said)  # noqa: S301 - a process of ours wrote it
        if worker.is_ready:
            self._keep(worker, answer, len(said))
            return
        if answer != READY:
            raise NewscrawlerError(f"no page can be read: {answer}")
        worker.is_ready = True
        worker.seconds_left = self._seconds
        self._send(worker, worker.tasks)

    def _keep(self, worker: Worker[N, T, R], answer: R | Lost, size: int = 0) -> None:
        number, task = worker.tasks.popleft()
        self._done[number] = _Done(task.name, answer, size)
        self._held += size - task.size
        worker.seconds_left = self._seconds

    def _replace(self, worker: Worker[N, T, R], reason: str) -> None:
        """Lose the task at which a process ended, and put another process in its place."""
        if not worker.is_ready:
            raise NewscrawlerError(f"no page can be read: the process that should read them {reason}")
        self._keep(worker, Lost(reason))
        self._waiting.extendleft(reversed(worker.tasks))
        worker.end()
        self._workers.remove(worker)


def _ending(exit_code: int | None) -> str:
    """Return why a process ended, in words.

    >>> _ending(-9), _ending(3)
    ('signal SIGKILL', 'exit status 3')
    """
    if exit_code is not None and exit_code < 0:
        return f"signal {Signals(-exit_code).name}"
    return f"exit status {exit_code}"
