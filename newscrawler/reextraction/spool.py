"""What is to be written, kept on the disk between reading and writing: as much as there is, none of it in memory."""

from __future__ import annotations

import pickle
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from newscrawler.archive.reextracting import Reread


class Spool:
    """Articles read again, in order; a context manager. Its file has no name: it goes with the process."""

    def __init__(self, folder: Path) -> None:
        """Keep them in a file in `folder`: the archive's, whose disk has room for its words."""
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed when the spool is
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, one: Reread) -> None:
        """Keep one more."""
        pickle.dump(one, self._file)
        self.count += 1

    def __iter__(self) -> Iterator[Reread]:
        """Yield what was kept, in the order in which it came."""
        self._file.seek(0)
        for _ in range(self.count):
            yield pickle.load(self._file)  # noqa: S301 - what this process wrote into a file that no other can open
