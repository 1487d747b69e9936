"""What runs in each process that reads: tasks come through a pipe, answers go back through it, one for each task."""

from __future__ import annotations

import contextlib
import logging
import os
import resource
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from newscrawler.workers.tasks import Lost

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

READY = "ready"
_MOST_BYTES = 4 * 1024**3
"""Of address space: a page that wants more is lost, instead of the machine."""
_LONGEST_REASON = 200
_TURN_SECONDS = 0.0005
"""How long the thread that takes tasks waits for its turn, and who hands them out for it; else ten times as long."""


def serve(pipe: Connection, reader: Any) -> None:
    """Answer tasks until the other end of the pipe is closed, as it is when the process that asks has died."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    logging.disable()  # what a page makes a library say would come to the terminal as it is; answers say what is wrong
    sys.setswitchinterval(_TURN_SECONDS)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with contextlib.suppress(OSError):
        pipe.send(_prepared(reader))
        tasks: SimpleQueue[Any] = SimpleQueue()
        # Who asks must never wait for a process that waits for it to listen: tasks are taken from the pipe at any time.
        Thread(target=_take, args=(pipe, tasks), daemon=True).start()
        while True:
            _send(pipe, _answer(reader, tasks.get()))


def _take(pipe: Connection, tasks: SimpleQueue[Any]) -> None:
    """Put tasks in the queue as they come; at the end of the pipe end the process, whatever it is reading."""
    try:
        with contextlib.suppress(EOFError, OSError):
            while True:
                for task in pipe.recv():
                    tasks.put(task)
    finally:
        os._exit(1)


def _prepared(reader: Any) -> str:
    try:
        reader.prepare()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told to the process that asks
        return _words(error)
    return READY


def _answer(reader: Any, task: Any) -> Any:
    try:
        return reader(task)
    except Exception as error:  # noqa: BLE001 - a page that breaks our reading costs one page, with its reason
        return Lost(_words(error))


def _send(pipe: Connection, answer: Any) -> None:
    """Send an answer; raises OSError where nobody listens any more."""
    try:
        pipe.send(answer)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - a site's file may return what cannot be sent: nothing of it was
        pipe.send(Lost(_words(error)))


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_LONGEST_REASON]
