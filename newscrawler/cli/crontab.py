"""The user's crontab, through the `crontab` program: one line for each archive, known by the mark at its end."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from newscrawler.errors import NewscrawlerError

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "crontab"
_EMPTY = ("no crontab for", "no such file")
"""What the programs in use say, in English, where a user has none yet: Vixie's and its heirs', then busybox's."""


def mark_of(archive_path: Path) -> str:
    """Return what stands at the end of the line for an archive: a comment to the shell that runs it."""
    return f"# newscrawler: {archive_path}".replace("%", "\\%")


def is_there() -> bool:
    """Return whether there is a `crontab` program."""
    return shutil.which(PROGRAM) is not None


def read() -> list[str]:
    """Return the lines of the user's crontab; raises NewscrawlerError where it cannot be read."""
    done = _run("-l")
    if done.returncode == 0:
        return done.stdout.removesuffix("\n").split("\n") if done.stdout else []
    if any(words in done.stderr.lower() for words in _EMPTY):
        return []
    raise NewscrawlerError(f"`crontab -l` failed, so nothing was changed: {_said(done)}")


def line_of(archive_path: Path) -> str | None:
    """Return the line for an archive, None where there is none."""
    return next((line for line in read() if _is_for(line, archive_path)), None)


def install(line: str, archive_path: Path) -> bool:
    """Put the line in the place of the one for this archive, else at the end; return whether that changed anything."""
    before = read()
    places = [number for number, old in enumerate(before) if _is_for(old, archive_path)]
    kept = [old for number, old in enumerate(before) if number not in places[1:]]
    after = [line if number == places[0] else old for number, old in enumerate(kept)] if places else [*before, line]
    return _write(before, after)


def uninstall(archive_path: Path) -> bool:
    """Take the line for this archive out; return whether there was one."""
    before = read()
    return _write(before, [line for line in before if not _is_for(line, archive_path)])


def _is_for(line: str, archive_path: Path) -> bool:
    return line.rstrip().endswith(mark_of(archive_path)) and not line.lstrip().startswith("#")


def _write(before: list[str], after: list[str]) -> bool:
    if after == before:
        return False
    done = _run("-", given="".join(f"{line}\n" for line in after))
    if done.returncode:
        raise NewscrawlerError(f"`crontab -` did not take the new crontab; the old one stands: {_said(done)}")
    return True


def _run(word: str, *, given: str = "") -> subprocess.CompletedProcess[str]:
    program = shutil.which(PROGRAM)
    if program is None:
        raise NewscrawlerError(
            "there is no `crontab` program on the PATH: install cron, or use the systemd timer that "
            "`newscrawler schedule` prints"
        )
    done = subprocess.run(  # noqa: S603 a program found on the PATH, with a fixed word
        [program, word],
        input=os.fsencode(given),
        env=os.environ | {"LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    # As file names are decoded: other lines are not ours to mend, whatever bytes they have.
    return subprocess.CompletedProcess(done.args, done.returncode, os.fsdecode(done.stdout), os.fsdecode(done.stderr))


def _said(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.strip() or f"exit status {done.returncode}"
