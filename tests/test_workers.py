"""A map over processes: in order, in bounded memory, and past tasks that end their process."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass

import pytest

from newscrawler.errors import NewscrawlerError
from newscrawler.workers import Lost, Task, Workers
from newscrawler.workers.worker import AT_ONCE
from newscrawler.workers.workers import _AHEAD


@dataclass
class Doubling:
    """Doubles numbers; some end its process."""

    fault: str = ""

    def prepare(self) -> None:
        if self.fault == "broken":
            raise ValueError("no such site file")
        if self.fault == "dies":
            os._exit(3)

    def __call__(self, task: str, /) -> int:
        match task:
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "exit":
                os._exit(7)
            case "hang":
                time.sleep(600)
            case "memory":
                bytearray(1 << 60)
        return 2 * int(task)


def test_answers_come_in_order_past_tasks_that_end_their_process():
    tasks = [*map(str, range(20)), "kill", "20", "exit", "odd", "memory", *map(str, range(21, 40))]
    with Workers[str, str, int](Doubling(), 2, task_seconds=60) as workers:
        found = list(workers.map(Task(task, task) for task in tasks))
        processes = workers.process_ids
    assert [name for name, _ in found] == tasks
    lost = {name: said.reason for name, said in found if isinstance(said, Lost)}
    assert lost == {
        "kill": "ended the process that read it (signal SIGKILL)",
        "exit": "ended the process that read it (exit status 7)",
        "odd": "ValueError: invalid literal for int() with base 10: 'odd'",
        "memory": "MemoryError: ",
    }
    assert [said for name, said in found if name.isdecimal()] == [2 * number for number in range(40)]
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_task_that_takes_too_long_is_lost_and_no_more_is_taken_up_than_memory_allows():
    taken = 0

    def tasks():
        nonlocal taken
        for number in range(400):
            taken += 1
            task = "hang" if number == 3 else str(number)
            yield Task(task, task)

    with Workers[str, str, int](Doubling(), 2, task_seconds=1) as workers:
        found = workers.map(tasks())
        assert [next(found)[1] for _ in range(3)] == [0, 2, 4]
        assert next(found) == ("hang", Lost("took longer than 1 seconds"))
        assert taken <= (2 * _AHEAD + 2 + 1) * AT_ONCE
        assert sum(not isinstance(said, Lost) for _, said in found) == 396


@pytest.mark.parametrize(("fault", "words"), [("broken", "ValueError: no such site file"), ("dies", "exit status 3")])
def test_what_cannot_begin_to_read_ends_it_with_the_reason(fault, words):
    with (
        Workers[str, str, int](Doubling(fault), 1, task_seconds=60) as workers,
        pytest.raises(NewscrawlerError) as why,
    ):
        list(workers.map([Task("1", "1")]))
    assert words in str(why.value)


def test_without_tasks_no_process_is_begun():
    with Workers[str, str, int](Doubling(), 2, task_seconds=60) as workers:
        assert list(workers.map([])) == []
        assert workers.process_ids == []
