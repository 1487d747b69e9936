"""A map over many tasks in several processes: in order, in bounded memory, and past tasks that end their process.

    with Workers(reader, jobs=2, task_seconds=PAGE_SECONDS) as workers:    # reader: prepared once in each process
        for name, said in workers.map(Task(name, page, len(page.body)) for name, page in pages):
            ...                                                            # said: what the reader returned, or Lost

Those processes know neither network nor archive: they read what they are given. `concurrent.futures` breaks the whole
pool when one process dies. Here a task that ends its process, or takes too long, is lost by itself, with the reason; a
new process takes its place.
"""

from __future__ import annotations

from newscrawler.workers.tasks import PAGE_SECONDS, Answered, Lost, Reader, Task
from newscrawler.workers.workers import Workers

__all__ = ["PAGE_SECONDS", "Answered", "Lost", "Reader", "Task", "Workers"]
