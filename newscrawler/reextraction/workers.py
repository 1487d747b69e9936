"""A map over many tasks in several processes: in order, in bounded memory, and past tasks that end their process.

`concurrent.futures` breaks the whole pool when one process dies. Here a task that ends its process, or takes too long,
is lost by itself, with the reason; a new process takes its place.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import connection, get_context
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from newscrawler.errors import NewscrawlerError
from newscrawler.reextraction.serving import READY, Answer, Lost, serve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from typing import Self

T = TypeVar("T")
R = TypeVar("R")
N = TypeVar("N")

AT_ONCE = 8
"""Tasks that are handed out together."""
_AHEAD = 4
"""So many such handfuls for each process may be done before the oldest task is: what memory is bounded by."""
_BEGIN_SECONDS = 120.0
"""For a new process to load what it needs, on a busy machine."""
_END_SECONDS = 5.0


T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)


class Reader(Protocol[T_contra, R_co]):
    """What each process gets: prepared once, then called with every task. It is pickled."""

    def prepare(self) -> None:
        """Load what reading needs; what it raises ends the whole map."""

    def __call__(self, task: T_contra, /) -> R_co:
        """Return what comes of a task; what it raises is the reason for which that task is lost."""


class _Task(NamedTuple, Generic[N, T]):
    """A task, where it stands in the order, and its name: what is kept of it when it is done."""

    number: int
    name: N
    task: T


@dataclass(slots=True)
class _Worker(Generic[N, T]):
    """A process and the tasks that it has not answered yet."""

    process: SpawnProcess
    pipe: Connection
    deadline: float
    tasks: deque[_Task[N, T]] = field(default_factory=deque)
    is_ready: bool = False

    @property
    def wants_more(self) -> bool:
        """Has it little to do? It takes tasks while it reads, so that it need not wait for them."""
        return self.is_ready and len(self.tasks) <= AT_ONCE // 2


class Workers(Generic[N, T, R]):
    """Processes that read; a context manager, whose end is theirs."""

    def __init__(self, reader: Reader[T, R], jobs: int, *, task_seconds: float) -> None:
        """Have up to `jobs` processes, begun when there is work; a task may take `task_seconds`."""
        self._reader = reader
        self._jobs = jobs
        self._seconds = task_seconds
        self._workers: list[_Worker[N, T]] = []
        self._waiting: deque[_Task[N, T]] = deque()
        self._done: dict[int, tuple[N, R | Lost]] = {}
        self._next = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.process.kill()
            worker.process.join(_END_SECONDS)
        self._workers.clear()

    @property
    def process_ids(self) -> list[int]:
        """The processes that run now."""
        return [worker.process.pid for worker in self._workers if worker.process.pid is not None]

    def map(self, tasks: Iterable[tuple[N, T]]) -> Iterator[tuple[N, R | Lost]]:
        """Yield each task's name with what came of it, in the order of the tasks, which are taken as needed."""
        numbered = (_Task(number, name, task) for number, (name, task) in enumerate(tasks))
        while True:
            self._hand_out(numbered)
            if not self._done and not any(worker.tasks for worker in self._workers):
                return
            if self._next not in self._done:
                self._listen()
            while self._next in self._done:
                yield self._done.pop(self._next)
                self._next += 1

    def _hand_out(self, numbered: Iterator[_Task[N, T]]) -> None:
        """Give every process another handful before it has done its last, unless too many are ahead of the oldest."""
        for place in range(self._jobs):
            if place < len(self._workers) and not self._workers[place].wants_more:
                continue
            handful = self._handful(numbered)
            if not handful:
                return
            if place == len(self._workers):
                self._workers.append(self._begun())
            self._give(self._workers[place], handful)

    def _handful(self, numbered: Iterator[_Task[N, T]]) -> list[_Task[N, T]]:
        if self._waiting:  # among them is the oldest task, for which those that are done wait
            return [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
        if len(self._done) >= _AHEAD * AT_ONCE * self._jobs:
            return []
        return list(islice(numbered, AT_ONCE))

    def _give(self, worker: _Worker[N, T], handful: list[_Task[N, T]]) -> None:
        if worker.is_ready:
            self._send(worker, handful)
        worker.tasks.extend(handful)

    def _send(self, worker: _Worker[N, T], handful: Iterable[_Task[N, T]]) -> None:
        if not worker.tasks:
            worker.deadline = monotonic() + self._seconds
        try:
            worker.pipe.send([one.task for one in handful])
        except OSError:  # it has died; listening finds out, and why
            return

    def _begun(self) -> _Worker[N, T]:
        ours, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(target=serve, args=(theirs, self._reader), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, monotonic() + _BEGIN_SECONDS)

    def _listen(self) -> None:
        """Take what the processes answer, and see to those that died or take too long."""
        busy = [worker for worker in self._workers if worker.tasks or not worker.is_ready]
        patience = max(min(worker.deadline for worker in busy) - monotonic(), 0)
        heard = connection.wait([worker.pipe for worker in busy], patience)
        for worker in busy:
            if worker.pipe in heard:
                self._hear(worker)
            elif monotonic() > worker.deadline and not worker.pipe.poll():
                worker.process.kill()
                self._replace(worker, f"took longer than {self._seconds:g} seconds")

    def _hear(self, worker: _Worker[N, T]) -> None:
        try:
            answer: Any = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(_END_SECONDS)
            self._replace(worker, f"ended the process that read it ({_ending(worker.process.exitcode)})")
            return
        if not worker.is_ready:
            if answer != READY:
                raise NewscrawlerError(f"pages cannot be read again: {answer}")
            worker.is_ready = True
            worker.deadline = monotonic() + self._seconds
            self._send(worker, worker.tasks)
            return
        self._keep(worker, answer)

    def _keep(self, worker: _Worker[N, T], answer: Answer[R]) -> None:
        one = worker.tasks.popleft()
        self._done[one.number] = (one.name, answer)
        worker.deadline = monotonic() + self._seconds

    def _replace(self, worker: _Worker[N, T], reason: str) -> None:
        """Lose the task at which a process ended, and put another process in its place."""
        if not worker.is_ready:
            raise NewscrawlerError(f"pages cannot be read again: the process that should read them {reason}")
        self._keep(worker, Lost(reason))
        self._waiting.extendleft(reversed(worker.tasks))
        worker.pipe.close()
        worker.process.join(_END_SECONDS)
        self._workers.remove(worker)


def _ending(exit_code: int | None) -> str:
    """Return why a process ended, in words.

    >>> _ending(-9), _ending(3)
    ('signal SIGKILL', 'exit status 3')
    """
    from signal import Signals

    if exit_code is not None and exit_code < 0:
        return f"signal {Signals(-exit_code).name}"
    return f"exit status {exit_code}"
