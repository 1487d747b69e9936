"""A map over processes: in order, in bounded memory, and past tasks that end their process."""

from __future__ import annotations

import os
import re
import signal
import time
from dataclasses import dataclass

import pytest

from newscrawler.errors import NewscrawlerError
from newscrawler.workers import Answered, Lost, Task, Workers
from newscrawler.workers.worker import AT_ONCE
from newscrawler.workers.workers import _AHEAD, _MOST_BYTES


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
            case "deaf":
                re.match(r"(a+)+$", "a" * 60 + "b")
            case "lambda":
                return lambda: 0  # type: ignore[return-value]
            case "long":
                return "0" * _MOST_BYTES  # type: ignore[return-value]
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


def test_what_needs_no_reading_keeps_its_turn_and_begins_no_process():
    with Workers[int, str, int](Doubling(), 2, task_seconds=60) as workers:
        known: list[Task[int, str, int]] = [Task(number, Answered(-number)) for number in range(1000)]
        assert list(workers.map(known)) == [(number, -number) for number in range(1000)]
        assert workers.process_ids == []
        mixed: list[Task[int, str, int]] = [
            Task(number, str(number) if number % 3 else Answered(-1)) for number in range(100)
        ]
        assert [said for _, said in workers.map(mixed)] == [2 * one if one % 3 else -1 for one in range(100)]


def test_processes_serve_one_map_after_the_other_and_end_with_one_that_is_left():
    with Workers[str, str, int](Doubling(), 2, task_seconds=60) as workers:
        maps = [list(workers.map(Task(one, one) for one in map(str, range(size)))) for size in (30, 1, 0, 30)]
        first = workers.process_ids
        assert [len(found) for found in maps] == [30, 1, 0, 30]
        left = workers.map(Task(one, one) for one in map(str, range(1000)))
        assert next(left) == ("0", 0)
        assert workers.process_ids == first
        left.close()
        assert workers.process_ids == []
        assert [said for _, said in workers.map([Task("7", "7")])] == [14]


def test_what_cannot_be_sent_is_lost_with_the_reason():
    with Workers[str, str, int](Doubling(), 1, task_seconds=60) as workers:
        (_, lambda_), (_, after) = workers.map([Task("lambda", "lambda"), Task("1", "1")])
    assert isinstance(lambda_, Lost)
    assert "pickle" in lambda_.reason
    assert after == 2


def test_long_tasks_and_long_answers_are_few_at_a_time():
    taken = 0

    def tasks(names, size):
        nonlocal taken
        for name in names:
            taken += 1
            yield Task(name, name, size)

    with Workers[str, str, int](Doubling(), 1, task_seconds=60) as workers:
        found = workers.map(tasks(["1"] * 50, _MOST_BYTES // 2))
        next(found)
        assert taken <= 4
        assert len(list(found)) == 49
        taken = 0
        found = workers.map(tasks(["long"] * AT_ONCE + ["1"] * 100, 0))
        assert len(str(next(found)[1])) == _MOST_BYTES
        while not workers._done:
            workers.tend()
        for _ in range(50):
            workers.tend()
        assert taken == AT_ONCE
        assert len(list(found)) == AT_ONCE - 1 + 100


def test_who_is_busy_between_two_answers_keeps_the_processes_at_work():
    taken = 0

    def tasks():
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield Task(str(number), str(number))

    with Workers[str, str, int](Doubling(), 1, task_seconds=60) as workers:
        found = workers.map(tasks())
        next(found)
        before = taken
        while taken == before:
            workers.tend()
        while taken < _AHEAD * AT_ONCE:
            workers.tend()
        assert taken <= (_AHEAD + 2) * AT_ONCE
        assert [said for _, said in found] == [2 * number for number in range(1, 1000)]


def test_a_process_that_is_killed_while_it_waits_costs_one_task_at_most():
    with Workers[str, str, int](Doubling(), 1, task_seconds=60) as workers:
        assert len(list(workers.map([Task("1", "1")]))) == 1
        (process,) = workers.process_ids
        os.kill(process, signal.SIGKILL)
        found = [said for _, said in workers.map(Task(one, one) for one in map(str, range(20)))]
    lost = [said for said in found if isinstance(said, Lost)]
    assert len(lost) <= 1
    assert len(found) == 20


def test_a_process_that_takes_nothing_more_keeps_nobody_waiting():
    """It holds the interpreter: no thread of it can take tasks, and they are more than the pipe holds."""
    long = " " * (1 << 20)
    names = [*["1"] * (AT_ONCE // 2), "deaf", *["1"] * 20]
    with Workers[str, str, int](Doubling(), 1, task_seconds=3) as workers:
        found = list(workers.map(Task(name, name if name == "deaf" else f"{long}{name}") for name in names))
    assert [said for _, said in found] == [*[2] * 4, Lost("took longer than 3 seconds"), *[2] * 20]
