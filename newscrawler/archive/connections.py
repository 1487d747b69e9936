"""Who may have a request under way: a few small files a domain, shared by all processes that run on one archive.

A request holds one of them by `flock` from before it is sent until its answer is there; the kernel frees it with the
process. Whoever waits for one stands in the gate, one process at a time, and all pass through it: so none can take the
connection again and again before the one that waits.
"""

from __future__ import annotations

import fcntl
import logging
import os
from typing import TYPE_CHECKING

from newscrawler.archive.locks import site_lock_name

if TYPE_CHECKING:
    from pathlib import Path

logger = logging.getLogger(__name__)


class Hold:
    """What is held until it is freed; without a descriptor it holds nothing, where the files cannot be used."""

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = descriptor

    def free(self) -> None:
        """Give it back; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class Connections:
    """The connections to each domain. Where the files cannot be used this says so once, and each is on its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._has_warned = False

    def pass_gate(self, domain: str) -> Hold | None:
        """Return the hold of a domain's gate; None while another stands in it."""
        return self._take(domain, "gate")

    def take(self, domain: str, most: int) -> Hold | None:
        """Return the hold of one of a domain's connections; None while so many are held."""
        for number in range(1, most + 1):
            if (hold := self._take(domain, f"connection{number}")) is not None:
                return hold
        return None

    def _take(self, domain: str, kind: str) -> Hold | None:
        path = self._folder / f"{site_lock_name(domain).removesuffix('.lock')}.{kind}"
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            return self._without(error)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except OSError as error:  # a file system without locks
            os.close(descriptor)
            return self._without(error)
        return Hold(descriptor)

    def _without(self, error: OSError) -> Hold:
        if not self._has_warned:
            self._has_warned = True
            logger.warning(
                "Connections are not shared with other crawls on this archive: %s cannot be used (%s)",
                self._folder,
                error.strerror or error,
            )
        return Hold()
