"""Locks by `flock` in the folder `<archive>.locks/`: the kernel frees them with the process, also after kill -9.

Files are made once and never removed: removing one while another process waits on it would give two holders.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from newscrawler.errors import ArchiveError, Locked

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

WRITE_LOCK = "write.lock"
_LONGEST_NAME = 180


def locks_folder(archive: Path) -> Path:
    """Return the folder that holds the locks of an archive."""
    return archive.with_name(archive.name + ".locks")


def site_lock_name(site: str) -> str:
    """Return a file name for a site's lock: safe on any file system, never that of the write lock.

    >>> site_lock_name("127.0.0.1:8000"), site_lock_name("../write")
    ('127.0.0.1%3A8000.lock', '..%2Fwrite.lock')
    """
    name = quote(site, safe="", errors="replace")
    if len(name) > _LONGEST_NAME:
        name = name[:_LONGEST_NAME] + hashlib.sha256(name.encode()).hexdigest()[:16]
    return f"%{name}.lock" if f"{name}.lock" == WRITE_LOCK else f"{name}.lock"


def holder(archive: Path, site: str) -> int | None:
    """Return the process that holds a site, as far as its lock file tells; the lock itself is not touched."""
    path = locks_folder(archive) / site_lock_name(site)
    words = path.read_text(errors="replace").split() if path.exists() else []
    pid = int(words[1]) if len(words) > 1 and words[1].isdecimal() else 0
    return pid if pid and _is_alive(pid) else None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


class FileLock:
    """An exclusive `flock` on one file, taken and freed many times."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(exist_ok=True)
        self._file: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)

    def take(self) -> bool:
        """Take the lock; False when another holds it."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait(self, seconds: float) -> None:
        """Take the lock, waiting for at most `seconds`; raise `ArchiveError` after that."""
        deadline = time.monotonic() + seconds
        pause = 0.0005
        while not self.take():
            if time.monotonic() > deadline:
                raise ArchiveError(f"the archive is busy: {self.path} was held by another for {seconds:g} seconds")
            time.sleep(pause)
            pause = min(pause * 2, 0.02)

    def free(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the file, which frees the lock as well."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def write(self, text: str) -> None:
        """Put `text` in the file, for people who look."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text.encode(), 0)

    def read(self) -> str:
        """Return what the holder wrote."""
        return os.pread(self._descriptor, 4096, 0).decode(errors="replace")

    @property
    def _descriptor(self) -> int:
        if self._file is None:
            raise ArchiveError(f"the lock {self.path} is closed")
        return self._file


class SiteLock:
    """One run's hold on a site. A run lives while it holds it; a context manager."""

    def __init__(self, archive: Path, site: str, started_at: str) -> None:
        """Take the lock of `site`; raise `Locked` when another run holds it."""
        self.site = site
        self._lock = FileLock(locks_folder(archive) / site_lock_name(site))
        if not self._lock.take():
            holder = ", ".join(self._lock.read().splitlines()) or "unknown"
            self._lock.close()
            raise Locked(f"another run holds {site} in {archive} ({holder}); try again when it has ended")
        self._lock.write(f"pid {os.getpid()}\nstarted {started_at}\n")

    @property
    def path(self) -> Path:
        """The lock's file."""
        return self._lock.path

    @property
    def is_held(self) -> bool:
        """False once released."""
        return self._lock._file is not None  # noqa: SLF001 - both classes are this module's

    def release(self) -> None:
        """Give the site back; a second call does nothing."""
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
