"""Whose turn it is to ask a domain: one small file a domain, shared by all processes that run on one archive.

A turn is taken before it comes, so that processes are served in the order they came, and one that is killed leaves
nothing behind but a turn that nobody uses. Whoever uses a turn looks again whether the one before it was used late.
`flock` guards each change; the kernel frees it with the process. Moments are the wall clock's: no other survives a
restart of the machine.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

from newscrawler.archive.locks import site_lock_name
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

logger = logging.getLogger(__name__)

FLOOR_LASTS_SECONDS = 86400.0
"""How long a domain's own delay holds after it was last heard of: as long as a robots.txt may be believed."""

_FILE_BYTES = 256
"""Always as long, so that one write replaces the whole."""
_PATIENCE_SECONDS = 0.05
"""For the lock, which is held for microseconds: a process that was stopped in the middle must not stop the others."""


_MOMENTS = ("next_at", "free_at", "rest_until", "floor_until")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a domain's file says; every `_at` and `_until` is in seconds since 1970."""

    written_at: float = 0.0
    next_at: float = 0.0
    """When the next turn comes that nobody has taken."""
    free_at: float = 0.0
    """When the delay after the last turn that was used is over."""
    rest_until: float = 0.0
    """Until when the domain wants to be left alone."""
    floor_seconds: float = 0.0
    """The least delay that the domain asked for, by Crawl-delay."""
    floor_until: float = 0.0

    def at(self, now: float) -> Turn:
        """Return what it says at a moment; a clock that was set back takes the moments along.

        >>> Turn(written_at=1000, next_at=1010).at(400).next_at, Turn(written_at=1000, next_at=1010).at(1004).next_at
        (410, 1010)
        """
        back = max(self.written_at - now, 0)
        moved = {name: max(getattr(self, name) - back, 0) for name in _MOMENTS}
        return replace(self, written_at=now, **moved)

    def wait_seconds(self) -> float:
        """Return how long until a turn may be taken, from the moment that it speaks of."""
        return max(self.next_at - self.written_at, self.rest_seconds(), 0.0)

    def lateness_seconds(self) -> float:
        """Return how long to wait on because the turn before was used late."""
        return max(self.free_at - self.written_at, 0.0)

    def rest_seconds(self) -> float:
        """Return how long the domain still wants to be left alone."""
        return max(self.rest_until - self.written_at, 0.0)

    def taken(self, delay_seconds: float) -> Turn:
        """Return it with the next turn taken: the one after that comes a delay later."""
        came = self.written_at + self.wait_seconds()
        return replace(self, next_at=came + self._at_least(delay_seconds))

    def used(self, delay_seconds: float) -> Turn:
        """Return it with a turn used now."""
        free_at = self.written_at + self._at_least(delay_seconds)
        return replace(self, free_at=free_at, next_at=max(self.next_at, free_at))

    def _at_least(self, delay_seconds: float) -> float:
        return max(delay_seconds, self.floor_seconds if self.floor_until > self.written_at else 0.0)

    def rested(self, seconds: float) -> Turn:
        """Return it with a rest from now on; a longer one that was asked for before stays."""
        return replace(self, rest_until=max(self.rest_until, self.written_at + seconds))

    def slowed(self, seconds: float) -> Turn:
        """Return it with a least delay; a longer one that another host of the domain asked for stays while it holds.

        One that is longer than what held holds from this very moment on: the domain was asked for it just now.
        """
        held = self.floor_seconds if self.floor_until > self.written_at else 0.0
        if seconds < held:
            return self
        turn = replace(self, floor_seconds=seconds, floor_until=self.written_at + FLOOR_LASTS_SECONDS)
        return turn.used(seconds) if seconds > held else turn


class Turns:
    """The turns of every domain. Where the files cannot be used this says so once, and each process is on its own."""

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = now_utc) -> None:
        self._folder = folder
        self._now = now
        self._has_warned = False

    def take(self, domain: str, delay_seconds: float) -> float:
        """Take the next turn to ask `domain`; return in how many seconds it comes; 0 is now, and it is used."""
        with self._changing(domain) as file:
            turn = file.read(delay_seconds)
            wait_seconds = turn.wait_seconds()
            taken = turn.taken(delay_seconds)
            file.write(taken if wait_seconds else taken.used(delay_seconds))
            return wait_seconds
        return 0.0

    def use(self, domain: str, delay_seconds: float) -> float:
        """Use a turn that has come; return 0, or how long to wait on before the next attempt."""
        with self._changing(domain) as file:
            turn = file.read()
            if late_seconds := turn.lateness_seconds():
                return late_seconds
            file.write(turn.used(delay_seconds))
        return 0.0

    def rest(self, domain: str, seconds: float) -> None:
        """Let nobody take a turn for so many seconds."""
        with self._changing(domain) as file:
            file.write(file.read().rested(seconds))

    def rest_seconds(self, domain: str) -> float:
        """Return how long the domain still wants to be left alone."""
        with self._changing(domain) as file:
            return file.read().rest_seconds()
        return 0.0

    def slow_down(self, domain: str, seconds: float) -> None:
        """Let turns be at least so many seconds apart, for a day."""
        with self._changing(domain) as file:
            file.write(file.read().slowed(seconds))

    @contextmanager
    def _changing(self, domain: str) -> Iterator[_TurnFile]:
        """Hold the domain's file; one that cannot be had is a file in memory that nobody else knows."""
        descriptor = self._open(domain)
        try:
            yield _TurnFile(descriptor, self._now().timestamp())
        except OSError as error:
            self._warn(error)
        finally:
            if descriptor is not None:
                os.close(descriptor)  # which frees the lock

    def _open(self, domain: str) -> int | None:
        path = self._folder / (site_lock_name(domain).removesuffix(".lock") + ".turn")
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            self._warn(error)
            return None
        if _lock(descriptor):
            return descriptor
        os.close(descriptor)
        return None

    def _warn(self, error: OSError) -> None:
        if not self._has_warned:
            self._has_warned = True
            logger.warning(
                "The delay is not shared with other crawls on this archive: %s cannot be written (%s)",
                self._folder,
                error.strerror or error,
            )


class _TurnFile:
    """A domain's file, held."""

    def __init__(self, descriptor: int | None, now: float) -> None:
        self._descriptor = descriptor
        self._present = now

    def read(self, unknown_seconds: float = 0.0) -> Turn:
        """Return what it says now; of what cannot be read, that a turn was taken just now."""
        text = os.pread(self._descriptor, _FILE_BYTES, 0) if self._descriptor is not None else b""
        try:
            said = json.loads(text) if text.strip() else {}
            turn = Turn(**{field.name: float(said.get(field.name, 0.0)) for field in fields(Turn)})
        except (ValueError, TypeError, AttributeError):
            turn = Turn(next_at=self._present + unknown_seconds)
        return turn.at(self._present)

    def write(self, turn: Turn) -> None:
        """Replace what it says."""
        if self._descriptor is not None:
            os.pwrite(self._descriptor, json.dumps(asdict(turn)).encode().ljust(_FILE_BYTES), 0)


def _lock(descriptor: int) -> bool:
    """Take the lock; False where another process holds it for too long."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.0005)
        else:
            return True
